import Flows

/// A stored event as it stands in the log, of whatever stream.
public struct LoggedEvent: Equatable, Sendable {
    public var position: Int64
    /// 32 hexadecimal digits.
    public var stream: String
    public var streamKind: StreamKind
    /// Nil for streams that are no flow.
    public var flow: FlowID?
    public var revision: Int
    public var type: String
    public var version: Int
    public var recordedAt: Timestamp
    public var occurredAt: Timestamp
    /// A flat JSON object.
    public var data: String
    /// 64 hexadecimal digits.
    public var leaf: String

    public init(
        position: Int64,
        stream: String,
        streamKind: StreamKind,
        flow: FlowID?,
        revision: Int,
        type: String,
        version: Int,
        recordedAt: Timestamp,
        occurredAt: Timestamp,
        data: String,
        leaf: String
    ) {
        self.position = position
        self.stream = stream
        self.streamKind = streamKind
        self.flow = flow
        self.revision = revision
        self.type = type
        self.version = version
        self.recordedAt = recordedAt
        self.occurredAt = occurredAt
        self.data = data
        self.leaf = leaf
    }
}
