import Flows
import HTTPServer
import Testing

@testable import Debugger

/// What is asked of a service and kept of a batch.
@Suite struct `A plan of replays` {
    private static func flows(_ count: Int) -> [FlowID] {
        var random = SystemRandomNumberGenerator()
        return (0..<count).map { _ in FlowID(at: .now(), random: &random) }
    }

    private static var plan: ReplayPlan {
        ReplayPlan(
            mode: .http,
            target: .door(HTTPAddress(HTTPEndpoint(host: "h", port: 1), path: "/p")),
            edits: [
                DocumentChange(path: "body.qty", value: "5"),
                DocumentChange(path: "headers.`a.b`", value: "line\nbreak ü"),
                DocumentChange(path: "body.gone", value: nil),
            ],
            origins: flows(3),
            pace: ReplayPace(concurrency: 4, intervalMicroseconds: 200_000, failureLimit: 2),
            isBatch: true,
            condition: "failed since -1h",
            allowsUnsafe: true
        )
    }

    @Test func `is read as it was written`() throws {
        let plan = Self.plan
        #expect(try ReplayPlan(message: plan.message) == plan)
        let least = ReplayPlan(mode: .event, origins: Self.flows(1))
        #expect(try ReplayPlan(message: least.message) == least)
        #expect(!least.allowsUnsafe, "nobody confirmed anything")
    }

    /// Every place at which the connection may have been cut.
    @Test func `that is cut off is refused`() {
        let message = Self.plan.message
        for count in 0..<message.count {
            #expect(throws: ReplayRefusal.self, "cut at \(count)") {
                try ReplayPlan(message: Array(message[..<count]))
            }
        }
    }

    @Test func `asks for no more at a time than there may be`() throws {
        var plan = ReplayPlan(mode: .event, origins: Self.flows(1))
        plan.pace.concurrency = 100_000
        let read = try ReplayPlan(message: plan.message)
        #expect(read.pace.concurrency == ReplayPace.highestConcurrency)
        plan.origins = []
        #expect(throws: ReplayRefusal.self) { try ReplayPlan(message: plan.message) }
    }
}
