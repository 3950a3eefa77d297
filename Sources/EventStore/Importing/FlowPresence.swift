import Flows
import GRDB

/// Tells which flows a log has, in a connection of its own that can write nothing.
public final class FlowPresence: @unchecked Sendable {
    // Sendable: one caller at a time asks, and the queue has its own lock.
    private let queue: DatabaseQueue
    private let path: String

    public init(path: String) throws(LogError) {
        self.path = path
        do {
            queue = try LogDatabase.openForReading(path: path)
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }

    /// Of these flows, the imported ones whose function no event names though it ran, each with the
    /// revision of its last event.
    public func unnamed(among flows: some Sequence<FlowID>) throws(LogError) -> [FlowID: Int] {
        do {
            return try queue.read { database in
                let statement = try database.cachedStatement(
                    sql: """
                        SELECT max(revision) FROM log_event WHERE stream_id = ?
                        HAVING sum(type = 'triggered') > 0
                        AND sum(type IN ('triggered', 'imported')
                        AND json_extract(data, '$.function') IS NOT NULL) = 0
                        """
                )
                var revisions: [FlowID: Int] = [:]
                for flow in flows {
                    let arguments: StatementArguments = [DataBlob(flow.bytes)]
                    revisions[flow] = try Int.fetchOne(statement, arguments: arguments)
                }
                return revisions
            }
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }

    /// Those of `flows` that the database has a first event of.
    public func present(among flows: [FlowID]) throws(LogError) -> Set<FlowID> {
        do {
            return try queue.read { database in
                let statement = try database.cachedStatement(
                    sql: "SELECT 1 FROM log_event WHERE stream_id = ? AND revision = 1"
                )
                return try Set(
                    flows.filter {
                        try Int.fetchOne(statement, arguments: [DataBlob($0.bytes)]) != nil
                    }
                )
            }
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }
}
