/// What a recorder must know of a flow to take its next event: identity, kind, revision and phase.
/// Small and a value, so that whoever drives a live flow keeps it at hand.
public struct FlowCursor: Equatable, Sendable {
    public let id: FlowID
    public let kind: FlowKind
    /// The revision of the last event; 0 before the first.
    public private(set) var revision: Int
    public private(set) var phase: FlowPhase

    public init(id: FlowID, kind: FlowKind, revision: Int = 0, phase: FlowPhase = .new) {
        self.id = id
        self.kind = kind
        self.revision = revision
        self.phase = phase
    }

    /// Takes one event; an illegal one changes nothing.
    public mutating func advance(_ event: FlowEvent) throws(IllegalTransition) {
        phase = try phase.after(event, kind: kind)
        revision += 1
    }

    public var isUnfinished: Bool { phase.isUnfinished(kind: kind) }
}
