import Flows
import GRDB
import Testing

@testable import EventStore

@Suite struct `Rebuilding the projections` {
    @Test(arguments: 0..<5)
    func `gives the very rows that the live log made, whatever was done to them`(
        seed: Int
    ) async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        let recorded = try await RecordedFlows.record(400, seed: seed, in: log)
        log.recordService("test") { _ in }
        await log.close()
        // Ends the flows that were under way.
        try LogRecovery.bringUpToDate(path: folder.path)
        let live = try folder.projections()
        let interrupted = recorded.begun.count { $0.cursor.isUnfinished }
        #expect(live["flow_state"]?.count == recorded.begun.count)
        #expect(live["attempt_state"]?.isEmpty == false)
        #expect(live["log_line"]?.isEmpty == false)
        #expect(try rebuild(folder) == 400 + Int64(interrupted))
        #expect(try folder.projections() == live)
        try await tamper(folder)
        #expect(try folder.projections() != live)
        #expect(try rebuild(folder) == 400 + Int64(interrupted))
        #expect(try folder.projections() == live)
    }

    private func rebuild(_ folder: TemporaryLog) throws -> Int64 {
        try LogRecovery.rebuild(path: folder.path) { _ in }
    }

    private func tamper(_ folder: TemporaryLog) async throws {
        try await folder.connection().write { database in
            try database.execute(
                sql: """
                    DELETE FROM flow_state WHERE first_position % 3 = 0;
                    UPDATE flow_state SET status = 200, outcome = 'ok', path = '/changed';
                    INSERT INTO flow_state (first_position, last_position, flow_id, short_id, kind,
                        step, state, sent_at, attempts, number)
                        VALUES (999999, 999999, x'00', 0, 'door', 0, 'new', 0, 0, 0);
                    DELETE FROM attempt_state;
                    UPDATE log_line SET text = 'never said'
                    """
            )
        }
    }

    @Test func `follows an interruption after a crash`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(200, seed: 11, in: log)
        await log.sync()
        let crashed = try folder.copyAsAfterCrash()
        try LogRecovery.bringUpToDate(path: crashed.path)
        let live = try crashed.projections()
        _ = try rebuild(crashed)
        #expect(try crashed.projections() == live)
        await log.close()
    }

    @Test func `an erased flow shows nothing of its contents, live and rebuilt`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var random = SeededGenerator(2)
        var flow = random.testFlow(.door)
        while flow.cursor.phase != .ended {
            let event = flow.next(&random)
            try log.record([event], of: &flow.cursor)
        }
        let logged = NewEvent(
            .logged(Logged(bytes: 3, isFromInit: false)),
            contents: [Content(.log, Array("1\tsecret\n".utf8))],
            at: .now()
        )
        try log.record([logged], of: &flow.cursor)
        let erased = NewEvent(.noted(Noted(.erased, operatorName: "ada")), at: .now())
        try log.record([erased], of: &flow.cursor)
        await log.close()
        try await folder.connection().write { try $0.execute(sql: "DELETE FROM log_content") }
        let live = try folder.projections()
        #expect(live["log_line"] == [])
        let reader = try LogReader(path: folder.path)
        let summary = try #require(try reader.flows(FlowListing()).flows.first)
        #expect(summary.path == nil)
        #expect(summary.errorMessage == nil)
        #expect(try reader.events(of: flow.cursor.id).allSatisfy(\.contents.isEmpty))
        _ = try rebuild(folder)
        #expect(try folder.projections() == live)
        #expect(try leafMismatches(in: folder.connection()) == [])
    }

    @Test func `a row is the summary of the flow's own fold`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        let recorded = try await RecordedFlows.record(300, seed: 3, givesNUL: false, in: log)
        await log.close()
        let reader = try LogReader(path: folder.path)
        var listing = FlowListing()
        listing.limit = 1000
        let page = try reader.flows(listing)
        #expect(page.total == recorded.begun.count)
        #expect(page.flows.map(\.firstPosition) == page.flows.map(\.firstPosition).sorted(by: >))
        for row in page.flows {
            let flow = try #require(try Flow(events: try reader.events(of: row.id)))
            #expect(row == FlowSummary(flow))
        }
    }
}
