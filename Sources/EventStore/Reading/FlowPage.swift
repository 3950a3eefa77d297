import Flows

/// A listing's rows and what they are a part of.
public struct FlowPage: Equatable, Sendable {
    public var flows: [FlowSummary]
    /// Flows of the window that meet the condition.
    public var matched: Int
    /// Flows of the window.
    public var total: Int

    public init(flows: [FlowSummary], matched: Int, total: Int) {
        self.flows = flows
        self.matched = matched
        self.total = total
    }
}
