import Flows
import GRDB

/// Keeps the projections in step with the events: folds each flow and writes its rows once per
/// flow and transaction. The same code serves live appends, recovery and ``rebuild``; a projection
/// holds nothing that the events do not.
///
/// Owned by the thread that writes the database.
struct Projector {
    /// Flows that go on, by identity.
    private var openFlows: [FlowID: Flow] = [:]
    /// Places among the flows of those whose row is not written yet.
    private var numbers: [FlowID: Int64] = [:]
    /// The place of the flow that began last; nil until it was looked up.
    private var lastNumber: Int64?
    /// Flows with events since the last ``flush(_:)``.
    private var touched: Set<FlowID> = []

    /// The contents that projections are made of.
    static let contentsNeeded: Set<ContentName> = [.request, .result, .log]

    /// Whether the projections need the contents of such an event.
    static func needsContents(_ type: EventType) -> Bool {
        switch type {
        case .sent, .executed, .aborted, .logged: true
        case .triggered, .returned, .displayed, .rejected, .undecodable, .abandoned, .interrupted,
            .started, .held, .edited, .resumed, .retried, .lateResult, .erased, .annotated,
            .injected, .imported, .responded:
            false
        }
    }

    /// Takes one event that the transaction has appended.
    mutating func apply(_ event: RecordedEvent, in database: Database) throws {
        if openFlows[event.flow] == nil {
            if event.revision == 1 {
                openFlows[event.flow] = Flow(beginningWith: event)
                numbers[event.flow] = try nextNumber(in: database)
            } else {
                openFlows[event.flow] = try loadFlow(event, in: database)
            }
        }
        try openFlows[event.flow]!.apply(event)
        touched.insert(event.flow)
        if let log = event.content(.log) {
            try insertLines(of: LogText(bytes: log), event, in: database)
        }
        if case .noted(let note) = event.event, note.type == .erased {
            let statement = try BoundStatement(
                database,
                sql: "DELETE FROM log_line WHERE first_position = ?"
            )
            statement.bind(1, openFlows[event.flow]!.firstPosition)
            try statement.run()
        }
    }

    /// Writes the rows of every flow touched since the last call, and forgets those that ended.
    mutating func flush(_ database: Database) throws {
        let flowRow = try BoundStatement(database, sql: Self.flowUpsert)
        for id in touched {
            guard let flow = openFlows[id] else { continue }
            // A flow that has its row keeps its number.
            try write(
                FlowSummary(flow),
                number: numbers.removeValue(forKey: id) ?? 0,
                with: flowRow
            )
            for attempt in flow.attempts { try write(attempt, of: flow, in: database) }
            if !flow.cursor.isUnfinished { openFlows[id] = nil }
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// Forgets everything in memory: after a transaction that did not commit.
    mutating func reset() {
        openFlows.removeAll()
        touched.removeAll()
        numbers.removeAll()
        lastNumber = nil
    }

    private mutating func nextNumber(in database: Database) throws -> Int64 {
        let last =
            try lastNumber
            ?? Int64.fetchOne(
                database,
                sql: "SELECT number FROM flow_state ORDER BY first_position DESC LIMIT 1"
            ) ?? 0
        lastNumber = last + 1
        return last + 1
    }

    /// The flow before `event`, folded from what the log has.
    private func loadFlow(_ event: RecordedEvent, in database: Database) throws -> Flow {
        let earlier = try EventRows.events(
            of: event.flow,
            before: event.position,
            contents: Self.contentsNeeded,
            in: database
        )
        guard let flow = try Flow(events: earlier) else {
            throw LogError(
                .corrupt,
                "event #\(event.position) belongs to flow \(event.flow), whose beginning is missing"
            )
        }
        return flow
    }

    private func write(
        _ row: FlowSummary,
        number: Int64,
        with statement: BoundStatement
    ) throws {
        statement.bind(1, row.firstPosition)
        statement.bind(2, row.lastPosition)
        statement.bind(blob: 3, row.id.bytes)
        statement.bind(4, Int64(row.id.shortID.value))
        statement.bind(5, row.kind.rawValue)
        statement.bind(6, row.api)
        statement.bind(7, row.apiKind)
        statement.bind(8, row.stage)
        statement.bind(9, row.method)
        statement.bind(10, row.path)
        statement.bind(11, row.route)
        statement.bind(12, row.function)
        statement.bind(13, row.status)
        statement.bind(14, row.step?.rawValue ?? 0)
        statement.bind(15, row.state)
        statement.bind(16, row.outcome?.rawValue)
        statement.bind(17, row.cause)
        statement.bind(18, row.errorType)
        statement.bind(19, row.errorMessage)
        statement.bind(20, row.sentAt.microseconds)
        statement.bind(21, row.triggeredMicroseconds)
        statement.bind(22, row.executedMicroseconds)
        statement.bind(23, row.returnedMicroseconds)
        statement.bind(24, row.displayedMicroseconds)
        statement.bind(25, row.durationMicroseconds)
        statement.bind(26, row.isCold)
        statement.bind(27, row.attempts)
        statement.bind(blob: 28, row.replayOf?.bytes)
        statement.bind(29, row.traceID)
        statement.bind(30, number)
        try statement.run()
    }

    private func write(_ attempt: Attempt, of flow: Flow, in database: Database) throws {
        let statement = try BoundStatement(database, sql: Self.attemptUpsert)
        statement.bind(1, attempt.position)
        statement.bind(2, flow.firstPosition)
        statement.bind(3, attempt.triggered.attempt)
        statement.bind(4, attempt.triggered.function)
        statement.bind(5, attempt.triggered.isAuthorizer)
        statement.bind(6, attempt.triggered.code)
        statement.bind(7, attempt.started?.environment)
        statement.bind(8, attempt.started?.isCold)
        statement.bind(9, attempt.triggeredAt.microseconds)
        statement.bind(10, attempt.started?.waitMicroseconds)
        statement.bind(11, attempt.initMicroseconds)
        statement.bind(12, attempt.durationMicroseconds)
        statement.bind(
            13,
            attempt.executed?.billedMilliseconds ?? attempt.aborted?.billedMilliseconds
        )
        statement.bind(14, attempt.executed?.memoryUsedMB ?? attempt.aborted?.memoryUsedMB)
        statement.bind(15, attempt.executed?.memorySizeMB ?? attempt.aborted?.memorySizeMB)
        statement.bind(16, attempt.outcome)
        statement.bind(17, attempt.errorType)
        try statement.run()
    }

    private func insertLines(
        of log: LogText,
        _ event: RecordedEvent,
        in database: Database
    ) throws {
        guard let flow = openFlows[event.flow] else { return }
        let statement = try BoundStatement(database, sql: Self.lineInsert)
        for (number, line) in log.lines.prefix(1 << 24).enumerated() {
            statement.bind(1, event.position << 24 | Int64(number))
            statement.bind(2, flow.firstPosition)
            statement.bind(3, line.time.microseconds)
            statement.bind(4, flow.attempts.last?.triggered.function)
            statement.bind(5, line.text)
            try statement.run()
        }
    }

    private static let flowUpsert = upsert(
        "flow_state",
        [
            "first_position", "last_position", "flow_id", "short_id", "kind", "api", "api_kind",
            "stage", "method", "path", "route", "function", "status", "step", "state", "outcome",
            "cause", "error_type", "error_message", "sent_at", "triggered_us", "executed_us",
            "returned_us", "displayed_us", "duration_us", "cold", "attempts", "replay_of",
            "trace_id", "number",
        ],
        keeping: ["number"]
    )

    private static let attemptUpsert = upsert(
        "attempt_state",
        [
            "position", "first_position", "attempt", "function", "authorizer", "code",
            "environment", "cold", "triggered_at", "wait_us", "init_us", "duration_us",
            "billed_ms", "memory_used_mb", "memory_size_mb", "outcome", "error_type",
        ]
    )

    private static let lineInsert = """
        INSERT INTO log_line (id, first_position, at, function, text) VALUES (?, ?, ?, ?, ?)
        """

    /// An insert that overwrites all but the key, which is the first column, and what is kept.
    private static func upsert(
        _ table: String,
        _ columns: [String],
        keeping kept: Set<String> = []
    ) -> String {
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let changes = columns.dropFirst().filter { !kept.contains($0) }
            .map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places)) \
            ON CONFLICT (\(columns[0])) DO UPDATE SET \(changes)
            """
    }
}
