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

    /// What the rows of `flow_state` must meet beside the window.
    var conditions: [String] {
        var conditions: [String] = []
        if failedOnly { conditions.append("outcome \(FlowSource.failure)") }
        if let function { conditions.append("function = \(sqlLiteral(function))") }
        return conditions
    }
}
