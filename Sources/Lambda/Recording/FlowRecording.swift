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
