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

    /// The contents that projections are made of. `text` beside an answer is what an imported record
    /// quotes of its error.
    static let contentsNeeded: Set<ContentName> = [.request, .result, .log, .text]

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
        let flowRow = try BoundStatement(database, sql: ProjectionRows.flowUpsert)
        for id in touched {
            guard let flow = openFlows[id] else { continue }
            // A flow that has its row keeps its number.
            try ProjectionRows.write(
                FlowSummary(flow),
                number: numbers.removeValue(forKey: id) ?? 0,
                with: flowRow
            )
            if !flow.attempts.isEmpty {
                let row = try BoundStatement(database, sql: ProjectionRows.attemptUpsert)
                for attempt in flow.attempts {
                    try ProjectionRows.write(attempt, of: flow, with: row)
                }
            }
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

    private static let lineInsert = """
        INSERT INTO log_line (id, first_position, at, function, text) VALUES (?, ?, ?, ?, ?)
        """
}
