import Flows

/// A batch of replays as its stream tells it.
public struct BatchRecord: Equatable, Sendable {
    /// The stream's id.
    public let id: FlowID
    /// The number that makes its short name, `b-12`.
    public let number: Int
    /// The revision of its last event.
    public let revision: Int
    public let startedAt: Timestamp
    public let mode: ReplayMode
    /// The operating-system user who began it.
    public let operatorName: String?
    /// How many flows are to be replayed.
    public let count: Int
    /// What was asked: a line of JSON, a line feed, 16 bytes a flow; nil when it was erased.
    public let request: [UInt8]?
    /// The condition that chose the flows, as it was typed; nil when there was none or it was erased.
    public let condition: String?
    /// Why its last run ended; nil while it runs, and when it was cut off.
    public let endReason: String?

    /// `b-12`
    public var name: String { Self.name(number) }

    public static func name(_ number: Int) -> String { "b-\(number)" }

    /// The number in `b-12`; nil for other text.
    public static func number(_ name: some StringProtocol) -> Int? {
        guard name.hasPrefix("b-"), let number = Int(name.dropFirst(2)), number > 0,
            !name.dropFirst(2).hasPrefix("+")
        else { return nil }
        return number
    }
}

extension BatchCursor {
    /// Behind the last event of a batch that goes on.
    public init(continuing batch: BatchRecord) {
        self.init(id: batch.id)
        revision = batch.revision
    }
}
