import GRDBSQLite

/// A statement of a connection, prepared, bound, stepped and read through SQLite's C interface.
///
/// Owned by the thread that owns the connection; must be gone before the connection closes.
final class PreparedStatement {
    let pointer: OpaquePointer
    private let connection: OpaquePointer

    /// Prepares the first statement of `sql`.
    init(_ connection: OpaquePointer, sql: String) throws(SQLiteFailure) {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else {
            throw SQLiteFailure(of: connection)
        }
        guard let statement else {
            throw SQLiteFailure(code: SQLITE_MISUSE, message: "no statement in '\(sql)'")
        }
        self.connection = connection
        pointer = statement
    }

    /// Takes over a statement that the caller prepared.
    init(_ connection: OpaquePointer, taking statement: OpaquePointer) {
        self.connection = connection
        pointer = statement
    }

    deinit { sqlite3_finalize(pointer) }

    /// Runs statements that give no rows.
    static func execute(_ sql: String, on connection: OpaquePointer) throws(SQLiteFailure) {
        guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
            throw SQLiteFailure(of: connection)
        }
    }

    /// The whole number in the first column of the first row; nil when there is none.
    static func integer(
        _ sql: String,
        _ arguments: Int64...,
        on connection: OpaquePointer
    ) throws(SQLiteFailure) -> Int64? {
        let statement = try PreparedStatement(connection, sql: sql)
        for (index, value) in arguments.enumerated() {
            sqlite3_bind_int64(statement.pointer, Int32(index + 1), value)
        }
        guard try statement.step(), !statement.isNull(0) else { return nil }
        return statement.integer(0)
    }

    /// Goes to the next row.
    /// - Returns: false after the last one.
    func step() throws(SQLiteFailure) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteFailure(of: connection)
        }
    }

    /// Makes the statement ready to be bound and stepped again.
    func reset() { sqlite3_reset(pointer) }

    var columnCount: Int { Int(sqlite3_column_count(pointer)) }

    func columnName(_ column: Int) -> String {
        sqlite3_column_name(pointer, Int32(column)).map { String(cString: $0) } ?? ""
    }

    /// The type that the table declares for the column; nil for an expression.
    func declaredType(_ column: Int) -> String? {
        sqlite3_column_decltype(pointer, Int32(column)).map { String(cString: $0) }
    }

    enum Kind { case null, integer, real, text, blob }

    func kind(_ column: Int) -> Kind {
        switch sqlite3_column_type(pointer, Int32(column)) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(pointer, Int32(column)) }

    func optionalInteger(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }

    func real(_ column: Int) -> Double { sqlite3_column_double(pointer, Int32(column)) }

    /// The bytes of a text; valid until the next step.
    func textBytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_text(pointer, Int32(column))
        return UnsafeBufferPointer(
            start: start,
            count: Int(sqlite3_column_bytes(pointer, Int32(column)))
        )
    }

    func text(_ column: Int) -> String { String(decoding: textBytes(column), as: UTF8.self) }

    func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }

    /// The bytes of a BLOB; valid until the next step.
    func blobBytes(_ column: Int) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(pointer, Int32(column))
        return UnsafeRawBufferPointer(
            start: start,
            count: Int(sqlite3_column_bytes(pointer, Int32(column)))
        )
    }

    func blob(_ column: Int) -> [UInt8] { Array(blobBytes(column)) }
}
