import Flows

/// Which flows a `tail` shows.
struct TailQuery: Sendable {
    var failedOnly = false
    var function: String?
    /// What happened from then on is shown first.
    var since: Timestamp?

    func matches(_ flow: FlowSummary) -> Bool {
        if failedOnly, flow.outcome?.isFailure != true { return false }
        if let function, flow.function != function { return false }
        return true
    }
}
