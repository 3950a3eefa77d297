import Debugger
import EventStore
import Flows

/// What a replay would do, in sentences.
struct DryReplay {
    let plan: ReplayPlan
    let status: ServiceStatus?
    let access: RemoteAccess

    /// Of one flow.
    func lines(_ flow: Flow, _ origin: ReplayOrigin) throws(ShellError) -> [StyledText] {
        let changes: [AppliedChange]
        do throws(ReplayRefusal) {
            changes = try origin.changes(plan.mode, plan.edits)
        } catch {
            throw ShellError(error.description, hint: error.hint)
        }
        var lines = [StyledText(" would \(action(flow, origin))")]
        for change in changes {
            let isHidden = (fieldPath(change.path) ?? []).contains { isMasked($0) }
            let (before, after) = (text(change.before, isHidden), text(change.after, isHidden))
            lines.append(StyledText(" + \(change.path) \(before) → \(after)"))
        }
        return lines
    }

    private func text(_ value: [UInt8]?, _ isHidden: Bool) -> String {
        guard let value else { return "nothing" }
        guard !isHidden else { return maskedValue }
        let shown = maskedJSON(value, indent: nil) ?? value
        return String(String(decoding: shown, as: UTF8.self).prefix(80))
    }

    private func action(_ flow: Flow, _ origin: ReplayOrigin) -> String {
        switch plan.mode {
        case .event: return invocation(flow, origin)
        case .http:
            let place =
                plan.target.text.map { "the front door at \($0)" }
                ?? "the front door of \(origin.sent?.api ?? "its API")"
            return "send \(flow.sent?.method ?? "the request") \(flow.path ?? "") through \(place)"
        case .executed:
            let route = origin.triggered?.route ?? "its route"
            return "map the recorded result by \(route) again; nothing is invoked"
        }
    }

    private func invocation(_ flow: Flow, _ origin: ReplayOrigin) -> String {
        let size = sizeText(origin.event?.count ?? 0)
        let event = plan.edits.isEmpty ? "\(size), byte for byte" : "\(size), changed"
        let before = origin.triggered
        if case .lambda(let address, let function) = plan.target {
            return
                "invoke \(function ?? before?.function ?? "a function") at \(address.authority), "
                + "\(access.signatureWords), with the recorded event (\(event))"
        }
        var name = before?.function ?? "a function"
        if case .function(let other) = plan.target { name = other }
        var words: [String] = []
        if let function = status?.functions.first(where: { $0.name == name }) {
            if let code = function.code {
                let was = before?.code.map { $0 == code ? ", as then" : ", was \($0.prefix(4))…" }
                words.append("code \(code.prefix(4))…\(was ?? "")")
            }
            words.append("limit \(function.timeoutSeconds) s")
        } else if let code = before?.code {
            words.append("code was \(code.prefix(4))…")
        }
        let details = words.isEmpty ? "" : " (\(words.joined(separator: "; ")))"
        return "invoke \(name)\(details) with the recorded event (\(event)); "
            + "new request id, new trace id"
    }

    /// Of many flows, by function and method.
    func lines(_ flows: [FlowSummary], refused: [(FlowSummary, ReplayRefusal)]) -> [StyledText] {
        var counts: [(words: String, count: Int)] = []
        for flow in flows {
            let words =
                "\(methodWord(flow)) \(flow.route ?? pathWord(flow)) of \(flow.function ?? "—")"
            if let index = counts.firstIndex(where: { $0.words == words }) {
                counts[index].count += 1
            } else {
                counts.append((words, 1))
            }
        }
        var lines = [
            StyledText(" would replay \(counted(flows.count - refused.count, "request")) (\(mode))")
        ]
        for entry in counts.sorted(by: { $0.count > $1.count }).prefix(10) {
            lines.append(StyledText("   \(countText(entry.count)) × \(entry.words)"))
        }
        if !refused.isEmpty {
            lines.append(StyledText(" would refuse \(countText(refused.count)):", .caution))
            for (flow, refusal) in refused.prefix(10) {
                lines.append(StyledText("   \(flow.id.shortID): \(refusal.description)"))
            }
        }
        return lines
    }

    private var mode: String {
        let to = plan.target.text.map { " to \($0)" } ?? ""
        switch plan.mode {
        case .event:
            let isInvocation = if case .lambda = plan.target { true } else { false }
            return "recorded events\(to)" + (isInvocation ? ", \(access.signatureWords)" : "")
        case .http: return "requests through the front door\(to)"
        case .executed: return "recorded results mapped again"
        }
    }
}
