import Flows
import GRDB

extension LogReader {
    /// The number of the newest batch of replays; 0 when there is none.
    public func lastBatchNumber() throws(LogError) -> Int {
        try read { database in
            try Int.fetchOne(
                database,
                sql: """
                    SELECT max(json_extract(data, '$.number')) FROM log_event
                    WHERE stream_kind = 3 AND type = 'batchStarted'
                    """
            ) ?? 0
        }
    }

    /// The batch of replays with a number; nil when there is none.
    public func batch(number: Int) throws(LogError) -> BatchRecord? {
        try read { database in
            let first = try Row.fetchOne(
                database,
                sql: """
                    SELECT * FROM log_event WHERE stream_kind = 3 AND type = 'batchStarted'
                    AND json_extract(data, '$.number') = ?
                    """,
                arguments: [number]
            )
            return try first.flatMap { try Self.batch($0, number: number, in: database) }
        }
    }

    private static func batch(
        _ first: Row,
        number: Int,
        in database: Database
    ) throws -> BatchRecord? {
        let stream: DataBlob = first["stream_id"]
        let data: String = first["data"]
        guard let id = FlowID(bytes: stream.bytes),
            let fields = try? EventFields(json: Array(data.utf8)),
            let mode = fields.string("mode").flatMap({ ReplayMode(rawValue: $0) })
        else { return nil }
        let contents = try EventRows.contents(
            at: first["position"],
            [.request, .text],
            in: database
        )
        let last = try Row.fetchOne(
            database,
            sql: "SELECT * FROM log_event WHERE stream_id = ? ORDER BY revision DESC LIMIT 1",
            arguments: [stream]
        )
        let end = last.flatMap { row -> String? in
            guard row["type"] == "batchEnded" else { return nil }
            let data: String = row["data"]
            return (try? EventFields(json: Array(data.utf8)))?.string("reason")
        }
        return BatchRecord(
            id: id,
            number: number,
            revision: last?["revision"] ?? 1,
            startedAt: Timestamp(microseconds: first["recorded_at"]),
            mode: mode,
            operatorName: fields.string("operator"),
            count: Int(fields.integer("count") ?? 0),
            request: contents.first { $0.name == .request }?.bytes,
            condition: contents.first { $0.name == .text }
                .map { String(decoding: $0.bytes, as: UTF8.self) },
            endReason: end
        )
    }

    /// The replays of flows, oldest first.
    ///
    /// - `batch`: only those of this batch (`b-12`); nil: all.
    public func replays(
        of origins: [FlowID],
        in batch: String? = nil
    ) throws(LogError) -> [FlowID: [FlowSummary]] {
        try read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(FlowSummary.columns) FROM flow_state
                    WHERE replay_of = ?1 AND replay_of IS NOT NULL AND (?2 IS NULL OR ?2 =
                        (SELECT json_extract(data, '$.batch') FROM log_event
                        WHERE position = first_position))
                    ORDER BY first_position
                    """
            )
            var replays: [FlowID: [FlowSummary]] = [:]
            for origin in origins {
                let rows = try Row.fetchCursor(
                    statement,
                    arguments: [DataBlob(origin.bytes), batch]
                )
                while let row = try rows.next() {
                    guard let flow = FlowSummary(row: row) else { continue }
                    replays[origin, default: []].append(flow)
                }
            }
            return replays
        }
    }

    /// The rows of flows, in the order asked; those that the log does not have are left out.
    public func flows(_ ids: [FlowID]) throws(LogError) -> [FlowSummary] {
        try read { database in try ids.compactMap { try Self.flow($0, in: database) } }
    }

    /// The events of one flow in order, with those contents that are asked for.
    public func events(
        of flow: FlowID,
        contents: Set<ContentName>
    ) throws(LogError) -> [RecordedEvent] {
        try read { try EventRows.events(of: flow, contents: contents, in: $0) }
    }
}
