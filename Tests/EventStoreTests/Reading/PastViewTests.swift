import Flows
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite("The log as it was") struct PastViewTests {
    static let relations = [
        "log_event", "log_content", "flow_state", "attempt_state", "log_line", "flows", "events",
        "steps", "attempts", "logs", "replays", "batches",
    ]

    @Test(arguments: 0..<2)
    func `at every position has the rows of a log that ended there`(seed: Int) async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(70, seed: 40 + seed, givesNUL: false, in: log)
        log.recordService("test") { $0.put("operator", "ada") }
        await log.close()
        for position in Int64(1)...71 {
            let shorter = try Self.log(endingAt: position, from: folder)
            let past = try LogReader(path: folder.path, asOf: position)
            let then = try LogReader(path: shorter.path)
            #expect(try past.head() == position)
            for relation in Self.relations {
                let rows = try past.rows(of: relation)
                #expect(try rows == then.rows(of: relation), "\(relation) as of \(position)")
            }
            var listing = FlowListing()
            listing.limit = 1000
            #expect(try past.flows(listing) == then.flows(listing))
        }
    }

    /// A log with only the first events, its projections computed from them.
    static func log(endingAt position: Int64, from folder: TemporaryLog) throws -> TemporaryLog {
        let copy = try folder.copyAsAfterCrash()
        let queue = try copy.connection()
        try queue.inDatabase {
            try $0.execute(
                sql: """
                    DROP TRIGGER log_event_no_delete;
                    DELETE FROM log_event WHERE position > \(position);
                    DELETE FROM log_content WHERE id >= \((position + 1) * 8)
                    """
            )
        }
        try queue.close()
        let writer = try LogWriter(path: copy.path, durability: .process)
        _ = try writer.rebuild { _ in }
        writer.close()
        return copy
    }

    @Test func `stays as it was while the log grows`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var random = SeededGenerator(5)
        random.givesNUL = false
        var flows = (0..<6).map { _ in random.testFlow(.door) }
        for index in flows.indices {
            let event = flows[index].next(&random)
            try log.record([event], of: &flows[index].cursor)
        }
        await log.sync()
        let head = log.head
        let past = try LogReader(path: folder.path, asOf: head)
        let before = try Self.relations.map { try past.rows(of: $0) }
        for index in flows.indices {
            while flows[index].cursor.phase != .ended {
                let event = flows[index].next(&random)
                try log.record([event], of: &flows[index].cursor)
            }
            await log.sync()
            #expect(try Self.relations.map { try past.rows(of: $0) } == before)
        }
        #expect(try past.head() == head)
        await log.close()
    }

    @Test func `a failed reading loses no flow that was open then`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(60, seed: 9, givesNUL: false, in: log)
        await log.close()
        let past = try LogReader(path: folder.path, asOf: 30)
        #expect(throws: CancellationError.self) {
            try past.snapshot { _ in throw CancellationError() }
        }
        let shorter = try Self.log(endingAt: 30, from: folder)
        let then = try LogReader(path: shorter.path)
        #expect(try past.rows(of: "flow_state") == then.rows(of: "flow_state"))
    }

    @Test func `shows no content that was erased since`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var random = SeededGenerator(3)
        var flow = random.testFlow(.door)
        while flow.cursor.phase != .ended {
            let event = flow.next(&random)
            try log.record([event], of: &flow.cursor)
        }
        await log.sync()
        let past = try LogReader(path: folder.path, asOf: 2)
        #expect(try past.flows(FlowListing()).flows.first?.path != nil)
        let erased = NewEvent(.noted(Noted(.erased, operatorName: "ada")), at: .now())
        try log.record([erased], of: &flow.cursor)
        await log.close()
        try await folder.connection().write { try $0.execute(sql: "DELETE FROM log_content") }
        let summary = try #require(try past.flows(FlowListing()).flows.first)
        #expect(summary.lastPosition == 2)
        #expect(summary.path == nil)
        #expect(try past.events(of: flow.cursor.id).map(\.contents) == [[], []])
    }

    @Test func `looks for open flows by index, however long they went on`() async throws {
        let folder = try TemporaryLog()
        await (try EventLog(path: folder.path)).close()
        let queue = try folder.connection()
        try await queue.write { database in
            for (first, last) in [(1, 9000), (5000, 9001), (8500, 8600), (8900, 9500)] {
                try database.execute(
                    sql: """
                        INSERT INTO flow_state (first_position, last_position, flow_id, short_id,
                            kind, step, state, sent_at, attempts, number)
                        VALUES (?, ?, x'00', 0, 'door', 0, 'new', 0, 0, 0)
                        """,
                    arguments: [first, last]
                )
            }
        }
        let reader = try LogReader(path: folder.path)
        let plan = try reader.queryPlan(
            """
            SELECT flow_id FROM flow_state
            WHERE last_position > 8999 AND last_position - first_position > 4096
                AND first_position < 8999 - 4096
            """
        )
        #expect(plan == ["SEARCH flow_state USING INDEX flow_long (last_position>?)"])
    }

    @Test func `a moment is the last position recorded by then`() async throws {
        let folder = try TemporaryLog()
        let clock = ManualClock(Timestamp(microseconds: 1_000_000))
        let log = try EventLog(path: folder.path, clock: { clock.now })
        for second in [1, 1, 2, 5] {
            clock.now = Timestamp(microseconds: Int64(second) * 1_000_000)
            log.recordService("test") { _ in }
        }
        await log.close()
        let reader = try LogReader(path: folder.path)
        let moments: [(Int64, Int64)] = [
            (0, 0), (999_999, 0), (1_000_000, 2), (1_500_000, 2), (2_000_000, 3), (4_999_999, 3),
            (5_000_000, 4), (99_000_000, 4),
        ]
        for (moment, position) in moments {
            #expect(try reader.position(at: Timestamp(microseconds: moment)) == position)
        }
    }
}
