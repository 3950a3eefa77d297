import Flows

/// Something that happened to held flows, for whoever watches.
public enum HoldNotice: Equatable, Sendable {
    case held(HoldRecord)
    /// What is in flight was changed.
    case edited(HoldRecord)
    case resumed(HoldRecord, reason: HoldEnd, action: HoldAction)
    /// A breakpoint or an injection is gone.
    case ended(id: String, reason: String)
}
