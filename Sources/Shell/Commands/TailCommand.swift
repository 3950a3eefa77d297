import EventStore
import Flows
import Glibc

/// `tail`: requests as they end.
enum TailCommand: LiveCommand {
    static let name = "tail"
    static let summary = "requests as they end: in the foreground, in a pipe, or above the prompt"
    static let grammar = [
        "tail [failed] [function NAME] [where CONDITION] [since WHEN] [-n N] [--timeout SPAN] [&]",
        "tail list", "tail off [NAME]",
    ]
    static let options = [
        CommandOption("-n", "--limit", value: "N", summary: "end after N requests"),
        CommandOption("--timeout", value: "SPAN", summary: "end after so long, as 30s"),
        CommandOption("--exit-status", summary: "exit code 1 when nothing matched"),
    ]
    static let examples = [
        (
            line: "tail failed",
            effect: "failures as they happen; space pauses, / highlights, Enter shows steps, q ends"
        ),
        (
            line: "tail where status >= 400 or duration > 1s &",
            effect: "above the prompt, until tail off"
        ),
        (
            line: "tail since -5m -o jsonl | jq .status",
            effect: "what happened in the last minutes, and then what happens"
        ),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "ended by q, -n, --timeout, or because nobody reads any more"),
        (code: 1, meaning: "nothing matched, with --exit-status"),
        (code: 2, meaning: "the line is wrong"), (code: 3, meaning: "the log cannot be read"),
        (code: 130, meaning: "ended by Ctrl-C"),
    ]
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        switch request.previous {
        case "function": return session.functionCompletions()
        case "since": return ["-1m", "-5m", "-15m", "-1h"].map { Completion($0) }
        case "off":
            return (session.backgroundTails?.all ?? []).map { Completion($0.name, $0.title) }
        default: break
        }
        let first =
            request.isFirstArgument
            ? [Completion("list", "those above the prompt"), Completion("off", "ends them")] : []
        return ["failed", "function", "since", "where"].filter { !request.words.contains($0) }
            .map { Completion($0) } + first
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        switch arguments.words.first?.text {
        case "list": return try list(arguments, in: session)
        case "off": return try end(arguments, in: session)
        default: throw refuseResult(arguments)
        }
    }

    static func follow(_ line: ParsedLine, by runner: LineRunner) throws(ShellError) -> Int32? {
        let arguments = try prepare(line, by: runner)
        let first = arguments.words.first?.text
        if arguments.has("-h") || first == "list" || first == "off" { return nil }
        try refusePast(arguments, in: runner.session)
        var words = arguments.words
        let isInBackground = words.last.map { $0.text == "&" && !$0.isQuoted } ?? false
        if isInBackground { words.removeLast() }
        let title = words.map { quoted($0.text) }.joined(separator: " ")
        let query = try query(&words, in: runner.session)
        if isInBackground {
            try start(query, title: title, arguments, in: runner)
            return 0
        }
        return try run(query, arguments, line.sink, by: runner)
    }

    private static func query(
        _ words: inout [Word],
        in session: Session
    ) throws(ShellError) -> TailQuery {
        var query = TailQuery(now: session.now)
        if let condition = try session.takeCondition(from: &words) {
            // Names that do not exist are said before anything is followed.
            _ = try condition.prepared(now: session.now)
            query.condition = condition.expression
        }
        if let word = words.first(where: { !$0.isQuoted && ["until", "in"].contains($0.text) }) {
            throw ShellError(
                "tail goes on and has no end in time",
                at: word,
                hint: "ls lists what happened in a window"
            )
        }
        query.since = try session.takeRange(from: &words)?.since
        var listing = FlowListing()
        try listing.take(
            words,
            of: name,
            known: ["failed", "function", "since", "where", "list", "off"]
        )
        query.failedOnly = listing.failedOnly
        query.function = listing.function
        return query
    }

    // MARK: Foreground

    private static func run(
        _ query: TailQuery,
        _ arguments: Arguments,
        _ sink: Sink,
        by runner: LineRunner
    ) throws(ShellError) -> Int32 {
        let limit = try arguments.number("-n", in: 1...ShellSettings.highestLimit)
        var deadline: Int64?
        if let word = arguments.value("--timeout") {
            deadline = steadyNow() + (try timeSpan(word))
        }
        let (end, shown) = try follow(query, limit ?? .max, until: deadline, sink, by: runner)
        if case .signal(let number) = end { return ended(by: number, runner.session) }
        return shown == 0 && arguments.has("--exit-status") ? 1 : 0
    }

    /// Runs to the end; terminal and signals then are as they were.
    private static func follow(
        _ query: TailQuery,
        _ limit: Int,
        until deadline: Int64?,
        _ sink: Sink,
        by runner: LineRunner
    ) throws(ShellError) -> (end: TailRun.End, shown: Int) {
        let session = runner.session
        let output = try LiveOutput(sink, by: runner)
        let format = runner.liveFormat
        let isScreen = session.terminal.isTTY && format == .table
        let signals = SignalPipe(session.interruption)
        let keyboard = isScreen ? RawTerminal() : nil
        defer {
            keyboard?.restore()
            signals?.remove()
            session.memory.save()
        }
        let screen = isScreen ? TailScreen(by: runner, hasKeys: keyboard != nil) : nil
        let pipe = TailPipe(
            output,
            printing: runner.printing(format),
            zone: session.settings.zone,
            say: runner.say
        )
        if isScreen { session.memory.list([]) } else { pipe.begin() }
        let wait = LiveWait(
            link: ServiceLink(logPath: session.logPath),
            keyboard: keyboard,
            signals: signals,
            output: output.descriptor
        )
        wait.willStop = { screen?.finish() }
        let tail = TailRun(
            query,
            logPath: session.logPath,
            openLog: {
                [openLog = session.openLog, migration = session.migration] () throws(LogError) in
                try openLog(migration)
            },
            wait: wait,
            display: screen ?? pipe,
            limit: limit,
            deadline: deadline
        )
        let end = try tail.run()
        screen?.finish()
        if screen == nil, end != .readerGone { pipe.end() }
        output.close()
        let failed = screen.map { $0.failures } ?? 0
        runner.writeFooter(
            counted(tail.shown, "request")
                + (failed > 0 ? ", \(countText(failed)) failed" : "") + " · log #\(tail.position)",
            hint: isScreen && tail.shown > 0 ? "steps %1" : nil
        )
        return (end, tail.shown)
    }

    // MARK: Background

    private static func start(
        _ query: TailQuery,
        title: String,
        _ arguments: Arguments,
        in runner: LineRunner
    ) throws(ShellError) {
        for option in ["-n", "--timeout", "--exit-status", "-o"] {
            guard let word = arguments.value(option) else { continue }
            throw ShellError(
                "\(option) is for a tail in the foreground",
                at: word,
                hint: "leave out & or \(option)"
            )
        }
        guard let tails = runner.session.backgroundTails else {
            throw ShellError(
                "there is no prompt to print above",
                at: arguments.end,
                hint: "leave out &, or start the prompt: waybill shell"
            )
        }
        guard tails.all.count < BackgroundTails.limit else {
            throw ShellError(
                "\(BackgroundTails.limit) tails run already",
                at: arguments.verb,
                hint: "tail off"
            )
        }
        // Not by the tail's own thread: the log of an older program is brought up to date before the next
        // line is typed.
        _ = try? runner.session.log()
        try runner.session.interruption.check()
        guard let tail = tails.start(query, title: title, in: runner.session) else {
            throw ShellError(
                .unreachable,
                "cannot start a thread or open a pipe: \(String(cString: strerror(errno)))",
                at: arguments.verb
            )
        }
        runner.say("tailing in background as \(tail.name) (stop: tail off)")
    }

    private static func list(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try refuseMore(arguments, after: 1)
        let tails = session.backgroundTails?.all ?? []
        let zone = session.settings.zone
        let rows = tails.map { tail in
            Table.Row.cells([
                StyledText(tail.name, .identity),
                StyledText(zone.fields(of: tail.startedAt).timeOfDay()),
                StyledText(countText(tail.shown)), StyledText("tail \(tail.title)"),
            ])
        }
        let columns = [
            Column("NAME"), Column("SINCE"), Column("SHOWN", isRightAligned: true),
            Column("WHAT", minimum: 8),
        ]
        return CommandResult(
            blocks: tails.isEmpty
                ? [] : [.table(Table(columns: columns, rows: rows, style: .open))],
            records: Records(
                fields: ["name", "startedAt", "shown", "what"],
                rows: tails.map { tail in
                    [
                        .string(tail.name), .string(tail.startedAt.rfc3339(decimals: 6)),
                        .integer(Int64(tail.shown)), .string("tail \(tail.title)"),
                    ]
                }
            ),
            footer: "\(counted(tails.count, "tail")) in the background",
            hint: tails.isEmpty ? "tail failed &" : "tail off"
        )
    }

    private static func end(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try refuseMore(arguments, after: 2)
        let name = arguments.words.dropFirst().first
        let ended = session.backgroundTails?.end(name?.text) ?? []
        if let name, ended.isEmpty {
            let names = (session.backgroundTails?.all ?? []).map(\.name)
            throw ShellError(
                "no tail '\(name.text)' runs" + didYouMean(nearest(to: name.text, among: names)),
                at: name,
                hint: "tail list"
            )
        }
        let lines = ended.map { tail in
            StyledText("\(tail.name) ended after \(counted(tail.shown, "request"))")
        }
        return CommandResult(
            blocks: (lines.isEmpty ? ["no tail runs in the background"] : lines).map { .line($0) },
            records: Records(
                fields: ["name", "shown"],
                rows: ended.map { [.string($0.name), .integer(Int64($0.shown))] }
            )
        )
    }
}
