/// A flow while it happens: the cursor and the recorder it goes to, shared by all who add to its
/// story (the front door, the pool, the environment that answers late).
///
/// Owned by the service's event loop.
public final class LiveFlow: @unchecked Sendable {
    public private(set) var cursor: FlowCursor
    public let sentAt: Timestamp
    private let recorder: any FlowRecorder
    /// Called after each event, in order; nil unless somebody follows this flow.
    public var observer: ((FlowEvent) -> Void)?

    public init(id: FlowID, kind: FlowKind, sentAt: Timestamp, recorder: any FlowRecorder) {
        self.cursor = FlowCursor(id: id, kind: kind)
        self.sentAt = sentAt
        self.recorder = recorder
    }

    public var id: FlowID { cursor.id }

    /// Records one event that happened at `time`, or now.
    public func record(
        _ event: FlowEvent,
        _ contents: [Content] = [],
        at time: Timestamp? = nil
    ) throws(IllegalTransition) {
        let new = NewEvent(event, contents: contents, at: time ?? .now())
        try recorder.record([new], of: &cursor)
        observer?(event)
    }

    /// Returns once everything recorded so far is committed.
    public func commit() async throws(RecordingError) { try await recorder.commit() }

    /// Microseconds since the client's request was in.
    public func elapsedMicroseconds() -> Int { Int(Timestamp.now().microseconds(since: sentAt)) }
}
