import Flows

extension HoldNotice {
    /// `◼ b1 7f45c0de POST /orders held before executed · client waits (29 s limit, goes on in 25 s)`;
    /// nil for what needs no line.
    public func text(isUTF8: Bool) -> String? {
        func mark(_ unicode: String, _ ascii: String) -> String { isUTF8 ? unicode : ascii }
        switch self {
        case .held(let hold):
            let limit =
                hold.limitMilliseconds.map {
                    "\(spanWords(microseconds: Int64($0) * 1000)) limit, "
                }
                ?? ""
            let left = spanWords(microseconds: hold.until.microseconds(since: hold.since))
            return "\(mark("◼", "#")) \(words(of: hold)) held \(hold.point)"
                + (hold.problem.map { " (\($0))" } ?? "")
                + "\(mark(" · ", " - "))\(hold.waiter) (\(limit)goes on in \(left))"
        case .edited(let hold):
            return "\(mark("◼", "#")) \(words(of: hold)) \(hold.document) edited"
        case .resumed(let hold, let reason, let action):
            return "\(mark("▶", ">")) \(words(of: hold)) "
                + "\(resumeWords(action))\(reasonWords(reason))"
        case .injecting(let injection, let lifetime):
            let share = injection.rate < 10_000 ? "a share of the requests" : "requests"
            let condition = injection.condition == nil ? "" : " that meet its condition"
            return "\(mark("◆", "*")) \(injection.id) injects \(words(of: injection)) into "
                + "\(share)\(condition), \(injection.point), for "
                + "\(spanWords(microseconds: lifetime)); set by \(injection.operatorName)"
        case .injected(_, reason: "shutdown"), .ended: return nil
        case .injected(let injection, let reason):
            let end = reason == "expired" ? "its time is up" : "it was ended"
            return "\(mark("◇", "*")) \(injection.id) injects \(words(of: injection)) no more: "
                + "\(end) after \(injection.hits) hit\(injection.hits == 1 ? "" : "s")"
        }
    }

    private func words(of injection: InjectionRecord) -> String {
        injection.kind.rawValue + (injection.delayMilliseconds.map { " of \($0) ms" } ?? "")
    }

    private func words(of hold: HoldRecord) -> String {
        "\(hold.breakpoint) \(hold.flow.shortID) \(hold.method) \(hold.path)"
    }

    private func resumeWords(_ action: HoldAction) -> String {
        switch action {
        case .proceed: "goes on"
        case .step: "goes on to its next hand-off"
        case .respond: "answered by an operator"
        case .drop: "ended by an operator"
        }
    }

    private func reasonWords(_ reason: HoldEnd) -> String {
        switch reason {
        case .operator: ""
        case .expired: ": its time was up"
        case .shell: ": the shell that held it has ended"
        case .shutdown: ": the service is stopping"
        case .recording: ": the log cannot take it"
        }
    }
}

extension HoldRecord {
    /// Who waits for the flow.
    fileprivate var waiter: String {
        if isClientGone { return "the client has gone" }
        let isAnswered =
            kind == FlowKind.asynchronous.rawValue && step != .sent && step != .returned
        return isAnswered ? "its caller has its 202" : "client waits"
    }
}
