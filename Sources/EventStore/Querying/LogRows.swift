import Flows
import GRDBSQLite
import Queries

/// How many rows a source has in a query's window: what the query had to look at.
enum LogRows {
    static func count(
        of source: SourceClause?,
        in scope: QueryScope,
        _ connection: OpaquePointer
    ) throws(SQLiteFailure) -> Int {
        let window = scope.positions
        switch source?.selection {
        case nil, .flows, .accessLogs: return try flows(in: window, connection)
        case .events: return window.count
        case .functionLogs(let groups):
            let count = FunctionLogSource.countText(of: groups, at: window)
            return Int(try PreparedStatement.integer(count, on: connection) ?? 0)
        }
    }

    /// Flows are numbered without gaps.
    static func flows(
        in window: Range<Int64>,
        _ connection: OpaquePointer
    ) throws(SQLiteFailure) -> Int {
        // In the past `flow_state` is a view over two tables; SQLite goes down to their keys when what
        // it orders by is among the columns.
        func number(_ order: String) throws(SQLiteFailure) -> Int64? {
            try PreparedStatement.integer(
                """
                SELECT number, first_position FROM flow_state WHERE first_position BETWEEN ? AND ?
                ORDER BY first_position \(order) LIMIT 1
                """,
                window.lowerBound,
                window.upperBound - 1,
                on: connection
            )
        }
        guard let first = try number("ASC"), let last = try number("DESC") else { return 0 }
        return Int(last - first + 1)
    }
}
