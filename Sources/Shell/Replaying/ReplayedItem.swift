import Debugger
import EventStore
import Flows

/// One flow of a replay or batch with what became of it.
struct ReplayedItem {
    enum Result: String {
        case ok, failed
        /// Nothing was sent, for a reason.
        case refused
        /// It was begun, and nobody knows whether it ran.
        case unknown
        /// It was not begun.
        case left
    }

    let origin: FlowSummary
    let replay: FlowSummary?
    let result: Result
    /// Why it was refused, or what went wrong.
    let reason: String?
    /// Whether it is the same as its origin; nil when that was not looked at.
    private(set) var isSame: Bool?
    /// The parts that differ from the origin's: `status`, `response.body`.
    private(set) var differences: [String] = []
    /// What differs, a line each.
    private(set) var differenceLines: [String] = []

    /// - `remoteProblem`: what another service said when it ran nothing, which the log does not keep.
    init(
        origin: FlowSummary,
        state: BatchState.Item,
        refusal: String?,
        remoteProblem: String? = nil
    ) {
        self.origin = origin
        switch state {
        case .done(let flow):
            replay = flow
            result = flow.outcome?.isFailure == true ? .failed : .ok
            let problem = flow.cause == nil ? nil : remoteProblem
            reason = result == .failed ? problem ?? noteWords(flow) : nil
        case .unknown(let flow): (replay, result, reason) = (flow, .unknown, "nobody knows its end")
        case .left where refusal != nil: (replay, result, reason) = (nil, .refused, refusal)
        case .left: (replay, result, reason) = (nil, .left, remoteProblem)
        }
    }

    /// Keeps what a comparison found.
    mutating func take(_ comparison: ReplayComparison) {
        isSame = comparison.found.isSame
        differences = comparison.found.parts.filter { $0.verdict == .different }.map(\.path.text)
        if isSame == false { differenceLines = comparison.screen.differenceLines }
    }

    /// `now 201`, `still 502`; the outcome where the status says nothing, as of asynchronous ones.
    var change: String? {
        guard let replay else { return nil }
        let (before, after) =
            origin.kind != .asynchronous && replay.status != nil
            ? (origin.status.map { "\($0)" } ?? "—", "\(replay.status!)")
            : (origin.outcome?.rawValue ?? "—", replay.outcome?.rawValue ?? "—")
        return before == after ? "still \(after)" : "now \(after)"
    }

    /// Whether this item speaks against exit code 0.
    func isNegative(expectsSame: Bool) -> Bool {
        switch result {
        case .refused, .unknown, .left: true
        case .ok, .failed: expectsSame ? isSame != true : result == .failed
        }
    }
}
