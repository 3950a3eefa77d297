import Flows
import GRDB
import GRDBSQLite

/// Shows a connection the log as it was when an earlier position was its head.
///
/// Temporary views stand before the tables and public views of the same names. Events, contents and
/// lines after the position are left out; a flow that went on after it, and its attempts, are shown
/// from temporary tables that hold what the projections held then: the fold of the flow's events
/// up to the position. Contents that were erased since stay erased, they are gone.
///
/// ```
/// flow_state of main, last_position <= N   ┐
///                                          ├─ temp view flow_state ── temp views flows, steps …
/// past_flow, folded: first <= N < last     ┘
/// ```
///
/// Owned by the connection's owner.
final class PastView {
    /// The head of the log that is shown.
    let position: Int64
    private let connection: OpaquePointer
    /// The head of the whole log when the temporary tables were last brought up to date.
    var seenHead: Int64 = 0

    /// Flows that went on for longer than this have an index of their own, `flow_long`.
    private static let longFlow: Int64 = 4096

    /// Sets up the views. The connection must still be allowed to write its temporary schema.
    init(of connection: OpaquePointer, at position: Int64) throws(SQLiteFailure) {
        self.connection = connection
        self.position = position
        for (table, past) in [("flow_state", "past_flow"), ("attempt_state", "past_attempt")] {
            try createTable(past, like: table)
        }
        let views = try publicViews()
        let tables = [
            "log_event": "SELECT * FROM main.log_event WHERE position <= \(position)",
            "log_content": "SELECT * FROM main.log_content WHERE id < \((position + 1) << 3)",
            "log_line": "SELECT * FROM main.log_line WHERE id < \((position + 1) << 24)",
            "flow_state": """
            SELECT * FROM main.flow_state
                WHERE first_position <= \(position) AND last_position <= \(position)
            UNION ALL SELECT * FROM temp.past_flow
            """,
            "attempt_state": """
            SELECT * FROM main.attempt_state WHERE position <= \(position)
                AND first_position NOT IN (SELECT first_position FROM temp.past_flow)
            UNION ALL SELECT * FROM temp.past_attempt
            """,
        ]
        for (name, select) in tables {
            try PreparedStatement.execute("CREATE TEMP VIEW \(name) AS \(select)", on: connection)
        }
        // A view of the file binds to the file's tables, one of the temporary schema to ours.
        for view in views {
            try PreparedStatement.execute(
                "CREATE TEMP VIEW" + view.dropFirst("CREATE VIEW".count),
                on: connection
            )
        }
    }

    private func createTable(_ name: String, like table: String) throws(SQLiteFailure) {
        let schema = try PreparedStatement(
            connection,
            sql: "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = '\(table)'"
        )
        let head = "CREATE TABLE \(table)"
        guard try schema.step(), schema.text(0).hasPrefix(head) else {
            throw SQLiteFailure(code: SQLITE_CORRUPT, message: "the log has no table \(table)")
        }
        let definition = schema.text(0).dropFirst(head.count)
        try PreparedStatement.execute("CREATE TEMP TABLE \(name)\(definition)", on: connection)
    }

    private func publicViews() throws(SQLiteFailure) -> [String] {
        let schema = try PreparedStatement(
            connection,
            sql: "SELECT sql FROM main.sqlite_master WHERE type = 'view'"
        )
        var views: [String] = []
        while try schema.step() { views.append(schema.text(0)) }
        return views
    }

    /// Brings the temporary tables up to date, in the transaction that will read.
    ///
    /// - `events`: gives the flow's events up to a position, with the contents that
    /// projections are made of.
    func refresh(events: (FlowID, _ through: Int64) throws -> [RecordedEvent]) throws {
        let head =
            try PreparedStatement.integer(
                "SELECT max(position) FROM main.log_event",
                on: connection
            ) ?? 0
        guard head > seenHead else { return }
        if try hasErasure(after: seenHead) {
            try PreparedStatement.execute(
                "DELETE FROM temp.past_flow; DELETE FROM temp.past_attempt",
                on: connection
            )
        }
        let flows = try openFlows()
        if !flows.isEmpty {
            let flowRow = try BoundStatement(
                connection,
                sql: ProjectionRows.flowInsert(into: "temp.past_flow")
            )
            let attemptRow = try BoundStatement(
                connection,
                sql: ProjectionRows.attemptInsert(into: "temp.past_attempt")
            )
            for (id, number) in flows {
                guard let flow = try Flow(events: events(id, position)) else { continue }
                try ProjectionRows.write(FlowSummary(flow), number: number, with: flowRow)
                for attempt in flow.attempts {
                    try ProjectionRows.write(attempt, of: flow, with: attemptRow)
                }
            }
        }
        seenHead = head
    }

    /// Whether contents may have gone since: what was folded with them must not be shown on.
    private func hasErasure(after position: Int64) throws(SQLiteFailure) -> Bool {
        guard position > 0 else { return false }
        let found = try PreparedStatement.integer(
            "SELECT 1 FROM main.log_event WHERE position > ? AND type = 'erased' LIMIT 1",
            position,
            on: connection
        )
        return found != nil
    }

    /// The flows that began at the position or before it, went on after it, and are not folded yet.
    private func openFlows() throws(SQLiteFailure) -> [(id: FlowID, number: Int64)] {
        let statement = try PreparedStatement(
            connection,
            sql: """
                SELECT flow_id, number FROM main.flow_state
                WHERE first_position BETWEEN ?1 - \(Self.longFlow) AND ?1 AND last_position > ?1
                    AND first_position NOT IN (SELECT first_position FROM temp.past_flow)
                UNION ALL
                SELECT flow_id, number FROM main.flow_state
                WHERE last_position > ?1 AND last_position - first_position > \(Self.longFlow)
                    AND first_position < ?1 - \(Self.longFlow)
                    AND first_position NOT IN (SELECT first_position FROM temp.past_flow)
                """
        )
        sqlite3_bind_int64(statement.pointer, 1, position)
        var flows: [(id: FlowID, number: Int64)] = []
        while try statement.step() {
            guard let id = FlowID(bytes: statement.blobBytes(0)) else { continue }
            flows.append((id, statement.integer(1)))
        }
        return flows
    }
}
