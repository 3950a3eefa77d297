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
            let isFailed = Self.hasFailed(flow) || Self.isRefused(flow, unlike: origin)
            result = isFailed ? .failed : .ok
            let problem = flow.cause == nil ? nil : remoteProblem
            let words = problem ?? noteWords(flow)
            reason =
                isFailed ? words.isEmpty ? "answered \(flow.status ?? 0)" : words : nil
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

    /// Whether a replay went wrong. One whose function had answered well when its service was killed did
    /// not: only its report is lost.
    private static func hasFailed(_ replay: FlowSummary) -> Bool {
        guard replay.outcome == .interrupted else { return replay.outcome?.isFailure == true }
        return replay.errorType != nil || (replay.status ?? 200) >= 500
    }

    /// Whether a replay is turned away and its origin was not: by a gateway, with 404, or with any such
    /// status where all had been well. A failure that is answered with 400 today may be mended.
    private static func isRefused(_ replay: FlowSummary, unlike origin: FlowSummary) -> Bool {
        guard replay.outcome == .clientError, origin.outcome != .clientError else { return false }
        if replay.state == "rejected" { return true }
        switch origin.outcome {
        case .ok: return true
        case nil: return false
        default: return replay.status == 404
        }
    }

    /// `now 201`, `still 502`; the outcomes where a status says nothing of them.
    var change: String? {
        guard let replay else { return nil }
        let isByStatus =
            Self.tellsByStatus(replay) && (origin.outcome == nil || Self.tellsByStatus(origin))
        func word(_ flow: FlowSummary) -> String {
            let status = isByStatus ? flow.status.map { "\($0)" } : nil
            return status ?? flow.outcome?.rawValue ?? "—"
        }
        return word(origin) == word(replay) ? "still \(word(replay))" : "now \(word(replay))"
    }

    /// Whether the status says how the flow ended: the Invoke API gives 200 also for errors.
    static func tellsByStatus(_ flow: FlowSummary) -> Bool {
        guard flow.kind != .asynchronous, let status = flow.status else { return false }
        return flow.outcome?.isFailure != true || status >= 500
    }

    /// Whether this item speaks against exit code 0.
    func isNegative(expectsSame: Bool) -> Bool {
        switch result {
        case .refused, .unknown, .left: true
        case .ok, .failed: expectsSame ? isSame != true : result == .failed
        }
    }
}
