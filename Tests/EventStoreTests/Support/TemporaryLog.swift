import Flows
import Foundation
import GRDB
import Migrations

@testable import EventStore

/// A folder for a log, removed with this object.
final class TemporaryLog: Sendable {
    let folder: String

    var path: String { folder + "/log.sqlite" }

    init() throws {
        var template = Array("/tmp/waybill-log-XXXXXX\0".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        folder = String(cString: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// The files as they are now, in a folder of their own: what a kill at this moment leaves, when
    /// nothing is being written.
    func copyAsAfterCrash() throws -> TemporaryLog {
        let copy = try TemporaryLog()
        for file in files where file != "log.lock" {
            try FileManager.default.copyItem(
                atPath: folder + "/" + file,
                toPath: copy.folder + "/" + file
            )
        }
        return copy
    }

    /// The same events, contents and projections in a file of the first schema.
    func copyWithFirstSchema() throws -> TemporaryLog {
        let copy = try TemporaryLog()
        let queue = try copy.connection()
        try queue.inDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: migrations[0].sql)
            try database.execute(sql: "ATTACH '\(path)' AS newer")
            for table in ["log_event", "log_content"] + Self.projections {
                let columns = try database.columns(in: table, in: "main").map(\.name)
                    .joined(separator: ", ")
                try database.execute(
                    sql: """
                        INSERT INTO main.\(table) SELECT \(columns) FROM newer.\(table) ORDER BY rowid
                        """
                )
            }
            try database.execute(sql: "DETACH newer")
            try database.execute(
                sql: "PRAGMA user_version = 1; PRAGMA application_id = \(LogDatabase.applicationID)"
            )
        }
        try queue.close()
        return copy
    }

    func connection() throws -> DatabaseQueue { try DatabaseQueue(path: path) }

    /// Every row of a table in order of its key, each as text.
    func rows(of table: String) throws -> [String] {
        let queue = try connection()
        return try queue.read { database in
            let columns = try database.columns(in: table).map { "quote(\($0.name))" }
                .joined(separator: " || '|' || ")
            return try String.fetchAll(
                database,
                sql: "SELECT \(columns) FROM \(table) ORDER BY rowid"
            )
        }
    }

    static let projections = ["flow_state", "attempt_state", "log_line"]

    func projections() throws -> [String: [String]] {
        var tables: [String: [String]] = [:]
        for table in Self.projections { tables[table] = try rows(of: table) }
        return tables
    }
}

extension LogReader {
    /// Every event of the log.
    func allEvents() throws -> [LoggedEvent] {
        try events(from: 1, limit: .max, newestFirst: false)
    }
}

/// The leaf of each stored event, computed anew from what is stored: what an audit does.
func leafMismatches(in queue: DatabaseQueue) throws -> [Int64] {
    try queue.read { database in
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM log_event ORDER BY position")
        return rows.compactMap { row in
            let stream: DataBlob = row["stream_id"]
            let type: String = row["type"]
            let data: String = row["data"]
            let recordedAt: Int64 = row["recorded_at"]
            let occurredAt: Int64? = row["occurred_at"]
            let commitments: DataBlob? = row["commitments"]
            let kind: Int = row["stream_kind"]
            let revision: Int64 = row["revision"]
            let version: Int = row["version"]
            let stored: DataBlob = row["leaf"]
            let leaf = stream.bytes.withUnsafeBytes { stream in
                Array(type.utf8).withUnsafeBytes { type in
                    Array(data.utf8).withUnsafeBytes { data in
                        Array(
                            LeafRecord.leafHash(
                                streamKind: UInt8(kind),
                                streamID: stream,
                                revision: UInt64(revision),
                                type: type,
                                version: UInt16(version),
                                recordedAt: recordedAt,
                                occurredAt: occurredAt ?? recordedAt,
                                data: data,
                                commitments: commitments?.bytes ?? []
                            )
                        )
                    }
                }
            }
            return leaf == stored.bytes ? nil : row["position"]
        }
    }
}
