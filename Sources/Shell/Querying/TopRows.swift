import EventStore
import Flows
import Queries

/// The rows of `top`.
struct TopRows {
    private struct Row {
        /// As they are shown.
        var keys: [QueryValue]
        /// Of each key whether a part of it is not shown.
        var isMasked: [Bool]
        var requests: Int
        var errors: Int
        /// Median, 95th and 99th percentile, in milliseconds; nil where nothing has ended.
        var percentiles: [Double?]
        var cold: Int
        /// Requests in each bar of the window, the oldest first.
        var bars: [Int]
    }

    private var rows: [Row]
    private(set) var requests: Int
    /// Whether the bars span a bounded window.
    private let barCount: Int

    var isEmpty: Bool { rows.isEmpty }
    var count: Int { rows.count }

    init(
        _ table: QueryResult,
        _ bars: QueryResult,
        keys: Int,
        _ window: TimeRange,
        _ width: Period,
        now: Timestamp
    ) {
        let length = Double(width.milliseconds ?? 1)
        let end = ((window.until ?? now).milliseconds / length).rounded(.down)
        let starts = bars.rows.compactMap { $0[keys].wholeNumber }.map { Double($0) / length }
        let first = window.since.map { ($0.milliseconds / length).rounded(.down) } ?? starts.min()
        let start = first ?? end
        let barCount = Int(min(max(end - start + 1, 1), 64))
        var counts: [[String]: [Int]] = [:]
        for row in bars.rows {
            let key = row[..<keys].map(\.keyText)
            guard let began = row[keys].wholeNumber, let count = row[keys + 1].wholeNumber else {
                continue
            }
            let index = Int((Double(began) / length).rounded(.down) - start)
            guard (0..<barCount).contains(index) else { continue }
            counts[key, default: Array(repeating: 0, count: barCount)][index] += count
        }
        self.barCount = barCount
        rows = table.rows.map { row in
            // Rows are told apart by the true values.
            let key = row[..<keys].map(\.keyText)
            let shown = zip(row, table.columns).prefix(keys).map { $0.shown($1.disclosure) }
            return Row(
                keys: shown,
                isMasked: zip(row, shown).map { $0 != $1 },
                requests: row[keys].wholeNumber ?? 0,
                errors: row[keys + 1].wholeNumber ?? 0,
                percentiles: row[(keys + 2)..<(keys + 5)].map(\.numberOrNil),
                cold: row[keys + 5].wholeNumber ?? 0,
                bars: counts[key] ?? Array(repeating: 0, count: barCount)
            )
        }
        requests = rows.reduce(0) { $0 + $1.requests }
    }

    func first(_ limit: Int) -> TopRows {
        var copy = self
        copy.rows = Array(rows.prefix(limit))
        return copy
    }

    /// The first row that failed, else the first, as a condition to type.
    func example(_ names: [String]) -> String {
        guard let row = rows.first(where: { $0.errors > 0 }) ?? rows.first else { return "failed" }
        let terms = zip(names, zip(row.keys, row.isMasked)).map { name, key in
            let (value, isMasked) = key
            if value == .null { return "not ispresent(\(name))" }
            return isMasked ? "ispresent(\(name))" : "\(name) = \(value.literalText)"
        }
        return (terms + (row.errors > 0 ? ["failed"] : [])).joined(separator: " and ")
    }

    func table(_ names: [String], _ width: Period) -> Table {
        let heads =
            names.map { Column(uppercased($0), minimum: 8) } + [
                Column("REQ", isRightAligned: true), Column("ERR", isRightAligned: true),
                Column("ERR%", isRightAligned: true), Column("p50", isRightAligned: true),
                Column("p95", isRightAligned: true), Column("p99", isRightAligned: true),
                Column("COLD", isRightAligned: true), Column("REQ/\(width.text)"),
            ]
        let highest = rows.flatMap(\.bars).max() ?? 0
        let cells = rows.map { row in
            let share = Int64(row.errors) * 1000 / Int64(max(1, row.requests))
            let texts: [StyledText] =
                row.keys.map { $0 == .null ? StyledText("—", .faint) : StyledText($0.keyText) }
                + [
                    StyledText(countText(row.requests)),
                    StyledText(countText(row.errors), row.errors > 0 ? .failure : .plain),
                    StyledText(row.errors > 0 ? decimal(share, scale: 10, decimals: 1) + " %" : ""),
                ]
                + row.percentiles.map { time in
                    StyledText(time.map { durationText(microseconds: Int64($0 * 1000)) } ?? "—")
                }
                + [StyledText(countText(row.cold)), StyledText(bars(row.bars, highest: highest))]
            return Table.Row.cells(texts)
        }
        return Table(columns: heads, rows: cells, style: .open)
    }

    /// One sign a bar, by eighths of the highest one of all rows; nothing is a blank.
    private func bars(_ counts: [Int], highest: Int) -> String {
        let signs = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        return counts.map { count in
            count == 0 || highest == 0
                ? " " : signs[max(0, (count * 8 + highest - 1) / highest - 1)]
        }.joined()
    }

    /// | field | value |
    /// | --- | --- |
    /// | the names after `by` | of the row |
    /// | `requests` `errors` `cold` | counts; errors are failed requests |
    /// | `p50Ms` `p95Ms` `p99Ms` | milliseconds; null where nothing has ended |
    /// | `bars` | requests over the window in pieces of equal length, the oldest first |
    func records(_ names: [String]) -> Records {
        Records(
            fields: names + ["requests", "errors", "p50Ms", "p95Ms", "p99Ms", "cold", "bars"],
            rows: rows.map { row in
                row.keys.map { MachineValue($0 == .null ? nil : $0.keyText) }
                    + [.integer(Int64(row.requests)), .integer(Int64(row.errors))]
                    + row.percentiles.map { $0.map { .decimal(numberText($0)) } ?? .null }
                    + [
                        .integer(Int64(row.cold)),
                        .json(Array("[\(row.bars.map(String.init).joined(separator: ","))]".utf8)),
                    ]
            }
        )
    }

    private func uppercased(_ name: String) -> String { name.uppercased() }
}

extension QueryValue {
    fileprivate var numberOrNil: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    fileprivate var wholeNumber: Int? { numberOrNil.map { Int($0) } }

    fileprivate var keyText: String {
        switch self {
        case .null: ""
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let number): numberText(number)
        case .string(let text), .structure(let text): text
        }
    }

    /// As a condition has it.
    fileprivate var literalText: String {
        switch self {
        case .null, .boolean, .number: keyText
        case .string(let text), .structure(let text): conditionLiteral(text)
        }
    }
}
