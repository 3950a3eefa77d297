import Debugger
import EventStore
import Flows

/// What a replay may change, and the question whether it shall.
struct ReplayGuard {
    private let plan: ReplayPlan
    /// The methods of what would be sent; nil where there is none.
    private let methods: [String?]

    init(_ plan: ReplayPlan, _ methods: [String?]) {
        self.plan = plan
        self.methods = methods
    }

    /// `POST` and how many, for those that may change something; empty when none does. A mapping of
    /// recorded results runs nothing.
    private var unsafe: [(method: String, count: Int)] {
        guard plan.mode != .executed else { return [] }
        var counts: [(method: String, count: Int)] = []
        for method in methods where ReplayPreview.isUnsafe(method: method) {
            let name = method ?? "an event without a method"
            if let index = counts.firstIndex(where: { $0.method == name }) {
                counts[index].count += 1
            } else {
                counts.append((name, 1))
            }
        }
        return counts
    }

    /// Why it is not done just like that; nil when nothing speaks against it.
    var warning: String? {
        let unsafe = unsafe
        guard let first = unsafe.first else { return nil }
        if methods.count == 1 { return "side effects are not undone: \(first.method) is not safe" }
        let words = unsafe.map { entry in
            entry.count > 1 && entry.method.hasPrefix("an event")
                ? "\(countText(entry.count)) events without a method"
                : "\(countText(entry.count)) \(entry.method)"
        }
        return "side effects are not undone: \(words.joined(separator: ", "))"
    }

    /// Asks on a terminal; elsewhere `--yes` must say it.
    /// - Returns: whether it shall be done.
    func isAllowed(_ request: ReplayRequest, _ arguments: Arguments) throws(ShellError) -> Bool {
        guard let warning, !request.isConfirmed else { return true }
        let what = methods.count == 1 ? "it" : "\(countText(methods.count)) requests"
        guard let answer = confirmed("\(warning). Replay \(what)?") else {
            throw ShellError(
                warning,
                at: arguments.verb,
                hint: "\(arguments.verb.line) --yes"
            )
        }
        return answer
    }

    /// The plan with leave to send what is not safe, once that was asked for or said; without it the
    /// service refuses such flows.
    func confirmedPlan(_ request: ReplayRequest) -> ReplayPlan {
        var plan = plan
        plan.allowsUnsafe = request.isConfirmed || warning != nil
        return plan
    }
}
