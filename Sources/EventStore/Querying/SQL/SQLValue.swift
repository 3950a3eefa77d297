/// A value as SQLite has it.
public enum SQLValue: Equatable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLValue {
    /// Reads a column of the statement's current row.
    init(_ statement: PreparedStatement, column: Int) {
        switch statement.kind(column) {
        case .integer: self = .integer(statement.integer(column))
        case .real: self = .real(statement.real(column))
        case .text: self = .text(statement.text(column))
        case .blob: self = .blob(statement.blob(column))
        case .null: self = .null
        }
    }

    /// What it takes in memory, about: texts of up to 15 bytes stand in the value itself.
    var byteCount: Int {
        switch self {
        case .null, .integer, .real: 24
        case .text(let text): text.utf8.count > 15 ? 72 + text.utf8.count : 24
        case .blob(let bytes): 72 + bytes.count
        }
    }
}
