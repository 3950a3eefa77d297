import Flows

/// Something that happened to held flows, for whoever watches.
public enum HoldNotice: Equatable, Sendable {
    case held(HoldRecord)
    /// What is in flight was changed.
    case edited(HoldRecord)
    case resumed(HoldRecord, reason: HoldEnd, action: HoldAction)
    /// A breakpoint is gone.
    case ended(id: String, reason: String)
    /// Something begins to go wrong on purpose, for so many microseconds.
    case injecting(InjectionRecord, lifetime: Int64)
    /// An injection is gone.
    case injected(InjectionRecord, reason: String)

    /// The flow that it is about, as it is held.
    public var hold: HoldRecord? {
        switch self {
        case .held(let hold), .edited(let hold), .resumed(let hold, _, _): hold
        case .ended, .injecting, .injected: nil
        }
    }
}
