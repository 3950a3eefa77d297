import Flows
import Testing

@testable import EventStore

/// What `apis` and `functions` read.
@Suite struct ActivityTests {
    private static let noon = Timestamp(microseconds: 1_795_359_710_000_000)

    /// A log whose flows were recorded a second apart from noon on, in random order of events.
    private static func log(_ folder: TemporaryLog, seed: Int) async throws -> LogReader {
        let clock = ManualClock(noon)
        let log = try EventLog(path: folder.path, clock: { clock.now })
        for round in 0..<10 {
            _ = try await RecordedFlows.record(
                30,
                kinds: [.door, .direct, .asynchronous],
                seed: 50 * seed + round,
                givesNUL: false,
                in: log
            )
            clock.now = clock.now.advanced(byMicroseconds: 1_000_000)
        }
        await log.close()
        return try LogReader(path: folder.path)
    }

    private static func moment(_ second: Int?) -> Timestamp? {
        second.map { noon.advanced(byMicroseconds: Int64($0) * 1_000_000) }
    }

    /// Windows in seconds after noon.
    private static let windows: [(since: Int?, until: Int?)] = [
        (nil, nil), (3, nil), (3, 7), (nil, 5), (9, 20), (20, nil),
    ]

    @Test(arguments: 0..<3)
    func `requests and failures of the routes are those of the flows in the window`(
        seed: Int
    ) async throws {
        let folder = try TemporaryLog()
        let reader = try await Self.log(folder, seed: seed)
        for window in Self.windows {
            var listing = FlowListing()
            listing.since = Self.moment(window.since)
            listing.until = Self.moment(window.until)
            listing.limit = .max
            let flows = try reader.flows(listing).flows
            let counts = try reader.routeCounts(since: listing.since, until: listing.until)
            #expect(counts.reduce(0) { $0 + $1.requests } == flows.count)
            for count in counts {
                let mine = flows.filter {
                    $0.api == count.api && $0.apiKind == count.apiKind && $0.stage == count.stage
                        && $0.route == count.route && $0.function == count.function
                }
                #expect(count.requests == mine.count)
                #expect(count.failures == mine.count { $0.outcome?.isFailure == true })
                if let newest = mine.map(\.sentAt).max() { #expect(count.lastSeen == newest) }
            }
        }
    }

    @Test(arguments: 0..<3)
    func `invocations, errors and cold starts are those of the attempts in the window`(
        seed: Int
    ) async throws {
        let folder = try TemporaryLog()
        let reader = try await Self.log(folder, seed: seed)
        for window in Self.windows {
            let (since, until) = (Self.moment(window.since), Self.moment(window.until))
            let counts = try reader.functionCounts(since: since, until: until)
            // By the events: `triggered` is recorded at its position's time.
            let triggered = try reader.allEvents().filter {
                $0.type == "triggered" && $0.recordedAt >= since ?? Timestamp(microseconds: 0)
                    && $0.recordedAt < until ?? Timestamp(microseconds: .max)
            }
            #expect(counts.reduce(0) { $0 + $1.invocations } == triggered.count)
            for count in counts {
                let mine = try triggered.filter {
                    try EventFields(json: Array($0.data.utf8)).string("function") == count.function
                }
                #expect(count.invocations == mine.count)
                #expect(count.errors <= count.invocations)
                #expect(count.coldStarts <= count.invocations)
            }
        }
    }

    @Test func `the code is that of the newest invocation`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        for (number, code) in ["aaaaaaaaaaaa", "bbbbbbbbbbbb"].enumerated() {
            var random = SeededGenerator(number)
            var flow = random.testFlow(.direct)
            while flow.cursor.phase == .new {
                let event = flow.next(&random)
                try log.record([event], of: &flow.cursor)
            }
            let trigger = Triggered(
                function: "orders",
                route: nil,
                format: .payload,
                eventBytes: 2,
                attempt: 1,
                code: code
            )
            try log.record(
                [NewEvent(.triggered(trigger), contents: [], at: .now())],
                of: &flow.cursor
            )
        }
        await log.close()
        let counts = try LogReader(path: folder.path).functionCounts(since: nil, until: nil)
        #expect(counts.map(\.function) == ["orders"])
        #expect(counts.first?.code == "bbbbbbbbbbbb")
        #expect(counts.first?.invocations == 2)
    }

    @Test func `the service's own events are found by their type, newest first`() async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        log.recordService("serviceStarted") { $0.put("templateDigest", "0123456789ab") }
        for number in 0..<5 { log.recordService("codeChanged") { $0.put("pid", number) } }
        _ = try await RecordedFlows.record(30, seed: 3, in: log)
        await log.close()
        let reader = try LogReader(path: folder.path)
        #expect(try reader.serviceEvents("codeChanged", limit: 3).map(\.position) == [6, 5, 4])
        #expect(
            try reader.serviceEvents("serviceStarted", limit: 3).first?.data
                == #"{"templateDigest":"0123456789ab"}"#
        )
        #expect(try reader.serviceEvents("sent", limit: 3).isEmpty)
        #expect(
            try reader.queryPlan(bound(LogReader.eventsOfService))
                == ["SEARCH log_event USING INDEX service_event (type=?)"]
        )
    }

    @Test func `reads the rows of the window and no others`() async throws {
        let folder = try TemporaryLog()
        await (try EventLog(path: folder.path)).close()
        let reader = try LogReader(path: folder.path)
        #expect(
            try reader.queryPlan(bound(LogReader.routes)).first
                == "SEARCH flow_state USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
        )
        #expect(
            try reader.queryPlan(bound(LogReader.functions)).first
                == "SEARCH attempt_state USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
        )
    }
}
