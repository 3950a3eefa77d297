import Flows
import Testing

@testable import Shell

/// A recorded request walked through like a program.
struct FocusTests {
    @Test(arguments: [100, 80])
    func `a failure, forth and back`(columns: Int) {
        expectScreen(
            "debugging a failure \(columns)",
            sessionText(
                [
                    "use 7f3a9c21", "n", "c", "rn", "n 2", "c", "c", "rc", "rc", "goto executed",
                    "goto 2!", "steps", "track", "use", "use off", "step",
                ],
                in: Console(columns: columns)
            )
        )
    }

    @Test(arguments: outcomes.map(\.name))
    func `every outcome, step by step`(name: String) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        let stops = FlowStop.stops(of: story.events).count
        let lines = ["use \(story.id.shortID)"] + Array(repeating: "n", count: stops)
        expectScreen("stepping \(name)", sessionText(lines, in: Console()))
    }

    @Test
    func `over other requests to one that meets a condition`() {
        expectScreen(
            "stepping until where",
            sessionText(
                [
                    "use 7f3a9c24", "rc where 'status = 201'",
                    "c where 'error.type = \"KeyError\"'",
                    "step until where 'function = \"orders\" and status >= 502'",
                    "step until where 'response.body.message like /Service/'",
                    "c where 'status = 999'", "rc where 'request.headers.host = \"nowhere\"'",
                    "back until where 'event.body.qty = 2 and kind = \"direct\"'", "use",
                    "rc where 'statuss = 1'", "rc where 'status >'", "rc where",
                    "n where 'status = 1'",
                    "rc where 'status = 1' x",
                ],
                in: Console()
            )
        )
    }

    @Test
    func `a request at a step, and words that mean no step`() {
        expectScreen(
            "stepping errors",
            sessionText(
                [
                    "n", "goto 3", "use", "use 7f3a9c2e:3.2", "back 2", "goto 4.2", "goto exec",
                    "goto", "goto 3 4", "n 0", "n x", "n 2 3", "step until", "back until break x",
                    "use 7f3a9c26:3", "use 7f3a9c26:returned", "use 7f3a9c2", "use . x",
                ],
                in: Console()
            )
        )
    }

    @Test
    func `the place is kept for the next process`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/terminal"
            let story = outcomes[1].story
            let focus = Focus(flow: story.id, eventCount: 4, label: "3/5 executed!")
            let first = TerminalMemory(logPath: "/log", file: file)
            first.list(outcomes.map(\.story.id))
            first.look(at: story.id)
            first.focus(on: focus)
            let second = TerminalMemory(logPath: "/log", file: file)
            #expect(second.focus == focus)
            #expect(second.listing == outcomes.map(\.story.id))
            #expect(second.current == story.id)
            second.focus(on: nil)
            #expect(TerminalMemory(logPath: "/log", file: file).focus == nil)
            #expect(TerminalMemory(logPath: "/log", file: file).listing.count == outcomes.count)
        }
    }

    @Test
    func `the dot is the request in focus, and verbs without a request show it`() {
        let console = Console()
        console.run("use 7f3a9c21")
        console.run("steps 7f3a9c20")
        #expect(console.output.contains("next: track 7f3a9c20  explain 7f3a9c20"))
        for line in ["steps", "track", "show", "logs", "timeline", "explain", "steps ."] {
            let start = console.output.endIndex
            #expect(console.run(line) == 0)
            #expect(console.output[start...].contains("(7f3a9c21 is in focus)"), "\(line)")
        }
    }

    @Test
    func `both ends of the way are a negative answer`() {
        let console = Console(columns: nil)
        console.run("use 7f3a9c21")
        #expect(console.run("back") == 1)
        #expect(console.run("goto end") == 0)
        #expect(console.run("step") == 1)
        #expect(console.run("c") == 1)
        #expect(console.errors.contains("already at the end"))
    }

    @Test
    func `where a movement ends is told to machines`() {
        for line in ["use 7f3a9c21", "step", "c", "goto end", "goto start"] {
            let console = Console()
            console.run("use 7f3a9c21")
            console.run("\(line) -o json")
            let record = console.output.split(separator: "\n").last.map(String.init) ?? ""
            expectScreen("\(line) -o json", record + "\n")
        }
    }

    @Test
    func `the prompt shows what is held, as of when, and the focus`() {
        let focus = Focus(flow: outcomes[1].story.id, eventCount: 4, label: "3/5 executed!")
            .promptText
        #expect(promptText(focus: nil, asOf: nil, held: 0, isUTF8: true) == "waybill▸ ")
        #expect(
            promptText(focus: focus, asOf: nil, held: 0, isUTF8: true)
                == "waybill 7f3a[3/5 executed!]▸ "
        )
        #expect(
            promptText(focus: focus, asOf: "14:02:11", held: 2, isUTF8: true)
                == "waybill ⏱14:02:11 ●2 7f3a[3/5 executed!]▸ "
        )
        #expect(
            promptText(focus: focus, asOf: "14:02:11", held: 2, isUTF8: false)
                == "waybill @14:02:11 *2 7f3a[3/5 executed!]> "
        )
    }
}
