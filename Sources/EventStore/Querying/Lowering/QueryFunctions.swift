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
                func text(_ start: UnsafeRawPointer?, _ count: Int32) -> QueryValue {
                    let bytes = UnsafeRawBufferPointer(start: start, count: Int(count))
                    return .string(String(decoding: bytes, as: UTF8.self))
                }
                return switch naturalOrder(text(a, countA), text(b, countB)) {
                case .ascending: -1
                case .same: 0
                case .descending: 1
                }
            },
            nil
        )
        guard code == SQLITE_OK else { throw SQLiteFailure(of: connection) }
    }
}
