import Flows
import GRDB

extension LogReader {
    /// The service's own events of one type, newest first: `serviceStarted`, `codeChanged` …
    public func serviceEvents(_ type: String, limit: Int) throws(LogError) -> [LoggedEvent] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM log_event WHERE stream_kind = 2 AND type = ?
                    ORDER BY position DESC LIMIT ?
                    """,
                arguments: [type, limit]
            ).map(LoggedEvent.init(row:))
        }
    }
}
