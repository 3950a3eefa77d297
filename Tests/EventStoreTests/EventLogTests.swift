import Flows
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite struct `The event log` {
    @Test(arguments: Durability.allCases)
    func `what was committed is there after closing, byte for byte`(
        durability: Durability
    ) async throws {
        let folder = try TemporaryLog()
        var recorded: [RecordedFlows] = []
        for round in 0..<3 {
            let log = try EventLog(path: folder.path, durability: durability)
            recorded.append(try await .record(150, seed: round, in: log))
            await log.close()
        }
        let reader = try LogReader(path: folder.path)
        for flows in recorded { try flows.expectStored(in: reader) }
        let events = try reader.allEvents()
        #expect(events.map(\.position) == Array(1...Int64(events.count)))
        #expect(try reader.head() == Int64(events.count))
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.recordedAt <= $1.recordedAt })
        #expect(try leafMismatches(in: folder.connection()) == [])
    }

    @Test func `after a clean end the log is one file`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(30, seed: 1, in: log)
        await log.close()
        #expect(folder.files == ["log.lock", "log.sqlite"])
    }

    @Test func `an illegal transition is refused and nothing of the call is recorded`() async throws
    {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var random = SeededGenerator(1)
        var cursor = FlowCursor(id: random.flowID(), kind: .door)
        try log.record([NewEvent(random.event(.sent), at: .now())], of: &cursor)
        let before = (cursor, log.head)
        let good = NewEvent(.rejected(Rejected(.noRoute)), at: .now())
        let bad = NewEvent(random.event(.executed), at: .now())
        let error = #expect(throws: IllegalTransition.self) {
            try log.record([good, bad], of: &cursor)
        }
        #expect(
            error?.description == "'executed' cannot follow in a door flow that is 'rejected'"
        )
        #expect(cursor == before.0)
        #expect(log.head == before.1)
        await log.sync()
        #expect(try LogReader(path: folder.path).head() == 1)
        await log.close()
    }

    @Test func `after sync a reader misses nothing`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        let reader = try LogReader(path: folder.path)
        for round in 0..<20 {
            _ = try await RecordedFlows.record(10, seed: round, in: log)
            log.recordService("test") { $0.put("round", round) }
            await log.sync()
            #expect(try reader.head() == log.head)
        }
        await log.close()
    }

    @Test func `what nobody waits for is told once and taken by a flush`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        nonisolated(unsafe) var told = 0
        log.whenPending = { told += 1 }
        for _ in 0..<3 { log.recordService("test") { _ in } }
        #expect(told == 1)
        log.flush()
        #expect(Journal.readGroups(logPath: folder.path).count == 1)
        log.recordService("test") { _ in }
        #expect(told == 2)
        await log.close()
        #expect(try LogReader(path: folder.path).head() == 4)
    }

    @Test func `the service has a stream of its own`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        log.recordService("serviceStarted", contents: [Content(.text, Array("x".utf8))]) {
            $0.put("pid", 7)
        }
        log.recordService("serviceStopped") { _ in }
        await log.close()
        let events = try LogReader(path: folder.path).allEvents()
        #expect(events.map(\.streamKind) == [.service, .service])
        #expect(events.map(\.flow) == [nil, nil])
        #expect(events.map(\.revision) == [1, 2])
        #expect(events.map(\.data) == [#"{"pid":7}"#, "{}"])
        #expect(Set(events.map(\.stream)).count == 1)
        #expect(try leafMismatches(in: folder.connection()) == [])
    }

    /// Counts the commits in the WAL: a frame that ends one names the database's size.
    @Test func `many commits become few transactions`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        await log.sync()
        var random = SeededGenerator(5)
        let before = try walCommits(folder)
        for _ in 0..<300 {
            var cursor = FlowCursor(id: random.flowID(), kind: .door)
            try log.record([NewEvent(random.event(.sent), at: .now())], of: &cursor)
            try await log.commit()
        }
        await log.sync()
        let commits = try walCommits(folder) - before
        #expect((1...60).contains(commits), "\(commits) transactions for 300 commits")
        await log.close()
    }

    private func walCommits(_ folder: TemporaryLog) throws -> Int {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "-wal")))
        func word(_ offset: Int) -> Int {
            bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        guard bytes.count > 32 else { return 0 }
        let frame = 24 + word(8)
        return stride(from: 32, to: bytes.count - frame + 1, by: frame).count {
            word($0 + 4) != 0 && word($0 + 8) == word(16)
        }
    }

    @Test func `a reader sees every event together with the rows made of it`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        let isDone = Flag()
        let path = folder.path
        let snapshots = Task.detached {
            let queue = try LogDatabase.openForReading(path: path)
            var heads: Set<Int64> = []
            while !isDone.isSet {
                try queue.read { database in
                    heads.insert(
                        try Int64.fetchOne(database, sql: "SELECT max(position) FROM log_event")
                            ?? 0
                    )
                    let behind = try Int.fetchOne(
                        database,
                        sql: """
                            SELECT count(*) FROM (SELECT stream_id, max(position) AS last
                            FROM log_event WHERE stream_kind = 1 GROUP BY stream_id) e
                            FULL JOIN flow_state f ON f.flow_id = e.stream_id
                            WHERE f.last_position IS NOT e.last
                            """
                    )
                    let attempts = try Int.fetchOne(
                        database,
                        sql: """
                            SELECT count(*) FROM (SELECT position FROM log_event
                            WHERE type = 'triggered') e FULL JOIN attempt_state a USING (position)
                            WHERE e.position IS NULL OR a.position IS NULL
                            """
                    )
                    #expect(behind == 0)
                    #expect(attempts == 0)
                }
            }
            return heads.count
        }
        for round in 0..<40 {
            _ = try await RecordedFlows.record(25, seed: round, in: log)
            if round % 4 == 0 { await log.sync() }
        }
        await log.sync()
        isDone.set()
        #expect(try await snapshots.value > 3)
        await log.close()
    }

    @Test func `a second service is refused with the holder's process id`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        let error = #expect(throws: LogError.self) { _ = try EventLog(path: folder.path) }
        #expect(error?.code == .busy)
        #expect(
            error?.description
                == "\(folder.path) is in use by another waybill (process \(getpid()))"
        )
        #expect(error?.hint == "stop that one, or name another log with --log PATH")
        #expect(throws: LogError.self) { try LogRecovery.rebuild(path: folder.path) { _ in } }
        // Readers are welcome.
        #expect(try LogReader(path: folder.path).head() == 0)
        await log.close()
    }

    @Test func `a closed log takes nothing more`() async throws {
        for durability in Durability.allCases {
            let folder = try TemporaryLog()
            let log = try EventLog(path: folder.path, durability: durability)
            await log.close()
            var random = SeededGenerator(1)
            var cursor = FlowCursor(id: random.flowID(), kind: .door)
            let refusal = #expect(throws: RecordingError.self) { try log.checkAcceptance() }
            #expect(refusal?.code == .closed)
            try log.record([NewEvent(random.event(.sent), at: .now())], of: &cursor)
            await #expect(throws: RecordingError.self) { try await log.commit() }
            await log.sync()
            #expect(try LogReader(path: folder.path).head() == 0)
        }
    }
}

/// A flag that one task sets and another reads.
final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false

    var isSet: Bool { lock.withLock { value } }

    func set() { lock.withLock { value = true } }
}
