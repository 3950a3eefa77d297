import Flows
import Queries

/// A piece of SQL that gives one value, and what is known of it.
///
/// Values of the query language are kept in SQLite's like this, so that typed columns stay what they
/// are and comparisons of them go by indexes:
///
/// | value | in SQLite |
/// | --- | --- |
/// | null | NULL |
/// | number, moment, duration | INTEGER or REAL |
/// | string | TEXT |
/// | map, list | BLOB, the bytes of its JSON |
/// | boolean of type ``QueryType/boolean`` | 0 or 1 |
/// | boolean of type ``QueryType/any`` | BLOB, the letter `t` or `f` |
struct SQLTerm {
    var sql: String
    var type: QueryType

    init(_ sql: String, _ type: QueryType) {
        self.sql = sql
        self.type = type
    }

    static let null = SQLTerm("NULL", .any)

    /// A constant.
    init(_ value: QueryValue) {
        switch value {
        case .null: self = .null
        case .boolean(let flag): self.init(flag ? "1" : "0", .boolean)
        case .number(let number): self.init(sqlLiteral(number), .number)
        case .string(let text): self.init(sqlLiteral(text), .string)
        case .structure(let json): self.init("CAST(\(sqlLiteral(json)) AS BLOB)", .structure)
        }
    }

    /// The same value for a place that can take one of any type.
    var dynamic: String {
        type == .boolean ? "CASE \(sql) WHEN 1 THEN x'74' WHEN 0 THEN x'66' END" : sql
    }
}

/// A text as SQL has it. SQLite's parser ends at a NUL, so that such a text is spelled in bytes.
func sqlLiteral(_ text: String) -> String {
    guard !text.utf8.contains(0) else {
        var hex: [UInt8] = []
        for byte in text.utf8 { appendHex(of: UInt64(byte), digits: 2, to: &hex) }
        return "CAST(x'\(String(decoding: hex, as: UTF8.self))' AS TEXT)"
    }
    return "'" + text.replacing("'", with: "''") + "'"
}

/// A number as SQL has it, whole ones as integers.
func sqlLiteral(_ number: Double) -> String {
    if number.isNaN { return "NULL" }
    if number.isInfinite { return number > 0 ? "9e999" : "-9e999" }
    if number == number.rounded(), abs(number) < 0x1p53 { return String(Int64(number)) }
    return String(number)
}

/// A name as SQL has it.
func sqlName(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

extension SQLArguments {
    /// The value of an argument whose type is known.
    func value(_ index: Int, type: QueryType) -> QueryValue {
        switch kind(index) {
        case .null: .null
        case .integer, .real: type == .boolean ? .boolean(real(index) != 0) : .number(real(index))
        case .text: .string(text(index))
        case .blob: queryValue(ofBlob: bytes(index))
        }
    }
}

extension PreparedStatement {
    /// The value of a column whose type is known.
    func value(_ column: Int, type: QueryType) -> QueryValue {
        switch kind(column) {
        case .null: .null
        case .integer, .real:
            type == .boolean ? .boolean(integer(column) != 0) : .number(real(column))
        case .text: .string(text(column))
        case .blob: queryValue(ofBlob: blobBytes(column).bindMemory(to: UInt8.self))
        }
    }
}

private func queryValue(ofBlob bytes: UnsafeBufferPointer<UInt8>) -> QueryValue {
    switch (bytes.count, bytes.first) {
    case (1, UInt8(ascii: "t")): .boolean(true)
    case (1, UInt8(ascii: "f")): .boolean(false)
    default: .structure(String(decoding: bytes, as: UTF8.self))
    }
}

extension SQLOutput {
    /// Gives a value in a place of a known type.
    func set(_ value: QueryValue, type: QueryType) {
        switch value {
        case .null: break
        case .boolean(let flag) where type == .boolean: set(flag ? 1 : Int64(0))
        case .boolean(let flag): set(blob: flag ? [UInt8(ascii: "t")] : [UInt8(ascii: "f")])
        case .number(let number): set(number)
        case .string(let text): set(text)
        case .structure(let json): set(blob: Array(json.utf8))
        }
    }

    private func set(blob bytes: [UInt8]) { bytes.withUnsafeBytes { set(blob: $0) } }
}
