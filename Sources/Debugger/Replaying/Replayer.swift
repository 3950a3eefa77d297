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
    private let account: AccountIdentity
    private let hasTimeouts: Bool
    private let functions: [EnvironmentPool]
    /// The front doors and where they listen; set once they are bound.
    public var doors: [(door: FrontDoor, host: String, port: Int)] = []
    private var random = SecureRandom()

    public init(
        log: EventLog,
        recording: FlowRecording,
        functions: [EnvironmentPool],
        account: AccountIdentity,
        hasTimeouts: Bool
    ) {
        self.log = log
        self.recording = recording
        self.functions = functions
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
            let (document, _) = try origin.document(context.plan.mode, context.plan.edits)
            switch (document, context.plan.target) {
            case (.event(let event), .lambda(let address, let function)):
                return try await invokeRemotely(event, of: origin, address, function, context)
            case (.event(let event), .origin):
                return try await invoke(event, of: origin, by: origin.triggered?.function, context)
            case (.event(let event), .function(let name)):
                return try await invoke(event, of: origin, by: name, context)
            case (.request(let request), .door(let address)):
                return try await sendRemotely(request, of: origin, address, context)
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

    private func unrecorded(_ origin: FlowID, _ error: RecordingError) -> ReplayReport {
        var report = ReplayReport(
            refused: origin,
            ReplayRefusal("it cannot be recorded: \(error.description)")
        )
        report.isUnrecorded = true
        return report
    }

    // MARK: Event

    private func pool(named name: String) -> EnvironmentPool? {
        functions.first { $0.function.name == name || $0.function.logicalID == name }
    }

    /// How many calls of a function are served at a time; nil when nothing is reserved.
    func reservedConcurrency(of name: String) -> Int? {
        pool(named: name)?.function.reservedConcurrency
    }

    private func invoke(
        _ event: [UInt8],
        of origin: ReplayOrigin,
        by name: String?,
        _ context: Context
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        guard let name else {
            throw ReplayRefusal(
                "its record does not tell which function had the event",
                hint: "name one: --to FUNCTION"
            )
        }
        guard let pool = pool(named: name) else {
            let names = functions.map(\.function.name)
            throw ReplayRefusal(
                "there is no function \(name) here" + didYouMean(nearest(to: name, among: names)),
                hint: "another one: --to \(names.first ?? "FUNCTION")"
            )
        }
        let mapping = Mapping(origin, doors: doors.map(\.door))
        let replay = try begin(origin, context)
        replay.function = pool.function.name
        let triggeredAt = Timestamp.now()
        try record(
            Triggered(
                function: pool.function.name,
                route: origin.triggered?.route,
                format: origin.triggered?.format ?? .payload,
                eventBytes: event.count,
                code: pool.code
            ),
            event,
            of: replay,
            at: triggeredAt
        )
        if let failed = try await uncommitted(replay) { return failed }
        let trace = TraceHeader(root: FlowReference.traceID(of: replay.flow.id))
            .completed(random: &random)
        let limit = hasTimeouts ? mapping.route?.timeoutMilliseconds : nil
        let outcome = await pool.invoke(
            Invocation(
                flow: replay.flow,
                requestID: replay.flow.id.lambdaRequestID(kind: .replay),
                event: event,
                invokedARN: pool.function.arn(in: account),
                traceHeader: trace.description,
                gatewayDeadline: limit.map {
                    replay.flow.sentAt.advanced(byMicroseconds: Int64($0) * 1000)
                }
            )
        )
        try replay.record(outcome)
        let integration = Int(Timestamp.now().microseconds(since: triggeredAt))
        return try await finish(
            replay,
            mapping.response(to: outcome, flow: replay.flow.id, trace: trace),
            integrationMicroseconds: integration
        )
    }

    private func record(
        _ triggered: Triggered,
        _ event: [UInt8],
        of replay: ReplayedFlow,
        at time: Timestamp
    ) throws {
        try replay.flow.record(.triggered(triggered), [Content(.event, event)], at: time)
    }

    /// Nothing is handed over before it is committed: what to report when it cannot be.
    private func uncommitted(
        _ replay: ReplayedFlow
    ) async throws -> (ReplayReport, ReplayedFlow?)? {
        do throws(RecordingError) {
            try await replay.flow.commit()
            return nil
        } catch {
            // The story is ended in the log for when it is back.
            try replay.record(.aborted(.recording))
            try replay.returned(
                MappedResponse(
                    response: FlowExchange.recordingFailed(error),
                    isFromGateway: true
                ),
                integrationMicroseconds: nil
            )
            replay.delivered(false, recording: recording)
            return (unrecorded(replay.origin, error), nil)
        }
    }

    // MARK: Result

    /// Maps a recorded result as its route does today. Nothing is invoked.
    private func map(
        _ result: [UInt8]?,
        of origin: ReplayOrigin,
        _ context: Context
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        guard case .origin = context.plan.target else {
            throw ReplayRefusal(
                "a recorded result is mapped here and sent nowhere",
                hint: "leave --to out"
            )
        }
        let mapping = Mapping(origin, doors: doors.map(\.door))
        guard mapping.isByRoute, let outcome = origin.outcome else {
            throw ReplayRefusal(
                "no API here has the route \(origin.triggered?.route ?? "of it") any more"
            )
        }
        let replay = try begin(origin, context)
        replay.function = origin.triggered?.function
        let mapped = mapping.response(
            to: result.map { outcome.replacing($0) } ?? outcome,
            flow: replay.flow.id,
            trace: TraceHeader(root: FlowReference.traceID(of: replay.flow.id))
                .completed(random: &random)
        )
        return try await finish(replay, mapped, integrationMicroseconds: nil)
    }

    // MARK: Request

    /// Sends the request through its front door, where it is a flow like any other.
    private func send(
        _ request: HTTPRequest,
        of origin: ReplayOrigin,
        _ context: Context
    ) async throws -> ReplayReport {
        if case .function = context.plan.target {
            throw ReplayRefusal(
                "a front door itself finds the function",
                hint: "--to FUNCTION replays the event: leave --http out"
            )
        }
        let api = origin.sent?.api
        let door = doors.first { $0.door.api.logicalID == api } ?? (api == nil ? doors.first : nil)
        guard let door else {
            throw ReplayRefusal("there is no API \(api ?? "") here")
        }
        let sending = SentRequest()
        let mark = ReplayMark(
            origin: origin.id,
            operatorName: context.caller.name,
            batch: context.batch
        ) { sending.flow = $0 }
        defer { sending.client.map { recording.replays?.withdraw(client: $0) } }
        let response: HTTPResponse
        do throws(HTTPClientError) {
            response = try await HTTPClient.send(
                marked(request, origin.id),
                toHost: door.host,
                port: door.port,
                on: loop
            ) { [recording] client in
                sending.client = client
                recording.replays?.announce(mark, client: client)
            }
        } catch {
            throw ReplayRefusal("the front door gave no answer: \(error)")
        }
        var report = ReplayReport(origin: origin.id)
        report.replay = sending.flow
        report.status = response.status
        report.outcome = FlowOutcome(status: response.status)
        report.problem = response.status >= 500 ? "status \(response.status)" : nil
        report.durationMicroseconds =
            Int(Timestamp.now().microseconds(since: sending.startedAt))
        return report
    }

    private func marked(_ request: HTTPRequest, _ origin: FlowID) -> HTTPRequest {
        var marked = request
        marked.headers.removeAll(named: ReplayMark.header)
        marked.headers.append(HTTPField(ReplayMark.header, origin.description))
        return marked
    }

    /// Sends the request to another front door. What happens there, the log here cannot tell: the flow
    /// has the answer only.
    private func sendRemotely(
        _ request: HTTPRequest,
        of origin: ReplayOrigin,
        _ address: HTTPAddress,
        _ context: Context
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        var sent = marked(request, origin.id)
        sent.target = address.path + request.target
        // The name by which the other one is reached, not the recorded one's.
        sent.headers.removeAll(named: "host")
        sent.headers.insert(HTTPField("Host", address.authority), at: 0)
        let replay = try begin(origin, context, request: sent)
        if let failed = try await uncommitted(replay) { return failed }
        let response: HTTPResponse
        do throws(HTTPClientError) {
            response = try await HTTPClient.send(
                sent,
                toHost: address.host,
                port: address.port,
                on: loop
            )
        } catch {
            return try await finish(replay, unreachable: error)
        }
        return try await finish(
            replay,
            MappedResponse(response: response, isFromGateway: false),
            integrationMicroseconds: nil
        )
    }

    /// Invokes a function at another endpoint, as an SDK does, without a signature.
    private func invokeRemotely(
        _ event: [UInt8],
        of origin: ReplayOrigin,
        _ address: HTTPAddress,
        _ function: String?,
        _ context: Context
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        guard let name = function ?? origin.triggered?.function else {
            throw ReplayRefusal(
                "its record does not tell which function had the event",
                hint: "name one: --to http://\(address.authority)/2015-03-31/functions/NAME"
            )
        }
        let mapping = Mapping(origin, doors: doors.map(\.door))
        let replay = try begin(origin, context)
        replay.function = name
        let triggeredAt = Timestamp.now()
        try record(
            Triggered(
                function: name,
                route: origin.triggered?.route,
                format: origin.triggered?.format ?? .payload,
                eventBytes: event.count
            ),
            event,
            of: replay,
            at: triggeredAt
        )
        if let failed = try await uncommitted(replay) { return failed }
        let trace = TraceHeader(root: FlowReference.traceID(of: replay.flow.id))
            .completed(random: &random)
        let response: HTTPResponse
        do throws(HTTPClientError) {
            response = try await HTTPClient.send(
                RemoteInvocation.request(event, function: name, trace: trace),
                toHost: address.host,
                port: address.port,
                on: loop
            )
        } catch {
            return try await finish(replay, unreachable: error)
        }
        let integration = Int(Timestamp.now().microseconds(since: triggeredAt))
        let outcome = RemoteInvocation.outcome(response, durationMicroseconds: integration)
        try replay.record(outcome)
        return try await finish(
            replay,
            mapping.response(to: outcome, flow: replay.flow.id, trace: trace),
            integrationMicroseconds: integration
        )
    }

    // MARK: Beginning and end

    /// Records `sent`.
    private func begin(
        _ origin: ReplayOrigin,
        _ context: Context,
        request: HTTPRequest? = nil
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
            batch: context.batch
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
        try flow.record(.sent(sent), contents, at: time)
        return ReplayedFlow(flow, origin: origin.id, request: request)
    }

    /// Records `returned`, commits and reports.
    private func finish(
        _ replay: ReplayedFlow,
        _ mapped: MappedResponse,
        integrationMicroseconds: Int?
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        if let reason = mapped.undecodable {
            try replay.flow.record(.undecodable(Undecodable(reason: reason)))
            replay.problem = reason
        }
        try replay.returned(mapped, integrationMicroseconds: integrationMicroseconds)
        do throws(RecordingError) {
            try await replay.flow.commit()
        } catch {
            // What is not committed nobody is told.
            replay.delivered(false, recording: recording)
            return (unrecorded(replay.origin, error), nil)
        }
        return (replay.report, replay)
    }

    private func finish(
        _ replay: ReplayedFlow,
        unreachable error: HTTPClientError
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        try replay.record(.aborted(error.wasSent ? .unanswered : .unreachable))
        replay.problem = error.description
        let response = RemoteInvocation.unreachableResponse(error.description)
        return try await finish(
            replay,
            MappedResponse(response: response, isFromGateway: true),
            integrationMicroseconds: nil
        )
    }
}

/// Shared between a request that is sent and the one who waits for its answer; both on the loop.
private final class SentRequest: @unchecked Sendable {
    var client: String?
    var flow: FlowID?
    let startedAt = Timestamp.now()
}
