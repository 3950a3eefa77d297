/// An event before the log has it.
public struct NewEvent: Equatable, Sendable {
    public let event: FlowEvent
    public let contents: [Content]
    /// When it happened at its source; for a live flow, now.
    public let occurredAt: Timestamp

    public init(_ event: FlowEvent, contents: [Content] = [], at occurredAt: Timestamp) {
        self.event = event
        self.contents = contents
        self.occurredAt = occurredAt
    }
}

/// An event as the log has it.
public struct RecordedEvent: Equatable, Sendable {
    /// Place in the whole log, from 1, without gaps.
    public let position: Int64
    public let flow: FlowID
    /// Place in its flow, from 1, without gaps.
    public let revision: Int
    public let recordedAt: Timestamp
    public let occurredAt: Timestamp
    public let event: FlowEvent
    /// What is still there of the contents; erased ones are missing.
    public let contents: [Content]

    public init(
        position: Int64,
        flow: FlowID,
        revision: Int,
        recordedAt: Timestamp,
        occurredAt: Timestamp,
        event: FlowEvent,
        contents: [Content]
    ) {
        self.position = position
        self.flow = flow
        self.revision = revision
        self.recordedAt = recordedAt
        self.occurredAt = occurredAt
        self.event = event
        self.contents = contents
    }

    /// Whether `occurredAt` is a time that the source told. An imported event without one has the
    /// time at which it was recorded.
    public func hasKnownTime(in kind: FlowKind) -> Bool {
        kind != .imported || occurredAt != recordedAt
    }

    /// The bytes of one content, or nil when the event has none or it was erased.
    public func content(_ name: ContentName) -> [UInt8]? {
        contents.first { $0.name == name }?.bytes
    }
}
