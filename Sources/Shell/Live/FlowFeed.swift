import EventStore
import Flows

/// The flows that end, read from the log file as it grows: each once, at the first of its ends at which
/// it matches, none left out.
///
/// Owned by the thread that follows.
struct FlowFeed {
    private var log: any FlowLog
    /// Everything up to here was read.
    private(set) var position: Int64
    /// Flows given lately: a flow to which more happened after its end is not given again.
    private var given: Set<FlowID> = []
    private var order: [FlowID] = []

    /// How many flows are remembered as given.
    private static let memory = 16_384

    /// Follows from a position on.
    init(_ log: any FlowLog, after position: Int64) {
        self.log = log
        self.position = position
    }

    /// A further piece of what has ended since the last call and matches, in that order; nil takes all.
    /// - Returns: the flows, which may be none while there is more to read, and whether all was read.
    mutating func next(
        matching query: TailQuery? = nil
    ) throws(LogError) -> (flows: [FlowSummary], isAtHead: Bool) {
        let ended = try ended(matching: query)
        position = ended.through
        return (
            ended.flows.filter { query?.matches($0) != false && remember($0.id) }, ended.isAtHead
        )
    }

    private func ended(matching query: TailQuery?) throws(LogError) -> EndedFlows {
        guard let query, let condition = query.condition else {
            return try log.flowsEnded(after: position)
        }
        do {
            return try log.flowsEnded(
                after: position,
                matching: condition,
                now: query.now,
                limits: ReadLimits()
            )
        } catch {
            if case .log(let error) = error { throw error }
            throw LogError(.unreadable, error.description)
        }
    }

    /// Leaves out a flow that was shown already.
    mutating func skip(_ flow: FlowID) { _ = remember(flow) }

    /// Goes on in the log opened anew.
    /// - Returns: false when it is another log than before, which is then read from its beginning.
    mutating func reopen(_ log: any FlowLog) throws(LogError) -> Bool {
        self.log = log
        guard try log.head() < position else { return true }
        position = 0
        return false
    }

    private mutating func remember(_ flow: FlowID) -> Bool {
        guard given.insert(flow).inserted else { return false }
        order.append(flow)
        if order.count > 2 * Self.memory {
            for old in order.prefix(Self.memory) { given.remove(old) }
            order.removeFirst(Self.memory)
        }
        return true
    }
}
