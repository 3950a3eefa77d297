import Debugger
import Flows

/// `break`: where live requests stop.
enum BreakCommand: Command {
    static let name = "break"
    static let aliases = ["b", "paused"]
    static let summary = "stop live requests at a hand-off; without words: what is set and held"
    static let grammar = [
        "break before|after STEP [where CONDITION] [for SPAN] [for N flows|once] [--hold SPAN]",
        "break on error [where CONDITION] …", "break", "break on|off|delete ID|all",
    ]
    static let options = [
        CommandOption(
            "--hold",
            value: "SPAN",
            summary: "how long a request is held before it goes on by itself (25s)"
        )
    ]
    static let examples = [
        (
            line: "break before executed where path = \"/orders\" for 60s",
            effect: "stop requests to /orders before the function gets them"
        ),
        (line: "break on error once", effect: "stop the next request whose function fails"),
        (line: "break delete b1", effect: "what it holds stays held until resume"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "set, changed or listed"),
        (code: 2, meaning: "the line is wrong"),
        (code: 3, meaning: "no service runs"),
    ]
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        let points = pointCompletions(request)
        if let first = request.words.first, isChange(first, request.words.dropFirst().first),
            request.words.count > 1
        {
            return []
        }
        switch request.previous {
        case "on" where request.words.count == 1:
            return points + session.breakpointCompletions()
        case "off", "delete": return session.breakpointCompletions() + [Completion("all")]
        case "for": return ["60s", "10m", "1 flows"].map { Completion($0) }
        default: break
        }
        guard points.isEmpty else { return points }
        guard !request.isFirstArgument else {
            return ["before", "after", "on", "off", "delete"].map { Completion($0) }
        }
        return ["where", "for", "once"].filter { !request.words.contains($0) }
            .map { Completion($0) }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let service = try session.service(for: name)
        var words = arguments.words
        guard let first = words.first else { return try listing(of: service, in: session) }
        if isChange(first.text, words.count == 2 ? words[1].text : nil) {
            return try change(words, by: service, in: session)
        }

        let condition = try session.takeCondition(from: &words)
        guard let point = try takePoint(from: &words) else {
            let known = ["before", "after", "on", "off", "delete"]
            throw ShellError(
                "break does not know '\(first.text)'"
                    + didYouMean(nearest(to: first.text, among: known)),
                at: first,
                hint: "as in: break before executed"
            )
        }
        var request = BreakpointRequest(point)
        request.condition = condition?.text.text
        try readClauses(&words, into: &request)
        if let hold = arguments.value("--hold") { request.holdMicroseconds = try timeSpan(hold) }
        session.holdWatcher?.watch(logPath: session.logPath)
        request.session = session.holdWatcher?.session
        let record = try session.ask(condition?.text) { try service.set(request) }
        let left = durationText(microseconds: request.lifetimeMicroseconds)
        var line = "\(record.id) set (\(record.point)"
        if let count = record.count { line += ", \(counted(count, "request"))" }
        line += ")   goes in \(left) or with `break delete \(record.id)`"
        if request.session != nil { line += ", and with this shell" }
        return CommandResult(
            blocks: [.line(StyledText(line))],
            records: breakRecords([record], []),
            isText: true
        )
    }

    /// Whether a line is about a breakpoint that there is: `off ID`, `on ID`, and not `on error`.
    private static func isChange(_ first: String, _ second: String?) -> Bool {
        ["off", "delete"].contains(first) || first == "on" && second != nil && second != "error"
    }

    /// `for 60s`, `for 3 flows`, `once`.
    private static func readClauses(
        _ words: inout [Word],
        into request: inout BreakpointRequest
    ) throws(ShellError) {
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            switch word.text {
            case "once": request.count = 1
            case "for":
                guard index < words.count else {
                    throw ShellError(
                        "no time or number after 'for'",
                        at: .end(of: word.line),
                        hint: "as in: for 60s, for 3 flows"
                    )
                }
                let value = words[index]
                index += 1
                if let count = Int(value.text) {
                    guard count >= 1 else {
                        throw ShellError(
                            "a breakpoint stops at least one request and stands for some time",
                            at: value,
                            hint: "as in: for 1 flows, for 60s; break off ID lets one rest"
                        )
                    }
                    guard index < words.count,
                        ["flow", "flows", "request", "requests"].contains(words[index].text)
                    else {
                        throw ShellError(
                            "'\(value.text)' needs a unit",
                            at: value,
                            hint: "as in: for \(count)s, for \(count) flows"
                        )
                    }
                    request.count = count
                    index += 1
                } else {
                    request.lifetimeMicroseconds = try timeSpan(value)
                }
            default:
                throw ShellError(
                    "break does not know '\(word.text)'"
                        + didYouMean(nearest(to: word.text, among: ["where", "for", "once"])),
                    at: word,
                    hint: "help break"
                )
            }
        }
    }

    /// `break on|off|delete ID|all`
    private static func change(
        _ words: [Word],
        by service: ServiceClient,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        guard words.count == 2 else {
            throw ShellError(
                "break \(words[0].text) needs one breakpoint",
                at: words.count > 2 ? words[2] : .end(of: words[0].line),
                hint: "break \(words[0].text) b1, or all"
            )
        }
        let all = try session.ask { try service.breakpoints() }
        let ids = words[1].text == "all" ? all.map(\.id) : [words[1].text]
        var changed: [BreakpointRecord] = []
        for id in ids {
            let record = try session.ask(at: words[1]) { () throws -> BreakpointRecord? in
                guard words[0].text == "delete" else {
                    return try service.setBreakpoint(id, isEnabled: words[0].text == "on")
                }
                try service.removeBreakpoint(id)
                return all.first { $0.id == id }
            }
            if let record { changed.append(record) }
        }
        let state = words[0].text == "delete" ? "deleted" : words[0].text
        let lines = changed.map { record in
            StyledText(
                "\(record.id) \(state) (\(record.point)\(conditionWords(record.condition)))"
            )
        }
        return CommandResult(
            blocks: (lines.isEmpty ? ["no breakpoint is set"] : lines).map { .line($0) },
            records: breakRecords(changed, []),
            isText: true
        )
    }

    private static func listing(
        of service: ServiceClient,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        session.holdWatcher?.watch(logPath: session.logPath)
        let breakpoints = try session.ask { try service.breakpoints() }
        let holds = try session.ask { try service.holds() }
        var blocks: [Block] = []
        if !breakpoints.isEmpty {
            blocks.append(.table(breakpointTable(breakpoints, now: session.clock.now())))
        }
        if !breakpoints.isEmpty, !holds.isEmpty { blocks.append(.line(StyledText())) }
        if !holds.isEmpty { blocks.append(.table(holdTable(holds, now: session.clock.now()))) }
        session.memory.list(holds.isEmpty ? session.memory.listing : holds.map(\.flow))
        return CommandResult(
            blocks: blocks,
            records: breakRecords(breakpoints, holds),
            footer:
                "\(counted(breakpoints.count, "breakpoint")) · \(counted(holds.count, "request")) held",
            hint: holds.isEmpty
                ? (breakpoints.isEmpty ? "break before executed" : nil)
                : "edit  resume  resume drop"
        )
    }
}
