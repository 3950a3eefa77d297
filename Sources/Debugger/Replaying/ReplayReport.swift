import Flows

/// What became of one replay, as the service tells it: a line of JSON.
public struct ReplayReport: Equatable, Sendable {
    public let origin: FlowID
    /// The new flow; nil when none began.
    public var replay: FlowID?
    public var status: Int?
    /// How it ended; nil when none began.
    public var outcome: FlowOutcome?
    /// What went wrong, in a few words.
    public var problem: String?
    /// Why nothing was sent.
    public var refusal: String?
    public var hint: String?
    /// Whether the log could not take it, so that no other replay can begin either.
    public var isUnrecorded = false
    public var durationMicroseconds: Int?

    public init(origin: FlowID) { self.origin = origin }

    init(refused origin: FlowID, _ refusal: ReplayRefusal) {
        self.init(origin: origin)
        self.refusal = refusal.description
        hint = refusal.hint
    }

    /// Whether the replay failed, as `failed` means it in `ls`.
    public var isFailure: Bool { outcome?.isFailure ?? false }

    var line: [UInt8] {
        var writer = EventFieldWriter()
        writer.put("origin", origin.description)
        writer.put("replay", replay?.description)
        writer.put("status", status)
        writer.put("outcome", outcome)
        writer.put("problem", problem)
        writer.put("refusal", refusal)
        writer.put("hint", hint)
        if isUnrecorded { writer.put("unrecorded", true) }
        writer.put("durationMicros", durationMicroseconds)
        return writer.finish() + [0x0A]
    }

    init?(_ fields: EventFields) {
        guard let origin = fields.string("origin").flatMap({ FlowID(uuidText: $0) }) else {
            return nil
        }
        self.init(origin: origin)
        replay = fields.string("replay").flatMap { FlowID(uuidText: $0) }
        status = fields.integer("status").map { Int($0) }
        outcome = fields.string("outcome").flatMap { FlowOutcome(rawValue: $0) }
        problem = fields.string("problem")
        refusal = fields.string("refusal")
        hint = fields.string("hint")
        isUnrecorded = fields.boolean("unrecorded") ?? false
        durationMicroseconds = fields.integer("durationMicros").map { Int($0) }
    }
}

/// Why a batch ended, or paused.
public enum ReplayEnd: String, CaseIterable, Sendable {
    /// Every flow was taken.
    case finished
    /// An operator stopped it.
    case stopped
    /// More failed than was allowed.
    case tooManyFailed
    /// The shell that asked for it went away.
    case clientGone
    /// The service stops.
    case shutdown
    /// The log could not take further flows.
    case recording
}
