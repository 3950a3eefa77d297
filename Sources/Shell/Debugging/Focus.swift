import Flows

/// The flow that is being debugged and the place in its story, as a terminal remembers it.
public struct Focus: Equatable, Sendable {
    public let flow: FlowID
    /// How many of the flow's events have happened at this place: 0 at the start.
    public let eventCount: Int
    /// The place as the prompt shows it, `3/5 executed!`: a prompt then needs no look into the log.
    public let label: String

    public init(flow: FlowID, eventCount: Int, label: String) {
        self.flow = flow
        self.eventCount = eventCount
        self.label = label
    }
}

extension Focus {
    /// What the prompt says: `7f3a[3/5 executed!]`.
    var promptText: String { "\("\(flow.shortID)".prefix(4))[\(label)]" }

    /// One line of the terminal's memory.
    var line: String { "\(Self.word) \(flow) \(eventCount) \(label)" }

    private static let word = "focus"

    /// Instead of a stop's name where a flow is held.
    static let heldWord = "held"

    /// Whether the place is where the flow was held: then the focus goes with the flow.
    var isAtHold: Bool { label.hasSuffix(" \(Self.heldWord)") }

    /// Reads ``line``; nil when it is none.
    init?(line: Substring) {
        let parts = line.split(separator: " ", maxSplits: 3)
        guard parts.count == 4, parts[0] == Self.word, let flow = FlowID(uuidText: parts[1]),
            let count = Int(parts[2]), count >= 0
        else { return nil }
        self.init(flow: flow, eventCount: count, label: String(parts[3]))
    }
}
