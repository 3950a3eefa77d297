import Flows

/// Which flows to list.
public struct FlowListing: Equatable, Sendable {
    public var since: Timestamp?
    /// The first moment that no longer belongs to the window.
    public var until: Timestamp?
    public var failedOnly = false
    public var function: String?
    public var limit = 50

    public init() {}
}
