import Flows
import Queries
import Testing

@testable import Shell

struct PrintTests {
    private func debuggee(_ story: Story) throws -> Debuggee {
        let flow = try #require(try Flow(events: story.events))
        return Debuggee(FlowFacts(flow: flow, events: story.events))
    }

    private static let story: Story = {
        var story = Story(short: 0x1111_0001)
        story.sent(
            target: "/orders?q=1&token=hidden",
            body: #"{"qty":2,"password":"hidden"}"#,
            headers: [
                ("Host", "a:1"), ("Authorization", "hidden"), ("Content-Type", "application/json"),
                ("X-Tenant", "acme"),
            ]
        )
        story.triggered(
            event: #"""
                {"headers":{"x-tenant":"acme","x-api-key":"hidden"},"rawQueryString":"q=1&token=hidden",
                "body":"{\"items\":[{\"sku\":\"A-1\"},{\"sku\":\"A-2\"}],\"password\":\"hidden\",\"big\":12345678901234567890}",
                "nothing":null,"price":1.50}
                """#
        )
        story.started()
        story.executed(
            document: #"{"statusCode":201,"body":"{\"id\":1}"}"#,
            log: ["a"],
            initMicroseconds: nil
        )
        story.returned(201, after: 1211, body: #"{"id":1}"#)
        story.displayed(after: 1212)
        return story
    }()

    /// All names inside a name, and in those.
    private func names(in fields: FlowFields, of parent: FieldName? = nil) -> [FieldName] {
        fields.children(of: parent).flatMap { [$0] + names(in: fields, of: $0) }
    }

    @Test
    func `every name at every step is what the fold of that step says`() throws {
        for story in outcomes.map(\.story) + debuggingStories.map(\.story) + [Self.story] {
            let start = try debuggee(story)
            let all = names(in: FlowFields(start.facts.flow, events: start.facts.events))
            let known = QuerySchema.flows.fields.map { FieldName($0.name) }
            #expect(all.count > 20)
            for stop in start.stops {
                let place = start.moved(toEventCount: stop.eventCount)
                let prefix = Array(story.events.prefix(stop.eventCount))
                let flow = try Flow(events: prefix)
                for name in all + known {
                    let value = PrintedValue(name, in: place.state)
                    let expected = flow.map { FlowFields($0, events: prefix).value(of: name) }
                    let isNull = expected ?? .null == .null
                    #expect(value.isSet || isNull, "\(name.text) at \(stop.number)")
                    if case .number(let number) = expected {
                        #expect(value.value == .number(number))
                    }
                    _ = value.text(zone: .utc)
                    #expect(!value.rawText.contains("hidden"), "\(name.text)")
                    #expect(!value.rawText.contains("Bearer"), "\(name.text)")
                }
            }
        }
    }

    @Test(arguments: OutputFormat.allCases)
    func `nothing that is masked is printed in any format`(format: OutputFormat) throws {
        let console = Console([Self.story.events], columns: nil)
        let all = names(
            in: FlowFields(
                try #require(try Flow(events: Self.story.events)),
                events: Self.story.events
            )
        )
        for name in all {
            for options in ["", " -r", " -d"] {
                let line = "print 11110001 \(quoted(name.text))\(options) -o \(format.rawValue)"
                #expect(console.run(line) == 0, "\(line)")
            }
        }
        console.run("print 11110001 -o \(format.rawValue)")
        console.run("print 11110001:2 -d -o \(format.rawValue)")
        #expect(!console.output.contains("hidden"))
        #expect(console.errors.isEmpty)
    }

    @Test
    func `values, trees and changes, step by step`() {
        let console = Console([Self.story.events])
        expectScreen(
            "printing",
            sessionText(
                [
                    "print", "use 11110001", "p", "p event.body", "n", "p request",
                    "p request.query",
                    "p request.headers.x-tenant", "p request.headers.`x-tenant` -o json",
                    "p sentAt",
                    "p sentAt -r", "p status", "n", "p event", "p event -r",
                    "p event.body.items.1.sku", "p event.body.big", "p event.price",
                    "p event.nothing", "p event.nothing -o json", "p event.body.items.2.sku",
                    "p event.body.sku", "p event.bdy", "p -d", "p -d event", "p -d method", "c",
                    "p response.body", "p duration", "p -d status", "p",
                    "p 11110001:3 result.statusCode", "p 11110001:3 status", "p 11110001:1 -d",
                ],
                in: console
            )
        )
    }

    @Test
    func `a change inside a document is told member by member`() throws {
        var story = Story(short: 0x1111_0002)
        story.sent(kind: .asynchronous, api: .invoke, target: "/2015-03-31/functions/f/invocations")
        story.returned(202, after: 0.4, body: "")
        story.displayed(after: 0.7)
        story.triggered(after: 0.9, format: .payload, route: nil, event: #"{"a":1,"b":{"c":2}}"#)
        story.started(after: 1.1)
        story.executed(after: 30, error: "E", document: #"{"errorType":"E"}"#)
        story.triggered(
            after: 60,
            format: .payload,
            route: nil,
            attempt: 2,
            event: #"{"a":1,"b":{"c":3}}"#
        )
        let console = Console([story.events])
        expectScreen(
            "printing changes",
            sessionText(["use 11110002:2.2", "p -d event", "p -d"], in: console)
        )
    }

    @Test
    func `a body that is no text is told by its size`() throws {
        var story = Story(short: 0x1111_0003)
        story.sent()
        story.add(
            .returned(
                Returned(
                    status: 200,
                    headBytes: 1,
                    bodyBytes: 4,
                    isFromGateway: false,
                    integrationMicroseconds: nil
                )
            ),
            after: 1,
            Content(
                .response,
                MessageHead(status: 200, headers: []).message(body: [0x89, 0xFF, 0, 1])
            )
        )
        let console = Console([story.events])
        #expect(console.run("print 11110003 response.body") == 0)
        #expect(console.output == "(binary, 4 B)\n")
    }

    @Test(arguments: [
        "print statuss", "print evnt.body", "print request.bdy", "print event..x", "print event.`x",
        "print 7f3a9c21 7f3a9c20", "print 7f3a9c21 status x", "print 7f3a9c2f:9 status",
        "print nothing status", "print status",
    ])
    func `errors with a caret`(line: String) {
        let console = Console()
        #expect(console.run(line) == 2)
        #expect(console.output.isEmpty)
        expectScreen("error \(line)", console.errors)
    }

    @Test
    func `not set is exit code 1, on standard error in pipes`() {
        let console = Console(columns: nil)
        #expect(console.run("print 7f3a9c21:2 response.status") == 1)
        #expect(console.output.isEmpty)
        #expect(console.errors == " not set yet (set at step 4 to 500)\n")
        #expect(console.run("print 7f3a9c21 response.status") == 0)
        #expect(console.output == "500\n")
    }

    @Test
    func `names complete with their values`() {
        let console = Console([Self.story.events])
        console.run("use 11110001:2")
        let session = console.session
        let first = session.completions(for: "p event").items.map(\.text)
        #expect(first == ["event"])
        let inside = session.completions(for: "p event.body.").items
        #expect(
            inside.map(\.text) == ["event.body.items", "event.body.password", "event.body.big"]
        )
        #expect(inside[1].description == maskedValue)
        let answer = session.completions(for: "print 11110001:4 response.s").items.map(\.text)
        #expect(answer == ["response.status"])
    }
}
