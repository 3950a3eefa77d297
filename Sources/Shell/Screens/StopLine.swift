import Flows

extension Debuggee {
    /// The step reached, in one line: `3 executed ✗  KeyError: 'sku' (app.py:41)  +1.21s`.
    ///
    /// It is said as it was known then: from the events up to the stop.
    var line: StyledText {
        guard let state else {
            return StyledText(" 0 start", .heading)
                + StyledText("  nothing has happened yet", .faint)
        }
        let role: Role = stop.hasFailed ? .failure : .heading
        let at = state.flow.lastEventAt
        let words = label(of: state).padded(to: 14, isRightAligned: false)
        return StyledText(" ") + words.inRole(role) + StyledText("  \(summary(of: state))")
            + StyledText("  \(state.offset(of: at))", .faint)
    }

    private func label(of state: FlowFacts) -> StyledText {
        // What held it is told by the note beside.
        guard stop.place != .end else { return StyledText(isAtHold ? "now" : "end") }
        guard let row = row(in: state), stop.event != .interrupted else {
            let mark = stop.hasFailed ? " ✗" : ""
            return StyledText("\(stop.number) \(stop.event?.rawValue ?? stop.name)\(mark)")
        }
        // The row marks a failure that is its own; a 5xx of the function shows in its status only.
        let mark = stop.hasFailed && !row.hasFailed ? " ✗" : ""
        return StyledText(row.label + mark)
    }

    private func row(in state: FlowFacts) -> StepRow? {
        state.stepRows.last { $0.step == stop.step && $0.attempt == stop.attempt }
    }

    /// What came of the step.
    private func summary(of state: FlowFacts) -> String {
        if stop.event == .interrupted { return "the service stopped before this step" }
        guard let row = row(in: state) else {
            let notes = state.noteRows.filter { $0.position > lastStepPosition }.map(\.text)
            return notes.isEmpty ? "everything that is recorded" : notes.joined(separator: "; ")
        }
        return stop.step == .sent ? row.input : row.output
    }

    private var lastStepPosition: Int64 {
        guard let last = stops.last(where: { $0.step != nil }) else { return 0 }
        return facts.events[last.eventCount - 1].position
    }

    /// Where a movement ended, for machines: one object.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `flow` | the flow's UUID |
    /// | `place` | `start`, `step` or `end` |
    /// | `step` `name` `attempt` | 1 to 5, its word, the number of the attempt; null at start and end |
    /// | `event` | the event that ended the step, such as `executed` or `aborted` |
    /// | `failed` | whether the flow failed here |
    /// | `events` `position` | how many events have happened; the last one's place in the log, null at the start |
    /// | `at` `offsetMs` | RFC 3339, UTC; milliseconds after `sent` |
    /// | `summary` | what came of the step, for people |
    var records: Records {
        let state = state
        let place =
            switch stop.place {
            case .start: "start"
            case .step: "step"
            case .end: "end"
            }
        let time = state?.flow.lastEventAt
        return Records(
            fields: [
                "flow", "place", "step", "name", "attempt", "event", "failed", "events",
                "position", "at", "offsetMs", "summary",
            ],
            rows: [
                [
                    .string(facts.flow.id.description), .string(place),
                    MachineValue(stop.step?.rawValue), MachineValue(stop.step?.name),
                    stop.step == nil ? .null : .integer(Int64(stop.attempt)),
                    MachineValue(stop.event?.rawValue), .boolean(stop.hasFailed),
                    .integer(Int64(stop.eventCount)),
                    state.map { .integer($0.flow.lastPosition) } ?? .null,
                    MachineValue(time?.rfc3339(decimals: 6)),
                    MachineValue(
                        milliseconds: time?.microseconds(since: facts.flow.sentAt)
                    ),
                    MachineValue(state.map { summary(of: $0) }),
                ]
            ],
            isSingle: true
        )
    }
}
