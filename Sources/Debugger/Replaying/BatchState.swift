import EventStore
import Flows

/// How far a batch got, as the log tells it: what was begun has a flow, what became of it is in its
/// events.
public struct BatchState: Sendable {
    /// What is known of one of its flows.
    public enum Item: Equatable, Sendable {
        /// It was not begun, or was ended before anything was handed over.
        case left
        /// It ran, and its end is known.
        case done(FlowSummary)
        /// It was begun, and nobody knows whether it ran or how it ended: the service was killed
        /// meanwhile.
        case unknown(FlowSummary)
    }

    public let plan: ReplayPlan
    /// In the order of the plan.
    public let items: [Item]

    /// - `replays`: the replays of each flow in this batch, oldest first.
    public init(_ plan: ReplayPlan, replays: [FlowID: [FlowSummary]]) {
        self.plan = plan
        items = plan.origins.map { origin in
            // The last one counts: a decision to run an unknown one again made a further one.
            replays[origin]?.last.map { Self.item($0, plan) } ?? .left
        }
    }

    private static func item(_ replay: FlowSummary, _ plan: ReplayPlan) -> Item {
        // Nothing is handed over before `triggered` is committed, and a mapping hands over nothing.
        let mayHaveRun =
            plan.mode != .executed
            && (replay.step ?? .sent >= .triggered || plan.isRemote && replay.step != nil)
        let hasAnswer = replay.executedMicroseconds != nil || replay.returnedMicroseconds != nil
        guard let outcome = replay.outcome, outcome != .interrupted else {
            if hasAnswer { return .done(replay) }
            return mayHaveRun ? .unknown(replay) : .left
        }
        // A cause that was mapped again is the origin's.
        guard plan.mode != .executed else { return .done(replay) }
        switch replay.cause.flatMap({ AbortCause(rawValue: $0) }) {
        // Nothing was handed over.
        case .recording, .unreachable: return .left
        case .unanswered: return .unknown(replay)
        // Whether an environment had the event, `started` tells.
        case .shutdown: return replay.isCold == nil ? .left : .unknown(replay)
        default: return .done(replay)
        }
    }

    /// The flows that a continued run takes.
    ///
    /// - `retriesUnknown`: also those of which nobody knows whether they ran.
    public func remaining(retriesUnknown: Bool) -> [FlowID] {
        zip(plan.origins, items).filter { _, item in
            switch item {
            case .left: true
            case .unknown: retriesUnknown
            case .done: false
            }
        }.map(\.0)
    }
}
