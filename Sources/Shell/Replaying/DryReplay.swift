import Debugger
import EventStore
import Flows

/// What a replay would do, in sentences.
struct DryReplay {
    let plan: ReplayPlan
    let status: ServiceStatus?
    let access: RemoteAccess

    /// Of one flow.
    func lines(_ origin: ReplayOrigin, _ preview: ReplayPreview) -> [StyledText] {
        var lines = [StyledText(" would \(action(origin, preview))")]
        for change in preview.changes {
            let isHidden = (fieldPath(change.path) ?? []).contains { isMasked($0) }
            let (before, after) = (text(change.before, isHidden), text(change.after, isHidden))
            lines.append(StyledText(" + \(change.path) \(before) → \(after)"))
        }
        if plan.mode == .http, origin.kind == .imported, origin.sent?.bodyBytes == nil {
            lines.append(
                StyledText(" its source tells neither query nor body: none is sent", .caution)
            )
        }
        if status == nil, case .function(let name) = plan.target {
            lines.append(
                StyledText(" no service runs that could tell whether it has \(name)", .caution)
            )
        }
        return lines
    }

    private func text(_ value: [UInt8]?, _ isHidden: Bool) -> String {
        guard let value else { return "nothing" }
        guard !isHidden else { return maskedValue }
        let shown = maskedJSON(value, indent: nil) ?? value
        return String(String(decoding: shown, as: UTF8.self).prefix(80))
    }

    private func action(_ origin: ReplayOrigin, _ preview: ReplayPreview) -> String {
        switch plan.mode {
        case .event: return invocation(origin, preview)
        case .http:
            let place =
                plan.target.text.map { "the front door at \($0)" }
                ?? "the front door of \(origin.sent?.api ?? "its API")"
            let path = preview.target.map { String($0.prefix { $0 != "?" }) }
            return "send \(preview.method ?? "the request") \(path ?? "") through \(place)"
        case .executed:
            let route = origin.triggered?.route ?? "its route"
            return "map the recorded result by \(route) again; nothing is invoked"
        }
    }

    private func invocation(_ origin: ReplayOrigin, _ preview: ReplayPreview) -> String {
        let size = sizeText(preview.bytes)
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
                let earlier = name == before?.function ? before?.code : nil
                let was = earlier.map { $0 == code ? ", as then" : ", was \($0.prefix(4))…" }
                words.append("code \(code.prefix(4))…\(was ?? "")")
            }
            words.append("limit \(function.timeoutSeconds) s")
        } else if let code = before?.code, name == before?.function {
            words.append("code was \(code.prefix(4))…")
        }
        let details = words.isEmpty ? "" : " (\(words.joined(separator: "; ")))"
        return "invoke \(name)\(details) with the recorded event (\(event)); "
            + "new request id, new trace id"
    }

    /// Of many flows, by function and method.
    func lines(_ survey: ReplaySurvey) -> [StyledText] {
        var counts: [(words: String, count: Int)] = []
        for (flow, method) in survey.accepted {
            let words = "\(place(flow, method)) of \(function(flow))"
            if let index = counts.firstIndex(where: { $0.words == words }) {
                counts[index].count += 1
            } else {
                counts.append((words, 1))
            }
        }
        var lines = [
            StyledText(" would replay \(counted(survey.accepted.count, "request")) (\(mode))")
        ]
        for entry in counts.sorted(by: { $0.count > $1.count }).prefix(Self.groupLimit) {
            lines.append(StyledText("   \(countText(entry.count)) × \(entry.words)"))
        }
        let rest = counts.count - Self.groupLimit
        if rest > 0 { lines.append(StyledText("   … and \(counted(rest, "more group"))", .faint)) }
        guard !survey.refused.isEmpty else { return lines }
        lines.append(
            StyledText(" would refuse \(countText(survey.refused.count)):", .caution)
        )
        for (flow, refusal) in survey.refused.prefix(Self.groupLimit) {
            lines.append(StyledText("   \(flow.id.shortID): \(refusal.description)"))
        }
        let more = survey.refused.count - Self.groupLimit
        if more > 0 { lines.append(StyledText("   … and \(countText(more)) more", .faint)) }
        return lines
    }

    /// Groups and refusals named at most.
    private static let groupLimit = 10

    /// `POST /orders/{id}`: the route, which may name the method itself.
    private func place(_ flow: FlowSummary, _ method: String?) -> String {
        let method = method ?? methodWord(flow)
        let place = flow.route ?? pathWord(flow)
        if place == "—" { return method == "—" ? "an event" : method }
        return place.hasPrefix("\(method) ") ? place : "\(method) \(place)"
    }

    /// The function that would have the event, as far as the plan and the record tell.
    private func function(_ flow: FlowSummary) -> String {
        if case .function(let name) = plan.target { return name }
        return flow.function ?? "—"
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
