import Flows

/// Where the stream of a batch stands: an import, or a set of replays.
public struct BatchCursor: Equatable, Sendable {
    public let id: FlowID
    /// The revision of the last event; 0 before the first.
    public internal(set) var revision = 0

    public init(id: FlowID) { self.id = id }
}

extension EventLog {
    /// Records something that happened to a batch. On the loop, like all recording.
    public func recordBatch(
        _ type: String,
        of batch: inout BatchCursor,
        contents: [Content] = [],
        fields: (inout EventFieldWriter) -> Void
    ) {
        precondition(type.utf8.count <= 16, "the leaf record has room for 16 bytes of type")
        batch.revision += 1
        var writer = EventFieldWriter()
        fields(&writer)
        append(
            streamID: batch.id,
            kind: .batch,
            revision: batch.revision,
            type: type,
            version: 1,
            data: writer.finish(),
            contents: contents,
            occurredAt: .unknown
        )
    }
}

extension Timestamp {
    /// Stands for «no time is known» when an event is recorded: the log then takes its own time for it.
    /// (A time that is still to come, as a source with a wrong clock may tell, is treated likewise.)
    public static let unknown = Timestamp(microseconds: .max)
}
