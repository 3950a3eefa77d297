import Flows
import HTTPServer
import Logging

/// What a face of the service needs to put its flows on record.
public struct FlowRecording: Sendable {
    public let recorder: any FlowRecorder
    public let executor: EventLoopExecutor
    public let witness: any FlowWitness
    public let logger: Logger
    /// Asked at every hand-off; nil where no flow can be held.
    public let handOffs: (any HandOffs)?
    /// Requests that are sent through a front door again.
    public let replays: ReplayRegistry?

    public init(
        recorder: any FlowRecorder,
        executor: EventLoopExecutor,
        witness: any FlowWitness,
        logger: Logger,
        handOffs: (any HandOffs)? = nil,
        replays: ReplayRegistry? = nil
    ) {
        self.recorder = recorder
        self.executor = executor
        self.witness = witness
        self.logger = logger
        self.handOffs = handOffs
        self.replays = replays
    }
}

/// Sees flows begin and end: the terminal's lines, and clients that report their display themselves.
/// Called on the event loop.
public protocol FlowWitness: AnyObject, Sendable {
    /// A flow's request is in.
    /// - Returns: whether the client will report itself that it has shown the response.
    func flowBegan(_ flow: LiveFlow, request: HTTPRequest) -> Bool

    /// Waits for the report of a client that promised one; nil when it went away without.
    func displayReport(of flow: LiveFlow) async -> Displayed?

    /// The flow has nothing more to wait for.
    func flowEnded(_ report: FlowReport)
}

/// A flow in one line of the terminal.
public struct FlowReport: Sendable {
    public let flow: FlowID
    public let kind: FlowKind
    public let method: String
    public let path: String
    public let function: String?
    /// Nil for an asynchronous invocation's attempt.
    public let status: Int?
    public let durationMicroseconds: Int
    public let isCold: Bool
    /// What went wrong, in a few words; nil when nothing did.
    public let problem: String?

    public init(
        flow: FlowID,
        kind: FlowKind,
        method: String,
        path: String,
        function: String?,
        status: Int?,
        durationMicroseconds: Int,
        isCold: Bool,
        problem: String?
    ) {
        self.flow = flow
        self.kind = kind
        self.method = method
        self.path = path
        self.function = function
        self.status = status
        self.durationMicroseconds = durationMicroseconds
        self.isCold = isCold
        self.problem = problem
    }
}

/// One client's exchange on record: `sent` when its request is in, `returned` before its response
/// leaves, `displayed` or `abandoned` after the last byte.
public final class FlowExchange: @unchecked Sendable {
    public let flow: LiveFlow
    /// As later steps use it: the client's, or what an operator made of it.
    public internal(set) var request: HTTPRequest
    let exchange: HTTPExchange
    let recording: FlowRecording
    private let isReportedByClient: Bool
    public let sent: Sent
    // What is known by now, for those who look at flows at their hand-offs.
    /// The function that is triggered.
    public var configuration: FunctionConfiguration?
    /// The route's key; nil of the Invoke API.
    public var route: String?
    /// The event as it is handed over.
    public var event: [UInt8]?
    public var outcome: InvocationOutcome?
    public private(set) var response: HTTPResponse?
    /// The gateway's limit from `sent` on; nil when only the function's own counts.
    public var limitMilliseconds: Int?
    /// How long the flow was held so far; the gateway's limit stands still meanwhile.
    public private(set) var heldMicroseconds: Int64 = 0
    /// Whether an operator answered or ended the flow: nobody is asked about it any more.
    var isSettled = false
    // For the terminal's line.
    private let sentMethod: String
    private let sentPath: String
    public var function: String?
    public var isCold = false
    public var problem: String?
    /// When the loss of the client was noticed, from `sent` on.
    private var goneAfterMicroseconds: Int?

    /// Records `sent`.
    public init(
        _ request: HTTPRequest,
        on exchange: HTTPExchange,
        as sent: Sent,
        id: FlowID,
        at time: Timestamp,
        recording: FlowRecording
    ) throws(IllegalTransition) {
        self.request = request
        self.exchange = exchange
        self.recording = recording
        self.sent = sent
        sentMethod = request.method
        sentPath = String(request.path)
        flow = LiveFlow(id: id, kind: sent.kind, sentAt: time, recorder: recording.recorder)
        isReportedByClient = recording.witness.flowBegan(flow, request: request)
        exchange.onClientGone { [weak self] in
            guard let self else { return }
            goneAfterMicroseconds = flow.elapsedMicroseconds()
        }
        try flow.record(
            .sent(sent),
            [Content(.request, request.message)],
            at: time
        )
    }

    /// Records `returned`, waits for the commit, sends the response and records what became of it.
    public func answer(
        _ response: HTTPResponse,
        isFromGateway: Bool,
        integrationMicroseconds: Int? = nil
    ) async throws(IllegalTransition) {
        try flow.record(
            .returned(
                Returned(
                    status: response.status,
                    headBytes: response.headBytes,
                    bodyBytes: response.body.count,
                    isFromGateway: isFromGateway,
                    integrationMicroseconds: integrationMicroseconds
                )
            ),
            [Content(.response, response.message)]
        )
        self.response = response
        let leaving = isWatched(at: .returned) ? await passReturned(response) : response
        let failure: RecordingError?
        do throws(RecordingError) {
            try await flow.commit()
            failure = nil
        } catch {
            failure = error
        }
        if let failure {
            // What was recorded waits for the log; the client must not take it for committed.
            try flow.record(
                .noted(
                    Noted(
                        .annotated,
                        operatorName: nil,
                        step: .returned,
                        detail: "the client got 503: recording failed (\(failure.code.rawValue))"
                    )
                )
            )
            problem = "recording failed"
            try await deliver(Self.recordingFailed(failure))
        } else {
            try await deliver(leaving)
        }
    }

    /// Counts a hold, which the gateway's limit does not see.
    public func wasHeld(microseconds: Int64) { heldMicroseconds += microseconds }

    /// When the answer is too late for the gateway; nil when only the function's own limit counts.
    public var gatewayDeadline: Timestamp? {
        limitMilliseconds.map {
            flow.sentAt.advanced(byMicroseconds: Int64($0) * 1000 + heldMicroseconds)
        }
    }

    /// Whether the client went away.
    public var isClientGone: Bool { exchange.isClientGone }

    private func deliver(_ response: HTTPResponse) async throws(IllegalTransition) {
        let firstByte = flow.elapsedMicroseconds()
        let delivery = await withUnsafeContinuation { continuation in
            exchange.send(response) { continuation.resume(returning: $0) }
        }
        let lastByte = flow.elapsedMicroseconds()
        switch delivery {
        case .taken(let bytes):
            var displayed = Displayed(
                bytes: bytes,
                firstByteMicroseconds: firstByte,
                lastByteMicroseconds: lastByte,
                isReportedByClient: false
            )
            if isReportedByClient, let report = await recording.witness.displayReport(of: flow) {
                displayed = report
            }
            try flow.record(.displayed(displayed))
        case .clientGone(let bytes):
            problem = problem.map { "\($0); client went away" } ?? "client went away"
            let after = goneAfterMicroseconds ?? lastByte
            try flow.record(.abandoned(Abandoned(bytes: bytes, afterMicroseconds: after)))
        }
        report(status: response.status, durationMicroseconds: lastByte)
    }

    /// Tells the terminal.
    public func report(status: Int?, durationMicroseconds: Int) {
        recording.witness.flowEnded(
            FlowReport(
                flow: flow.id,
                kind: flow.cursor.kind,
                method: sentMethod,
                path: sentPath,
                function: function,
                status: status,
                durationMicroseconds: durationMicroseconds,
                isCold: isCold,
                problem: problem
            )
        )
    }

    /// The one answer that no event justifies: the log cannot take any.
    public static func recordingFailed(_ error: RecordingError) -> HTTPResponse {
        var json = JSONWriter()
        json.beginObject()
        json.key("message")
        json.string("Service Unavailable: the flow cannot be recorded: \(error.description)")
        json.endObject()
        return HTTPResponse(
            status: 503,
            headers: [HTTPField("content-type", "application/json")],
            body: json.bytes
        )
    }
}
