import Flows
import GRDB

extension LogReader {
    /// Bound to the type and the most rows.
    static let eventsOfService = """
        SELECT * FROM log_event WHERE stream_kind = 2 AND type = ?
        ORDER BY position DESC LIMIT ?
        """

    /// The service's own events of one type, newest first: `serviceStarted`, `codeChanged` …
    public func serviceEvents(_ type: String, limit: Int) throws(LogError) -> [LoggedEvent] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: Self.eventsOfService,
                arguments: [type, limit]
            ).map(LoggedEvent.init(row:))
        }
    }
}
