import Flows
import Testing

@testable import EventStore

/// Random flows, interleaved, as they were recorded.
struct RecordedFlows {
    var flows: [TestFlow]
    /// Flow and event in the order of the log.
    var order: [(flow: FlowID, event: NewEvent)] = []

    /// Records `count` random legal events of a few flows of the kinds, committing now and then.
    static func record(
        _ count: Int,
        kinds: [FlowKind] = FlowKind.allCases,
        seed: Int,
        givesNUL: Bool = true,
        in log: EventLog
    ) async throws -> RecordedFlows {
        var random = SeededGenerator(seed)
        random.givesNUL = givesNUL
        var recorded = RecordedFlows(flows: [])
        while recorded.order.count < count {
            if recorded.flows.count < 3 || random.isOneIn(12) {
                recorded.flows.append(random.testFlow(random.element(of: kinds)))
            }
            // Mostly the newest ones, so that flows end and old ones still get a late note.
            let newest = max(0, recorded.flows.count - 5)
            let index =
                random.isOneIn(20)
                ? Int.random(in: 0..<recorded.flows.count, using: &random)
                : Int.random(in: newest..<recorded.flows.count, using: &random)
            let event = recorded.flows[index].next(&random)
            try log.record([event], of: &recorded.flows[index].cursor)
            recorded.order.append((recorded.flows[index].cursor.id, event))
            if random.isOneIn(6) { try await log.commit() }
        }
        try await log.commit()
        return recorded
    }

    /// Flows with at least one event.
    var begun: [TestFlow] { flows.filter { !$0.recorded.isEmpty } }

    /// Checks that the log has exactly these events, first of all its events when `from` is 1.
    func expectStored(in reader: LogReader, from first: Int64 = 1) throws {
        let stored = try reader.allEvents().filter {
            $0.streamKind == .flow && $0.position >= first
        }
        let mine = Set(begun.map(\.cursor.id))
        let logged = stored.filter {
            $0.flow.map(mine.contains) == true && $0.type != "interrupted"
        }
        #expect(logged.map(\.flow) == order.map(\.flow))
        #expect(logged.map(\.type) == order.map(\.event.event.type.rawValue))
        for flow in begun {
            let events = try reader.events(of: flow.cursor.id).filter { $0.event != .interrupted }
            #expect(events.map(\.revision) == Array(1...flow.recorded.count))
            #expect(events.map(\.event) == flow.recorded.map(\.event))
            #expect(events.map(\.contents) == flow.recorded.map(\.contents))
        }
    }
}
