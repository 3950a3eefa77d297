import Debugger
import EventStore
import Flows

/// `replay`: run a recorded request again, or all that meet a condition.
enum ReplayCommand: Command {
    static let name = "replay"
    static let summary = "run a recorded request again, or all that meet a condition; then compare"
    static let grammar = [
        "replay [REQUEST…] [--http | --from executed] [--to TARGET] [--set PATH=VALUE]… [--dry] [--yes]",
        "replay [failed] [function NAME] [where CONDITION] [since WHEN] [until WHEN] "
            + "[--max N] [--rate N/s] [--stop-on N%] [--expect same] …",
        "replay --continue BATCH [--retry-unknown]",
    ]
    static let options =
        ReplayRequest.options + [
            CommandOption(
                "--continue",
                value: "BATCH",
                summary: "go on with a batch that was stopped, none twice"
            ),
            CommandOption(
                "--retry-unknown",
                summary: "with --continue: run again also those whose end nobody knows"
            ),
            CommandOption(
                "--with-replays",
                summary: "also requests that are replays themselves"
            ),
            CommandOption.timeout,
        ]
    static let examples = [
        (line: "replay %1 --dry", effect: "what would be done with the first request listed"),
        (
            line: "replay %1 --set body.sku='\"A-1\"' --yes",
            effect: "its event with one value changed, then the differences"
        ),
        (
            line:
                "replay where state = \"failed\" and path = \"/orders\" since -1d --rate 5/s --yes",
            effect: "a day's failures against today's code"
        ),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "all fine; with --expect same, all the same"),
        (
            code: 1,
            meaning: "a replay failed or was refused, or differs; or nothing was there to replay"
        ),
        (code: 2, meaning: "the line is wrong, --yes is missing, or there is no such request"),
        (code: 3, meaning: "log, service or target out of reach"),
        (code: 130, meaning: "stopped by Ctrl-C"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        switch request.previous {
        case "function": return session.functionCompletions()
        case "since", "until":
            return Completion.moments
        case "--continue": return session.batchCompletions()
        case "--to": return session.functionCompletions()
        default: break
        }
        let words = ["failed", "where", "since", "until", "in", "function"]
            .filter { !request.words.contains($0) }.map { Completion($0) }
        return words
            + (request.isFirstArgument ? session.flowCompletions(startingWith: request.text) : [])
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let request = try ReplayRequest(arguments)
        guard session.past == nil || request.isDry else {
            throw ShellError(
                "the view is of the past, where nothing can be changed",
                at: arguments.verb,
                hint: "asof now"
            )
        }
        if let word = arguments.value("--continue") {
            return try continueBatch(word, request, arguments, in: session)
        }
        if let word = arguments.value("--retry-unknown") {
            throw ShellError(
                "--retry-unknown belongs to --continue",
                at: word,
                hint: "replay --continue b-1 --retry-unknown"
            )
        }
        let selection = try ReplaySelection(arguments, in: session)
        switch selection {
        case .one(let facts, let word):
            return try replayOne(facts, word, request, arguments, in: session)
        case .flows(let flows, let condition, let leftOut):
            let chosen = request.maximum.map { Array(flows.suffix($0)) } ?? flows
            return try replayAll(chosen, condition, leftOut, request, arguments, in: session)
        }
    }

    // MARK: One

    private static func replayOne(
        _ facts: FlowFacts,
        _ word: Word,
        _ request: ReplayRequest,
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let (flow, events) = (facts.flow, facts.events)
        let origin: ReplayOrigin
        do throws(ReplayRefusal) {
            origin = try ReplayOrigin(events, mode: request.mode)
        } catch {
            throw ShellError(
                "\(flow.id.shortID) cannot be replayed: \(error.description)",
                at: word,
                hint: error.hint
            )
        }
        let plan = request.plan([flow.id], isBatch: false, condition: nil)
        let protection = ReplayGuard(plan, [FlowSummary(flow)])
        if request.isDry {
            let dry = DryReplay(plan: plan, status: ReplayRunner.status(of: session))
            return told(try dry.lines(flow, origin), protection, "replay \(word.text)", arguments)
        }
        guard try protection.isAllowed(request, arguments) else { return nothingDone() }
        let run = try ReplayRunner(session).run(plan)
        guard let report = run.reports.first else {
            guard run.end != nil else { throw gone(nil) }
            return CommandResult(
                blocks: [.line(StyledText(" stopped before it had an answer"))],
                records: Records(fields: [], rows: []),
                exitCode: 130
            )
        }
        guard let id = report.replay else {
            throw ShellError(
                report.isUnrecorded ? .unreachable : .usage,
                "\(flow.id.shortID) cannot be replayed: \(report.refusal ?? "no flow began")",
                at: word,
                hint: report.hint
            )
        }
        return try shown(flow.id, id, report, plan, request, run, in: session)
    }

    private static func shown(
        _ origin: FlowID,
        _ id: FlowID,
        _ report: ReplayReport,
        _ plan: ReplayPlan,
        _ request: ReplayRequest,
        _ run: ReplayRunResult,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let flows = try session.reader { reader throws(LogError) in try reader.flows([origin, id]) }
        guard flows.count == 2 else {
            throw ShellError(.unreachable, "the log does not show the replay \(id.shortID) yet")
        }
        var item = ReplayedItem(origin: flows[0], state: .done(flows[1]), refusal: nil)
        let comparison = try ReplayComparison(origin, id, of: plan, request, in: session)
        if let comparison { item.take(comparison) }
        session.memory.look(at: id)
        let whole = BatchReport(
            items: [item],
            batch: nil,
            microseconds: run.microseconds,
            expectsSame: request.expectsSame
        )
        let isUnreachable = flows[1].cause == AbortCause.unreachable.rawValue
        let exitCode: Int32 =
            isUnreachable ? 3 : item.isNegative(expectsSame: request.expectsSame) ? 1 : 0
        if request.isJUnit {
            return junit(
                [item],
                "waybill replay \(origin.shortID)",
                request,
                run,
                exitCode,
                session
            )
        }
        var blocks = [Block.line(headline(item, report))]
        if let comparison { blocks += comparison.screen.blocks }
        var records = whole.records
        records.isSingle = true
        return CommandResult(
            blocks: blocks,
            records: records,
            footer: "replay of \(origin.shortID)",
            hint: "steps \(id.shortID)",
            exitCode: exitCode
        )
    }

    /// ` 7f41d0b3 → 201 in 96 ms   (differs from 7f3a9c21: status, body, error)`
    private static func headline(_ item: ReplayedItem, _ report: ReplayReport) -> StyledText {
        let replay = item.replay!
        let what = replay.status.map { "\($0)" } ?? replay.state
        let time =
            (replay.durationMicroseconds ?? report.durationMicroseconds.map { Int64($0) })
            .map { " in \(durationText(microseconds: $0))" } ?? ""
        var line = StyledText(" ") + StyledText("\(replay.id.shortID)", .identity)
        line += StyledText(" → ") + StyledText(what, role(of: replay.outcome)) + StyledText(time)
        if let problem = item.reason ?? report.problem { line += StyledText(" · \(problem)") }
        switch item.isSame {
        case true: line += StyledText("   (the same as \(item.origin.id.shortID))")
        case false:
            let parts = item.differences.joined(separator: ", ")
            line += StyledText("   (differs from \(item.origin.id.shortID): \(parts))")
        case nil: break
        }
        return line
    }

    // MARK: Many

    private static func replayAll(
        _ flows: [FlowSummary],
        _ condition: String,
        _ leftOut: Int,
        _ request: ReplayRequest,
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        guard !flows.isEmpty else {
            return CommandResult(
                blocks: [.line("nothing to replay" + StyledText(leftOutWords(leftOut)))],
                records: Records(fields: [], rows: []),
                hint: "ls \(condition)",
                exitCode: 1
            )
        }
        guard flows.count <= ReplayPlan.originLimit else {
            throw ShellError(
                "\(countText(flows.count)) requests are too many for one batch",
                at: arguments.verb,
                hint: "--max \(ReplayPlan.originLimit)"
            )
        }
        let plan = request.plan(flows.map(\.id), isBatch: true, condition: condition)
        let protection = ReplayGuard(plan, flows)
        if request.isDry {
            let refused = try refusals(flows, request.mode, in: session)
            let dry = DryReplay(plan: plan, status: nil)
            let words = "replay \(condition)"
            return told(dry.lines(flows, refused: refused), protection, words, arguments)
        }
        guard try protection.isAllowed(request, arguments) else { return nothingDone() }
        let run = try ReplayRunner(session).run(plan)
        let origins = Dictionary(uniqueKeysWithValues: flows.map { ($0.id, $0) })
        return try report(plan, origins, run, request, leftOut, in: session)
    }

    private static func refusals(
        _ flows: [FlowSummary],
        _ mode: ReplayMode,
        in session: Session
    ) throws(ShellError) -> [(FlowSummary, ReplayRefusal)] {
        var refused: [(FlowSummary, ReplayRefusal)] = []
        for flow in flows {
            let events = try session.events(of: flow.id)
            do throws(ReplayRefusal) {
                _ = try ReplayOrigin(events, mode: mode)
            } catch {
                refused.append((flow, error))
            }
        }
        return refused
    }

    private static func leftOutWords(_ count: Int) -> String {
        count == 0
            ? ""
            : " (\(counted(count, "replay")) left out; with --with-replays they are replayed too)"
    }

    // MARK: Going on

    private static func continueBatch(
        _ word: Word,
        _ request: ReplayRequest,
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try refuseMore(arguments, after: 0)
        for option in ["--http", "--event", "--from", "--to", "--set", "--max"] {
            guard let given = arguments.value(option) else { continue }
            throw ShellError(
                "a batch goes on as it was begun, without \(option)",
                at: given,
                hint: "replay --continue \(word.text)"
            )
        }
        let record = try session.batch(word)
        var plan: ReplayPlan
        do throws(ReplayRefusal) {
            guard let message = record.request else {
                throw ReplayRefusal("what \(record.name) was to do was erased")
            }
            plan = try ReplayPlan(message: message)
        } catch {
            throw ShellError(error.description, at: word, hint: error.hint)
        }
        let whole = plan
        let replays = try session.reader { reader throws(LogError) in
            try reader.replays(of: whole.origins, in: record.name)
        }
        let state = BatchState(whole, replays: replays)
        let retries = arguments.has("--retry-unknown")
        plan.origins = state.remaining(retriesUnknown: retries)
        if arguments.has("--rate") { plan.pace.intervalMicroseconds = request.intervalMicroseconds }
        if arguments.has("--concurrency") { plan.pace.concurrency = request.concurrency }
        if arguments.has("--stop-on") {
            plan.pace.failureLimit = request.pace(for: whole.origins.count).failureLimit
        }
        let flows = try session.reader { reader throws(LogError) in
            try reader.flows(whole.origins)
        }
        let origins = Dictionary(uniqueKeysWithValues: flows.map { ($0.id, $0) })
        let remaining = plan.origins.compactMap { origins[$0] }
        if request.isDry {
            let dry = DryReplay(plan: plan, status: nil)
            let protection = ReplayGuard(plan, remaining)
            let lines = dry.lines(remaining, refused: [])
            return told(lines, protection, "replay --continue \(record.name)", arguments)
        }
        var run = ReplayRunResult()
        run.batch = record.name
        run.end = .finished
        if !plan.origins.isEmpty {
            guard try ReplayGuard(plan, remaining).isAllowed(request, arguments) else {
                return nothingDone()
            }
            run = try ReplayRunner(session).run(plan, continuing: record)
        }
        return try report(whole, origins, run, request, 0, in: session)
    }

    // MARK: Reports

    /// What came of the whole batch, runs before this one included, as the log tells it.
    private static func report(
        _ plan: ReplayPlan,
        _ origins: [FlowID: FlowSummary],
        _ run: ReplayRunResult,
        _ request: ReplayRequest,
        _ leftOut: Int,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let replays = try session.reader { reader throws(LogError) in
            try reader.replays(of: plan.origins, in: run.batch)
        }
        let state = BatchState(plan, replays: replays)
        let refusals = Dictionary(
            run.reports.compactMap { report in report.refusal.map { (report.origin, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        var items: [ReplayedItem] = []
        for (id, found) in zip(plan.origins, state.items) {
            guard let origin = origins[id] else { continue }
            var item = ReplayedItem(origin: origin, state: found, refusal: refusals[id])
            if request.expectsSame || request.isJUnit, case .done(let replay) = found,
                let comparison = try ReplayComparison(id, replay.id, of: plan, request, in: session)
            {
                item.take(comparison)
            }
            items.append(item)
        }
        let isNegative = items.contains { $0.isNegative(expectsSame: request.expectsSame) }
        let exitCode: Int32 = run.end == .stopped ? 130 : isNegative ? 1 : 0
        let batch = run.batch ?? "batch"
        if request.isJUnit {
            return junit(items, "waybill replay \(batch)", request, run, exitCode, session)
        }
        let whole = BatchReport(
            items: items,
            batch: run.batch,
            microseconds: run.microseconds,
            expectsSame: request.expectsSame
        )
        session.memory.list(items.compactMap { $0.replay?.id })
        var result = CommandResult(
            blocks: whole.blocks(all: session.settings.isVerbose)
                + [.line(StyledText(" \(whole.line)      report: batch \(batch)"))],
            records: whole.records,
            exitCode: exitCode
        )
        result.warnings = warnings(items, run, batch)
        if leftOut > 0 { result.footer = "\(counted(leftOut, "replay")) left out" }
        guard run.end != nil else { throw gone(batch) }
        return result
    }

    /// What is still to be decided, and how to go on.
    private static func warnings(
        _ items: [ReplayedItem],
        _ run: ReplayRunResult,
        _ batch: String
    ) -> [String] {
        var warnings: [String] = []
        let unknown = items.filter { $0.result == .unknown }
        if !unknown.isEmpty {
            let ids = unknown.map { "\($0.origin.id.shortID)" }.joined(separator: ", ")
            warnings.append(
                "begun, and nobody knows whether \(unknown.count == 1 ? "it" : "they") ran: \(ids)"
            )
            warnings.append("run again: replay --continue \(batch) --retry-unknown")
        }
        switch run.end {
        case .stopped: warnings.append("stopped; go on: replay --continue \(batch)")
        case .tooManyFailed:
            warnings.append("too many failed; go on: replay --continue \(batch)")
        case .shutdown: warnings.append("the service stops; go on: replay --continue \(batch)")
        case .recording:
            warnings.append("the log cannot take more; go on: replay --continue \(batch)")
        case .finished, .clientGone, nil: break
        }
        return warnings
    }

    private static func gone(_ batch: String?) -> ShellError {
        ShellError(
            .unreachable,
            "the service went away in the middle",
            hint: batch.map { "replay --continue \($0)" } ?? "ls"
        )
    }

    private static func nothingDone() -> CommandResult {
        CommandResult(
            blocks: [.line("nothing was done")],
            records: Records(fields: [], rows: []),
            exitCode: 1
        )
    }

    /// The answer to `--dry`.
    private static func told(
        _ lines: [StyledText],
        _ protection: ReplayGuard,
        _ words: String,
        _ arguments: Arguments
    ) -> CommandResult {
        var lines = lines
        if let warning = protection.warning { lines.append(StyledText(" \(warning)", .caution)) }
        let rest = arguments.verb.line.split(separator: " ").filter { $0 != "--dry" }
        let command = rest.joined(separator: " ") + (protection.warning == nil ? "" : " --yes")
        lines.append(StyledText(" run: ", .faint) + StyledText(command))
        return CommandResult(
            blocks: lines.map { .line($0) },
            records: Records(
                fields: ["text"],
                rows: lines.map { [.string(String($0.plain.drop { $0 == " " }))] }
            ),
            isText: true
        )
    }

    private static func junit(
        _ items: [ReplayedItem],
        _ name: String,
        _ request: ReplayRequest,
        _ run: ReplayRunResult,
        _ exitCode: Int32,
        _ session: Session
    ) -> CommandResult {
        let report = JUnitReport(
            items: items,
            name: name,
            startedAt: session.clock.now().advanced(byMicroseconds: -run.microseconds),
            microseconds: run.microseconds,
            expectsSame: request.expectsSame
        )
        return CommandResult(
            blocks: report.lines.map { .verbatim(StyledText($0)) },
            records: Records(fields: [], rows: []),
            exitCode: exitCode,
            isText: true
        )
    }
}
