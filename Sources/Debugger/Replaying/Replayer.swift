import EventStore
import Flows
import Gateway
import HTTPServer
import Lambda
import NIOCore

/// Runs recorded triggers again, each as a new flow that names its origin. The origin is left as it
/// is.
///
/// ```
/// event     sent, triggered │ function │ executed, returned, displayed
/// http      our own client -> front door: a flow like any other, which names its origin
/// executed  sent │ the recorded result is mapped │ returned, displayed
/// ```
///
/// Owned by the service's event loop.
public final class Replayer: @unchecked Sendable {
    let log: EventLog
    let recording: FlowRecording
    let account: AccountIdentity
    let hasTimeouts: Bool
    let functions: [EnvironmentPool]
    private let breakpoints: Breakpoints
    /// The front doors and where they listen; set once they are bound.
    public var doors: [(door: FrontDoor, host: String, port: Int)] = []
    var random = SecureRandom()

    public init(
        log: EventLog,
        recording: FlowRecording,
        functions: [EnvironmentPool],
        breakpoints: Breakpoints,
        account: AccountIdentity,
        hasTimeouts: Bool
    ) {
        self.log = log
        self.recording = recording
        self.functions = functions
        self.breakpoints = breakpoints
        self.account = account
        self.hasTimeouts = hasTimeouts
    }

    var loop: any EventLoop { recording.executor.loop }

    /// Who replays, for the record.
    struct Context: Sendable {
        let plan: ReplayPlan
        let caller: Operator
        /// `b-12`; nil for a single replay.
        let batch: String?
        /// Where a plan that leaves this service goes.
        let remote: RemoteService?
        /// The shell that walks the replay step by step; nil when nobody does.
        var session: String?
    }

    /// Replays one flow.
    /// - Returns: the report, whose content is committed, and the flow, which ends when the report was
    ///   handed over; no flow when none began, or when it ends elsewhere.
    func replay(_ origin: ReplayOrigin, _ context: Context) async -> (ReplayReport, ReplayedFlow?) {
        do {
            try recording.recorder.checkAcceptance()
        } catch {
            return (unrecorded(origin.id, error), nil)
        }
        do {
            let document = try admitted(origin, context.plan)
            switch (document, context.plan.target) {
            case (.event(let event), .lambda(let address, let function)):
                let name = try self.function(named: function, at: address, for: origin)
                let place = InvocationPlace.elsewhere(context.remote!, function: name)
                return try await invoke(event, of: origin, at: place, context)
            case (.event(let event), .origin):
                let pool = try pool(serving: origin.triggered?.function, for: origin)
                return try await invoke(event, of: origin, at: .here(pool), context)
            case (.event(let event), .function(let name)):
                let pool = try pool(serving: name, for: origin)
                return try await invoke(event, of: origin, at: .here(pool), context)
            case (.request(let request), .door(let address)):
                return try await sendRemotely(
                    request,
                    of: origin,
                    address,
                    context.remote!,
                    context
                )
            case (.request(let request), _):
                return (try await send(request, of: origin, context), nil)
            case (.result(let result), _): return try await map(result, of: origin, context)
            case (.event, .door), (.response, _):
                throw ReplayRefusal(
                    "a front door takes requests, and the event was to be replayed",
                    hint: "with --http"
                )
            }
        } catch let refusal as ReplayRefusal {
            return (ReplayReport(refused: origin.id, refusal), nil)
        } catch {
            // Only a mistake of ours makes an event illegal here.
            recording.logger.error("replay of \(origin.id.shortID): \(error)")
            return (
                ReplayReport(refused: origin.id, ReplayRefusal("it cannot be recorded: \(error)")),
                nil
            )
        }
    }

    func unrecorded(_ origin: FlowID, _ error: RecordingError) -> ReplayReport {
        var report = ReplayReport(
            refused: origin,
            ReplayRefusal("it cannot be recorded: \(error.description)")
        )
        report.isUnrecorded = true
        return report
    }

    // MARK: Beginning and end

    /// Records `sent`, and what was changed of the request or result that it begins with.
    ///
    /// - `mapped`: the recorded end that is mapped again.
    func begin(
        _ origin: ReplayOrigin,
        _ context: Context,
        request: HTTPRequest? = nil,
        mapped: InvocationOutcome? = nil
    ) throws -> ReplayedFlow {
        let time = Timestamp.now()
        let id = FlowID(at: time, random: &random)
        let flow = LiveFlow(id: id, kind: .replay, sentAt: time, recorder: recording.recorder)
        let request =
            request ?? origin.request
            ?? HTTPRequest(method: origin.sent?.method ?? "POST", target: "/")
        let sent = Sent(
            kind: .replay,
            api: origin.sent?.api,
            apiKind: origin.sent?.apiKind ?? .invoke,
            stage: origin.sent?.stage,
            method: request.method,
            protocolName: request.protocolName,
            headBytes: request.headBytes,
            bodyBytes: request.body.count,
            isComplete: origin.sent?.isComplete ?? true,
            traceID: FlowReference.traceID(of: id),
            replayOf: origin.id,
            operatorName: context.caller.name,
            mode: context.plan.mode,
            batch: context.batch,
            mapped: mapped.flatMap { MappedEnd($0.event) }
        )
        // The operator stands for the client.
        let message = MessageHead(
            method: request.method,
            target: request.target,
            protocolName: request.protocolName,
            client: context.caller.name,
            headers: request.headers.map { ($0.name, $0.value) }
        ).message(body: request.body)
        var contents = [Content(.request, message)]
        if context.plan.isRemote, let to = context.plan.target.text {
            contents.append(Content(.text, Array(to.utf8)))
        }
        if let document = mapped?.document { contents.append(Content(.result, document)) }
        try flow.record(.sent(sent), contents, at: time)
        let edit = try ReplayEdit(of: origin, context)
        if context.plan.mode != .event { try edit?.record(in: flow, request: request) }
        step(id, context)
        let replay = ReplayedFlow(flow, as: sent, request, origin: origin.id, recording: recording)
        replay.edit = edit
        return replay
    }

    /// Has a replay that somebody walks stop at every hand-off.
    func step(_ flow: FlowID, _ context: Context) {
        if let session = context.session { breakpoints.step(flow, session: session) }
    }

    /// Records `returned`, commits and reports.
    func finish(
        _ replay: ReplayedFlow,
        _ mapped: MappedResponse,
        integrationMicroseconds: Int?
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        if let reason = mapped.undecodable {
            try replay.flow.record(.undecodable(Undecodable(reason: reason)))
            replay.problem = reason
        }
        try await replay.returns(mapped, integrationMicroseconds: integrationMicroseconds)
        do throws(RecordingError) {
            try await replay.flow.commit()
        } catch {
            // What is not committed nobody is told.
            replay.delivered(false)
            return (unrecorded(replay.origin, error), nil)
        }
        return (replay.report, replay)
    }
}
