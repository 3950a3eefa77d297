import Flows
import GRDB
import GRDBSQLite
import Queries

extension LogReader {
    /// Answers a query.
    public func run(_ query: Query) throws(QueryFailure) -> QueryResult {
        try answering { database in
            let connection = database.sqliteConnection!
            return try ReadWatch.watching(connection, query.limits) {
                try Self.run(query, on: connection)
            }
        }
    }

    /// The SQL that a query is lowered to, and how SQLite goes about it, for people.
    public func explain(_ query: Query) throws(QueryFailure) -> String {
        try answering { database in
            let connection = database.sqliteConnection!
            let scope = try Self.scope(of: query, on: connection)
            var lowering = try QueryLowering(query.pipeline, in: scope)
            let (sql, _, _) = try lowering.statement(rowLimit: query.rowLimit)
            let plan = try PreparedStatement(connection, sql: "EXPLAIN QUERY PLAN " + sql)
            var lines: [String] = []
            var depths: [Int64: Int] = [:]
            while try plan.step() {
                let depth = depths[plan.integer(1)].map { $0 + 1 } ?? 0
                depths[plan.integer(0)] = depth
                lines.append(String(repeating: "  ", count: depth) + plan.text(3))
            }
            return sql + ";\n\n" + lines.joined(separator: "\n") + "\n"
        }
    }

    /// Runs `body` on a snapshot, with every failure in the words of a query.
    func answering<Value>(
        _ body: (Database) throws -> Value
    ) throws(QueryFailure) -> Value {
        do {
            return try snapshot(body)
        } catch let failure as QueryFailure {
            throw failure
        } catch let error as QueryError {
            throw .query(error)
        } catch {
            throw .log(LogDatabase.logError(error, path: path))
        }
    }

    static func scope(
        of query: Query,
        on connection: OpaquePointer
    ) throws(SQLiteFailure) -> QueryScope {
        try QueryScope(connection, since: query.since, until: query.until, now: query.now)
    }

    private static func run(_ query: Query, on connection: OpaquePointer) throws -> QueryResult {
        let scope = try scope(of: query, on: connection)
        var lowering = try QueryLowering(query.pipeline, in: scope)
        let (sql, types, isCuttable) = try lowering.statement(rowLimit: query.rowLimit)
        try DiscoveredFields(scope).checkUses()
        if let failure = scope.functions.failure { throw failure }
        let names = DisclosedNames(query.pipeline)
        let columns = zip(lowering.output, types).map {
            QueryResult.Column(
                name: $0.name,
                type: $1,
                disclosure: names.disclosure(of: $0.field)
            )
        }
        var result = QueryResult(
            columns: columns,
            rows: [],
            flows: [],
            scanned: try LogRows.count(of: query.pipeline.source, in: scope, connection),
            isCut: false,
            warnings: scope.warnings
        )
        let statement = try PreparedStatement(connection, sql: sql)
        var byteCount = 0
        while try statement.step() {
            let isFull = isCuttable && result.rows.count == query.rowLimit
            guard !isFull, byteCount < query.limits.bytes else {
                result.isCut = true
                break
            }
            let row = columns.indices.map { statement.value($0, type: types[$0]) }
            byteCount += row.reduce(64) { $0 + $1.byteCount }
            result.rows.append(row)
            if lowering.isOfFlows {
                result.flows.append(FlowID(bytes: statement.blobBytes(columns.count)))
            }
        }
        if result.rows.isEmpty {
            result.warnings += try LogGroups.warnings(query.pipeline.source, in: scope, connection)
        }
        return result
    }
}

extension QueryValue {
    /// What it takes in memory, about: texts of up to 15 bytes stand in the value itself.
    fileprivate var byteCount: Int {
        switch self {
        case .null, .boolean, .number: 24
        case .string(let text), .structure(let text):
            text.utf8.count > 15 ? 72 + text.utf8.count : 24
        }
    }
}
