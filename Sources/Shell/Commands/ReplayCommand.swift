import Debugger
import EventStore
import Flows

/// `replay`: run a recorded request again, or all that meet a condition.
enum ReplayCommand: Command {
    static let name = "replay"
    static let summary = "run a recorded request again, or all that meet a condition; then compare"
    static let grammar = [
        "replay [REQUEST…] [--http | --from executed] [--to TARGET] [--set PATH=VALUE]… [--step] [--dry] "
            + "[--yes]",
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
        default: break
        }
        let words = ["failed", "where", "since", "until", "in", "function"]
            .filter { !request.words.contains($0) }.map { Completion($0) }
        return words
            + (request.isFirstArgument ? session.flowCompletions(startingWith: request.text) : [])
    }

    static func values(of option: String, in session: Session) -> [Completion] {
        switch option {
        case "--continue": session.batchCompletions()
        case "--to": session.functionCompletions() + [ReplayTarget.awsCompletion]
        default: []
        }
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

    static func replayOne(
        _ facts: FlowFacts,
        _ word: Word,
        _ request: ReplayRequest,
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let flow = facts.flow
        var plan = request.plan([flow.id], isBatch: false, condition: nil)
        let origin: ReplayOrigin
        let preview: ReplayPreview
        do throws(ReplayRefusal) {
            origin = try ReplayOrigin(facts.events, mode: plan.mode)
            preview = try origin.preview(plan.mode, plan.edits)
        } catch {
            throw refused(flow.id, error, at: word)
        }
        let access = try plan.access(arguments)
        let protection = ReplayGuard(plan, [preview.method])
        if request.isDry {
            if let refusal = try ReplayRunner.refusals(of: plan, in: session)[flow.id] {
                throw refused(flow.id, refusal, at: word)
            }
            let dry = DryReplay(
                plan: plan,
                status: ReplayRunner.status(of: session),
                access: access
            )
            return told(dry.lines(origin, preview), protection, arguments)
        }
        guard try protection.isAllowed(request, arguments) else { return nothingDone() }
        plan = protection.confirmedPlan(request)
        let run = try ReplayRunner(session).run(
            plan,
            access: access,
            isStepped: request.isStepped
        )
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

    private static func refused(
        _ flow: FlowID,
        _ refusal: ReplayRefusal,
        at word: Word
    ) -> ShellError {
        ShellError(
            "\(flow.shortID) cannot be replayed: \(refusal.description)",
            at: word,
            hint: refusal.hint
        )
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
        var item = ReplayedItem(
            origin: flows[0],
            state: .done(flows[1]),
            refusal: nil,
            remoteProblem: plan.isRemote ? report.problem : nil
        )
        let comparison = try ReplayComparison(origin, id, of: plan, request, in: session)
        if let comparison { item.take(comparison) }
        session.memory.look(at: id)
        let whole = BatchReport(
            items: [item],
            batch: nil,
            microseconds: run.microseconds,
            expectsSame: request.expectsSame
        )
        // A target that names a reason was reached.
        let isUnreachable =
            flows[1].cause == AbortCause.unreachable.rawValue && flows[1].errorType == nil
        let isNegative = item.isNegative(expectsSame: request.expectsSame)
        let exitCode: Int32 = run.isInterrupted ? 130 : isUnreachable ? 3 : isNegative ? 1 : 0
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

    // MARK: Answers

    static func gone(_ batch: String?) -> ShellError {
        ShellError(
            .unreachable,
            "the service went away in the middle",
            hint: batch.map { "replay --continue \($0)" } ?? "ls"
        )
    }

    static func nothingDone() -> CommandResult {
        CommandResult(
            blocks: [.line("nothing was done")],
            records: Records(fields: [], rows: []),
            exitCode: 1
        )
    }

    /// The answer to `--dry`.
    static func told(
        _ lines: [StyledText],
        _ protection: ReplayGuard,
        _ arguments: Arguments
    ) -> CommandResult {
        var lines = lines
        if let warning = protection.warning { lines.append(StyledText(" \(warning)", .caution)) }
        let rest = arguments.verb.line.split(separator: " ").filter {
            $0 != "--dry" && $0 != "--yes"
        }
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

    static func junit(
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
