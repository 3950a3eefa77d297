import Flows

/// One run of a function for a flow.
public struct Invocation: Sendable {
    public let flow: LiveFlow
    /// What the function sees as its request id; the same for every attempt.
    public let requestID: String
    /// The event, byte for byte.
    public let event: [UInt8]
    /// `arn:…:function:NAME[:QUALIFIER]`, as invoked.
    public let invokedARN: String
    /// `Root=…;Parent=…;Sampled=…`
    public let traceHeader: String
    /// JSON text, already decoded from base64.
    public let clientContext: String?
    /// When the answer is too late for the gateway; nil when only the function's own limit counts.
    public let gatewayDeadline: Timestamp?

    public init(
        flow: LiveFlow,
        requestID: String,
        event: [UInt8],
        invokedARN: String,
        traceHeader: String,
        clientContext: String? = nil,
        gatewayDeadline: Timestamp? = nil
    ) {
        self.flow = flow
        self.requestID = requestID
        self.event = event
        self.invokedARN = invokedARN
        self.traceHeader = traceHeader
        self.clientContext = clientContext
        self.gatewayDeadline = gatewayDeadline
    }
}

/// How an invocation ended for the one who asked: the event to record and what it carries.
public final class InvocationOutcome: Sendable {
    /// `executed` or `aborted`.
    public let event: FlowEvent
    /// The function's result or error document, or the one the host makes for it; nil when the
    /// invocation never came that far (throttled, gateway limit, shutdown).
    public let document: [UInt8]?
    /// What the function wrote while it had the event.
    public let log: LogText

    public init(event: FlowEvent, document: [UInt8]?, log: LogText = LogText()) {
        self.event = event
        self.document = document
        self.log = log
    }

    /// The result's bytes when the function gave one; nil for every kind of failure.
    public var result: [UInt8]? {
        if case .executed(let executed) = event, !executed.isError { document } else { nil }
    }

    /// The contents that go with ``event``.
    public var contents: [Content] {
        var contents: [Content] = []
        if let document { contents.append(Content(.result, document)) }
        if !log.isEmpty { contents.append(Content(.log, log.bytes)) }
        return contents
    }

    /// Why the invocation failed without an answer; nil when the function answered.
    public var abortCause: AbortCause? {
        if case .aborted(let aborted) = event { aborted.cause } else { nil }
    }
}
