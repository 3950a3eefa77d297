/// Where a flow stands, as far as the question «what may happen next?» needs it.
public enum FlowPhase: String, Sendable {
    /// Nothing is recorded yet. Exits: sent, imported.
    case new
    /// The request is in. Exits: triggered, rejected, returned (the gateway answers by itself);
    /// replay: undecodable.
    case sent
    /// The gateway refused. Exit: returned.
    case rejected
    /// An authorizer has the event. Exits: executed, aborted.
    case authorizing
    /// The authorizer answered. Exits: triggered, rejected.
    case authorized
    /// The function has the event, or waits for an environment. Exits: executed, aborted.
    case triggered
    /// The function answered. Exits: returned, undecodable; asynchronous: retried, triggered.
    case executed
    /// The invocation failed. Exits: returned; asynchronous: retried, triggered.
    case aborted
    /// The result could not be mapped. Exit: returned.
    case undecodable
    /// The response is ready. Exits: displayed, abandoned.
    case returned
    /// The refusal is ready. Exits: displayed, abandoned.
    case refused
    /// Asynchronous only: the caller has its 202, the function has not begun. Exit: triggered.
    case accepted
    /// The story is over; only notes may follow.
    case ended

    /// Whether a crash in this phase leaves the flow unfinished.
    public func isUnfinished(kind: FlowKind) -> Bool {
        // Another system's record ends where it ends.
        if kind == .imported { return false }
        return switch self {
        case .new, .ended: false
        case .executed, .aborted: kind != .asynchronous
        case .sent, .rejected, .authorizing, .authorized, .triggered, .undecodable, .returned,
            .refused, .accepted:
            true
        }
    }
}

/// An event that may not happen in the flow's state: both are named.
public struct IllegalTransition: Error, Equatable, Sendable, CustomStringConvertible {
    public let phase: FlowPhase
    public let kind: FlowKind
    public let event: EventType

    public var description: String {
        "'\(event.rawValue)' cannot follow in a \(kind.rawValue) flow that is '\(phase.rawValue)'"
    }
}

extension FlowPhase {
    /// The table of which event may follow which: the phase after `event`, or the refusal.
    ///
    /// Pure and total: every phase, kind and event has an answer.
    public func after(_ event: FlowEvent, kind: FlowKind) throws(IllegalTransition) -> FlowPhase {
        if event.type.isNote { return try afterNote(event.type, kind: kind) }
        if case .sent(let sent) = event, sent.kind != kind {
            throw IllegalTransition(phase: self, kind: kind, event: .sent)
        }
        if kind == .imported {
            // Another system's record may start anywhere and have gaps.
            switch event.type {
            case .displayed, .abandoned, .interrupted: return .ended
            default: return .returned
            }
        }
        let isAsynchronous = kind == .asynchronous
        switch (self, event) {
        case (.new, .sent): return .sent
        case (.sent, .rejected), (.authorized, .rejected): return .rejected
        case (.sent, .returned): return .returned
        case (.sent, .triggered(let trigger)), (.authorized, .triggered(let trigger)):
            guard !isAsynchronous else { break }
            return trigger.isAuthorizer ? .authorizing : .triggered
        case (.sent, .aborted), (.authorized, .aborted): return .aborted
        case (.authorizing, .executed): return .authorized
        case (.authorizing, .aborted): return .aborted
        case (.triggered, .executed): return .executed
        case (.triggered, .aborted): return .aborted
        case (.executed, .undecodable) where !isAsynchronous: return .undecodable
        case (.executed, .returned), (.aborted, .returned):
            guard !isAsynchronous else { break }
            return .returned
        // A recorded result that is mapped again comes from no invocation of this flow.
        case (.sent, .undecodable) where kind == .replay: return .undecodable
        case (.undecodable, .returned): return .returned
        case (.rejected, .returned): return .refused
        case (.refused, .displayed), (.refused, .abandoned): return .ended
        case (.returned, .displayed), (.returned, .abandoned):
            return isAsynchronous ? .accepted : .ended
        case (.accepted, .triggered(let trigger)), (.executed, .triggered(let trigger)),
            (.aborted, .triggered(let trigger)):
            guard isAsynchronous, !trigger.isAuthorizer else { break }
            return .triggered
        case (.accepted, .aborted) where isAsynchronous: return .aborted
        case (_, .interrupted) where isUnfinished(kind: kind): return .ended
        default: break
        }
        throw IllegalTransition(phase: self, kind: kind, event: event.type)
    }

    /// Notes leave the phase as it is; this says which ones make sense where.
    private func afterNote(
        _ note: EventType,
        kind: FlowKind
    ) throws(IllegalTransition) -> FlowPhase {
        let isAllowed =
            switch note {
            case .imported: self != .new || kind == .imported
            case .started: self == .triggered || self == .authorizing
            case .retried: kind == .asynchronous && (self == .executed || self == .aborted)
            case .held, .edited, .resumed, .injected, .responded: self != .new && self != .ended
            default: self != .new
            }
        guard isAllowed else {
            throw IllegalTransition(phase: self, kind: kind, event: note)
        }
        return self
    }
}
