import Flows
import GRDB
import GRDBSQLite
import Queries

/// Runs SQL that people type, in a connection of its own that can do nothing but read.
///
/// Beside SQLite's own functions there are `ago('1h')`, `human(…)`, `position(at)`, `regexp` and the
/// functions of the query language whose names SQLite does not have.
///
/// Owned by one thread.
public final class SQLReader {
    private let path: String
    private let connection: OpaquePointer
    private let statementGuard: SQLGuard
    private let past: (view: PastView, reader: LogReader)?
    private let clock: SQLClock

    /// Opens the log at `path`.
    ///
    /// - `position`: shows the log as it was when this position was its head; nil as it is.
    /// - `migration`: told when the log is that of an older program, as by ``LogReader``.
    public init(
        path: String,
        asOf position: Int64? = nil,
        migration: MigrationWatch? = nil
    ) throws(LogError) {
        self.path = path
        // Brings the log up to date after a crash, and tells what is no log.
        let reader = try LogReader(path: path, migration: migration)
        let connection: OpaquePointer
        do {
            connection = try Self.open(path)
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
        let clock = SQLClock()
        do {
            try SQLHelpers.register(on: connection, clock: clock)
            try SQLCatalog.register(on: connection)
            past = try position.map { (try PastView(of: connection, at: $0), reader) }
            statementGuard = try SQLGuard(connection)
        } catch {
            sqlite3_close_v2(connection)
            throw LogDatabase.logError(error, path: path)
        }
        self.connection = connection
        self.clock = clock
    }

    deinit {
        sqlite3_set_authorizer(connection, nil, nil)
        sqlite3_close_v2(connection)
    }

    private static func open(_ path: String) throws(SQLiteFailure) -> OpaquePointer {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(
            LogDatabase.readablePath(path),
            &opened,
            SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
            nil
        )
        guard code == SQLITE_OK, let opened else {
            let failure = SQLiteFailure(of: opened)
            sqlite3_close_v2(opened)
            throw failure
        }
        sqlite3_busy_timeout(opened, 5000)
        // The result may take 20 MiB, and pages are cheap to get: the kernel has them too. Four times as
        // much made a join over two million positions no faster.
        try PreparedStatement.execute("PRAGMA cache_size = -2048", on: opened)
        return opened
    }

    /// The position whose past is shown; nil for the log as it is.
    public var asOf: Int64? { past?.view.position }

    /// Whether `sql` ends with a semicolon that ends a statement, not a string or comment.
    public static func isComplete(_ sql: String) -> Bool { sqlite3_complete(sql) == 1 }

    /// Runs one statement.
    ///
    /// - `now`: what `ago` counts from.
    public func run(
        _ sql: String,
        limits: ReadLimits = ReadLimits(),
        now: Timestamp = .now()
    ) throws(QueryFailure) -> SQLResult {
        clock.now = now
        statementGuard.reset()
        do {
            return try ReadWatch.watching(connection, limits) {
                try inSnapshot {
                    let statement = try prepare(sql)
                    return try Self.result(of: statement, limits)
                }
            }
        } catch let failure as QueryFailure {
            throw failure
        } catch let failure as SQLiteFailure {
            throw diagnose(failure, sql)
        } catch {
            throw .log(LogDatabase.logError(error, path: path))
        }
    }

    /// The tables and views that statements may name: first the views that are documented, then
    /// other views, then the tables behind them.
    public func tables() throws(LogError) -> [SQLTable] {
        do {
            return try SQLTable.all(on: connection)
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }

    // MARK: Running

    /// The past needs its temporary tables brought up to date in the same snapshot.
    private func inSnapshot<Value>(_ body: () throws -> Value) throws -> Value {
        guard let past else { return try body() }
        let seenBefore = past.view.seenHead
        try statementGuard.off {
            try PreparedStatement.execute("BEGIN", on: connection)
        }
        do {
            try statementGuard.off {
                try past.view.refresh { flow, position in
                    try past.reader.projectedEvents(of: flow, through: position)
                }
            }
            let value = try body()
            try statementGuard.off { try PreparedStatement.execute("COMMIT", on: connection) }
            return value
        } catch {
            // What the transaction had written into the temporary tables is gone with it.
            past.view.seenHead = seenBefore
            statementGuard.off { _ = sqlite3_exec(connection, "ROLLBACK", nil, nil, nil) }
            throw error
        }
    }

    /// Compiles the one statement of `sql`.
    private func prepare(_ sql: String) throws -> PreparedStatement {
        let tokens = SQLToken.tokens(of: sql)
        var pointer: OpaquePointer?
        var consumed = 0
        var text = sql
        let code = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v2(
                    connection,
                    characters.baseAddress,
                    Int32(characters.count),
                    &pointer,
                    &tail
                )
                if let tail, let start = characters.baseAddress { consumed = tail - start }
                return code
            }
        }
        guard code == SQLITE_OK else { throw SQLiteFailure(of: connection) }
        guard let pointer else {
            throw QueryFailure.query(
                QueryError(
                    "there is no statement",
                    at: 0..<sql.utf8.count,
                    hint: "as in: select path, count(*) from flows group by path"
                )
            )
        }
        let statement = PreparedStatement(connection, taking: pointer)
        let rest = tokens.first { $0.range.lowerBound >= consumed && $0.text != ";" }
        if let rest {
            throw QueryFailure.query(
                QueryError(
                    "a second statement begins here; one is run at a time",
                    at: rest.range.lowerBound..<sql.utf8.count
                )
            )
        }
        // The guard has seen the statement already; this holds even if it should miss a new kind.
        guard sqlite3_stmt_readonly(pointer) != 0 else {
            throw QueryFailure.query(SQLDiagnosis.refusal(.writing, tokens))
        }
        return statement
    }

    private static func result(
        of statement: PreparedStatement,
        _ limits: ReadLimits
    ) throws(SQLiteFailure) -> SQLResult {
        let columns = (0..<statement.columnCount).map {
            SQLResult.Column(
                name: statement.columnName($0),
                declaredType: statement.declaredType($0)
            )
        }
        var result = SQLResult(columns: columns, rows: [], isCut: false)
        var byteCount = 0
        while try statement.step() {
            guard result.rows.count < limits.rows, byteCount < limits.bytes else {
                result.isCut = true
                break
            }
            let row = columns.indices.map { SQLValue(statement, column: $0) }
            byteCount += row.reduce(32) { $0 + $1.byteCount }
            result.rows.append(row)
        }
        return result
    }

    private func diagnose(_ failure: SQLiteFailure, _ sql: String) -> QueryFailure {
        switch failure.primaryCode {
        case SQLITE_ERROR, SQLITE_AUTH, SQLITE_MISMATCH, SQLITE_RANGE, SQLITE_TOOBIG,
            SQLITE_READONLY:
            let tokens = SQLToken.tokens(of: sql)
            if let refusal = statementGuard.refusal {
                return .query(SQLDiagnosis.refusal(refusal, tokens))
            }
            return .query(
                SQLDiagnosis.error(
                    failure,
                    tokens,
                    length: sql.utf8.count,
                    tables: (try? SQLTable.all(on: connection)) ?? [],
                    functions: (try? functionNames()) ?? []
                )
            )
        default:
            return .log(LogDatabase.logError(failure, path: path))
        }
    }

    // MARK: Names

    private func functionNames() throws(SQLiteFailure) -> [String] {
        let list = try PreparedStatement(
            connection,
            sql: "SELECT DISTINCT name FROM pragma_function_list ORDER BY builtin, name"
        )
        var names: [String] = []
        while try list.step() { names.append(list.text(0)) }
        return names
    }
}
