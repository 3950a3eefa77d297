import Flows

/// How a flow and its attempts stand in their tables: columns, values, and the statements that write
/// them. One home, for the projections and for the past that is computed like them.
enum ProjectionRows {
    private static let flowColumns = [
        "first_position", "last_position", "flow_id", "short_id", "kind", "api", "api_kind",
        "stage", "method", "path", "route", "function", "status", "step", "state", "outcome",
        "cause", "error_type", "error_message", "sent_at", "triggered_us", "executed_us",
        "returned_us", "displayed_us", "duration_us", "cold", "attempts", "replay_of",
        "trace_id", "number",
    ]

    private static let attemptColumns = [
        "position", "first_position", "attempt", "function", "authorizer", "code",
        "environment", "cold", "triggered_at", "wait_us", "init_us", "duration_us",
        "billed_ms", "memory_used_mb", "memory_size_mb", "outcome", "error_type",
        "started_position", "started_at", "ended_position", "ended_at",
    ]

    /// What never changes while a flow goes on is left alone, and with it the indexes over it.
    static let flowUpsert = upsert(
        "flow_state",
        flowColumns,
        keeping: ["flow_id", "short_id", "number"]
    )

    static let attemptUpsert = upsert(
        "attempt_state",
        attemptColumns,
        keeping: ["first_position"]
    )

    static func flowInsert(into table: String) -> String { insert(into: table, flowColumns) }

    static func attemptInsert(into table: String) -> String { insert(into: table, attemptColumns) }

    static func write(
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

    static func write(
        _ attempt: Attempt,
        of flow: Flow,
        with statement: BoundStatement
    ) throws {
        statement.bind(1, attempt.position)
        statement.bind(2, flow.firstPosition)
        statement.bind(3, attempt.triggered.attempt)
        // An imported record may not tell it; the view `attempts` then has NULL.
        statement.bind(4, attempt.triggered.function ?? "")
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
        statement.bind(18, attempt.startedPosition)
        statement.bind(19, attempt.startedAt?.microseconds)
        statement.bind(20, attempt.endedPosition)
        statement.bind(21, attempt.endedAt?.microseconds)
        try statement.run()
    }

    private static func insert(into table: String, _ columns: [String]) -> String {
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
    }

    /// An insert that overwrites all but the key, which is the first column, and what is kept.
    private static func upsert(
        _ table: String,
        _ columns: [String],
        keeping kept: Set<String>
    ) -> String {
        let changes = columns.dropFirst().filter { !kept.contains($0) }
            .map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            \(insert(into: table, columns)) ON CONFLICT (\(columns[0])) DO UPDATE SET \(changes)
            """
    }
}
