import Debugger
import EventStore
import Flows

/// What came of several replays.
struct BatchReport {
    let items: [ReplayedItem]
    /// `b-12`
    let batch: String?
    let microseconds: Int64
    let expectsSame: Bool

    /// Rows of the table at most; all are in machine formats.
    private static let rowLimit = 20
    /// Ids named in the line at most.
    private static let idLimit = 4

    private func count(_ result: ReplayedItem.Result) -> Int {
        items.count { $0.result == result }
    }

    // MARK: For people

    /// `48 matched · 46 now 201 · 2 still 502 (7f2e51aa, 7f2c1001) · 10.1 s`
    var line: String {
        var parts = ["\(countText(items.count)) matched"]
        parts += changes
        if expectsSame {
            let same = items.count { $0.isSame == true }
            let different = items.filter { $0.isSame == false }
            parts.append("\(countText(same)) the same")
            if !different.isEmpty {
                parts.append("\(countText(different.count)) different\(ids(different))")
            }
        }
        for (result, words) in [
            (ReplayedItem.Result.refused, "refused"), (.unknown, "with unknown end"),
            (.left, "not begun"),
        ] where count(result) > 0 {
            let some = items.filter { $0.result == result }
            let names = result == .left ? "" : ids(some)
            parts.append("\(countText(some.count)) \(words)\(names)")
        }
        parts.append(durationText(microseconds: microseconds))
        return parts.joined(separator: " · ")
    }

    /// `40 the same, 8 differ: status (8), response.body (2)`; nil when nothing was compared.
    var comparisonLine: String? {
        let compared = items.filter { $0.isSame != nil }
        let different = compared.filter { $0.isSame == false }
        guard !compared.isEmpty else { return nil }
        guard !different.isEmpty else {
            return "compared with their origins: all \(countText(compared.count)) the same"
        }
        var counts: [(name: String, count: Int)] = []
        for name in different.flatMap(\.differences) {
            if let index = counts.firstIndex(where: { $0.name == name }) {
                counts[index].count += 1
            } else {
                counts.append((name, 1))
            }
        }
        let parts = counts.sorted { $0.count > $1.count }.map {
            "\($0.name) (\(countText($0.count)))"
        }
        return
            "compared with their origins: \(countText(compared.count - different.count)) the same, "
            + "\(countText(different.count)) differ: \(parts.joined(separator: ", "))"
    }

    /// `46 now 201`, `2 still 502 (…)`: the most frequent first.
    private var changes: [String] {
        var groups: [(words: String, items: [ReplayedItem])] = []
        for item in items {
            guard item.result == .ok || item.result == .failed, let words = item.change else {
                continue
            }
            if let index = groups.firstIndex(where: { $0.words == words }) {
                groups[index].items.append(item)
            } else {
                groups.append((words, [item]))
            }
        }
        return groups.sorted { $0.items.count > $1.items.count }.map { group in
            let isFailed = group.items[0].result == .failed
            return "\(countText(group.items.count)) \(group.words)"
                + (isFailed && !expectsSame ? ids(group.items) : "")
        }
    }

    private func ids(_ items: [ReplayedItem]) -> String {
        let names = items.prefix(Self.idLimit).map { "\($0.origin.id.shortID)" }
        let more = items.count > Self.idLimit ? ", …" : ""
        return " (\(names.joined(separator: ", "))\(more))"
    }

    /// The items that need a look, or with `all` every one.
    func blocks(all: Bool) -> [Block] {
        let shown =
            all
            ? items
            : items.filter { $0.result != .left && $0.isNegative(expectsSame: expectsSame) }
        var blocks: [Block] = []
        if !shown.isEmpty {
            blocks.append(.table(table(Array(shown.prefix(all ? .max : Self.rowLimit)))))
            if !all, shown.count > Self.rowLimit {
                let more = countText(shown.count - Self.rowLimit)
                blocks.append(.line(StyledText(" … \(more) more: -v shows all", .faint)))
            }
        }
        if let comparisonLine { blocks.append(.line(StyledText(" \(comparisonLine)"))) }
        return blocks
    }

    private func table(_ items: [ReplayedItem]) -> Table {
        let columns = [
            Column("REQUEST"), Column("REPLAY"), Column("METHOD"), Column("PATH", minimum: 8),
            Column("FUNCTION", minimum: 6), Column("WAS"), Column("NOW"),
            Column("TIME", isRightAligned: true), Column("NOTE", minimum: 10),
        ]
        let rows = items.map { item -> Table.Row in
            let replay = item.replay
            return .cells([
                StyledText("\(item.origin.id.shortID)", .identity),
                StyledText(replay.map { "\($0.id.shortID)" } ?? "—", .identity),
                StyledText(methodWord(item.origin)), StyledText(pathWord(item.origin)),
                StyledText(replay?.function ?? item.origin.function ?? "—"),
                StyledText(statusWord(item.origin), role(of: item.origin.outcome)),
                StyledText(replay.map(statusWord) ?? item.result.rawValue, resultRole(item)),
                StyledText(
                    replay?.durationMicroseconds.map { durationText(microseconds: $0) } ?? "—"
                ),
                StyledText(note(item)),
            ])
        }
        return Table(columns: columns, rows: rows, style: .open)
    }

    private func statusWord(_ flow: FlowSummary) -> String {
        guard ReplayedItem.tellsByStatus(flow), let status = flow.status else {
            return flow.outcome?.rawValue ?? flow.state
        }
        return "\(status)"
    }

    private func resultRole(_ item: ReplayedItem) -> Role {
        switch item.result {
        case .ok, .failed: role(of: item.replay?.outcome)
        case .refused, .unknown, .left: .caution
        }
    }

    private func note(_ item: ReplayedItem) -> String {
        if expectsSame, item.isSame == false {
            return "differs: " + item.differences.joined(separator: ", ")
        }
        return item.reason ?? ""
    }

    // MARK: For machines

    /// One object a flow.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `origin` `replay` | the UUIDs of the recorded flow and of the new one; null when none began |
    /// | `originShortId` `replayShortId` | their last eight digits |
    /// | `method` `path` `function` | of the origin; the function that ran |
    /// | `originStatus` `status` `originOutcome` `outcome` | before and now, as in a flow |
    /// | `errorType` `durationMs` | of the replay |
    /// | `result` | `ok`, `failed`, `refused`, `unknown`, `left` |
    /// | `same` | whether it is the same as its origin; null when that was not compared |
    /// | `differences` | the parts that differ |
    /// | `reason` | why it was refused, or what went wrong |
    /// | `batch` | `b-12`; null for a single replay |
    var records: Records {
        Records(
            fields: [
                "origin", "replay", "originShortId", "replayShortId", "method", "path", "function",
                "originStatus", "status", "originOutcome", "outcome", "errorType", "durationMs",
                "result", "same", "differences", "reason", "batch",
            ],
            rows: items.map(row)
        )
    }

    private func row(_ item: ReplayedItem) -> [MachineValue] {
        let (origin, replay) = (item.origin, item.replay)
        var differences = JSONWriter()
        differences.beginArray()
        for name in item.differences { differences.string(name) }
        differences.endArray()
        return [
            .string(origin.id.description), MachineValue(replay?.id.description),
            .string("\(origin.id.shortID)"), MachineValue(replay.map { "\($0.id.shortID)" }),
            MachineValue(origin.method), MachineValue(origin.path),
            MachineValue(replay?.function ?? origin.function), MachineValue(origin.status),
            MachineValue(replay?.status), MachineValue(origin.outcome?.rawValue),
            MachineValue(replay?.outcome?.rawValue), MachineValue(replay?.errorType),
            MachineValue(milliseconds: replay?.durationMicroseconds),
            .string(item.result.rawValue), MachineValue(item.isSame),
            item.isSame == nil ? .null : .json(differences.bytes), MachineValue(item.reason),
            MachineValue(batch),
        ]
    }
}
