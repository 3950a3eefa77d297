import Flows
import Foundation
import GRDB
import Migrations
import Synchronization
import Testing

@testable import EventStore

@Suite struct `The log's file` {
    @Test(arguments: [(Durability.process, 1), (.power, 2)])
    func `synchronous is as asked on the open writer connection`(
        durability: Durability,
        expected: Int
    ) throws {
        let folder = try TemporaryLog()
        // New, and once more when it is there.
        for _ in 0..<2 {
            let queue = try LogDatabase.openForWriting(path: folder.path, durability: durability)
            try queue.writeWithoutTransaction { (database) throws in
                #expect(try Int.fetchOne(database, sql: "PRAGMA synchronous") == expected)
                #expect(try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal")
                #expect(try Int.fetchOne(database, sql: "PRAGMA recursive_triggers") == 1)
            }
            try queue.close()
        }
    }

    @Test func `a log of a newer program is refused`() async throws {
        let folder = try TemporaryLog()
        await (try EventLog(path: folder.path)).close()
        try await folder.connection().write { try $0.execute(sql: "PRAGMA user_version = 99") }
        try Self.expectRefusal(
            of: folder,
            .newer,
            "\(folder.path) has schema 99; this program knows \(migrations.count)",
            hint: "use the waybill that wrote it, or a newer one"
        )
    }

    @Test(arguments: [0, 1, 99])
    func `an SQLite file that is no log is refused and unchanged`(version: Int) async throws {
        let folder = try TemporaryLog()
        let queue = try folder.connection()
        try await queue.write {
            try $0.execute(sql: "CREATE TABLE other (a); PRAGMA user_version = \(version)")
        }
        try queue.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.path))
        try Self.expectRefusal(
            of: folder,
            .corrupt,
            "\(folder.path) is an SQLite file, but no Waybill log",
            hint: "name another file with --log PATH"
        )
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path)) == before)
    }

    @Test func `a text file is refused and unchanged`() throws {
        let folder = try TemporaryLog()
        let text = String(repeating: "Dear diary,\n", count: 200)
        try text.write(toFile: folder.path, atomically: false, encoding: .utf8)
        try Self.expectRefusal(
            of: folder,
            .corrupt,
            "\(folder.path) is no SQLite file",
            hint: "name another with --log PATH"
        )
        #expect(try String(contentsOfFile: folder.path, encoding: .utf8) == text)
    }

    private static func expectRefusal(
        of folder: TemporaryLog,
        _ code: LogError.Code,
        _ description: String,
        hint: String
    ) throws {
        let expected = LogError(code, description, hint: hint)
        #expect(throws: expected) { _ = try EventLog(path: folder.path) }
        #expect(throws: expected) { _ = try LogReader(path: folder.path) }
        #expect(throws: expected) { try LogRecovery.rebuild(path: folder.path) { _ in } }
    }

    @Test func `no file and no log yet are told apart`() throws {
        let folder = try TemporaryLog()
        let missing = #expect(throws: LogError.self) { _ = try LogReader(path: folder.path) }
        #expect(missing?.code == .notFound)
        #expect(missing?.description == "no log at \(folder.path)")
        try Data().write(to: URL(fileURLWithPath: folder.path))
        let empty = #expect(throws: LogError.self) { _ = try LogReader(path: folder.path) }
        #expect(empty?.code == .notFound)
        #expect(empty?.description.contains("no service has begun a log in it yet") == true)
    }

    @Test func `a folder that cannot be written is named`() throws {
        let error = #expect(throws: LogError.self) { _ = try EventLog(path: "/nowhere/log.sqlite") }
        #expect(error?.code == .unreadable)
        #expect(error?.description == "cannot open /nowhere/log.lock: No such file or directory")
    }

    @Test(arguments: 0..<3)
    func `a log of an older program is brought up to date, with the rows that it would have`(
        seed: Int
    ) async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(200, seed: 70 + seed, givesNUL: false, in: log)
        await log.close()
        let older = try folder.copyWithFirstSchema()
        #expect(throws: LogError.self) { _ = try LogDatabase.openForReading(path: older.path) }
        try LogWriter(path: older.path, durability: .process).close()
        #expect(try older.projections() == folder.projections())
        let schema = "SELECT name || sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name"
        let (mine, theirs) = (try older.connection(), try folder.connection())
        let expected = try await theirs.read { try String.fetchAll($0, sql: schema) }
        #expect(try await mine.read { try String.fetchAll($0, sql: schema) } == expected)
    }

    @Test func `a reader brings an older log up to date and tells so before and after`()
        async throws
    {
        let older = try await olderLog(events: 30)
        let flows = try older.rows(of: "flow_state").count
        let told = Told()
        let watch = MigrationWatch(report: { told.add($0) })
        #expect(try LogReader(path: older.path, migration: watch).head() > 0)
        let migration = LogMigration(
            path: older.path,
            from: 1,
            to: migrations.count,
            flows: flows
        )
        #expect(told.news.first == .begins(migration))
        guard case .ended(migration, let microseconds) = told.news.last else {
            Issue.record("the end was not told: \(told.news)")
            return
        }
        #expect(microseconds > 0)
        #expect(told.news.count == 2)
        _ = try LogReader(path: older.path, migration: watch)
        #expect(told.news.count == 2)
    }

    @Test func `a new log and one of this program are opened in silence`() async throws {
        let folder = try TemporaryLog()
        let told = Told()
        let watch = MigrationWatch(report: { told.add($0) })
        await (try EventLog(path: folder.path, migration: watch)).close()
        await (try EventLog(path: folder.path, migration: watch)).close()
        _ = try LogReader(path: folder.path, migration: watch)
        #expect(told.news.isEmpty)
    }

    @Test func `a service that opens an older log tells it too`() async throws {
        let older = try await olderLog(events: 3)
        let told = Told()
        let log = try EventLog(
            path: older.path,
            migration: MigrationWatch(report: { told.add($0) })
        )
        await log.close()
        #expect(told.news.count == 2)
    }

    @Test func `an older log stays as it is while a service has it, or nobody watches`()
        async throws
    {
        let older = try await olderLog(events: 3)
        let silent = MigrationWatch(report: { _ in })
        let lock = try LogLock(logPath: older.path)
        let error = #expect(throws: LogError.self) {
            _ = try LogReader(path: older.path, migration: silent)
        }
        #expect(error?.code == .older)
        #expect(
            error?.description
                == "\(older.path) has schema 1; this program reads schema \(migrations.count)"
        )
        lock.release()
        let refusal = #expect(throws: LogError.self) { _ = try LogReader(path: older.path) }
        #expect(refusal == error)
        #expect(try LogReader(path: older.path, migration: silent).head() > 0)
    }

    @Test func `an older log whose folder takes no lock is refused as older`() async throws {
        let older = try await olderLog(events: 3)
        try FileManager.default.createDirectory(
            atPath: older.folder + "/log.lock",
            withIntermediateDirectories: false
        )
        let error = #expect(throws: LogError.self) {
            _ = try LogReader(path: older.path, migration: MigrationWatch(report: { _ in }))
        }
        #expect(error?.code == .older)
    }

    @Test func `a migration that is stopped leaves the log whole and as it was`() async throws {
        let older = try await olderLog(events: 4000)
        let (events, projections) = (try older.rows(of: "log_event"), try older.projections())
        // Later each time, until it is through before.
        var looks = 1
        while true {
            let left = Countdown(from: looks)
            let told = Told()
            let watch = MigrationWatch(
                report: { told.add($0) },
                isInterrupted: { left.isOver() }
            )
            do {
                _ = try LogReader(path: older.path, migration: watch)
                break
            } catch {
                #expect(error.code == .interrupted)
                #expect(told.news.count == 1)
            }
            let queue = try older.connection()
            let state = try await queue.read { database in
                let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
                return (version, try String.fetchOne(database, sql: "PRAGMA integrity_check"))
            }
            #expect(state == (1, "ok"))
            try queue.close()
            #expect(try older.rows(of: "log_event") == events)
            #expect(try older.projections() == projections)
            #expect(!LogLock.isHeld(logPath: older.path))
            looks *= 2
        }
        #expect(looks > 4)
        // What was under way when the older program ended is interrupted now.
        #expect(try Array(older.rows(of: "log_event").prefix(events.count)) == events)
    }

    private func olderLog(events: Int) async throws -> TemporaryLog {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(events, seed: 7, givesNUL: false, in: log)
        await log.close()
        return try folder.copyWithFirstSchema()
    }

    @Test func `every migration file is listed, in order`() throws {
        let root = #filePath.components(separatedBy: "/Tests/")[0]
        let files = try FileManager.default.contentsOfDirectory(atPath: root + "/migrations")
            .filter { $0.hasSuffix(".sql") }.sorted()
        #expect(migrations.map { $0.name + ".sql" } == files)
        #expect(migrations.map(\.version) == Array(1...migrations.count))
        for migration in migrations {
            let text = try String(
                contentsOfFile: root + "/migrations/\(migration.name).sql",
                encoding: .utf8
            )
            #expect(migration.sql == text)
        }
    }
}

@Suite struct `Events are never changed` {
    /// A log with a few flows, and a connection that is not ours and has no settings of ours.
    static func foreignConnection() async throws -> (TemporaryLog, DatabaseQueue) {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(20, seed: 1, in: log)
        await log.close()
        return (folder, try folder.connection())
    }

    static let columns = """
        stream_id, stream_kind, revision, type, version, recorded_at, occurred_at, data, \
        commitments, leaf
        """

    @Test(arguments: [
        ("UPDATE log_event SET data = '{}' WHERE position = 3", "events are never changed"),
        ("UPDATE log_event SET position = 1000 WHERE position = 20", "events are never changed"),
        ("DELETE FROM log_event WHERE position = 20", "events are never deleted"),
        ("DELETE FROM log_event", "events are never deleted"),
        (
            "INSERT OR REPLACE INTO log_event SELECT * FROM log_event WHERE position = 3",
            "log_event takes only the next position"
        ),
        (
            "INSERT OR IGNORE INTO log_event SELECT * FROM log_event WHERE position = 3",
            "log_event takes only the next position"
        ),
        (
            "INSERT INTO log_event SELECT 22, \(columns) FROM log_event WHERE position = 3",
            "log_event takes only the next position"
        ),
        (
            "INSERT INTO log_event SELECT 0, \(columns) FROM log_event WHERE position = 3",
            "log_event takes only the next position"
        ),
        (
            "INSERT INTO log_event SELECT NULL, \(columns) FROM log_event WHERE position = 3",
            "log_event takes only the next position"
        ),
        (
            "INSERT INTO log_event SELECT 21, \(columns) FROM log_event WHERE position = 3",
            "log_event takes only the next position"
        ),
        ("UPDATE log_content SET bytes = x'00'", "contents are erased, never changed"),
    ])
    func `a statement of another connection is refused`(sql: String, reason: String) async throws {
        let (folder, queue) = try await Self.foreignConnection()
        let before = try folder.rows(of: "log_event") + folder.rows(of: "log_content")
        let error = await #expect(throws: DatabaseError.self) {
            try await queue.write { try $0.execute(sql: sql) }
        }
        #expect(error?.message == reason)
        #expect(try folder.rows(of: "log_event") + folder.rows(of: "log_content") == before)
    }

    @Test(arguments: [
        // The next position with another event's revision: REPLACE takes the other event away.
        "INSERT OR REPLACE INTO log_event SELECT 21, \(columns) FROM log_event WHERE position = 3",
        "REPLACE INTO log_content SELECT id, form, x'00' FROM log_content",
    ])
    func `REPLACE takes no row away`(sql: String) async throws {
        let (folder, queue) = try await Self.foreignConnection()
        let before = try folder.rows(of: "log_event") + folder.rows(of: "log_content")
        await #expect(throws: DatabaseError.self) {
            try await queue.write { try $0.execute(sql: sql) }
        }
        #expect(try folder.rows(of: "log_event") + folder.rows(of: "log_content") == before)
    }

    @Test func `the reading connection can write nothing`() async throws {
        let (folder, _) = try await Self.foreignConnection()
        let queue = try LogDatabase.openForReading(path: folder.path)
        for sql in ["DELETE FROM flow_state", "CREATE TABLE t (a)", "PRAGMA user_version = 7"] {
            await #expect(throws: DatabaseError.self) {
                try await queue.writeWithoutTransaction { try $0.execute(sql: sql) }
            }
        }
    }
}

/// What a watch was told.
private final class Told: Sendable {
    private let all = Mutex<[MigrationWatch.News]>([])

    var news: [MigrationWatch.News] { all.withLock { $0 } }

    func add(_ news: MigrationWatch.News) { all.withLock { $0.append(news) } }
}

/// Is over when it was asked so often.
private final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(from count: Int) { left = Mutex(count) }

    func isOver() -> Bool {
        left.withLock {
            $0 -= 1
            return $0 <= 0
        }
    }
}
