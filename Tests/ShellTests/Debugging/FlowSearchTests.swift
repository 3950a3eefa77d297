import Flows
import Queries
import Testing

@testable import Shell

struct FlowSearchTests {
    private func condition(_ text: String) throws -> Condition {
        try Condition(
            try parseCondition(text).condition,
            in: .flows,
            context: QueryContext(now: 0, start: 0, end: 0)
        )
    }

    private func search(
        _ text: String,
        from position: Int64,
        _ direction: Movement.Direction,
        in console: Console
    ) throws -> FlowSearch.Outcome {
        try FlowSearch(console.session, condition: try condition(text))
            .run(from: position, direction)
    }

    @Test
    func `the nearest one is found, in both directions`() throws {
        let stories = outcomes.map(\.story)
        let console = Console(stories.map(\.events))
        for (index, story) in stories.enumerated() {
            let position = try #require(story.events.first?.position)
            for status in [200, 201, 202, 404, 500, 502, 503] {
                func meets(_ other: Story) -> Bool {
                    (try? Flow(events: other.events))?.returned?.status == status
                }
                let text = "status = \(status)"
                let later = stories[(index + 1)...].first(where: meets)
                let earlier = stories[..<index].last(where: meets)
                for (expected, direction, count) in [
                    (later, Movement.Direction.forward, stories.count - index - 1),
                    (earlier, .back, index),
                ] {
                    switch try search(text, from: position, direction, in: console) {
                    case .found(let facts): #expect(facts.flow.id == expected?.id)
                    case .nothing(let lookedAt, let reachedEnd):
                        #expect(expected == nil)
                        #expect(reachedEnd)
                        #expect(lookedAt == count)
                    }
                }
            }
        }
    }

    @Test
    func `a log longer than a page is read on, but not without an end`() throws {
        let count = 300
        let stories = (0..<count).map { index in
            var story = Story(short: UInt32(index), position: Int64(index * 2 + 1))
            story.sent(method: "GET", target: "/\(index)", body: "", headers: [])
            return story.events
        }
        let session = Console(stories).session
        func run(
            _ path: String,
            from position: Int,
            _ direction: Movement.Direction
        ) throws -> FlowSearch.Outcome {
            let search = FlowSearch(
                session,
                condition: try condition("path = \"\(path)\""),
                flowLimit: 200,
                pageSize: 16
            )
            return try search.run(from: Int64(position), direction)
        }
        guard case .found(let near) = try run("/180", from: 1, .forward) else {
            Issue.record("not found")
            return
        }
        #expect(near.flow.path == "/180")
        guard case .nothing(200, reachedEnd: false) = try run("/0", from: count * 2 - 1, .back)
        else {
            Issue.record("found beyond the limit")
            return
        }
        guard case .nothing(149, reachedEnd: true) = try run("/x", from: 299, .back) else {
            Issue.record("the start was not reached")
            return
        }
    }
}
