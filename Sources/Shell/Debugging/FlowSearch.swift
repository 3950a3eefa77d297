import Flows
import Queries

/// Looks along the log for the nearest request that meets a condition.
///
/// The requests are taken in the order in which they began, one after the other: the first that meets
/// the condition ends the search, mostly long before the log does.
struct FlowSearch {
    enum Outcome {
        case found(FlowFacts)
        /// Nothing up to the end of the log, or up to the limit.
        case nothing(lookedAt: Int, reachedEnd: Bool)
    }

    private let session: Session
    private let condition: Condition
    private let flowLimit: Int
    private let pageSize: Int

    /// `flowLimit` is the most requests that are looked at, `pageSize` how many events of the log are
    /// read at once.
    init(
        _ session: Session,
        condition: Condition,
        flowLimit: Int = 10_000,
        pageSize: Int = 2000
    ) {
        self.session = session
        self.condition = condition
        self.flowLimit = flowLimit
        self.pageSize = pageSize
    }

    /// From the request that began at `position`, which is left out.
    func run(
        from position: Int64,
        _ direction: Movement.Direction
    ) throws(ShellError) -> Outcome {
        let isBackwards = direction == .back
        var next = isBackwards ? position - 1 : position + 1
        var lookedAt = 0
        while next > 0 {
            let page = try session.events(
                from: next,
                limit: pageSize,
                newestFirst: isBackwards
            )
            for event in page where event.revision == 1 {
                guard let id = event.flow else { continue }
                guard lookedAt < flowLimit else {
                    return .nothing(lookedAt: lookedAt, reachedEnd: false)
                }
                lookedAt += 1
                if let facts = try meeting(id) { return .found(facts) }
            }
            guard page.count == pageSize, let last = page.last else { break }
            next = isBackwards ? last.position - 1 : last.position + 1
        }
        return .nothing(lookedAt: lookedAt, reachedEnd: true)
    }

    /// The flow, when it meets the condition.
    private func meeting(_ id: FlowID) throws(ShellError) -> FlowFacts? {
        let events = try session.events(of: id)
        // A damaged record meets nothing; `events` shows it.
        guard let flow = try? Flow(events: events),
            condition.holds(for: FlowFields(flow, events: events))
        else { return nil }
        return FlowFacts(flow: flow, events: events)
    }
}
