import Flows
import GRDB

#if canImport(Glibc)
import Glibc
#endif

/// Reads a log in a connection of its own that can write nothing, beside a running service or
/// without one.
public final class LogReader {
    private let queue: DatabaseQueue
    private let path: String

    /// Opens the log at `path`.
    /// - Throws: ``LogError/Code/notFound`` when there is no file.
    public init(path: String) throws(LogError) {
        self.path = path
        guard access(path, F_OK) == 0 else {
            throw LogError(
                .notFound,
                "no log at \(path)",
                hint: "start the service with `waybill up`, or name a log with --log PATH"
            )
        }
        if LogRecovery.isNeeded(path: path) { try LogRecovery.bringUpToDate(path: path) }
        do {
            queue = try LogDatabase.openForReading(path: path)
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }

    /// The last position; 0 when the log is empty.
    public func head() throws(LogError) -> Int64 {
        try read { try Int64.fetchOne($0, sql: "SELECT max(position) FROM log_event") ?? 0 }
    }

    /// The flows of a window, newest first.
    public func flows(_ listing: FlowListing) throws(LogError) -> FlowPage {
        try read { database in
            let window = try Self.window(of: listing, in: database)
            var conditions = ["first_position BETWEEN ? AND ?"]
            var arguments: StatementArguments = [window.lowerBound, window.upperBound]
            if listing.failedOnly {
                conditions.append(
                    "outcome IN ('function error', 'gateway failure', 'interrupted')"
                )
            }
            if let function = listing.function {
                conditions.append("function = ?")
                arguments += [function]
            }
            let condition = conditions.joined(separator: " AND ")
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(FlowSummary.columns) FROM flow_state WHERE \(condition)
                    ORDER BY first_position DESC LIMIT ?
                    """,
                arguments: arguments + [listing.limit]
            )
            var flows: [FlowSummary] = []
            while let row = try rows.next() {
                if let flow = FlowSummary(row: row) { flows.append(flow) }
            }
            let total = try Self.flowCount(in: window, database)
            let isWhole = conditions.count == 1
            let matched =
                flows.count < listing.limit
                ? flows.count : isWhole ? total : try Self.count(condition, arguments, in: database)
            return FlowPage(flows: flows, matched: matched, total: total)
        }
    }

    /// The events of one flow in order, with their contents.
    public func events(of flow: FlowID) throws(LogError) -> [RecordedEvent] {
        try read {
            try EventRows.events(of: flow, contents: Set(ContentName.allCases), in: $0)
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
        try read { database in
            if let flow = FlowID(uuidText: reference) {
                return try Self.flow(flow, in: database).map { [$0] } ?? []
            }
            if reference.count >= 4, let range = ShortID.range(ofPrefix: reference) {
                return try Self.flows(
                    "short_id BETWEEN ? AND ?",
                    [Int64(range.lowerBound), Int64(range.upperBound)],
                    in: database
                )
            }
            if let flow = FlowReference.shortID(ofGatewayRequestID: reference) {
                let matches = try Self.flows("short_id = ?", [Int64(flow.value)], in: database)
                return matches.filter { FlowReference.gatewayRequestID(of: $0.id) == reference }
            }
            if let trace = FlowReference.traceID(reference) {
                // A trace id of our own making ends with the short id; a client's own does not.
                let short = ShortID.range(ofPrefix: trace.suffix(8))!
                let own = try Self.flows(
                    "short_id = ? AND trace_id = ?",
                    [Int64(short.lowerBound), trace],
                    in: database
                )
                return own.isEmpty
                    ? try Self.flows("trace_id = ?", [trace], in: database) : own
            }
            return []
        }
    }

    private static func flow(_ id: FlowID, in database: Database) throws -> FlowSummary? {
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

    /// How many flows began in a window: they are numbered without gaps.
    private static func flowCount(
        in window: ClosedRange<Int64>,
        _ database: Database
    ) throws -> Int {
        func number(_ order: String) throws -> Int? {
            try Int.fetchOne(
                database,
                sql: """
                    SELECT number FROM flow_state WHERE first_position BETWEEN ? AND ?
                    ORDER BY first_position \(order) LIMIT 1
                    """,
                arguments: [window.lowerBound, window.upperBound]
            )
        }
        guard let first = try number("ASC"), let last = try number("DESC") else { return 0 }
        return last - first + 1
    }

    /// The positions that a window of time covers: times never go back along the log, so both ends
    /// are found by halving.
    private static func window(
        of listing: FlowListing,
        in database: Database
    ) throws -> ClosedRange<Int64> {
        let head = try Int64.fetchOne(database, sql: "SELECT max(position) FROM log_event") ?? 0
        let first = try listing.since.map { try position(notBefore: $0, head, database) } ?? 1
        let end = try listing.until.map { try position(notBefore: $0, head, database) }
        return first...max(first, end.map { $0 - 1 } ?? head)
    }

    /// The first position recorded at `time` or later; one past the head when there is none.
    private static func position(
        notBefore time: Timestamp,
        _ head: Int64,
        _ database: Database
    ) throws -> Int64 {
        let statement = try database.cachedStatement(
            sql: "SELECT recorded_at FROM log_event WHERE position = ?"
        )
        var (low, high) = (Int64(1), head + 1)
        while low < high {
            let middle = low + (high - low) / 2
            let recorded = try Int64.fetchOne(statement, arguments: [middle]) ?? .min
            if recorded < time.microseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func read<Value>(
        _ body: (Database) throws -> Value
    ) throws(LogError) -> Value {
        do {
            return try queue.read(body)
        } catch {
            throw LogDatabase.logError(error, path: path)
        }
    }
}

/// Which flows to list.
public struct FlowListing: Equatable, Sendable {
    public var since: Timestamp?
    /// The first moment that no longer belongs to the window.
    public var until: Timestamp?
    public var failedOnly = false
    public var function: String?
    public var limit = 50

    public init() {}
}

/// A listing's rows and what they are a part of.
public struct FlowPage: Equatable, Sendable {
    public var flows: [FlowSummary]
    /// Flows of the window that meet the condition.
    public var matched: Int
    /// Flows of the window.
    public var total: Int

    public init(flows: [FlowSummary], matched: Int, total: Int) {
        self.flows = flows
        self.matched = matched
        self.total = total
    }
}

/// A stored event as it stands in the log, of whatever stream.
public struct LoggedEvent: Equatable, Sendable {
    public var position: Int64
    /// 32 hexadecimal digits.
    public var stream: String
    public var streamKind: StreamKind
    /// Nil for streams that are no flow.
    public var flow: FlowID?
    public var revision: Int
    public var type: String
    public var version: Int
    public var recordedAt: Timestamp
    public var occurredAt: Timestamp
    /// A flat JSON object.
    public var data: String
    /// 64 hexadecimal digits.
    public var leaf: String

    public init(
        position: Int64,
        stream: String,
        streamKind: StreamKind,
        flow: FlowID?,
        revision: Int,
        type: String,
        version: Int,
        recordedAt: Timestamp,
        occurredAt: Timestamp,
        data: String,
        leaf: String
    ) {
        self.position = position
        self.stream = stream
        self.streamKind = streamKind
        self.flow = flow
        self.revision = revision
        self.type = type
        self.version = version
        self.recordedAt = recordedAt
        self.occurredAt = occurredAt
        self.data = data
        self.leaf = leaf
    }
}
