import Flows
import Testing

@testable import Shell

struct DiffTests {
    @Test(arguments: [100, 80, 40])
    func `two requests side by side`(columns: Int) {
        for line in [
            "diff 7f3a9c20 7f3a9c21", "diff 7f3a9c21 7f3a9c26", "diff 7f3a9c21:2 7f3a9c21:4",
            "diff 7f3a9c26 7f3a9c27 --strict",
        ] {
            expectScreen("\(line) \(columns)", screenText(line, columns: columns))
        }
    }

    @Test(arguments: OutputFormat.allCases)
    func `the formats for machines`(format: OutputFormat) {
        let line = "diff 7f3a9c20 7f3a9c21 --ignore log -o \(format.rawValue)"
        expectScreen(line, screenText(line, columns: nil))
    }

    @Test
    func `0 is the same, 1 is different, 2 is trouble`() {
        let console = Console()
        #expect(console.run("diff 7f3a9c20 7f3a9c20") == 0)
        #expect(console.run("diff 7f3a9c24 7f3a9c25") == 1)
        // Two processes that ended in different ways, and the client saw the same.
        #expect(console.run("diff 7f3a9c24 7f3a9c25 --ignore error") == 0)
        #expect(console.run("diff 7f3a9c20 7f3a9c99") == 2)
    }

    @Test(arguments: [
        "diff", "diff 7f3a9c20", "diff 7f3a9c20 7f3a9c21 7f3a9c22", "diff 7f3a9c20:9 7f3a9c21",
        "diff 7f3a9c20:start 7f3a9c21", "diff 7f3a9c26:3 7f3a9c21",
        "diff 7f3a9c20 7f3a9c21 --ignore body", "diff 7f3a9c20 7f3a9c21 --ignore",
    ])
    func `errors with a caret`(line: String) {
        let console = Console()
        #expect(console.run(line) == 2)
        #expect(console.output.isEmpty)
        expectScreen("error \(line)", console.errors)
    }

    @Test
    func `masked values do not show, but that they differ does`() {
        func story(_ short: UInt32, _ secret: String) -> Story {
            var story = Story(short: short)
            story.sent()
            story.triggered(
                event: """
                    {"headers":{"authorization":"\(secret)"},"rawQueryString":"token=\(secret)&q=1",\
                    "body":"{\\"password\\":\\"\(secret)\\",\\"user\\":\\"me\\"}"}
                    """
            )
            story.started()
            story.executed(document: #"{"set":{"secret":"\#(secret)","n":\#(short)},"x":1}"#)
            story.returned(200, after: 1211, body: "login=1&password=\(secret)")
            story.displayed(after: 1212)
            return story
        }
        let console = Console(
            [story(0x1111_0001, "aaaa"), story(0x1111_0002, "bbbb")].map(\.events)
        )
        for format in OutputFormat.allCases {
            #expect(console.run("diff 11110001 11110002 -o \(format.rawValue)") == 1)
        }
        #expect(!console.output.contains("aaaa"))
        #expect(!console.output.contains("bbbb"))
        let start = console.output.endIndex
        console.run("diff 11110001 11110002")
        expectScreen("diff masked", String(console.output[start...]))
    }

    @Test
    func `a replay is compared with its origin`() {
        let origin = outcomes[1].story
        var replay = Story(short: 0x7f41_d0b3, at: origin.start, position: 90_000)
        replay.sent(kind: .replay, replayOf: origin.id)
        replay.triggered(code: "51c0a2b3c4d5")
        replay.started(cold: false)
        replay.executed(after: 95, document: #"{"statusCode":201}"#, initMicroseconds: nil)
        replay.returned(201, after: 95.5, body: #"{"id":"o-19","qty":2}"#)
        replay.displayed(after: 96)
        let console = Console([origin.events, replay.events])
        #expect(console.run("diff 7f41d0b3") == 1)
        expectScreen("diff of a replay", console.output)
    }

    @Test
    func `what --set changed of a replay is told as set, and is no difference`() {
        let origin = outcomes[0].story
        var replay = Story(short: 0x7f41_d0b3, at: origin.start, position: 90_000)
        replay.sent(kind: .replay, replayOf: origin.id)
        replay.triggered()
        var note = Noted(.edited, operatorName: "ada", step: .triggered)
        note.content = "event"
        let event =
            #"{"version":"2.0","headers":{"authorization":"Bearer abc"},"body":"{\"qty\":5}"}"#
        replay.add(
            .noted(note),
            after: 0.6,
            Content(.event, Array(event.utf8)),
            Content(
                .text,
                Array(#"{"path":"event.body.qty","before":2,"after":5}"#.utf8) + [0x0A]
            )
        )
        replay.started(cold: false)
        replay.executed(after: 95, document: #"{"statusCode":201}"#, initMicroseconds: nil)
        replay.returned(201, after: 95.5)
        replay.displayed(after: 96)
        let console = Console([origin.events, replay.events])
        console.run("diff 7f41d0b3")
        #expect(console.output.contains("event.body.qty"), "\(console.output)")
        #expect(console.output.contains("→\u{A0}5   (set)"), "\(console.output)")
        console.run("diff 7f41d0b3 -o jsonl")
        #expect(
            console.output.contains(
                #""result":"set","path":"event.body.qty","leftValue":2,"rightValue":5"#
            ),
            "\(console.output)"
        )
        console.run("steps 7f41d0b3 -v")
        #expect(console.output.contains("edited by ada: event, event.body.qty 2 → 5"))
    }
}
