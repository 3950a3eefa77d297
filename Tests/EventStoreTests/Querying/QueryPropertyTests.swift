import Flows
import Queries
import Testing

@testable import EventStore

/// The same random condition of the same random rows, once lowered to SQL and once evaluated in memory.
@Suite struct `A lowered condition` {
    @Test(arguments: 0..<4)
    func `finds the flows for which it holds in memory`(seed: Int) async throws {
        let folder = try await Self.folder(seed)
        let reader = try LogReader(path: folder.path)
        let rows = try Self.flows(of: reader)
        var random = SeededGenerator(900 + seed)
        let conditions = RandomConditions(schema: .flows, rows: rows.map(\.fields))
        for _ in 0..<150 {
            let text = conditions.condition(&random)
            let query = try Self.query("filter \(text) | fields id | sort firstPosition")
            guard let expected = try Self.matches(text, rows.map(\.fields), .flows) else {
                #expect(throws: QueryFailure.self, "\(text)") { _ = try reader.run(query) }
                continue
            }
            let mine = zip(rows, expected).filter(\.1).map { QueryValue.string($0.0.id) }
            #expect(try reader.run(query).rows.map { $0[0] } == mine, "\(text)")
        }
    }

    @Test(arguments: 0..<4)
    func `finds the events for which it holds in memory`(seed: Int) async throws {
        let folder = try await Self.folder(seed)
        let reader = try LogReader(path: folder.path)
        let rows = try reader.allEvents().map(EventRow.init)
        var random = SeededGenerator(700 + seed)
        let conditions = RandomConditions(schema: .events, rows: rows)
        for _ in 0..<150 {
            let text = conditions.condition(&random)
            let query = try Self.query(
                "SOURCE events | filter \(text) | fields position | sort position"
            )
            guard let expected = try Self.matches(text, rows, .events) else {
                #expect(throws: QueryFailure.self, "\(text)") { _ = try reader.run(query) }
                continue
            }
            let mine = zip(rows, expected).filter(\.1)
                .map { QueryValue.number(Double($0.0.event.position)) }
            #expect(try reader.run(query).rows.map { $0[0] } == mine, "\(text)")
        }
    }

    @Test(arguments: 0..<4)
    func `gives the values that expressions have in memory`(seed: Int) async throws {
        let folder = try await Self.folder(seed)
        let reader = try LogReader(path: folder.path)
        let rows = try Self.flows(of: reader)
        var random = SeededGenerator(500 + seed)
        let expressions = RandomConditions(schema: .flows, rows: rows.map(\.fields))
        for _ in 0..<100 {
            let text = expressions.value(&random, depth: 2)
            let query = try Self.query("fields \(text) as x | sort firstPosition | display x")
            guard case .fields(let items) = query.pipeline.stages[0].command else { return }
            let expression = items[0].expression
            let prepared: PreparedExpression
            do {
                prepared = try PreparedExpression(expression, in: .flows, context: Self.context)
            } catch {
                // Of two mistakes either may be told first.
                let failure = #expect(throws: QueryFailure.self, "\(text)") {
                    _ = try reader.run(query)
                }
                #expect(failure?.description == error.description)
                continue
            }
            let result = try reader.run(query)
            #expect(
                result.rows.map { $0[0] } == rows.map { prepared.value(in: $0.fields) },
                "\(text)"
            )
        }
    }

    static let now = Timestamp(microseconds: 1_900_000_000_000_000)
    static let context = QueryContext(now: 1_900_000_000_000, start: 0, end: 1_900_000_000_000)

    private static func folder(_ seed: Int) async throws -> TemporaryLog {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(200, seed: 30 + seed, givesNUL: false, in: log)
        log.recordService("serviceStarted") { $0.put("operator", "ada") }
        await log.close()
        return folder
    }

    private static func query(_ text: String) throws -> Query {
        var query = try Query(parseQuery(text))
        query.now = now
        return query
    }

    /// Which rows meet a condition; nil when it cannot be meant.
    private static func matches(
        _ text: String,
        _ rows: [some QueryRow],
        _ schema: QuerySchema
    ) throws -> [Bool]? {
        let (expression, end) = try parseCondition(text)
        try #require(end == text.utf8.count)
        guard let condition = try? Condition(expression, in: schema, context: context) else {
            return nil
        }
        return rows.map { condition.holds(for: $0) }
    }

    /// Every flow in order, with its contents.
    private static func flows(
        of reader: LogReader
    ) throws -> [(id: String, fields: FlowFields)] {
        var listing = FlowListing()
        listing.limit = .max
        return try reader.flows(listing).flows.reversed().map { summary in
            let events = try reader.events(of: summary.id)
            let flow = try #require(try Flow(events: events))
            return (summary.id.description, FlowFields(flow, events: events))
        }
    }
}

/// A stored event as a row, read without SQL.
struct EventRow: QueryRow {
    let event: LoggedEvent

    init(_ event: LoggedEvent) { self.event = event }

    func value(of name: FieldName) -> QueryValue {
        func milliseconds(_ time: Timestamp) -> QueryValue {
            .number(Double(time.microseconds) / 1000)
        }
        let data = Array(event.data.utf8)
        if name.parts[0] == "data" {
            return DocumentPath(Array(name.parts.dropFirst())).value(in: data)
        }
        return switch name.name {
        case "position", "@seq": .number(Double(event.position))
        case "revision": .number(Double(event.revision))
        case "type", "@event": .string(event.type)
        case "version": .number(Double(event.version))
        case "stream": .string(event.stream)
        case "streamKind": .string(event.streamKind == .flow ? "flow" : "service")
        case "flow": event.flow.map { .string($0.description) } ?? .null
        case "recordedAt": milliseconds(event.recordedAt)
        case "occurredAt", "@timestamp": milliseconds(event.occurredAt)
        case "@message": .string(event.data)
        case "operator": DocumentPath(["operator"]).value(in: data)
        case "@step":
            EventType(rawValue: event.type)?.concernedStep.map { .number(Double($0.rawValue)) }
                ?? .null
        case "@hash": .string(event.leaf)
        default: .null
        }
    }
}
