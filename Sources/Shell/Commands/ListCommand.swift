import EventStore
import Flows

/// `ls`: what happened, newest first.
enum ListCommand: Command {
    static let name = "ls"
    static let summary = "what happened: requests, newest first"
    static let grammar = [
        "ls [failed] [where CONDITION] [function NAME] [since WHEN] [until WHEN] [in WHEN..WHEN] [-n N]"
    ]
    static let options = [
        CommandOption("-n", "--limit", value: "N", summary: "at most N rows"),
        CommandOption.timeout,
        CommandOption("--exit-status", summary: "exit code 1 when nothing matched"),
    ]
    static let examples = [
        (line: "ls failed since -15m", effect: "what failed in the last quarter of an hour"),
        (
            line: "ls where status >= 500 and path like /^\\/orders/ since today",
            effect: "today's requests that meet a condition"
        ),
        (line: "ls since yesterday -o jsonl", effect: "one JSON object a request"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "shown"),
        (code: 1, meaning: "nothing matched, with --exit-status"),
        (code: 2, meaning: "the line is wrong"), (code: 3, meaning: "the log cannot be read"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        switch request.previous {
        case "function": return session.functionCompletions()
        case "since", "until":
            return Completion.moments
                + session.flowCompletions(startingWith: request.text)
        default: break
        }
        return ["failed", "where", "since", "until", "in", "function"]
            .filter { !request.words.contains($0) }.map { Completion($0) }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let started = session.clock.steadyMicroseconds()
        let now = session.now
        var listing = FlowListing()
        var words = arguments.words
        let condition = try session.takeCondition(from: &words)
        let window = try session.takeRange(from: &words) ?? session.defaultWindow
        try listing.take(
            words,
            of: name,
            known: ["failed", "where", "since", "until", "in", "function"]
        )
        listing.since = window.since
        listing.until = window.until
        let limit = try arguments.number("-n", in: 1...ShellSettings.highestLimit)
        listing.limit = limit ?? session.settings.limit ?? (session.terminal.isTTY ? 50 : 1000)
        let limits = try session.readLimits(arguments)
        let page = try session.flows(listing, matching: condition, limits: limits)
        session.memory.list(page.flows.map(\.id))

        var result = CommandResult(
            blocks: [],
            records: flowRecords(page.flows),
            exitCode: page.flows.isEmpty && arguments.has("--exit-status") ? 1 : 0
        )
        if !page.flows.isEmpty {
            // Machines are given rows, perhaps very many, and not this table.
            let isForPeople = session.settings.output?.isForPeople ?? session.terminal.isTTY
            let table = flowTable(
                page.flows,
                edited: isForPeople ? try session.editedFlows(among: page.flows.map(\.id)) : [],
                now: now,
                zone: session.settings.zone
            )
            result.blocks = [.table(table)]
        }
        if limit == nil, page.matched > page.flows.count, !session.terminal.isTTY {
            result.warnings = [
                "\(page.flows.count) of \(page.matched) rows; all of them: -n \(page.matched)"
            ]
        }
        let head = try session.head()
        let taken = session.clock.steadyMicroseconds() - started
        let shown =
            "\(countText(page.flows.count)) of \(countText(page.matched))"
            + "\(listing.failedOnly ? " failed" : "") request\(page.matched == 1 ? "" : "s")"
            + (condition == nil ? "" : " that match\(page.matched == 1 ? "es" : "")")
            + (page.total != page.matched ? " (\(countText(page.total)) total)" : "")
        let span = session.windowText(window)
        result.footer = "\(shown) · \(span) · log #\(head) · \(durationText(microseconds: taken))"
        result.hint = try nextHint(page, listing, condition, in: session)
        return result
    }

    /// A listing that is empty says where there is something.
    private static func nextHint(
        _ page: FlowPage,
        _ listing: FlowListing,
        _ condition: FlowCondition?,
        in session: Session
    ) throws(ShellError) -> String {
        guard page.flows.isEmpty else { return "steps %1" }
        // A wider look for a condition may take long: nobody has asked for it.
        if condition != nil { return "a wider window, as in: ls where … since -1d" }
        var wider = listing
        wider.since = nil
        wider.until = nil
        wider.limit = 1
        if let newest = try session.flows(wider).flows.first {
            let words = [
                "ls", listing.failedOnly ? "failed" : nil,
                listing.function.map { "function \(quoted($0))" },
                "since \(newest.sentAt.rfc3339(decimals: 0))",
            ]
            return words.compactMap { $0 }.joined(separator: " ")
                + " (the newest is \(newest.id.shortID))"
        }
        return listing.failedOnly || listing.function != nil
            ? "ls" : "waybill call GET / (the log holds no request yet)"
    }
}
