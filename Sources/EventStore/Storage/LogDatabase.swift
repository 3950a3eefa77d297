import CSQLite
import Flows
import GRDB
import Migrations

#if canImport(Glibc)
import Glibc
#endif

/// How the log's database file is opened, for writing by the one writer and for reading.
enum LogDatabase {
    /// `WAYB` in the file's header.
    static let applicationID = 0x5741_5942

    /// Opens the file for the one writer, brings its schema up to date under `migration`, if anyone
    /// watches, and asserts the settings that the promises rest on.
    static func openForWriting(
        path: String,
        durability: Durability,
        migration: MigrationWatch? = nil
    ) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "waybill.writer"
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA recursive_triggers = ON")
            try database.execute(sql: "PRAGMA cache_size = -2048")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        let queue = try openQueue(path, configuration)
        try queue.writeWithoutTransaction { database in
            try checkIdentity(of: database, path: path)
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            // Set on the open connection and read back: a wrapper can reset it in silence.
            let synchronous = durability == .power ? 2 : 1
            try database.execute(sql: "PRAGMA synchronous = \(synchronous)")
            let actual = try Int.fetchOne(database, sql: "PRAGMA synchronous")
            guard actual == synchronous else {
                throw LogError(
                    .corrupt,
                    "PRAGMA synchronous is \(actual ?? -1), not \(synchronous)",
                    hint: "this build of SQLite cannot keep the promised durability"
                )
            }
            try migrate(database, path, migration)
        }
        return queue
    }

    /// Opens the file for reading, in a connection that can write nothing.
    static func openForReading(path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "waybill.reader"
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA query_only = ON")
            try database.execute(sql: "PRAGMA cache_size = -8192")
        }
        let queue = try openQueue(readablePath(path), configuration)
        try queue.read { database in
            try checkIdentity(of: database, path: path)
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            guard version > 0 else {
                throw LogError(
                    .notFound,
                    "\(path) is empty: no service has begun a log in it yet",
                    hint: "start the service with `waybill up`, or name a log with --log PATH"
                )
            }
            guard version == migrations.count else {
                throw LogError(
                    .older,
                    "\(path) has schema \(version); this program reads schema \(migrations.count)",
                    hint: "start the service again, with this waybill: it brings the log up to date"
                )
            }
        }
        return queue
    }

    /// SQLite reads a WAL database only where it can write beside it. A log in a folder that takes no
    /// writes, closed cleanly, is opened as a file that nobody changes.
    /// - SeeAlso: [Read-Only Databases](https://www.sqlite.org/wal.html#read_only_databases)
    static func readablePath(_ path: String) -> String {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard access(folder, W_OK) != 0, access("\(path)-wal", F_OK) != 0 else { return path }
        let escaped =
            path.replacing("%", with: "%25").replacing("?", with: "%3f")
            .replacing("#", with: "%23")
        return "file:\(escaped)?immutable=1"
    }

    /// Nobody asks SQLite how much memory it has; counting takes 7 % of an append.
    private static let isUncounted: Void = csqlite_omit_memory_statistics()

    private static func openQueue(
        _ path: String,
        _ configuration: Configuration
    ) throws -> DatabaseQueue {
        Self.isUncounted
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw logError(error, path: path)
        }
    }

    /// Refuses what is no log, or the log of a newer program; an empty database passes.
    private static func checkIdentity(of database: Database, path: String) throws {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let tables =
            try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        guard application == applicationID || tables == 0 else {
            throw LogError(
                .corrupt,
                "\(path) is an SQLite file, but no Waybill log",
                hint: "name another file with --log PATH"
            )
        }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version <= migrations.count else {
            throw LogError(
                .newer,
                "\(path) has schema \(version); this program knows \(migrations.count)",
                hint: "use the waybill that wrote it, or a newer one"
            )
        }
    }

    /// Applies each migration that the file has not seen. A file without any becomes a log in silence.
    private static func migrate(
        _ database: Database,
        _ path: String,
        _ watch: MigrationWatch?
    ) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard version < migrations.count else { return }
        guard let watch, version > 0 else { return try migrate(database, from: version) }
        let migration = LogMigration(
            path: path,
            from: version,
            to: migrations.count,
            flows: try Int.fetchOne(
                database,
                sql: "SELECT number FROM flow_state ORDER BY first_position DESC LIMIT 1"
            ) ?? 0
        )
        watch.report(.begins(migration))
        let start = ContinuousClock.now
        let limits = ReadLimits(time: .seconds(86_400), isInterrupted: watch.isInterrupted)
        try ReadWatch.watching(database.sqliteConnection!, limits) {
            try migrate(database, from: version)
        }
        let time = start.duration(to: .now).components
        watch.report(
            .ended(
                migration,
                microseconds: time.seconds * 1_000_000 + time.attoseconds / 1_000_000_000_000
            )
        )
    }

    /// All in one transaction.
    private static func migrate(_ database: Database, from version: Int) throws {
        try database.inTransaction(.immediate) {
            for migration in migrations[version...] {
                try database.execute(sql: migration.sql)
            }
            try database.execute(sql: "PRAGMA user_version = \(migrations.count)")
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            return .commit
        }
    }

    /// SQLite's error in our words.
    static func logError(_ error: any Error, path: String) -> LogError {
        if let error = error as? LogError { return error }
        if let failure = error as? QueryFailure, case .interrupted = failure { return .interrupted }
        if let error = error as? SQLiteFailure { return logError(error.databaseError, path: path) }
        guard let error = error as? DatabaseError else {
            return LogError(.corrupt, "\(path): \(error)")
        }
        let text = "\(path): \(error.message ?? "SQLite error \(error.resultCode.rawValue)")"
        return switch error.resultCode {
        case .SQLITE_NOTADB:
            LogError(.corrupt, "\(path) is no SQLite file", hint: "name another with --log PATH")
        case .SQLITE_CORRUPT:
            LogError(.corrupt, text, hint: "keep the file as it is and restore a backup beside it")
        case .SQLITE_FULL: LogError(.diskFull, text, hint: "make room on the disk")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            LogError(.busy, text, hint: "another program holds the log; try again")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_IOERR:
            LogError(.unreadable, text, hint: "check the path and the folder's permissions")
        default: LogError(.corrupt, text)
        }
    }
}

/// What an acknowledged commit survives.
public enum Durability: String, CaseIterable, Sendable {
    /// The end of the process, kill -9 included.
    case process
    /// Also a power cut: every commit waits for the disk.
    case power
}
