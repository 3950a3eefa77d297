import Flows
import GRDB

extension LogReader {
    /// Which of these flows an operator edited in flight.
    public func editedFlows(among flows: [FlowID]) throws(LogError) -> Set<FlowID> {
        guard !flows.isEmpty else { return [] }
        return try read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT 1 FROM log_event WHERE stream_id = ? AND type = 'edited' LIMIT 1"
            )
            var edited: Set<FlowID> = []
            for flow in flows
            where try Int.fetchOne(statement, arguments: [DataBlob(flow.bytes)]) != nil {
                edited.insert(flow)
            }
            return edited
        }
    }
}
