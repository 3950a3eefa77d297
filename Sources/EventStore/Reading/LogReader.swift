import Flows
import GRDB

#if canImport(Glibc)
import Glibc
#endif

/// Reads a log in a connection of its own that can write nothing, beside a running service or
/// without one.
public final class LogReader {
    private let queue: DatabaseQueue
    let path: String
    /// Nil: the log as it is.
    private let past: PastView?
    /// Asked many times a second while a listing or a count is read: whether to stop, with an error.
    /// Queries are asked by their own ``ReadLimits/isInterrupted``.
    public var isInterrupted: (@Sendable () -> Bool)?

    /// Opens the log at `path`.
    ///
    /// - `position`: shows the log as it was when this position was its head; contents that
    /// were erased since are gone all the same. Nil shows it as it is, and as it grows.
    /// - `migration`: told when the log is that of an older program, which is brought up to date
    /// first; nil refuses such a log.
    /// - Throws: ``LogError/Code/notFound`` when there is no file, ``LogError/Code/older`` for a log
    /// that cannot be brought up to date because a service has it or its folder takes no writes.
    public init(
        path: String,
        asOf position: Int64? = nil,
        migration: MigrationWatch? = nil
    ) throws(LogError) {
        self.path = path
        guard access(path, F_OK) == 0 else {
            throw LogError(
                .notFound,
                "no log at \(path)",
                hint: "start the service with `waybill up`, or name a log with --log PATH"
            )
        }
        if LogRecovery.isNeeded(path: path) {
            try LogRecovery.bringUpToDate(path: path, migration: migration)
        }
        do {
            let queue = try Self.open(path, migration)
            try queue.inDatabase { try QueryFunctions.register(on: $0.sqliteConnection!) }
            past = try position.map { position in
                try queue.inDatabase { database in
                    try Self.writingTemporaryTables(of: database) {
                        try PastView(of: database.sqliteConnection!, at: position)
                    }
                }
            }
            self.queue = queue
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }

    /// An older program's log is brought up to date first, when somebody watches and nobody holds it.
    private static func open(_ path: String, _ migration: MigrationWatch?) throws -> DatabaseQueue {
        do {
            return try LogDatabase.openForReading(path: path)
        } catch let older as LogError where older.code == .older {
            guard let migration else { throw older }
            do {
                try LogRecovery.bringUpToDate(path: path, migration: migration)
            } catch {
                throw error.code == .busy || error.code == .unreadable ? older : error
            }
            return try LogDatabase.openForReading(path: path)
        }
    }

    /// The position whose past is shown; nil for the log as it is.
    public var asOf: Int64? { past?.position }

    /// The last position; 0 when the log is empty.
    public func head() throws(LogError) -> Int64 {
        try read(Self.headPosition)
    }

    /// The flows of a window, newest first.
    public func flows(_ listing: FlowListing) throws(LogError) -> FlowPage {
        try read { database in
            let connection = database.sqliteConnection!
            let window = try LogPositions(connection)
                .window(since: listing.since, until: listing.until)
            let conditions = ["first_position BETWEEN ? AND ?"] + listing.conditions
            let arguments: StatementArguments = [window.lowerBound, window.upperBound - 1]
            let condition = conditions.joined(separator: " AND ")
            let flows = try Self.summaries(
                """
                SELECT \(FlowSummary.columns) FROM flow_state WHERE \(condition)
                ORDER BY first_position DESC LIMIT ?
                """,
                arguments + [listing.limit],
                in: database
            )
            let total = try LogRows.flows(in: window, connection)
            let isWhole = listing.conditions.isEmpty
            let matched =
                flows.count < listing.limit
                ? flows.count : isWhole ? total : try Self.count(condition, arguments, in: database)
            return FlowPage(flows: flows, matched: matched, total: total)
        }
    }

    static func summaries(
        _ sql: String,
        _ arguments: StatementArguments,
        in database: Database
    ) throws -> [FlowSummary] {
        let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
        var flows: [FlowSummary] = []
        while let row = try rows.next() {
            if let flow = FlowSummary(row: row) { flows.append(flow) }
        }
        return flows
    }

    /// The events of one flow in order, with their contents.
    public func events(of flow: FlowID) throws(LogError) -> [RecordedEvent] {
        try read {
            try EventRows.events(of: flow, contents: Set(ContentName.allCases), in: $0)
        }
    }

    /// The events of a flow up to a position, with what projections need of their contents.
    func projectedEvents(
        of flow: FlowID,
        through position: Int64
    ) throws(LogError) -> [RecordedEvent] {
        try read {
            try EventRows.events(
                of: flow,
                before: position + 1,
                contents: Projector.contentsNeeded,
                in: $0
            )
        }
    }

    /// A stretch of the whole log from a position on, without contents; `Int64.max` is the end of the
    /// log when `newestFirst`.
    public func events(
        from position: Int64,
        limit: Int,
        newestFirst: Bool
    ) throws(LogError) -> [LoggedEvent] {
        try read { database in
            let (comparison, order) = newestFirst ? ("<=", "DESC") : (">=", "ASC")
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM log_event WHERE position \(comparison) ?
                    ORDER BY position \(order) LIMIT ?
                    """,
                arguments: [position, limit]
            )
            return rows.map(LoggedEvent.init(row:))
        }
    }

    /// The flows that `reference` may mean, newest first, at most 20: a prefix of the short id (four
    /// digits or more), the flow's id, the request ids of gateway and function, the trace id.
    public func candidates(for reference: String) throws(LogError) -> [FlowSummary] {
        let own = try ownCandidates(for: reference)
        return own.isEmpty ? try importedCandidates(for: reference) : own
    }

    /// By an id of ours, or by one that leads back to it.
    private func ownCandidates(for reference: String) throws(LogError) -> [FlowSummary] {
        try read { database in
            if let flow = FlowID(uuidText: reference) {
                return try Self.flow(flow, in: database).map { [$0] } ?? []
            }
            if reference.count >= 4, let range = ShortID.range(ofPrefix: reference) {
                return try Self.flows(Self.shortIDInRange, Self.bounds(range), in: database)
            }
            if let flow = FlowReference.shortID(ofGatewayRequestID: reference) {
                let matches = try Self.flows(
                    Self.shortIDInRange,
                    Self.bounds(flow.value...flow.value),
                    in: database
                )
                return matches.filter { FlowReference.gatewayRequestID(of: $0.id) == reference }
            }
            if let trace = FlowReference.traceID(reference) {
                // A trace id of our own making ends with the short id; a client's own does not.
                let short = ShortID.range(ofPrefix: trace.suffix(8))!
                let own = try Self.flows(
                    "\(Self.shortIDInRange) AND trace_id = ?",
                    Self.bounds(short) + [trace],
                    in: database
                )
                return own.isEmpty
                    ? try Self.flows("trace_id = ?", [trace], in: database) : own
            }
            return []
        }
    }

    /// By an id that another system gave: a look through the imported flows.
    private func importedCandidates(for reference: String) throws(LogError) -> [FlowSummary] {
        try read { database in
            try Self.flows(
                """
                kind = 'imported' AND EXISTS (SELECT 1 FROM log_event e WHERE e.position = first_position
                    AND ?1 IN (json_extract(e.data, '$.requestId'),
                        json_extract(e.data, '$.gatewayRequestId')))
                """,
                [reference],
                in: database
            )
        }
    }

    /// The index is over the digits, for the views' sake.
    private static let shortIDInRange = "printf('%08x', short_id) BETWEEN ? AND ?"

    private static func bounds(_ range: ClosedRange<UInt32>) -> StatementArguments {
        [
            ShortID(value: range.lowerBound).description,
            ShortID(value: range.upperBound).description,
        ]
    }

    static func flow(_ id: FlowID, in database: Database) throws -> FlowSummary? {
        let first = try Int64.fetchOne(
            database,
            sql: "SELECT position FROM log_event WHERE stream_id = ? AND revision = 1",
            arguments: [DataBlob(id.bytes)]
        )
        guard let first else { return nil }
        return try Row.fetchOne(
            database,
            sql: "SELECT \(FlowSummary.columns) FROM flow_state WHERE first_position = ?",
            arguments: [first]
        ).flatMap(FlowSummary.init(row:))
    }

    private static func flows(
        _ condition: String,
        _ arguments: StatementArguments,
        in database: Database
    ) throws -> [FlowSummary] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT \(FlowSummary.columns) FROM flow_state WHERE \(condition) ORDER BY first_position DESC LIMIT 20
                """,
            arguments: arguments
        ).compactMap(FlowSummary.init(row:))
    }

    private static func count(
        _ condition: String,
        _ arguments: StatementArguments,
        in database: Database
    ) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM flow_state WHERE \(condition)",
            arguments: arguments
        ) ?? 0
    }

    static func headPosition(in database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT max(position) FROM log_event") ?? 0
    }

    /// The last position that was recorded at `moment` or before; 0 when there is none.
    public func position(at moment: Timestamp) throws(LogError) -> Int64 {
        try read { database in
            let positions = try LogPositions(database.sqliteConnection!)
            return try positions.position(notBefore: moment.advanced(byMicroseconds: 1)) - 1
        }
    }

    /// Runs `body` on a snapshot of the log.
    func read<Value>(_ body: (Database) throws -> Value) throws(LogError) -> Value {
        do {
            guard let isInterrupted else { return try snapshot(body) }
            let limits = ReadLimits(time: .seconds(86_400), isInterrupted: isInterrupted)
            return try snapshot { database in
                try ReadWatch.watching(database.sqliteConnection!, limits) { try body(database) }
            }
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }

    /// Runs `body` on a snapshot of the log; failures come through as they are.
    func snapshot<Value>(_ body: (Database) throws -> Value) throws -> Value {
        guard let past else { return try queue.read(body) }
        let seenBefore = past.seenHead
        do {
            return try queue.read { database in
                try Self.writingTemporaryTables(of: database) {
                    try past.refresh { flow, position in
                        try EventRows.events(
                            of: flow,
                            before: position + 1,
                            contents: Projector.contentsNeeded,
                            in: database
                        )
                    }
                }
                return try body(database)
            }
        } catch {
            // What the transaction had written into the temporary tables is gone with it.
            past.seenHead = seenBefore
            throw error
        }
    }

    private static func writingTemporaryTables<Value>(
        of database: Database,
        _ body: () throws -> Value
    ) throws -> Value {
        try database.execute(sql: "PRAGMA query_only = OFF")
        let value = Result(catching: body)
        try database.execute(sql: "PRAGMA query_only = ON")
        return try value.get()
    }
}
