import Flows
import Queries

/// Which flows a `tail` shows.
struct TailQuery: Sendable {
    var failedOnly = false
    var function: String?
    var condition: Condition?
    /// What happened from then on is shown first.
    var since: Timestamp?

    /// Whether the row of a flow meets what is asked without its events.
    func matches(_ flow: FlowSummary) -> Bool {
        if failedOnly, flow.outcome?.isFailure != true { return false }
        if let function, flow.function != function { return false }
        return true
    }

    /// Whether a flow meets the condition, which may ask for anything that was recorded of it.
    func holds(for events: [RecordedEvent]) -> Bool {
        guard let condition else { return true }
        guard let flow = try? Flow(events: events) else { return false }
        return condition.holds(for: FlowFields(flow, events: events))
    }
}
