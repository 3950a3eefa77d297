import Flows
import Testing

@testable import Debugger
@testable import Shell

/// What a batch says became of a flow.
@Suite struct `One replay of a batch` {
    private static func flow(
        _ kind: FlowKind = .door,
        status: Int?,
        failing error: String? = nil,
        rejected: Bool = false
    ) throws -> FlowSummary {
        var story = Story(short: 0x7f41_d0b3)
        story.sent(kind: kind, api: kind == .direct ? .invoke : .http)
        if rejected {
            story.add(.rejected(Rejected(.noRoute)), after: 1)
        } else {
            story.triggered()
            story.started(cold: false)
            story.executed(after: 95, error: error, document: "{}", initMicroseconds: nil)
        }
        if let status { story.returned(status, after: 95.5, gateway: rejected) }
        story.displayed(after: 96)
        return FlowSummary(try #require(try Flow(events: story.events)))
    }

    private static func item(_ origin: FlowSummary, _ replay: FlowSummary) -> ReplayedItem {
        ReplayedItem(origin: origin, state: .done(replay), refusal: nil)
    }

    @Test func `whose function failed behind a 200 of the Invoke API is not fine`() throws {
        let failed = try Self.flow(.direct, status: 200, failing: "KeyError")
        #expect(Self.item(failed, failed).change == "still function error")
        let well = try Self.flow(.direct, status: 200)
        #expect(Self.item(failed, well).change == "now ok")
        #expect(Self.item(failed, well).result == .ok)
        let door = try Self.flow(status: 502, failing: "KeyError")
        #expect(Self.item(door, try Self.flow(status: 201)).change == "now 201")
    }

    @Test func `that is turned away and was not is no success`() throws {
        let (well, failed) = try (Self.flow(status: 200), Self.flow(status: 500, failing: "E"))
        let missing = try Self.flow(status: 404, rejected: true)
        for origin in [well, failed] {
            let item = Self.item(origin, missing)
            #expect(item.result == .failed)
            #expect(item.reason == "no route")
            #expect(item.isNegative(expectsSame: false))
        }
        #expect(Self.item(missing, missing).result == .ok, "it was so before")
        #expect(Self.item(well, try Self.flow(status: 400)).result == .failed)
        #expect(Self.item(failed, try Self.flow(status: 404)).reason == "answered 404")
        // A function that refuses what it had failed on is mended.
        #expect(Self.item(failed, try Self.flow(status: 400)).result == .ok)
    }

    @Test func `whose function had answered when the service was killed has not failed`() throws {
        var story = Story(short: 0x7f41_d0b3)
        story.sent(kind: .replay)
        story.triggered()
        story.started(cold: false)
        story.executed(after: 95, document: "{}", initMicroseconds: nil)
        story.add(.interrupted, after: 96)
        let replay = FlowSummary(try #require(try Flow(events: story.events)))
        #expect(Self.item(try Self.flow(status: 500, failing: "E"), replay).result == .ok)
    }

    @Test func `that was not begun is counted and not listed`() throws {
        let origin = try Self.flow(status: 500, failing: "E")
        let left = ReplayedItem(origin: origin, state: .left, refusal: nil)
        let report = BatchReport(
            items: [left, left],
            batch: "b-1",
            microseconds: 0,
            expectsSame: false
        )
        #expect(report.blocks(all: false).isEmpty)
        #expect(report.line.contains("2 not begun"))
        #expect(!report.blocks(all: true).isEmpty)
    }
}
