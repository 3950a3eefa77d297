import Flows
import GRDB
import Queries

extension LogReader {
    /// The flows of a window that meet a condition, newest first.
    ///
    /// - `condition`: over the names of ``QuerySchema/flows``.
    /// - `now`: what moments such as `-15m` in it count from.
    public func flows(
        _ listing: FlowListing,
        matching condition: Expression,
        now: Timestamp = .now(),
        limits: ReadLimits = ReadLimits()
    ) throws(QueryFailure) -> FlowPage {
        try answering { database in
            let connection = database.sqliteConnection!
            return try ReadWatch.watching(connection, limits) {
                let window = try LogPositions(connection)
                    .window(since: listing.since, until: listing.until)
                let scope = QueryScope(connection, positions: window, now: now)
                let filter = try FlowFilter(condition, listing.conditions, in: scope)
                let flows = try Self.flows(of: filter, "DESC", limit: listing.limit, in: database)
                let matched =
                    flows.count < listing.limit
                    ? flows.count : try Int.fetchOne(database, sql: filter.count) ?? 0
                return FlowPage(
                    flows: flows,
                    matched: matched,
                    total: try LogRows.flows(in: window, connection)
                )
            }
        }
    }

    /// The newest flow that began before a position and meets a condition: for running backwards.
    public func flow(
        before position: Int64,
        matching condition: Expression?,
        now: Timestamp = .now(),
        limits: ReadLimits = ReadLimits()
    ) throws(QueryFailure) -> FlowSummary? {
        try flow(in: 1..<max(1, position), "DESC", condition, now, limits)
    }

    /// The oldest flow that began after a position and meets a condition.
    public func flow(
        after position: Int64,
        matching condition: Expression?,
        now: Timestamp = .now(),
        limits: ReadLimits = ReadLimits()
    ) throws(QueryFailure) -> FlowSummary? {
        try flow(in: position + 1..<Int64.max, "ASC", condition, now, limits)
    }

    /// ``flowsEnded(after:)``, but only the flows that meet a condition.
    public func flowsEnded(
        after position: Int64,
        matching condition: Expression,
        now: Timestamp = .now(),
        limits: ReadLimits = ReadLimits()
    ) throws(QueryFailure) -> EndedFlows {
        var ended: EndedFlows
        do {
            ended = try flowsEnded(after: position)
        } catch {
            throw .log(error)
        }
        let positions = ended.flows.map(\.firstPosition)
        let matching: Set<Int64> = try answering { database in
            let connection = database.sqliteConnection!
            return try ReadWatch.watching(connection, limits) {
                // The condition is checked also when nothing has ended.
                let first = positions.min() ?? 1
                let scope = QueryScope(
                    connection,
                    positions: first..<(positions.max() ?? 0) + 1,
                    now: now
                )
                let list = positions.map(String.init).joined(separator: ", ")
                let filter = try FlowFilter(condition, ["first_position IN (\(list))"], in: scope)
                return Set(try Int64.fetchAll(database, sql: filter.positions(limit: .max)))
            }
        }
        ended.flows.removeAll { !matching.contains($0.firstPosition) }
        return ended
    }

    private func flow(
        in positions: Range<Int64>,
        _ order: String,
        _ condition: Expression?,
        _ now: Timestamp,
        _ limits: ReadLimits
    ) throws(QueryFailure) -> FlowSummary? {
        try answering { database in
            let connection = database.sqliteConnection!
            return try ReadWatch.watching(connection, limits) {
                let scope = QueryScope(connection, positions: positions, now: now)
                let filter = try FlowFilter(condition, [], in: scope)
                return try Self.flows(of: filter, order, limit: 1, in: database).first
            }
        }
    }
}

extension LogReader {
    /// First where the flows are, then their rows: so both go by keys, in the past, too.
    private static func flows(
        of filter: FlowFilter,
        _ order: String,
        limit: Int,
        in database: Database
    ) throws -> [FlowSummary] {
        let positions = try Int64.fetchAll(database, sql: filter.positions(order, limit: limit))
        let list = positions.map(String.init).joined(separator: ", ")
        return try summaries(
            """
            SELECT \(FlowSummary.columns) FROM flow_state WHERE first_position IN (\(list))
            ORDER BY first_position \(order)
            """,
            [],
            in: database
        )
    }
}

/// The flows at some positions that meet a condition, as SQL.
private struct FlowFilter {
    private let scope: QueryScope
    private let relation: Relation
    private let place: String

    /// - `rest`: further conditions, on the columns of `flow_state`.
    init(
        _ condition: Expression?,
        _ rest: [String],
        in scope: QueryScope
    ) throws(QueryError) {
        self.scope = scope
        let flows = FlowSource.relation(in: scope, rest)
        if let condition {
            let text = try ExpressionLowering(flows, in: scope, outcome: "#outcome")
                .condition(condition)
            relation = scope.relation(after: flows) { "\n  WHERE \(text)" }
        } else {
            relation = flows
        }
        place = relation.column("#order").sql
    }

    private var steps: String { "WITH \(scope.relations.map(\.text).joined(separator: ",\n"))\n" }

    var count: String { "\(steps)SELECT count(*) FROM \(relation.name)" }

    func positions(_ order: String = "DESC", limit: Int) -> String {
        """
        \(steps)SELECT \(place) FROM \(relation.name)
        ORDER BY \(place) \(order) LIMIT \(limit)
        """
    }
}
