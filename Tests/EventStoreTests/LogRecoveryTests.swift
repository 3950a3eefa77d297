import Flows
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite struct `After a crash` {
    /// Commits while the database is locked by somebody else: the journal alone has the events.
    private func crashBeforeApplying(
        _ count: Int,
        seed: Int
    ) async throws -> (TemporaryLog, RecordedFlows) {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let recorded = try await RecordedFlows.record(count, seed: seed, in: log)
        let crashed = try folder.copyAsAfterCrash()
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        await log.close()
        return (crashed, recorded)
    }

    @Test func `what only the journal had is there`() async throws {
        let (crashed, recorded) = try await crashBeforeApplying(120, seed: 1)
        #expect(try crashed.rows(of: "log_event").isEmpty)
        #expect(LogRecovery.isNeeded(path: crashed.path))
        // A reader brings the log up to date by itself.
        let reader = try LogReader(path: crashed.path)
        try recorded.expectStored(in: reader)
        #expect(!LogRecovery.isNeeded(path: crashed.path))
        #expect(try leafMismatches(in: crashed.connection()) == [])
    }

    @Test func `every unfinished flow is interrupted, once, and no other`() async throws {
        let (crashed, recorded) = try await crashBeforeApplying(150, seed: 2)
        for _ in 0..<3 { await (try EventLog(path: crashed.path)).close() }
        let reader = try LogReader(path: crashed.path)
        #expect(recorded.begun.contains { $0.cursor.isUnfinished })
        for flow in recorded.begun {
            let events = try reader.events(of: flow.cursor.id)
            let interruptions = events.count { $0.event == .interrupted }
            #expect(interruptions == (flow.cursor.isUnfinished ? 1 : 0))
            #expect(events.map(\.revision) == Array(1...events.count))
            let folded = try #require(try Flow(events: events))
            #expect(folded.isInterrupted == flow.cursor.isUnfinished)
            #expect(!folded.cursor.isUnfinished)
        }
    }

    @Test func `an interrupted flow counts as failed`() async throws {
        let folder = try TemporaryLog()
        var random = SeededGenerator(1)
        let id = random.flowID()
        do {
            let log = try EventLog(path: folder.path)
            var cursor = FlowCursor(id: id, kind: .door)
            try log.record([NewEvent(random.event(.sent), at: .now())], of: &cursor)
            await log.close()
        }
        await (try EventLog(path: folder.path)).close()
        var listing = FlowListing()
        listing.failedOnly = true
        let page = try LogReader(path: folder.path).flows(listing)
        #expect(page.flows.map(\.id) == [id])
        #expect(page.flows.map(\.outcome) == [.interrupted])
    }

    @Test func `groups that the database has already are passed over`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        let recorded = try await RecordedFlows.record(100, seed: 3, in: log)
        await log.sync()
        let crashed = try folder.copyAsAfterCrash()
        #expect(!Journal.readGroups(logPath: crashed.path).isEmpty)
        #expect(try crashed.rows(of: "log_event").count == 100)
        try recorded.expectStored(in: try LogReader(path: crashed.path))
        await log.close()
    }

    /// A power cut under `process` durability may keep later groups of the journal and lose the
    /// database's last transactions: the log opens all the same.
    @Test func `a gap between database and journal does not keep the log shut`() async throws {
        let (crashed, recorded) = try await crashBeforeApplying(100, seed: 4)
        let path = Journal.path(of: 0, logPath: crashed.path)
        let groups = Journal.readGroups(logPath: crashed.path)
        #expect(groups.count > 6)
        // The file again, without its third group.
        let journal = try Journal(logPath: crashed.path)
        for index in groups.indices where index != 2 {
            var group = [UInt8](repeating: 0, count: Journal.groupHeaderSize) + groups[index]
            try journal.append(&group, lastPosition: 1, appliedThrough: 0)
        }
        #expect(FileManager.default.fileExists(atPath: path))
        let log = try EventLog(path: crashed.path)
        let kept = log.head
        #expect(kept > 0)
        _ = try await RecordedFlows.record(20, seed: 5, in: log)
        await log.close()
        let reader = try LogReader(path: crashed.path)
        let events = try reader.allEvents()
        #expect(events.map(\.position) == Array(1...Int64(events.count)))
        #expect(events.first?.flow == recorded.order.first?.flow)
        #expect(try leafMismatches(in: crashed.connection()) == [])
    }

    @Test func `a torn last group costs that group only`() async throws {
        let (crashed, recorded) = try await crashBeforeApplying(100, seed: 6)
        let groups = Journal.readGroups(logPath: crashed.path)
        let used =
            Journal.headerSize + groups.reduce(0) { $0 + Journal.groupHeaderSize + $1.count }
        let file = try FileHandle(
            forUpdating: URL(fileURLWithPath: Journal.path(of: 0, logPath: crashed.path))
        )
        try file.seek(toOffset: UInt64(used - 1))
        try file.write(contentsOf: [0x55 ^ groups.last!.last!])
        try file.close()
        var last: Int64 = 0
        for group in groups.dropLast() {
            group.withUnsafeBytes { events in
                FramedEvent.forEach(in: events) { last = $0.position }
            }
        }
        let events = try LogReader(path: crashed.path).allEvents()
        #expect(events.prefix { $0.type != "interrupted" }.count == Int(last))
        #expect(
            events.prefix(Int(last)).map(\.flow) == recorded.order.prefix(Int(last)).map(\.flow)
        )
    }
}
