import Flows

/// A variable of the status tracker: its name and what it is in a given state of the flow.
private struct TrackedVariable {
    let name: String
    /// Nil: not set yet.
    let value: (FlowFacts) -> String?
}

extension FlowFacts {
    /// The flow as it was after step `k`: the fold of the events up to the last one of that step.
    /// Nil when the step was never reached.
    private func state(after step: FlowStep) -> FlowFacts? {
        guard let prefix = events.upTo(step).map({ Array($0) }) else { return nil }
        guard let flow = try? Flow(events: prefix) else { return nil }
        return FlowFacts(flow: flow, events: prefix)
    }

    /// The steps in the order in which this kind of flow passes them.
    private var stepOrder: [FlowStep] {
        flow.kind == .asynchronous
            ? [.sent, .returned, .displayed, .triggered, .executed] : FlowStep.allCases
    }

    /// The values of each variable: at the start, after each of `steps`, at the end.
    private func trackedRows(
        _ steps: [FlowStep],
        _ variables: [TrackedVariable]
    ) -> [(name: String, values: [String])] {
        let states = steps.map { state(after: $0) }
        return variables.map { variable in
            var values = ["None"]
            for state in states { values.append(value(variable, in: state)) }
            values.append(finalValue(variable))
            return (variable.name, values)
        }
    }

    private func value(_ variable: TrackedVariable, in state: FlowFacts?) -> String {
        guard let state else {
            // After a refusal it is known that no function ran; other gaps are the source's.
            return hasGaps && flow.rejected == nil ? unknownWord : "—"
        }
        return variable.value(state) ?? (hasGaps ? unknownWord : "None")
    }

    private func finalValue(_ variable: TrackedVariable) -> String {
        if hasGaps { return value(variable, in: self) }
        let value = variable.value(self) ?? "None"
        guard variable.name == "Response" else { return value }
        if flow.isInterrupted { return "Interrupted: never displayed" }
        return flow.outcome == nil ? "\(value) (in progress)" : value
    }

    private func variables(isVerbose: Bool) -> [TrackedVariable] {
        var list = [
            TrackedVariable(name: "Request", value: \.requestWords),
            TrackedVariable(name: "Response", value: \.responseWords),
        ]
        if flow.kind == .asynchronous {
            list.append(TrackedVariable(name: "Result", value: \.resultWords))
        }
        guard isVerbose else { return list }
        list += [
            TrackedVariable(name: "route") { $0.flow.lastAttempt?.triggered.route },
            TrackedVariable(name: "event") { facts in
                facts.lastAttemptIndex.map { index in
                    let format = facts.flow.attempts[index].triggered.format
                    return "\(format?.rawValue ?? unknownWord), "
                        + sizeText(known: facts.usedEventBytes(ofAttempt: index))
                }
            },
            TrackedVariable(name: "headers") { facts in
                let head = facts.flow.returned == nil ? facts.request?.head : facts.response?.head
                return head.map { counted($0.headers.count, "header") }
            },
            TrackedVariable(name: "body") { facts in
                (facts.flow.returned?.bodyBytes ?? facts.usedRequestBytes).map { sizeText($0) }
            },
            TrackedVariable(name: "error") {
                $0.failure ?? $0.flow.rejected.map { rejectWords($0.cause) }
                    ?? $0.flow.undecodable?.reason
            },
            TrackedVariable(name: "payload") { facts in
                facts.lastAttemptIndex.flatMap { index in
                    facts.flow.attempts[index].executed == nil
                        ? nil : sizeText(known: facts.usedResultBytes(ofAttempt: index))
                }
            },
            TrackedVariable(name: "status") { $0.flow.returned.map { String($0.status) } },
            TrackedVariable(name: "elapsed") {
                guard $0.events.last?.hasKnownTime(in: $0.flow.kind) ?? true else { return nil }
                return durationText(
                    microseconds: $0.flow.lastEventAt.microseconds(since: $0.flow.sentAt)
                )
            },
        ]
        return list
    }

    /// The status tracker. By default its columns are Start, after steps 2, 3 and 4, and Final;
    /// `isVerbose` shows all five steps and every variable, unchanged values as `·`.
    func trackTable(isVerbose: Bool) -> Table {
        let steps = isVerbose ? stepOrder : stepOrder.filter { $0 != .sent && $0 != .displayed }
        let rows = trackedRows(steps, variables(isVerbose: isVerbose))
        let minimum = isVerbose ? 10 : 12
        var columns = [Column("Variable"), Column("Start")]
        columns += steps.map { step in
            Column(
                isVerbose ? "\(step.rawValue) \(step.name)" : "After step \(step.rawValue)",
                minimum: minimum
            )
        }
        columns.append(Column("Final", minimum: minimum))
        var table = Table(columns: columns, rows: [], style: .framed, cellLines: 3)
        for row in rows {
            var cells = [StyledText(row.name, .heading)]
            for (index, value) in row.values.enumerated() {
                let isUnchanged =
                    isVerbose && index > 0 && index < row.values.count - 1
                    && value == row.values[index - 1] && value != "—" && value != unknownWord
                cells.append(isUnchanged ? StyledText("·", .faint) : styled(value))
            }
            table.rows.append(.cells(cells))
            table.narrow += narrowLines(row, columns)
        }
        return table
    }

    /// `Request: After step 2 → HTTP POST /orders`; only what changed, and the end.
    private func narrowLines(
        _ row: (name: String, values: [String]),
        _ columns: [Column]
    ) -> [StyledText] {
        var previous = "None"
        var lines: [StyledText] = []
        for (index, value) in row.values.enumerated() {
            let isEnd = index == 0 || index == row.values.count - 1
            defer { previous = value }
            guard isEnd || value != previous else { continue }
            let header = columns[index + 1].header
            lines.append(
                StyledText(" \(row.name)", .heading) + StyledText(": \(header) → ") + styled(value)
            )
        }
        return lines
    }

    private func styled(_ value: String) -> StyledText {
        value == "—" || value == "None" || value == unknownWord
            ? StyledText(value, .faint) : StyledText(value)
    }

    /// The tracker for machines, one object a variable: its value at the start, after each step and
    /// at the end. `—` is null: the step was never reached, or the source of an import does not tell.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `flow` `variable` | the flow's UUID, the row's name |
    /// | `start` `sent` `triggered` `executed` `returned` `displayed` `final` | the words of the cells |
    var trackRecords: Records {
        let rows = trackedRows(FlowStep.allCases, variables(isVerbose: true))
        return Records(
            fields: ["flow", "variable", "start"] + FlowStep.allCases.map(\.name) + ["final"],
            rows: rows.map { row in
                [.string(flow.id.description), .string(row.name)]
                    + row.values.map { $0 == "—" || $0 == unknownWord ? .null : .string($0) }
            }
        )
    }

    // MARK: Words

    /// Where the request is by now, in the words of the seed.
    fileprivate var requestWords: String? {
        guard flow.sent != nil || (hasGaps && flow.lastAttempt != nil) else { return nil }
        let asked =
            flow.sent == nil
            ? "Event for \(functionName)" : isInvoke ? title : "HTTP \(usedTitle)"
        if flow.kind == .asynchronous {
            if flow.lastAttempt?.outcome != nil { return "Event passed to \(functionName)" }
            if flow.lastAttempt != nil { return "Event for \(functionName)" }
            if let returned = flow.returned {
                return flow.rejected == nil
                    ? "Event accepted" : "\(statusWords(returned.status)) response"
            }
            return asked
        }
        if flow.displayed != nil || flow.abandoned != nil, let returned = flow.returned {
            return "\(statusWords(returned.status)) response"
        }
        if flow.returned != nil {
            if let rejected = flow.rejected { return "Refused: \(rejectWords(rejected.cause))" }
            guard let attempt = flow.lastAttempt else { return asked }
            if attempt.executed?.isError == true { return "Error from \(functionName)" }
            return attempt.executed == nil
                ? "No payload from \(functionName)" : "Response payload from \(functionName)"
        }
        return flow.lastAttempt?.outcome == nil ? asked : "Event passed to \(functionName)"
    }

    /// Where the response is by now.
    fileprivate var responseWords: String? {
        if flow.abandoned != nil { return "Abandoned: client went away" }
        if flow.displayed != nil { return "Displayed to client" }
        if let returned = flow.returned {
            let hasFailed = flow.failedStep != nil && flow.cause != "status"
            return "\(gateway) response ready" + (hasFailed ? " (HTTP \(returned.status))" : "")
        }
        if let rejected = flow.rejected { return "Refused: \(rejectWords(rejected.cause))" }
        return flow.kind == .asynchronous ? nil : resultWords
    }

    /// What the function gave.
    fileprivate var resultWords: String? {
        guard flow.lastAttempt?.outcome != nil else { return nil }
        return failure ?? "Lambda response generated"
    }
}
