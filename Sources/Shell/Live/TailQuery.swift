import Flows
import Queries

/// Which flows a `tail` shows.
struct TailQuery: Sendable {
    var failedOnly = false
    var function: String?
    /// May ask for anything that was recorded of a flow.
    var condition: Expression?
    /// What moments in the condition count from.
    var now: Timestamp
    /// What happened from then on is shown first.
    var since: Timestamp?

    /// Whether a flow meets what is asked beside the condition.
    func matches(_ flow: FlowSummary) -> Bool {
        if failedOnly, flow.outcome?.isFailure != true { return false }
        if let function, flow.function != function { return false }
        return true
    }
}
