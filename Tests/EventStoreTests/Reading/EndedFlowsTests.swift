import Flows
import Testing

@testable import EventStore

@Suite struct EndedFlowsTests {
    @Test(arguments: 0..<4)
    func `read in pieces while the log grows, the stretches give every flow that ended`(
        seed: Int
    ) async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        var followed: [FlowSummary] = []
        var position: Int64 = 0
        var reader: LogReader?
        for round in 0..<12 {
            _ = try await RecordedFlows.record(40, seed: 100 * seed + round, in: log)
            await log.sync()
            reader = try reader ?? LogReader(path: folder.path)
            let ended = try reader!.flowsEnded(after: position)
            #expect(ended.isAtHead && ended.through == log.head)
            position = ended.through
            // In the order of their ends.
            followed += ended.flows
        }
        let again = try reader!.flowsEnded(after: position)
        #expect(again == EndedFlows(flows: [], through: position, isAtHead: true))
        var listing = FlowListing()
        listing.limit = .max
        let all = try reader!.flows(listing).flows.filter { $0.outcome != nil }
        #expect(Set(followed.map(\.id)) == Set(all.map(\.id)))
        #expect(!all.isEmpty && followed.allSatisfy { $0.outcome != nil })
        // Only what is tried again can end twice.
        let once = followed.filter { $0.kind != .asynchronous && $0.kind != .imported }
        #expect(once.count == Set(once.map(\.id)).count)
        await log.close()
    }

    @Test func `a long way is gone in stretches`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        for number in 0..<20_000 { log.recordService("test") { $0.put("number", number) } }
        _ = try await RecordedFlows.record(200, kinds: [.door], seed: 7, in: log)
        await log.close()
        let reader = try LogReader(path: folder.path)
        var position: Int64 = 0
        var stretches = 0
        var flows: [FlowID] = []
        while true {
            let ended = try reader.flowsEnded(after: position)
            stretches += 1
            #expect(ended.through > position)
            position = ended.through
            flows += ended.flows.map(\.id)
            if ended.isAtHead { break }
        }
        #expect(stretches == 3)
        #expect(try position == reader.head())
        let whole = try reader.flowsEnded(after: 20_000 - 8000).flows.map(\.id)
        #expect(flows == whole && !flows.isEmpty)
    }

    @Test func `is a walk over the stretch and two look-ups a flow`() async throws {
        let folder = try TemporaryLog()
        await (try EventLog(path: folder.path)).close()
        let reader = try LogReader(path: folder.path)
        let plan = try reader.queryPlan(bound(LogReader.endedFlows))
        #expect(
            plan.contains("SEARCH log_event USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
            "\(plan)"
        )
        #expect(
            plan.contains {
                $0.hasPrefix("SEARCH log_event USING")
                    && $0.hasSuffix("(stream_id=? AND revision=?)")
            },
            "\(plan)"
        )
        #expect(plan.contains("SEARCH flow_state USING INTEGER PRIMARY KEY (rowid=?)"), "\(plan)")
    }
}
