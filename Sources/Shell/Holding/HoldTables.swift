import Debugger
import Flows

func breakpointTable(_ breakpoints: [BreakpointRecord], now: Timestamp) -> Table {
    let columns = [
        Column("BREAK"), Column("WHERE", minimum: 10), Column("STATE"),
        Column("HITS", isRightAligned: true), Column("GOES IN", isRightAligned: true), Column("BY"),
    ]
    let rows = breakpoints.map { breakpoint in
        let condition = conditionWords(breakpoint.condition)
        let hits = breakpoint.count.map { "\(breakpoint.hits) of \($0)" } ?? "\(breakpoint.hits)"
        let passed = breakpoint.passed > 0 ? ", \(breakpoint.passed) passed" : ""
        return Table.Row.cells([
            StyledText(breakpoint.id, .identity), StyledText(breakpoint.point + condition),
            StyledText(
                breakpoint.isEnabled ? "on" : "off",
                breakpoint.isEnabled ? .good : .faint
            ), StyledText(hits + passed), StyledText(leftText(breakpoint.expiresAt, now: now)),
            StyledText(breakpoint.operatorName + (breakpoint.session == nil ? "" : ", a shell")),
        ])
    }
    return Table(columns: columns, rows: rows, style: .open)
}

func holdTable(_ holds: [HoldRecord], now: Timestamp) -> Table {
    let columns = [
        Column("#", isRightAligned: true), Column("HELD"), Column("METHOD"),
        Column("PATH", minimum: 6), Column("WHERE"), Column("BY"),
        Column("SINCE", isRightAligned: true), Column("GOES ON IN", isRightAligned: true),
        Column("NOTE", minimum: 6),
    ]
    let rows = holds.enumerated().map { index, hold in
        let notes = [
            hold.problem, hold.isEdited ? "edited" : nil,
            hold.isClientGone ? "client has gone" : nil,
        ]
        return Table.Row.cells([
            StyledText("\(index + 1)"), StyledText("\(hold.flow.shortID)", .identity),
            StyledText(hold.method), StyledText(hold.path), StyledText(hold.point),
            StyledText(hold.breakpoint),
            StyledText(durationText(microseconds: now.microseconds(since: hold.since))),
            StyledText(leftText(hold.until, now: now)),
            StyledText(notes.compactMap { $0 }.joined(separator: ", "), .caution),
        ])
    }
    return Table(columns: columns, rows: rows, style: .open)
}

func injectionTable(_ injections: [InjectionRecord], now: Timestamp) -> Table {
    let columns = [
        Column("INJECT"), Column("WHAT"), Column("WHERE", minimum: 10),
        Column("RATE", isRightAligned: true), Column("HITS", isRightAligned: true),
        Column("GOES IN", isRightAligned: true), Column("BY"),
    ]
    let rows = injections.map { injection in
        let condition = conditionWords(injection.condition)
        return Table.Row.cells([
            StyledText(injection.id, .identity), StyledText(injection.what),
            StyledText(injection.point + condition), StyledText(injection.rateText),
            StyledText("\(injection.hits)"), StyledText(leftText(injection.expiresAt, now: now)),
            StyledText(injection.operatorName),
        ])
    }
    return Table(columns: columns, rows: rows, style: .open)
}

/// ` where path = "/orders"`, without values that are given to masked names.
func conditionWords(_ condition: String?) -> String {
    condition.map { " where \(maskedForHistory($0))" } ?? ""
}

private func leftText(_ end: Timestamp, now: Timestamp) -> String {
    plainDurationText(
        microseconds: max(0, (end.microseconds(since: now) + 999_999) / 1_000_000 * 1_000_000)
    )
}

extension InjectionRecord {
    /// `latency 200 ms`
    var what: String { kind.rawValue + (delayMilliseconds.map { " \($0) ms" } ?? "") }

    /// `10 %`, `0.25 %`
    var rateText: String {
        let (whole, part) = (rate / 100, rate % 100)
        guard part > 0 else { return "\(whole) %" }
        let digits = part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)"
        return "\(whole).\(digits) %"
    }
}

// MARK: For machines

/// Breakpoints and held flows for machines, one object each.
///
/// | field | value |
/// | --- | --- |
/// | `type` | `breakpoint` or `hold` |
/// | `id` | of a breakpoint, or of the one that holds; `step` for a flow that is walked step by step |
/// | `point` `condition` | `before executed`, `on error`; the condition |
/// | `enabled` `hits` `count` `passed` | of a breakpoint; `passed` went on since too many were held |
/// | `operator` | who set it |
/// | `expiresAt` | when the breakpoint goes, or the flow goes on by itself |
/// | `flow` `shortId` `method` `path` `function` | of a held flow |
/// | `document` | what is in flight: `request`, `event`, `result`, `response` |
/// | `since` `edited` `clientGone` `problem` | since when, whether it was edited, whether nobody waits any more, what is wrong with the function's answer |
func breakRecords(_ breakpoints: [BreakpointRecord], _ holds: [HoldRecord]) -> Records {
    let set = breakpoints.map { breakpoint -> [MachineValue] in
        [
            .string("breakpoint"), .string(breakpoint.id), .string(breakpoint.point),
            MachineValue(breakpoint.condition.map(maskedForHistory)),
            .boolean(breakpoint.isEnabled),
            .integer(Int64(breakpoint.hits)), MachineValue(breakpoint.count),
            .integer(Int64(breakpoint.passed)), .string(breakpoint.operatorName),
            .string(breakpoint.expiresAt.rfc3339(decimals: 6)), .null, .null, .null, .null, .null,
            .null, .null, .null, .null, .null,
        ]
    }
    let held = holds.map { hold -> [MachineValue] in
        [
            .string("hold"), .string(hold.breakpoint), .string(hold.point), .null, .null, .null,
            .null, .null, .null, .string(hold.until.rfc3339(decimals: 6)),
            .string(hold.flow.description), .string("\(hold.flow.shortID)"), .string(hold.method),
            .string(hold.path), MachineValue(hold.function), .string(hold.document),
            .string(hold.since.rfc3339(decimals: 6)), .boolean(hold.isEdited),
            .boolean(hold.isClientGone), MachineValue(hold.problem),
        ]
    }
    return Records(
        fields: [
            "type", "id", "point", "condition", "enabled", "hits", "count", "passed", "operator",
            "expiresAt", "flow", "shortId", "method", "path", "function", "document", "since",
            "edited", "clientGone", "problem",
        ],
        rows: set + held
    )
}

/// Injections for machines: `id kind point condition delayMs rate hits operator expiresAt`; `rate` in
/// percent.
func injectionRecords(_ injections: [InjectionRecord]) -> Records {
    Records(
        fields: [
            "id", "kind", "point", "condition", "delayMs", "rate", "hits", "operator", "expiresAt",
        ],
        rows: injections.map { injection in
            [
                .string(injection.id), .string(injection.kind.rawValue), .string(injection.point),
                MachineValue(injection.condition.map(maskedForHistory)),
                MachineValue(injection.delayMilliseconds),
                .decimal(injection.rateText.split(separator: " ").first.map(String.init) ?? "0"),
                .integer(Int64(injection.hits)), .string(injection.operatorName),
                .string(injection.expiresAt.rfc3339(decimals: 6)),
            ]
        }
    )
}
