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
