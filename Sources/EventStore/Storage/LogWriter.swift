import Crypto
import Flows
import GRDB

/// Writes groups of framed events to the database: rows, contents, leaf hashes and projections, all
/// of them in one transaction, so that no reader ever sees a projection behind its events.
///
/// Owned by the writing thread; the only connection that writes or checkpoints.
final class LogWriter {
    private let queue: DatabaseQueue
    private let path: String
    private var projector = Projector()
    /// Salts of the streams that go on: needed for each commitment.
    private var salts: [FlowID: Commitment] = [:]
    private var sharing = ContentSharing()
    /// Imported flows of the transaction: whole in it, and without an end that would tell so.
    private var imported: [FlowID] = []
    /// The last position that is committed.
    private(set) var head: Int64

    init(
        path: String,
        durability: Durability,
        migration: MigrationWatch? = nil
    ) throws(LogError) {
        self.path = path
        do {
            queue = try LogDatabase.openForWriting(
                path: path,
                durability: durability,
                migration: migration
            )
            head = try queue.read { try Self.readHead($0) }
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }

    /// Appends what the database does not have yet of `groups`, in order. All or nothing.
    ///
    /// After a failed commit the transaction may or may not be there: the head is read again before
    /// the next try, and events up to it are passed over.
    func append(_ groups: [[UInt8]]) throws(LogError) {
        do {
            try queue.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    var last = head
                    let inserts = try Inserts(database)
                    for group in groups {
                        try group.withUnsafeBytes { events in
                            try FramedEvent.forEach(in: events) { event in
                                guard event.position > last else { return }
                                guard event.position == last + 1 else {
                                    throw LogError(
                                        .corrupt,
                                        "the journal goes on at #\(event.position), but the "
                                            + "database ends at #\(last)",
                                        hint: "events between were lost with the machine's power; "
                                            + "run with --durability power to keep them"
                                    )
                                }
                                try append(event, inserts, database)
                                last = event.position
                            }
                        }
                    }
                    try projector.flush(database)
                    forgetImported()
                    return .commit
                }
                head = try Self.readHead(database)
            }
        } catch {
            projector.reset()
            salts.removeAll()
            imported.removeAll()
            sharing.reset()
            if let actual = try? queue.read(Self.readHead) { head = actual }
            throw LogDatabase.logError(error, path: path)
        }
    }

    /// Throws the projections away and computes them again from the events.
    /// - Returns: how many events were folded.
    func rebuild(progress: (Int64) -> Void) throws(LogError) -> Int64 {
        do {
            return try queue.writeWithoutTransaction { database in
                var count: Int64 = 0
                try database.inTransaction(.immediate) {
                    for table in ["flow_state", "attempt_state", "log_line"] {
                        try database.execute(sql: "DELETE FROM \(table)")
                    }
                    projector.reset()
                    let rows = try Row.fetchCursor(
                        database,
                        sql: """
                            SELECT position, stream_id, revision, type, version, recorded_at,
                            occurred_at, data FROM log_event
                            WHERE stream_kind = 1 ORDER BY position
                            """
                    )
                    while let row = try rows.next() {
                        let stream: DataBlob = row["stream_id"]
                        guard let flow = FlowID(bytes: stream.bytes) else { continue }
                        let type = EventType(rawValue: row["type"])
                        let needed = type.map(Projector.needsContents) ?? true
                        let event = try EventRows.event(
                            row,
                            of: flow,
                            contents: needed ? Projector.contentsNeeded : [],
                            in: database
                        )
                        try projector.apply(event, in: database)
                        count += 1
                        if count % 2048 == 0 {
                            try projector.flush(database)
                            progress(count)
                        }
                    }
                    try projector.flush(database)
                    return .commit
                }
                return count
            }
        } catch {
            projector.reset()
            throw LogDatabase.logError(error, path: path)
        }
    }

    /// The flows that a crash left unfinished: identity, kind, revision and phase of each.
    func unfinishedFlows() throws(LogError) -> [FlowCursor] {
        do {
            return try queue.read { database in
                let blobs = try DataBlob.fetchAll(
                    database,
                    // What another system recorded is never under way.
                    sql:
                        "SELECT flow_id FROM flow_state WHERE outcome IS NULL AND kind <> 'imported'"
                )
                return try blobs.compactMap { blob in
                    guard let id = FlowID(bytes: blob.bytes) else { return nil }
                    let events = try EventRows.events(of: id, contents: [], in: database)
                    guard let flow = try Flow(events: events), flow.cursor.isUnfinished else {
                        return nil
                    }
                    return flow.cursor
                }
            }
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }

    /// The time of the last event; nil on an empty log.
    func lastRecordedAt() -> Timestamp? {
        let time = try? queue.read {
            try Int64.fetchOne(
                $0,
                sql: "SELECT recorded_at FROM log_event ORDER BY position DESC LIMIT 1"
            )
        }
        return (time ?? nil).map { Timestamp(microseconds: $0) }
    }

    /// Moves the WAL's pages into the database file, so that a clean end leaves one file.
    func close() {
        _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try? queue.close()
    }

    private static func readHead(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT max(position) FROM log_event") ?? 0
    }

    // MARK: One event

    private struct Inserts {
        let event: BoundStatement
        let content: BoundStatement

        init(_ database: Database) throws {
            event = try BoundStatement(
                database,
                sql: """
                    INSERT INTO log_event (position, stream_id, stream_kind, revision, type, version,
                    recorded_at, occurred_at, data, commitments, leaf)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            )
            content = try BoundStatement(
                database,
                sql: "INSERT INTO log_content (id, form, bytes) VALUES (?, ?, ?)"
            )
        }
    }

    private func append(
        _ event: FramedEvent,
        _ inserts: Inserts,
        _ database: Database
    ) throws {
        let stream = FlowID(bytes: event.streamID)!
        var commitments: [UInt8] = []
        if !event.contents.isEmpty {
            let commitment = try commitment(of: event, stream: stream, in: database)
            for content in event.contents {
                commitment.append(
                    to: &commitments,
                    revision: UInt64(event.revision),
                    slot: content.slot,
                    bytes: content.bytes
                )
            }
        }
        let leaf = LeafRecord.leafHash(
            streamKind: event.streamKind,
            streamID: event.streamID,
            revision: UInt64(event.revision),
            type: event.type,
            version: UInt16(event.version),
            recordedAt: event.recordedAt,
            occurredAt: event.occurredAt,
            data: event.data,
            commitments: commitments
        )
        inserts.event.bind(1, event.position)
        inserts.event.bind(blob: 2, event.streamID)
        inserts.event.bind(3, Int64(event.streamKind))
        inserts.event.bind(4, event.revision)
        inserts.event.bind(text: 5, event.type)
        inserts.event.bind(6, event.version)
        inserts.event.bind(7, event.recordedAt)
        inserts.event.bind(8, event.occurredAt == event.recordedAt ? nil : event.occurredAt)
        inserts.event.bind(text: 9, event.data)
        inserts.event.bind(blob: 10, commitments.isEmpty ? nil : commitments)
        try leaf.withUnsafeBytes {
            inserts.event.bind(blob: 11, $0)
            try inserts.event.run()
        }
        try insertContents(of: event, stream: stream, with: inserts.content)
        try project(event, stream: stream, in: database)
    }

    private func insertContents(
        of event: FramedEvent,
        stream: FlowID,
        with insert: BoundStatement
    ) throws {
        if let salt = event.salt {
            insert.bind(1, event.position << 3 | EventRows.saltSlot)
            insert.bind(2, 0)
            insert.bind(blob: 3, salt)
            try insert.run()
        }
        for content in event.contents {
            let id = event.position << 3 | Int64(content.slot)
            insert.bind(1, id)
            if let pieces = sharing.pieces(of: content, id: id, stream: stream) {
                insert.bind(2, 1)
                try pieces.withUnsafeBytes {
                    insert.bind(blob: 3, $0)
                    try insert.run()
                }
            } else {
                insert.bind(2, 0)
                insert.bind(blob: 3, content.bytes)
                try insert.run()
            }
        }
    }

    private func project(
        _ event: FramedEvent,
        stream: FlowID,
        in database: Database
    ) throws {
        guard let recorded = try event.recordedEvent(contents: Projector.contentsNeeded) else {
            return
        }
        try projector.apply(recorded, in: database)
        switch recorded.event {
        case .displayed, .abandoned, .interrupted: salts[stream] = nil
        case .noted(let note) where note.type == .imported: imported.append(stream)
        default: break
        }
        // What comes late, as the attempts of an asynchronous flow do, finds no source to share.
        if salts[stream] == nil { sharing.forget(stream) }
    }

    private func forgetImported() {
        for stream in imported {
            salts[stream] = nil
            sharing.forget(stream)
        }
        imported.removeAll()
    }

    private func commitment(
        of event: FramedEvent,
        stream: FlowID,
        in database: Database
    ) throws -> Commitment {
        if let salt = event.salt {
            let commitment = Commitment(salt: Array(salt))
            salts[stream] = commitment
            return commitment
        }
        if let commitment = salts[stream] { return commitment }
        let stored = try DataBlob.fetchOne(
            database,
            sql: """
                SELECT bytes FROM log_content WHERE id =
                (SELECT position * 8 + 7 FROM log_event WHERE stream_id = ? AND revision = 1)
                """,
            arguments: [DataBlob(stream.bytes)]
        )
        guard let stored else {
            throw LogError(.corrupt, "the salt of stream \(stream) is missing: it was erased")
        }
        // Late events of an ended flow are rare: its salt is not kept again.
        return Commitment(salt: stored.bytes)
    }

}
