import Flows
import Foundation
import GRDB
import GRDBSQLite

/// Reads stored events back as values.
enum EventRows {
    /// The contents' slot of a stream's salt.
    static let saltSlot: Int64 = 7

    /// The events of one flow in order, with those contents that are asked for and still there.
    static func events(
        of flow: FlowID,
        before end: Int64 = .max,
        contents: Set<ContentName>,
        in database: Database
    ) throws -> [RecordedEvent] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT position, revision, type, version, recorded_at, occurred_at, data
                FROM log_event WHERE stream_id = ? AND position < ? ORDER BY revision
                """
        )
        let rows = try Row.fetchAll(statement, arguments: [DataBlob(flow.bytes), end])
        return try rows.map { try event($0, of: flow, contents: contents, in: database) }
    }

    static func event(
        _ row: Row,
        of flow: FlowID,
        contents: Set<ContentName>,
        in database: Database
    ) throws -> RecordedEvent {
        let position: Int64 = row["position"]
        let typeName: String = row["type"]
        guard let type = EventType(rawValue: typeName) else {
            throw LogError(
                .newer,
                "event #\(position) has the unknown type '\(typeName)'",
                hint: "use the waybill that wrote it, or a newer one"
            )
        }
        let recordedAt: Int64 = row["recorded_at"]
        let occurredAt: Int64? = row["occurred_at"]
        let data: String = row["data"]
        do {
            return RecordedEvent(
                position: position,
                flow: flow,
                revision: row["revision"],
                recordedAt: Timestamp(microseconds: recordedAt),
                occurredAt: Timestamp(microseconds: occurredAt ?? recordedAt),
                event: try FlowEvent(type: type, version: row["version"], data: Array(data.utf8)),
                contents: try self.contents(at: position, contents, in: database)
            )
        } catch let error as EventDecodingError {
            throw LogError(.corrupt, "event #\(position) cannot be read: \(error)")
        }
    }

    /// The contents of one event that are still there.
    static func contents(
        at position: Int64,
        _ wanted: Set<ContentName>,
        in database: Database
    ) throws -> [Content] {
        guard !wanted.isEmpty else { return [] }
        let statement = try database.cachedStatement(
            sql: "SELECT id, form, bytes FROM log_content WHERE id BETWEEN ? AND ?"
        )
        let rows = try Row.fetchAll(statement, arguments: [position << 3, position << 3 | 6])
        return try rows.compactMap { row in
            let id: Int64 = row["id"]
            guard let name = ContentName(rawValue: UInt8(id & 7)), wanted.contains(name) else {
                return nil
            }
            let blob: DataBlob = row["bytes"]
            let form: Int = row["form"]
            if form == 0 { return Content(name, blob.bytes) }
            return try ContentPieces.assemble(blob.bytes, in: database).map { Content(name, $0) }
        }
    }
}

/// Bytes as SQLite's BLOB, without Foundation's `Data` between.
struct DataBlob: DatabaseValueConvertible, StatementColumnConvertible {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    init?(sqliteStatement: SQLiteStatement, index: CInt) {
        let count = Int(sqlite3_column_bytes(sqliteStatement, index))
        guard let start = sqlite3_column_blob(sqliteStatement, index) else {
            bytes = []
            return
        }
        bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> DataBlob? {
        Data.fromDatabaseValue(value).map { DataBlob(Array($0)) }
    }
}
