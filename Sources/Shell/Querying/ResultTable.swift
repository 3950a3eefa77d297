import Flows
import Queries

/// A column of a query's result.
struct ResultColumn: Equatable, Sendable {
    var name: String
    var type: QueryType
}

/// The rows of a query for people: numbers to the right, moments in the zone of the screen, times in
/// their own units.
func resultTable(
    _ columns: [ResultColumn],
    _ rows: [[QueryValue]],
    zone: DisplayZone
) -> Table {
    let heads = columns.enumerated().map { index, column in
        let isRight = column.type.isNumeric || rows.allSatisfy { $0[index].isNumberOrNull }
        return Column(
            column.type == .timestamp
                ? "\(column.name) \(zoneName(index, rows, zone))" : column.name,
            isRightAligned: isRight && column.type != .timestamp && !rows.isEmpty,
            minimum: column.type.isNumeric || column.type == .timestamp ? nil : 8
        )
    }
    let cells = rows.map { row in
        Table.Row.cells(
            zip(columns, row).map { column, value in
                value == .null
                    ? StyledText("—", .faint)
                    : StyledText(displayText(of: value, column.type, zone: zone))
            }
        )
    }
    return Table(columns: heads, rows: cells, style: .open)
}

private func zoneName(_ index: Int, _ rows: [[QueryValue]], _ zone: DisplayZone) -> String {
    for row in rows {
        if case .number(let milliseconds) = row[index] {
            return zone.name(at: Timestamp(milliseconds: milliseconds))
        }
    }
    return zone == .utc ? "UTC" : ""
}

/// The rows of a query for machines. Moments are RFC 3339 in UTC, times are milliseconds.
func resultRecords(_ columns: [ResultColumn], _ rows: [[QueryValue]]) -> Records {
    Records(
        fields: columns.map(\.name),
        rows: rows.map { row in
            zip(columns, row).map { column, value in machineValue(of: value, column.type) }
        }
    )
}

private func machineValue(of value: QueryValue, _ type: QueryType) -> MachineValue {
    switch value {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .number(let milliseconds) where type == .timestamp:
        .string(Timestamp(milliseconds: milliseconds).rfc3339())
    case .number(let number): .decimal(numberText(number))
    case .string(let text): .string(text)
    case .structure(let json): .json(Array(json.utf8))
    }
}

/// A value in a cell.
private func displayText(of value: QueryValue, _ type: QueryType, zone: DisplayZone) -> String {
    switch value {
    case .null: return ""
    case .boolean(let flag): return flag ? "true" : "false"
    case .number(let milliseconds) where type == .timestamp:
        let fields = zone.fields(of: Timestamp(milliseconds: milliseconds))
        return "\(fields.date) \(fields.timeOfDay(decimals: 3))"
    case .number(let milliseconds) where type == .duration:
        return durationText(microseconds: Int64((milliseconds * 1000).rounded()))
    case .number(let number): return numberText((number * 1000).rounded() / 1000)
    // A line break inside a log record is a CR.
    case .string(let text): return text.contains("\r") ? text.replacing("\r", with: " ↵ ") : text
    case .structure(let text): return text
    }
}

/// A number's shortest text: whole numbers without a fraction.
func numberText(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    // JSON knows no infinity.
    return number.isFinite ? String(number) : "null"
}

extension QueryType {
    fileprivate var isNumeric: Bool {
        switch self {
        case .number, .duration: true
        case .any, .boolean, .string, .timestamp, .structure: false
        }
    }
}

extension QueryValue {
    fileprivate var isNumberOrNull: Bool {
        switch self {
        case .null, .number: true
        case .boolean, .string, .structure: false
        }
    }
}

extension Timestamp {
    /// Milliseconds since 1970, as queries count.
    init(milliseconds: Double) {
        // Far outside of every calendar, but no trap.
        let limited = min(max(milliseconds, -6.2e13), 2.5e14)
        self.init(microseconds: Int64((limited * 1000).rounded()))
    }

    var milliseconds: Double { Double(microseconds) / 1000 }
}
