import Flows

extension FlowFacts {
    /// `7f3a9c21 POST /orders → 500   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   trace 1-…`
    func header(zone: DisplayZone) -> StyledText {
        let fields = zone.fields(of: flow.sentAt)
        let end =
            flow.returned.map { " → \($0.status)" }
            ?? (flow.outcome == nil && !hasGaps ? " → …" : "")
        let heading =
            StyledText("\(flow.id.shortID)", .identity) + StyledText(" \(title)")
            + StyledText(end, role(of: flow.outcome))
        var parts = [
            heading,
            StyledText(
                flow.isStartKnown
                    ? "\(fields.date) \(fields.timeOfDay(decimals: 3)) \(zone.name(at: flow.sentAt))"
                    : "time \(unknownWord)"
            ),
        ]
        if let api = flow.sent?.api {
            parts.append(StyledText(api + (flow.sent?.stage.map { " /\($0)" } ?? "")))
        }
        if let function = flow.lastAttempt?.triggered.function {
            parts.append(StyledText("function \(function)"))
        }
        if let trace = flow.sent?.traceID { parts.append(StyledText("trace \(trace)", .faint)) }
        return joined(parts, by: "   ")
    }

    /// The process table; `withNotes` adds what happened between the steps.
    func stepTable(withNotes: Bool) -> Table {
        let columns = [
            Column("Step"), Column("Component", minimum: 8), Column("Action", minimum: 9),
            Column("Input", minimum: 9), Column("Output", minimum: 9),
            Column("at", isRightAligned: true),
        ]
        var table = Table(columns: columns, rows: [], style: .framed, cellLines: 3)
        var notes = withNotes ? noteRows[...] : []
        func add(before position: Int64) {
            while let note = notes.first, note.position < position {
                table.rows.append(
                    .note(
                        StyledText(" · \(offset(of: note))", .faint),
                        StyledText(note.text, .faint)
                    )
                )
                notes.removeFirst()
            }
        }
        for row in stepRows {
            if row.isReached { add(before: position(of: row) ?? .max) }
            table.rows.append(.cells(cells(row)))
            table.narrow += narrowLines(row)
        }
        for note in notes {
            table.rows.append(
                .note(
                    StyledText(" · \(offset(of: note))", .faint),
                    StyledText(note.text, .faint)
                )
            )
        }
        return table
    }

    private func cells(_ row: StepRow) -> [StyledText] {
        let state: Role = row.hasFailed ? .failure : row.isReached ? .plain : .faint
        return [
            StyledText(row.label, state),
            StyledText(row.component, row.isReached ? .plain : .faint),
            StyledText(row.action, row.isReached ? .plain : .faint), StyledText(row.input),
            StyledText(row.output, state), StyledText(timeText(row)),
        ]
    }

    private func narrowLines(_ row: StepRow) -> [StyledText] {
        guard row.isReached else {
            return [StyledText(" \(row.label)  \(row.isUntold ? unknownWord : "—")", .faint)]
        }
        return [
            StyledText(" \(row.label)", row.hasFailed ? .failure : .heading)
                + StyledText("  \(timeText(row))  \(row.component)"),
            StyledText("   \(row.action): \(row.input) → \(row.output)"),
        ]
    }

    private func timeText(_ row: StepRow) -> String {
        row.at.map { offset(of: $0) } ?? (row.isTimeUnknown || row.isUntold ? unknownWord : "—")
    }

    private func offset(of note: (time: Timestamp, position: Int64, text: String)) -> String {
        // An import happened when it happened, and says nothing of when the flow did.
        hasGaps && !flow.isStartKnown ? unknownWord : offset(of: note.time)
    }

    /// The position of the event that a row shows.
    private func position(of row: StepRow) -> Int64? {
        let attempts = flow.attempts.indices.filter {
            flow.attempts[$0].triggered.attempt == row.attempt
                && !flow.attempts[$0].triggered.isAuthorizer
        }
        switch row.step {
        case .sent: return events.first { $0.event.type == .sent }?.position
        case .triggered:
            return attempts.last.map { flow.attempts[$0].position }
                ?? events.first { $0.event.type == .rejected }?.position
        case .executed:
            return attempts.last.flatMap { index in
                events(ofAttempt: index).first {
                    $0.event.type == .executed || $0.event.type == .aborted
                }?.position
            }
        case .returned: return events.first { $0.event.type == .returned }?.position
        case .displayed:
            return events.first { $0.event.type == .displayed || $0.event.type == .abandoned }?
                .position
        }
    }

    /// `failed at step 3; step 4 was affected · 7 events #48196–#48202`
    var footer: String {
        [endWords, editWords, eventSpan].compactMap { $0 }.joined(separator: " · ")
    }

    /// `7 events #48196–#48202`
    var eventSpan: String {
        let span =
            flow.firstPosition == flow.lastPosition
            ? "#\(flow.firstPosition)" : "#\(flow.firstPosition)–#\(flow.lastPosition)"
        return "\(counted(events.count, "event")) \(span)"
    }

    /// The reason of a failure in full, when it is too long for its cell.
    var longReason: String? {
        if let rejected = flow.rejected, let detail = refusalDetail {
            return "✗ step 2: \(rejectWords(rejected.cause)): \(detail)"
        }
        if let undecodable = flow.undecodable { return "✗ step 4: \(undecodable.reason)" }
        guard let failure, displayWidth(failure) > 30 else { return nil }
        return "✗ step 3: \(failure)"
    }

    /// How the flow ended, in terms of its steps.
    var endWords: String {
        guard let injection = flow.injection else { return ownEndWords }
        return "\(ownEndWords); injected: \(injection.injection?.rawValue ?? "a fault")"
    }

    private var ownEndWords: String {
        if flow.isInterrupted {
            let held = flow.hold.map { ", held \($0.point ?? "")" } ?? ""
            return "interrupted after step \(flow.step?.rawValue ?? 0)\(held): the service stopped"
        }
        if flow.abandoned != nil { return "abandoned at step 5: the client went away" }
        if let rejected = flow.rejected {
            return "refused at step 2 (\(rejectWords(rejected.cause))); step 3 was skipped"
        }
        if hasGaps { return importedEndWords }
        if flow.killedAfter != nil, flow.outcome != nil, let step = flow.failedStep {
            return "ended by an operator at step \(step.rawValue)"
        }
        switch (flow.failedStep, flow.outcome) {
        case (_, nil):
            let next = flow.step.flatMap { FlowStep(rawValue: $0.rawValue + 1) }
            if let hold = flow.hold {
                return
                    "in progress, held \(hold.point ?? "") (\(hold.breakpoint ?? "a breakpoint"))"
            }
            return "in progress"
                + (next.map { ", waiting for step \($0.rawValue) \($0.name)" } ?? "")
        case (.executed?, .functionError?) where flow.cause == "status":
            return "complete; the function itself answered \(flow.returned?.status ?? 500)"
        case (.executed?, _):
            let times = flow.attempts.count
            if flow.kind == .asynchronous {
                return "failed at step 3 in \(counted(times, "attempt"))"
            }
            return "failed at step 3; step 4 was affected"
        case (.returned?, _): return "failed at step 4: the result could not be mapped"
        case (let step?, _): return "failed at step \(step.rawValue)"
        case (nil, _):
            return flow.attempts.count > 1 && flow.kind == .asynchronous
                ? "complete after \(flow.attempts.count) attempts" : "complete"
        }
    }

    /// How an imported flow ended, as far as its source tells.
    private var importedEndWords: String {
        let format = flow.origin.map { " from \($0.format)" } ?? ""
        switch (flow.failedStep, flow.outcome) {
        case (_, nil): return "imported\(format); how it ended is \(unknownWord)"
        case (.executed?, _) where flow.cause == "status",
            (.returned?, _) where flow.cause == "status":
            return "imported\(format); answered \(flow.returned?.status ?? 500)"
        case (let step?, _): return "imported\(format); failed at step \(step.rawValue)"
        case (nil, _): return "imported\(format)"
        }
    }

    // MARK: Notes

    var noteRows: [(time: Timestamp, position: Int64, text: String)] {
        var isAuthorizing = false
        return events.compactMap { event in
            defer {
                if case .triggered(let trigger) = event.event {
                    isAuthorizing = trigger.isAuthorizer
                }
            }
            return noteText(event, isAuthorizing: isAuthorizing).map {
                (event.occurredAt, event.position, $0)
            }
        }
    }

    private func noteText(_ event: RecordedEvent, isAuthorizing: Bool) -> String? {
        switch event.event {
        case .started(let started):
            let wait = durationText(microseconds: Int64(started.waitMicroseconds))
            let kind = started.isCold ? "cold start" : "warm environment"
            return
                "started: \(kind), waited \(wait), process \(started.processID), \(started.environment)"
        case .logged(let logged):
            let lines = event.content(.log).map { LogText(bytes: $0).lines.count }
            let count = lines.map { counted($0, "line") } ?? sizeText(logged.bytes)
            return "logged \(logged.isFromInit ? "during init" : "after the answer"): \(count)"
        case .lateResult(let late):
            let kind = late.isError ? "error" : "result"
            let size = late.resultBytes.map { ", \(sizeText($0))" } ?? ""
            let time = late.durationMicroseconds.map {
                " after \(durationText(microseconds: Int64($0)))"
            }
            return "lateResult: \(kind)\(size)\(time ?? ""); the client had its answer already"
        case .retried(let retried):
            let delay = plainDurationText(microseconds: Int64(retried.delayMilliseconds) * 1000)
            return "retried: attempt \(retried.attempt) in \(delay)"
        case .undecodable(let undecodable): return "undecodable: \(undecodable.reason)"
        case .interrupted: return "interrupted: found unfinished when the service came back"
        case .noted(let note) where note.type == .imported:
            let place = event.content(.text).map { String(decoding: $0, as: UTF8.self) }
            let parts = ["imported", note.origin.map { "from \($0.format)" }, place]
            return parts.compactMap { $0 }.joined(separator: " ")
                + (note.operatorName.map { ", by \($0)" } ?? "")
        case .noted(let note): return noteWords(note, event)
        case .triggered(let trigger) where trigger.isAuthorizer:
            return "authorizer \(trigger.function ?? unknownWord) triggered, "
                + "event \(sizeText(known: trigger.eventBytes))"
        case .executed(let executed) where isAuthorizing:
            let time = executed.durationMicroseconds.map {
                " in " + durationText(microseconds: Int64($0))
            }
            return "authorizer answered\(time ?? "")\(executed.isError ? " with an error" : "")"
        case .aborted(let aborted) where isAuthorizing:
            return "authorizer: \(abortWords(aborted.cause, after: nil))"
        case .sent, .triggered, .executed, .returned, .displayed, .rejected, .aborted, .abandoned:
            return nil
        }
    }

    /// The process table for machines, one object a step.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `flow` | the flow's UUID |
    /// | `step` `name` `attempt` | 1 to 5, its word, the number of the attempt |
    /// | `component` `action` `input` `output` | as the table shows them; null when not reached |
    /// | `at` | RFC 3339, UTC; null when not reached |
    /// | `offsetMs` | milliseconds after `sent` |
    /// | `failed` | whether the flow failed here |
    var stepRecords: Records {
        Records(
            fields: [
                "flow", "step", "name", "attempt", "component", "action", "input", "output", "at",
                "offsetMs", "failed",
            ],
            rows: stepRows.map { row in
                func text(_ value: String) -> MachineValue {
                    row.isReached ? .string(value) : .null
                }
                return [
                    .string(flow.id.description), .integer(Int64(row.step.rawValue)),
                    .string(row.word ?? row.step.name), .integer(Int64(row.attempt)),
                    .string(row.component), text(row.action), text(row.input), text(row.output),
                    MachineValue(row.at?.rfc3339(decimals: 6)),
                    MachineValue(milliseconds: row.at?.microseconds(since: flow.sentAt)),
                    .boolean(row.hasFailed),
                ]
            }
        )
    }
}
