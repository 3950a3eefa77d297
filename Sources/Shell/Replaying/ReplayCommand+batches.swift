import Debugger
import EventStore
import Flows

/// Several requests at once, and batches that go on.
extension ReplayCommand {
    static func replayAll(
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
        let access = try plan.access(arguments)
        let checked = try check(flows, plan, access, request, arguments, in: session)
        guard case .run(let plan) = checked else { return checked.result }
        let run = try ReplayRunner(session).run(
            plan,
            access: access,
            isStepped: request.isStepped
        )
        let origins = Dictionary(uniqueKeysWithValues: flows.map { ($0.id, $0) })
        return try report(plan, origins, run, request, leftOut, in: session)
    }

    /// What became of the question whether a batch shall run.
    private enum Check {
        case run(ReplayPlan)
        /// `--dry`, or no.
        case end(CommandResult)

        var result: CommandResult {
            if case .end(let result) = self { result } else { nothingDone() }
        }
    }

    /// Looks at what would be sent, unless it was confirmed beforehand; tells it, or asks.
    private static func check(
        _ flows: [FlowSummary],
        _ plan: ReplayPlan,
        _ access: RemoteAccess,
        _ request: ReplayRequest,
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> Check {
        guard request.isDry || !request.isConfirmed else {
            return .run(ReplayGuard(plan, []).confirmedPlan(request))
        }
        let survey = try ReplaySurvey(flows, plan, in: session)
        let protection = ReplayGuard(plan, survey.accepted.map(\.method))
        if request.isDry {
            let dry = DryReplay(plan: plan, status: nil, access: access)
            var result = told(dry.lines(survey), protection, arguments)
            // A run would do nothing.
            if survey.accepted.isEmpty { result.exitCode = 1 }
            return .end(result)
        }
        guard try protection.isAllowed(request, arguments) else { return .end(nothingDone()) }
        return .run(protection.confirmedPlan(request))
    }

    private static func leftOutWords(_ count: Int) -> String {
        count == 0
            ? ""
            : " (\(counted(count, "replay")) left out; with --with-replays they are replayed too)"
    }

    // MARK: Going on

    static func continueBatch(
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
        let access = try plan.access(arguments)
        let whole = plan
        let replays = try session.reader { reader throws(LogError) in
            try reader.replays(of: whole.origins, in: record.name)
        }
        let state = BatchState(whole, replays: replays)
        let retries = arguments.has("--retry-unknown")
        plan.origins = state.remaining(retriesUnknown: retries)
        if arguments.has("--rate") { plan.pace.intervalMicroseconds = request.intervalMicroseconds }
        if arguments.has("--concurrency") || request.isStepped {
            plan.pace.concurrency = request.concurrency
        }
        if arguments.has("--stop-on") {
            plan.pace.failureLimit = request.pace(for: whole.origins.count).failureLimit
        }
        let flows = try session.reader { reader throws(LogError) in
            try reader.flows(whole.origins)
        }
        let origins = Dictionary(uniqueKeysWithValues: flows.map { ($0.id, $0) })
        let remaining = plan.origins.compactMap { origins[$0] }
        var run = ReplayRunResult()
        run.batch = record.name
        run.end = .finished
        if !plan.origins.isEmpty || request.isDry {
            let checked = try check(remaining, plan, access, request, arguments, in: session)
            guard case .run(let plan) = checked else { return checked.result }
            run = try ReplayRunner(session).run(
                plan,
                access: access,
                continuing: record,
                isStepped: request.isStepped
            )
        }
        return try report(whole, origins, run, request, 0, in: session)
    }

    // MARK: Reports

    /// Of so many replays each is compared with its origin unasked, which takes about a second; of more
    /// with `--expect same` or `-o junit`.
    private static let comparisonLimit = 1000

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
        let problems = Dictionary(
            run.reports.compactMap { report in report.problem.map { (report.origin, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        var items: [ReplayedItem] = []
        let doneCount = state.items.count { if case .done = $0 { true } else { false } }
        let isCompared = request.expectsSame || request.isJUnit || doneCount <= comparisonLimit
        for (id, found) in zip(plan.origins, state.items) {
            guard let origin = origins[id] else { continue }
            var item = ReplayedItem(
                origin: origin,
                state: found,
                refusal: refusals[id],
                remoteProblem: plan.isRemote ? problems[id] : nil
            )
            if isCompared, case .done(let replay) = found,
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
                + [.line(StyledText(" \(batch): \(whole.line)"))],
            records: whole.records,
            footer: batch,
            exitCode: exitCode
        )
        let isOpen = items.contains { $0.result == .left }
        result.hint = isOpen ? "replay --continue \(batch)" : "diff %1"
        result.warnings = warnings(items, run, batch)
        if leftOut > 0 { result.footer = "\(batch) · \(counted(leftOut, "replay")) left out" }
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
}
