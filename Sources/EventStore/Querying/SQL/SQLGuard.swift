import CSQLite
import GRDBSQLite

/// Lets statements typed by people read, and do nothing else.
///
/// A read-only connection is not enough: it still lets ATTACH and VACUUM INTO write other files. So
/// each part of a statement is looked at while it is compiled, and what is not known to be harmless
/// is refused.
/// - SeeAlso: [Compile-Time Authorization Callbacks](https://www.sqlite.org/c3ref/set_authorizer.html)
final class SQLGuard {
    /// What was refused, so that the message can say it.
    enum Refusal: Equatable {
        case writing, attaching, transaction
        case pragma(String)
        case function(String)
    }

    private(set) var refusal: Refusal?
    private let connection: OpaquePointer
    private let functions: Set<String>
    /// While our own statements run, which nobody typed.
    private var isOff = false

    /// Pragmas that tell something and change nothing. Those in ``argumentlessPragmas`` would set
    /// something when they had an argument.
    static let pragmas: Set<String> = [
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
        "foreign_key_list", "database_list", "collation_list", "function_list", "module_list",
        "pragma_list", "compile_options",
    ]
    static let argumentlessPragmas: Set<String> = [
        "user_version", "application_id", "schema_version", "data_version", "page_count",
        "page_size", "freelist_count", "encoding",
    ]

    /// Guards a connection on which our own functions are registered already.
    init(_ connection: OpaquePointer) throws(SQLiteFailure) {
        self.connection = connection
        functions = try Self.harmlessFunctions(of: connection)
        Self.connectTableFunctions(of: connection)
        guard csqlite_make_defensive(connection) == SQLITE_OK else {
            throw SQLiteFailure(of: connection)
        }
        _disableDoubleQuotedStringLiterals(connection)
        for (limit, value) in Self.limits { sqlite3_limit(connection, limit, value) }
        sqlite3_set_authorizer(
            connection,
            { context, action, first, second, _, _ in
                let statementGuard = Unmanaged<SQLGuard>.fromOpaque(context!).takeUnretainedValue()
                return statementGuard.authorize(action, first, second)
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    /// Values are bounded so that no statement fills the memory; statements, so that none is compiled
    /// for longer than it may run.
    private static let limits: [(Int32, Int32)] = [
        (SQLITE_LIMIT_LENGTH, 32 << 20), (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (SQLITE_LIMIT_COMPOUND_SELECT, 100), (SQLITE_LIMIT_EXPR_DEPTH, 200),
        (SQLITE_LIMIT_VDBE_OP, 1_000_000), (SQLITE_LIMIT_ATTACHED, 0),
        (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10_000), (SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (SQLITE_LIMIT_WORKER_THREADS, 0),
    ]

    /// SQLite declares a table function when it is first named, and reports that as a change of the
    /// schema.
    private static func connectTableFunctions(of connection: OpaquePointer) {
        let told = pragmas.union(argumentlessPragmas).map { "pragma_\($0)" }
        for name in ["json_each", "json_tree"] + told {
            // Not every pragma is a table function, too.
            _ = try? PreparedStatement(connection, sql: "SELECT 1 FROM \(name)")
        }
    }

    /// SQLite marks functions without side effects; before 3.41 it left those of JSON out.
    private static func harmlessFunctions(
        of connection: OpaquePointer
    ) throws(SQLiteFailure) -> Set<String> {
        let list = try PreparedStatement(
            connection,
            sql: """
                SELECT name FROM pragma_function_list
                WHERE flags & \(SQLITE_INNOCUOUS) OR name GLOB 'json*' OR name GLOB '->*'
                """
        )
        var names: Set<String> = []
        while try list.step() { names.insert(list.text(0)) }
        return names.subtracting(["sqlite_log"])
    }

    /// Forgets the last refusal.
    func reset() { refusal = nil }

    /// Runs our own statements.
    func off<Value>(_ body: () throws -> Value) rethrows -> Value {
        isOff = true
        defer { isOff = false }
        return try body()
    }

    private func authorize(
        _ action: Int32,
        _ first: UnsafePointer<CChar>?,
        _ second: UnsafePointer<CChar>?
    ) -> Int32 {
        if isOff { return SQLITE_OK }
        guard let refused = refusal(action, first, second) else { return SQLITE_OK }
        refusal = refusal ?? refused
        return SQLITE_DENY
    }

    private func refusal(
        _ action: Int32,
        _ first: UnsafePointer<CChar>?,
        _ second: UnsafePointer<CChar>?
    ) -> Refusal? {
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return nil
        case SQLITE_FUNCTION:
            let name = second.map { String(cString: $0).lowercased() } ?? ""
            return functions.contains(name) ? nil : .function(name)
        case SQLITE_PRAGMA:
            let name = first.map { String(cString: $0).lowercased() } ?? ""
            if Self.pragmas.contains(name) { return nil }
            if Self.argumentlessPragmas.contains(name), second == nil { return nil }
            return .pragma(name)
        case SQLITE_ATTACH, SQLITE_DETACH: return .attaching
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: return .transaction
        default: return .writing
        }
    }
}
