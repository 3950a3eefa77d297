import Flows
import Testing

@testable import Shell

struct DebuggeeTests {
    private func debuggee(_ name: String) throws -> Debuggee {
        let events = try #require(outcomes.first { $0.name == name }?.story.events)
        let flow = try #require(try Flow(events: events))
        return Debuggee(FlowFacts(flow: flow, events: events))
    }

    private func word(_ text: String) -> Word {
        Word(text, range: 0..<text.utf8.count, line: text)
    }

    @Test(arguments: outcomes.map(\.name))
    func `at every stop the state is the fold of the events up to there`(name: String) throws {
        let start = try debuggee(name)
        #expect(start.state == nil)
        for index in start.stops.indices.dropFirst() {
            let debuggee = start.moved(to: index)
            let prefix = Array(debuggee.facts.events.prefix(debuggee.stop.eventCount))
            let state = try #require(debuggee.state)
            #expect(state.events == prefix)
            #expect(try state.flow == Flow(events: prefix))
            // Where one came from makes no difference.
            #expect(
                debuggee.moved(by: 1).moved(by: -1).stop
                    == (debuggee.isAtEnd
                        ? start.stops[index - 1] : debuggee.stop)
            )
        }
    }

    @Test(arguments: outcomes.map(\.name))
    func `forward and back end at the ends`(name: String) throws {
        let start = try debuggee(name)
        #expect(start.isAtStart)
        #expect(start.moved(by: -1).isAtStart)
        #expect(start.moved(by: 100).isAtEnd)
        #expect(start.moved(by: 100).moved(by: -100).isAtStart)
        // `c` stops at every failure and then at the end, `rc` at the same ones and at the start.
        var forward: [Int] = []
        var debuggee = start
        while !debuggee.isAtEnd {
            debuggee = debuggee.continued
            forward.append(debuggee.index)
        }
        #expect(
            forward
                == start.stops.indices.filter {
                    $0 > 0 && start.stops[$0].hasFailed || $0 == start.stops.count - 1
                }
        )
        var back: [Int] = []
        while !debuggee.isAtStart {
            debuggee = debuggee.reversed
            back.append(debuggee.index)
        }
        #expect(back.last == 0)
        #expect(back.dropLast().reversed().allSatisfy { start.stops[$0].hasFailed })
    }

    @Test
    func `steps are named by number, word, attempt and failure`() throws {
        let failed = try debuggee("handler-error")
        for (text, number) in [
            ("3", "3"), ("executed", "3"), ("2!", "3"), ("triggered!", "3"), ("start", "0"),
            ("0", "0"), ("end", "5"), ("3.1", "3"),
        ] {
            #expect(try failed.moved(to: word(text)).stop.number == number)
        }
        let retried = try debuggee("asynchronous")
        #expect(try retried.moved(to: word("3")).stop.eventCount == 6)
        #expect(try retried.moved(to: word("3.2")).stop.eventCount == 10)
        #expect(try retried.moved(to: word("executed.2")).stop.eventCount == 10)
        for text in ["3!", "6", "exe", "3.2", "3.x", "3.1.1", "-1", ""] {
            #expect(throws: ShellError.self, "\(text)") { try failed.moved(to: word(text)) }
        }
    }

    @Test
    func `a remembered place stays when the flow goes on`() throws {
        let whole = try debuggee("success")
        for count in 0...whole.facts.events.count {
            let place = whole.moved(toEventCount: count)
            #expect(place.stop.eventCount <= count)
            #expect(place.moved(by: 1).stop.eventCount > count || place.isAtEnd)
        }
        #expect(try debuggee("running").moved(by: 9).stop.place == .end)
    }
}
