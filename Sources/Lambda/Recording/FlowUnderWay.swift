import Flows
import HTTPServer

/// A flow under way, and what is known of it by now: what those see who look at flows at their
/// hand-offs.
///
/// Owned by the service's event loop.
open class FlowUnderWay: @unchecked Sendable {
    public let flow: LiveFlow
    public let sent: Sent
    public let recording: FlowRecording
    /// As later steps use it: the client's, or what an operator made of it.
    public internal(set) var request: HTTPRequest
    /// The function that is triggered.
    public private(set) var configuration: FunctionConfiguration?
    /// The route's key; nil of the Invoke API.
    public private(set) var route: String?
    /// The event as it is handed over.
    public var event: [UInt8]?
    public var outcome: InvocationOutcome?
    public private(set) var response: HTTPResponse?
    /// The gateway's limit from `sent` on; nil when only the function's own counts.
    public private(set) var limitMilliseconds: Int?
    /// How long the flow was held so far; the gateway's limit stands still meanwhile.
    public private(set) var heldMicroseconds: Int64 = 0
    /// Whether an operator answered or ended the flow: nobody is asked about it any more.
    var isSettled = false
    // For the terminal's line.
    private let sentMethod: String
    private let sentPath: String
    /// The function's name; that of one elsewhere has no configuration here.
    public var function: String?
    public private(set) var isCold = false
    public var problem: String?

    public init(
        _ flow: LiveFlow,
        as sent: Sent,
        _ request: HTTPRequest,
        recording: FlowRecording
    ) {
        self.flow = flow
        self.sent = sent
        self.request = request
        self.recording = recording
        sentMethod = request.method
        sentPath = String(request.path)
    }

    // MARK: The client

    /// Whether a connection waits for the response, which can be lost.
    open var hasConnection: Bool { false }

    /// Whether the client went away.
    open var isClientGone: Bool { false }

    /// Ends the client's connection as if the network had.
    open func disconnect() {}

    // MARK: Steps

    /// Keeps which function gets which event, and the gateway's limit, which counts from `sent` on. A
    /// function elsewhere has no configuration.
    public func triggers(
        _ function: String,
        _ configuration: FunctionConfiguration?,
        route: String?,
        event: [UInt8],
        limitMilliseconds: Int? = nil
    ) {
        self.configuration = configuration
        self.limitMilliseconds = limitMilliseconds
        self.function = function
        self.route = route
        self.event = event
    }

    /// Keeps the end of an invocation, and what the terminal's line shows of it.
    public func note(_ outcome: InvocationOutcome) {
        self.outcome = outcome
        switch outcome.event {
        case .executed(let executed):
            isCold = executed.initMicroseconds != nil
            if executed.isError { problem = executed.errorType ?? "function error" }
        case .aborted(let aborted):
            isCold = aborted.initMicroseconds != nil
            problem = aborted.errorType ?? aborted.cause.rawValue
        default: break
        }
    }

    /// Records `returned` and passes the hand-off behind it.
    /// - Returns: the response that leaves.
    public func returns(
        _ response: HTTPResponse,
        isFromGateway: Bool,
        integrationMicroseconds: Int?
    ) async throws(IllegalTransition) -> HTTPResponse {
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
        return isWatched(at: .returned) ? await passReturned(response) : response
    }

    /// Counts a hold, which the gateway's limit does not see.
    public func wasHeld(microseconds: Int64) { heldMicroseconds += microseconds }

    /// Microseconds since `time`, without what the flow was held.
    ///
    /// `heldBefore`: how long it had been held at that time.
    public func microseconds(since time: Timestamp, heldBefore: Int64 = 0) -> Int {
        Int(Timestamp.now().microseconds(since: time) - (heldMicroseconds - heldBefore))
    }

    /// When the answer is too late for the gateway; nil when only the function's own limit counts.
    public var gatewayDeadline: Timestamp? {
        limitMilliseconds.map {
            flow.sentAt.advanced(byMicroseconds: Int64($0) * 1000 + heldMicroseconds)
        }
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
}
