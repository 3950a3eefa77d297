import Flows
import GRDB

/// What came to one route of one API, as the log knows it.
public struct RouteCount: Equatable, Sendable {
    /// Nil for the Invoke API.
    public var api: String?
    /// `http`, `rest` or `invoke`.
    public var apiKind: String?
    public var stage: String?
    /// `POST /orders/{id}`, `$default`; nil when the gateway answered before any function was called.
    public var route: String?
    public var function: String?
    /// In the window.
    public var requests: Int
    public var failures: Int
    /// When the newest request was sent, in the window or not long before it.
    public var lastSeen: Timestamp

    public init(
        api: String?,
        apiKind: String?,
        stage: String?,
        route: String?,
        function: String?,
        requests: Int,
        failures: Int,
        lastSeen: Timestamp
    ) {
        self.api = api
        self.apiKind = apiKind
        self.stage = stage
        self.route = route
        self.function = function
        self.requests = requests
        self.failures = failures
        self.lastSeen = lastSeen
    }
}

extension LogReader {
    /// How many positions before the head are looked at for what the window has not: names and when
    /// they were last seen. Some ten thousand flows, which takes tens of milliseconds.
    static let lookBack: Int64 = 65_536

    /// Bound to the first position of the window, the one to look back to, and the last.
    static let routes = """
        SELECT api, api_kind, stage, route, function, sum(first_position >= ?1),
            sum(first_position >= ?1 AND coalesce(outcome, '') IN
                ('function error', 'gateway failure', 'interrupted')),
            max(sent_at)
        FROM flow_state WHERE first_position BETWEEN min(?1, ?2) AND ?3
        GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 4, 5
        """

    /// Requests and failures of each route in a window, and the routes seen not long before it. The
    /// cost is that of the flows in the window.
    public func routeCounts(
        since: Timestamp?,
        until: Timestamp?
    ) throws(LogError) -> [RouteCount] {
        try counts(Self.routes, since: since, until: until) { row in
            RouteCount(
                api: row[0],
                apiKind: row[1],
                stage: row[2],
                route: row[3],
                function: row[4],
                requests: row[5],
                failures: row[6],
                lastSeen: Timestamp(microseconds: row[7])
            )
        }
    }

    /// The rows of a count over a window and what came not long before it.
    func counts<Count>(
        _ sql: String,
        since: Timestamp?,
        until: Timestamp?,
        _ count: (Row) -> Count
    ) throws(LogError) -> [Count] {
        try read { database in
            let window = try LogPositions(database.sqliteConnection!)
                .window(since: since, until: until)
            let look = [
                window.lowerBound, window.upperBound - Self.lookBack, window.upperBound - 1,
            ]
            let rows = try Row.fetchAll(database, sql: sql, arguments: StatementArguments(look))
            return rows.map(count)
        }
    }
}
