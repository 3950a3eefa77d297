import Flows
import Queries
import Testing

@testable import EventStore

@Suite struct `Flows by condition` {
    private static func condition(_ text: String) throws -> Expression {
        try parseCondition(text).condition
    }

    @Test func `are listed and counted`() async throws {
        let shop = try await RecordedShop.record()
        var listing = FlowListing()
        listing.limit = 1
        let orders = try Self.condition("path = \"/orders\" and method = \"POST\"")
        let page = try shop.reader.flows(listing, matching: orders)
        #expect(page.flows.map(\.id) == [shop.ids[5]])
        #expect((page.matched, page.total) == (3, 6))
        listing.limit = 50
        listing.failedOnly = true
        listing.function = "orders"
        #expect(try shop.reader.flows(listing, matching: orders).flows.map(\.id) == [shop.ids[1]])
        listing = FlowListing()
        listing.until = RecordedShop.start.advanced(byMicroseconds: 60_000_000)
        let early = try shop.reader.flows(listing, matching: Self.condition("status < 600"))
        #expect((early.flows.map(\.id), early.matched, early.total) == ([shop.ids[0]], 1, 1))
        let error = #expect(throws: QueryFailure.self) {
            try shop.reader.flows(listing, matching: Self.condition("statuz = 1"))
        }
        let expected = QueryError(
            "no field 'statuz' in flows; did you mean status?",
            at: 0..<6,
            hint: "help fields"
        )
        #expect(error == .query(expected))
    }

    @Test func `are found backwards and forwards`() async throws {
        let shop = try await RecordedShop.record()
        let all = try shop.reader.flows(FlowListing()).flows
        let failed = try Self.condition("failed")
        let newest = try #require(try shop.reader.flow(before: .max, matching: failed))
        #expect(newest.id == shop.ids[3])
        let before = try shop.reader.flow(before: newest.firstPosition, matching: failed)
        #expect(before?.id == shop.ids[1])
        let first = try #require(before).firstPosition
        #expect(try shop.reader.flow(before: first, matching: failed) == nil)
        #expect(try shop.reader.flow(before: first, matching: nil)?.id == shop.ids[0])
        #expect(try shop.reader.flow(after: first, matching: failed)?.id == shop.ids[3])
        #expect(try shop.reader.flow(after: first, matching: nil)?.id == shop.ids[2])
        #expect(try shop.reader.flow(after: all[0].firstPosition, matching: nil) == nil)
    }

    @Test func `are told as they end`() async throws {
        let shop = try await RecordedShop.record()
        let ended = try shop.reader.flowsEnded(after: 0, matching: Self.condition("status >= 500"))
        #expect(ended.flows.map(\.id) == [shop.ids[1], shop.ids[3]])
        #expect(ended.isAtHead)
        let later = try shop.reader.flowsEnded(
            after: ended.through,
            matching: Self.condition("status >= 500")
        )
        #expect(later.flows == [])
        #expect(throws: QueryFailure.self) {
            try shop.reader.flowsEnded(after: ended.through, matching: Self.condition("statuz = 1"))
        }
    }

    /// Between two times at which nothing was recorded there is nothing.
    @Test func `a window without events shows no flow`() async throws {
        let shop = try await RecordedShop.record()
        var listing = FlowListing()
        listing.since = RecordedShop.start.advanced(byMicroseconds: 200_000_000)
        listing.until = RecordedShop.start.advanced(byMicroseconds: 250_000_000)
        #expect(try shop.reader.flows(listing) == FlowPage(flows: [], matched: 0, total: 0))
    }

    @Test func `a past log answers as it stood`() async throws {
        let shop = try await RecordedShop.record()
        // The first flow's function has its event, and no more.
        let past = try LogReader(path: shop.folder.path, asOf: 4)
        let flows = try past.flows(FlowListing(), matching: Self.condition("state = \"triggered\""))
        #expect(flows.flows.map(\.id) == [shop.ids[0]])
        let rows = try past.run(
            shop.query(
                "filter request.body.qty = 1 | fields state, status, event.version, result.statusCode"
            )
        ).rows
        #expect(rows == [[.string("triggered"), .null, .string("2.0"), .null]])
    }
}
