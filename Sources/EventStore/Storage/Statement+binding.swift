import GRDB
import GRDBSQLite

/// The append and fold loops bind and step prepared statements through SQLite's C interface:
/// measured, GRDB's own argument binding costs 1.3 times the whole append.
struct BoundStatement {
    private let statement: OpaquePointer
    private let connection: OpaquePointer?
    /// Keeps a statement of our own alive; GRDB keeps its cached ones.
    private let owner: PreparedStatement?

    /// GRDB's cached statement, inside a GRDB access.
    init(_ database: Database, sql: String) throws {
        statement = try database.cachedStatement(sql: sql).sqliteStatement
        connection = database.sqliteConnection
        owner = nil
    }

    /// A statement of a connection that GRDB may know nothing of.
    init(_ connection: OpaquePointer, sql: String) throws(SQLiteFailure) {
        let prepared = try PreparedStatement(connection, sql: sql)
        statement = prepared.pointer
        self.connection = connection
        owner = prepared
    }

    func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(statement, index, value) }
    func bind(_ index: Int32, _ value: Int) { sqlite3_bind_int64(statement, index, Int64(value)) }

    func bind(_ index: Int32, _ value: Int64?) {
        if let value { bind(index, value) } else { sqlite3_bind_null(statement, index) }
    }

    func bind(_ index: Int32, _ value: Int?) { bind(index, value.map { Int64($0) }) }

    func bind(_ index: Int32, _ value: Bool?) { bind(index, value.map { $0 ? Int64(1) : 0 }) }

    func bind(_ index: Int32, _ value: String?) {
        guard var value else {
            sqlite3_bind_null(statement, index)
            return
        }
        value.withUTF8 {
            _ = sqlite3_bind_text(
                statement,
                index,
                UnsafeRawPointer($0.baseAddress)?.assumingMemoryBound(
                    to: CChar.self
                ),
                Int32($0.count),
                sqliteCopied
            )
        }
    }

    /// The bytes must stay where they are until the next ``run()``.
    func bind(text index: Int32, _ bytes: UnsafeRawBufferPointer) {
        sqlite3_bind_text(
            statement,
            index,
            bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
            Int32(bytes.count),
            nil
        )
    }

    /// The bytes must stay where they are until the next ``run()``.
    func bind(blob index: Int32, _ bytes: UnsafeRawBufferPointer) {
        if bytes.count == 0 {
            sqlite3_bind_zeroblob(statement, index, 0)
        } else {
            sqlite3_bind_blob64(statement, index, bytes.baseAddress, UInt64(bytes.count), nil)
        }
    }

    func bind(blob index: Int32, _ bytes: [UInt8]?) {
        guard let bytes else {
            sqlite3_bind_null(statement, index)
            return
        }
        bytes.withUnsafeBytes {
            _ = sqlite3_bind_blob64(
                statement,
                index,
                $0.baseAddress,
                UInt64($0.count),
                sqliteCopied
            )
        }
    }

    /// Steps a statement that gives no rows, and makes it ready for the next values.
    func run() throws {
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE else {
            let error = SQLiteFailure(of: connection).databaseError
            sqlite3_reset(statement)
            throw error
        }
        sqlite3_reset(statement)
    }
}

/// `SQLITE_TRANSIENT`: SQLite takes a copy before the call returns.
let sqliteCopied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
