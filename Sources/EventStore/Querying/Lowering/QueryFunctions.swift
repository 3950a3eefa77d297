import Flows
import GRDBSQLite
import Queries

/// What every query may use on its connection: registered once, when the connection opens.
enum QueryFunctions {
    static func register(on connection: OpaquePointer) throws(SQLiteFailure) {
        try PlatformLineFunctions.register(on: connection)
        try AccessLogSource.register(on: connection)
        try SQLFunction.register("value_text", arguments: 1, on: connection) {
            arguments,
            output in
            switch arguments.kind(0) {
            case .text: output.set(text: UnsafeRawBufferPointer(arguments.bytes(0)))
            default: if let text = arguments.value(0, type: .any).text { output.set(text) }
            }
        }
        try registerOrder(on: connection)
    }

    /// The order of `sort`, as a collation.
    private static func registerOrder(on connection: OpaquePointer) throws(SQLiteFailure) {
        let code = sqlite3_create_collation_v2(
            connection,
            "natural_order",
            SQLITE_UTF8,
            nil,
            { _, countA, a, countB, b in
                order(
                    UnsafeRawBufferPointer(start: a, count: Int(countA)),
                    UnsafeRawBufferPointer(start: b, count: Int(countB))
                )
            },
            nil
        )
        guard code == SQLITE_OK else { throw SQLiteFailure(of: connection) }
    }
}

/// ``naturalOrder(_:_:)`` of two texts, as SQLite asks for it.
private func order(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int32 {
    let common = min(a.count, b.count)
    // Texts without digits are ordered by their bytes; those before the first difference are the same.
    var index = 0
    while index < common, a[index] == b[index], !isDigit(a[index]) { index += 1 }
    if index == common, a.count == b.count { return 0 }
    let isPlain = !a[index...].contains(where: isDigit) && !b[index...].contains(where: isDigit)
    if isPlain {
        if index < common { return a[index] < b[index] ? -1 : 1 }
        return a.count < b.count ? -1 : 1
    }
    func text(_ bytes: UnsafeRawBufferPointer) -> QueryValue {
        .string(String(decoding: bytes, as: UTF8.self))
    }
    return switch naturalOrder(text(a), text(b)) {
    case .ascending: -1
    case .same: 0
    case .descending: 1
    }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
