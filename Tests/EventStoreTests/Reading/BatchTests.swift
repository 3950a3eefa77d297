import Flows
import GRDB
import Testing

@testable import EventStore

/// Batches of replays in the log.
@Suite struct `A batch in the log` {
    @Test func `is found by its number, with all that was asked`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var random = SeededGenerator(1)
        var first = BatchCursor(id: random.flowID())
        var second = BatchCursor(id: random.flowID())
        Self.start(&first, number: 1, in: log)
        Self.start(&second, number: 2, in: log)
        log.recordBatch("batchEnded", of: &first) { $0.put("reason", "stopped") }
        log.recordBatch("batchContinued", of: &first) { $0.put("count", 1) }
        log.recordBatch("batchEnded", of: &second) { $0.put("reason", "finished") }
        await log.close()

        let reader = try LogReader(path: folder.path)
        #expect(try reader.lastBatchNumber() == 2)
        let record = try #require(try reader.batch(number: 1))
        #expect(record.id == first.id)
        #expect(record.name == "b-1")
        #expect(record.revision == 3)
        #expect(record.mode == .event)
        #expect(record.count == 7)
        #expect(record.operatorName == "dana")
        #expect(record.request == Array("plan 1".utf8))
        #expect(record.condition == "failed since -1h")
        // It goes on: its last run has not ended.
        #expect(record.endReason == nil)
        #expect(try reader.batch(number: 2)?.endReason == "finished")
        #expect(try reader.batch(number: 3) == nil)
        #expect(BatchCursor(continuing: record).revision == 3)
        #expect(try leafMismatches(in: folder.connection()) == [])
        let rows = try await folder.connection().read {
            try String.fetchAll(
                $0,
                sql: "SELECT short_id || ' ' || count || ' ' || operator || ' '"
                    + " || coalesce(end_reason, '-') FROM batches ORDER BY short_id"
            )
        }
        #expect(rows == ["b-1 7 dana -", "b-2 7 dana finished"])
    }

    @Test func `has its replays, and a flow has its own`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var random = SeededGenerator(2)
        let origins = (0..<3).map { _ in random.flowID() }
        for origin in origins { _ = try Self.replay(nil, nil, origin, in: log, &random) }
        let one = try Self.replay(origins[0], "b-1", nil, in: log, &random)
        let two = try Self.replay(origins[0], "b-2", nil, in: log, &random)
        let other = try Self.replay(origins[1], nil, nil, in: log, &random)
        await log.close()

        let reader = try LogReader(path: folder.path)
        let all = try reader.replays(of: origins).mapValues { $0.map(\.id) }
        #expect(all == [origins[0]: [one, two], origins[1]: [other]])
        #expect(
            try reader.replays(of: origins, in: "b-2").mapValues { $0.map(\.id) } == [
                origins[0]: [two]
            ]
        )
        #expect(
            try reader.flows([two, origins[2], random.flowID()]).map(\.id) == [two, origins[2]]
        )
        let rows = try await folder.connection().read {
            try String.fetchAll(
                $0,
                sql:
                    "SELECT short_id || ' ' || origin || ' ' || coalesce(batch, '-') || ' ' || mode"
                    + " FROM replays ORDER BY sent_at, batch"
            )
        }
        #expect(rows.count == 3)
        #expect(rows.contains("\(two.shortID) \(origins[0].shortID) b-2 http"))
    }

    @Test func `is named by its number only`() {
        #expect(BatchRecord.number("b-12") == 12)
        for text in ["b-", "b-0", "b-x", "b--1", "b-+1", "12", "B-12", "b-1 "] {
            #expect(BatchRecord.number(text) == nil, "\(text)")
        }
    }

    private static func start(_ batch: inout BatchCursor, number: Int, in log: EventLog) {
        log.recordBatch(
            "batchStarted",
            of: &batch,
            contents: [
                Content(.request, Array("plan \(number)".utf8)),
                Content(.text, Array("failed since -1h".utf8)),
            ]
        ) {
            $0.put("number", number)
            $0.put("mode", ReplayMode.event)
            $0.put("operator", "dana")
            $0.put("count", 7)
        }
    }

    /// Records the beginning of a flow that replays `origin`, or of one that replays none.
    private static func replay(
        _ origin: FlowID?,
        _ batch: String?,
        _ id: FlowID?,
        in log: EventLog,
        _ random: inout SeededGenerator
    ) throws -> FlowID {
        let id = id ?? random.flowID()
        let kind: FlowKind = origin == nil ? .door : .replay
        var cursor = FlowCursor(id: id, kind: kind)
        let sent = Sent(
            kind: kind,
            api: nil,
            apiKind: .http,
            stage: nil,
            method: "GET",
            protocolName: "HTTP/1.1",
            headBytes: 1,
            bodyBytes: 0,
            isComplete: true,
            traceID: nil,
            replayOf: origin,
            operatorName: nil,
            mode: origin == nil ? nil : .http,
            batch: batch
        )
        try log.record([NewEvent(.sent(sent), at: .now())], of: &cursor)
        return id
    }
}
