import Flows
import Testing

@testable import Shell

struct ScreenTests {
    @Test(arguments: outcomes.map(\.name), [100, 80])
    func `the process table of every outcome`(name: String, columns: Int) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        expectScreen(
            "steps \(name) \(columns)",
            screenText("steps \(story.id.shortID)", columns: columns)
        )
    }

    @Test(arguments: outcomes.map(\.name))
    func `the notes between the steps`(name: String) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        expectScreen("steps -v \(name)", screenText("steps \(story.id.shortID) -v"))
    }

    @Test(arguments: outcomes.map(\.name), [100, 80])
    func `the status tracker of every outcome`(name: String, columns: Int) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        expectScreen(
            "track \(name) \(columns)",
            screenText("track \(story.id.shortID)", columns: columns)
        )
    }

    @Test(arguments: outcomes.map(\.name), [160, 80])
    func `every variable of the tracker`(name: String, columns: Int) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        expectScreen(
            "track -v \(name) \(columns)",
            screenText("track \(story.id.shortID) -v", columns: columns)
        )
    }

    @Test(arguments: outcomes.map(\.name), [100, 80])
    func `the waterfall of every outcome`(name: String, columns: Int) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        expectScreen(
            "timeline \(name) \(columns)",
            screenText("timeline \(story.id.shortID)", columns: columns)
        )
    }

    @Test(arguments: outcomes.map(\.name))
    func `the waterfall with its notes`(name: String) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        expectScreen("timeline -v \(name)", screenText("timeline \(story.id.shortID) -v"))
    }

    @Test(arguments: outcomes.map(\.name), [100, 80])
    func `every outcome in sentences`(name: String, columns: Int) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        expectScreen(
            "explain \(name) \(columns)",
            screenText("explain \(story.id.shortID)", columns: columns)
        )
    }

    @Test(arguments: debuggingStories.map(\.name), [100, 80])
    func `where the time went and what the evidence is`(name: String, columns: Int) throws {
        let story = try #require(debuggingStories.first { $0.name == name }?.story)
        let console = Console(debuggingStories.map(\.story.events), columns: columns)
        console.run("timeline \(story.id.shortID)")
        console.run("explain \(story.id.shortID)")
        #expect(console.errors.isEmpty)
        expectScreen("timeline, explain \(name) \(columns)", console.output)
    }

    @Test(arguments: interventionStories.map(\.name), [100, 80])
    func `what operators did to a flow`(name: String, columns: Int) throws {
        let story = try #require(interventionStories.first { $0.name == name }?.story)
        let console = Console(interventionStories.map(\.story.events), columns: columns)
        console.run("steps \(story.id.shortID)")
        console.run("explain \(story.id.shortID)")
        #expect(console.errors.isEmpty)
        expectScreen("steps, explain \(name) \(columns)", console.output)
    }

    @Test func `a refusal does not say its cause twice`() throws {
        let story = try #require(debuggingStories.first { $0.name == "near-route" }?.story)
        let console = Console([story.events])
        console.run("steps \(story.id.shortID)")
        #expect(console.output.contains("Refused (no route)"))
        #expect(!console.output.contains("no route): no route"))
        #expect(!console.output.contains("step 2: no route"))
    }

    @Test(arguments: outcomes.map(\.name))
    func `the log of every outcome`(name: String) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        expectScreen("logs \(name)", screenText("logs \(story.id.shortID)"))
    }

    @Test(arguments: outcomes.map(\.name))
    func `everything kept of every outcome`(name: String) throws {
        let story = try #require(outcomes.first { $0.name == name }?.story)
        expectScreen("show \(name)", screenText("show \(story.id.shortID)"))
    }

    @Test(arguments: [100, 80])
    func `the listings`(columns: Int) {
        expectScreen("ls \(columns)", screenText("ls", columns: columns))
        expectScreen("ls failed \(columns)", screenText("ls failed -n 3", columns: columns))
        expectScreen(
            "ls empty \(columns)",
            screenText("ls since 14:59 until 15:00", columns: columns)
        )
        expectScreen("events \(columns)", screenText("events 7f3a9c21", columns: columns))
        expectScreen("events log \(columns)", screenText("events -n 4", columns: columns))
    }

    @Test(arguments: [
        "ls -n 2", "show @last", "steps @last", "track @last", "events @last", "logs @last",
        "timeline @last", "explain @last",
    ])
    func `the formats for machines`(line: String) {
        for format in OutputFormat.allCases where format != .table {
            expectScreen(
                "\(line) -o \(format.rawValue)",
                screenText("\(line) -o \(format.rawValue)")
            )
        }
    }

    @Test
    func `help is made from the commands`() {
        expectScreen("help", screenText("help"))
        for verb in verbs {
            #expect(verb.examples.count == 3)
            expectScreen("help \(verb.name)", screenText("help \(verb.name)"))
        }
    }

    @Test
    func `the settings`() {
        expectScreen("set", screenText("set"))
    }

    @Test
    func `a terminal of 30 columns gets fields a line, none wider`() {
        for verb in ["steps", "track", "timeline", "explain", "ls since -1h", "events"] {
            let reference = verb.hasPrefix("ls") ? "" : " 7f3a9c21"
            for line in screenText(verb + reference, columns: 30).split(separator: "\n") {
                #expect(displayWidth(String(line)) <= 30, "\(line)")
            }
        }
    }

    @Test
    func `without UTF-8 every screen is plain ASCII`() {
        for (_, story) in outcomes {
            let console = Console(isUTF8: false)
            for verb in [
                "steps", "track", "timeline", "explain", "logs", "show", "events",
            ] {
                console.run("\(verb) \(story.id.shortID) -v")
            }
            console.run("ls")
            #expect(console.output.utf8.allSatisfy { $0 < 0x80 })
            #expect(console.errors.isEmpty)
        }
    }

    @Test
    func `colour adds nothing but colour`() {
        let plain = Console()
        let coloured = Console(hasColour: true)
        for console in [plain, coloured] {
            console.run("steps 7f3a9c21")
            console.run("ls")
        }
        #expect(coloured.output.contains("\u{1B}[31m"))
        #expect(coloured.output.replacing(/\u{1B}\[[0-9]*m/, with: "") == plain.output)
        let quiet = Console(hasColour: true)
        quiet.run("steps 7f3a9c21 --no-color")
        #expect(!quiet.output.contains("\u{1B}"))
    }

    @Test
    func `in a pipe there is TSV with a header and no footer, unless asked for`() {
        let console = Console(columns: nil)
        console.run("ls")
        #expect(console.output.hasPrefix("id\tshortId\tkind\tmethod\tpath\troute\tapi\t"))
        #expect(console.output.split(separator: "\n").count == outcomes.count + 1)
        #expect(console.errors.isEmpty)
        console.run("ls -v")
        #expect(console.errors.contains("log #"))
    }
}
