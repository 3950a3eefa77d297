import EventStore
import Flows
import Glibc
import Testing

@testable import Shell

/// What is offered at the end of a line.
struct CompletionTests {
    private let console = Console()

    private func offered(_ text: String) -> [String] {
        console.session.completions(for: text).items.map(\.text)
    }

    /// The line with a completion in place.
    private func completed(_ text: String, _ index: Int = 0) -> String? {
        let list = console.session.completions(for: text)
        guard list.items.indices.contains(index) else { return nil }
        return String(decoding: text.utf8.prefix(list.start), as: UTF8.self)
            + list.items[index].text
    }

    private func description(_ text: String, of name: String) -> String? {
        console.session.completions(for: text).items.first { $0.text == name }?.description
    }

    @Test
    func `first words: verbs, commands of queries, SQL`() {
        #expect(offered("").starts(with: ["ls", "show"]))
        #expect(offered("tra") == ["track"])
        #expect(Set(offered("fil")) == ["filter", "fillmissing"])
        #expect(offered("SOU") == ["SOURCE"])
        #expect(offered("sel") == ["select"])
        #expect(description("ls", of: "ls") == ListCommand.summary)
    }

    @Test
    func `what ends a request offered words of what lets it go on`() {
        #expect(offered("resume ") == ["all", "with", "drop"])
        #expect(offered("kill ") == ["all"])
        #expect(offered("respond ") == [])
        #expect(offered("kill 7f3a9c20 ") == [])
        #expect(offered("resume 7f3a9c20 ") == ["with", "drop"])
    }

    @Test
    func `a line about one breakpoint offered what a new one takes`() {
        for line in ["break off b16 ", "break delete all ", "break on b1 ", "inject off i1 "] {
            #expect(offered(line) == [], "\(line)")
        }
        #expect(offered("inject list ") == [])
        #expect(offered("break on error ") == ["where", "for", "once"])
        #expect(!offered("break before ").contains("sent"))
    }

    @Test
    func `options, their values and what a verb itself offers`() {
        #expect(offered("ls --ex") == ["--exit-status"])
        #expect(offered("ls -o js") == ["json", "jsonl"])
        #expect(offered("ls fa") == ["failed"])
        #expect(offered("set out") == ["output"])
        #expect(offered("set output js") == ["json", "jsonl"])
        #expect(offered("help tra") == ["track"])
        #expect(offered("ls function o") == ["orders"])
    }

    @Test
    func `other services that requests and spans can go to`() throws {
        #expect(offered("replay 7f3a9c21 --to o") == ["orders"])
        let target = try #require(completed("replay 7f3a9c21 --to https://l"))
        #expect(target.hasPrefix("replay 7f3a9c21 --to https://lambda."))
        #expect(target.hasSuffix(".amazonaws.com/2015-03-31/functions"))
        #expect(offered("export 7f3a9c21 --otlp http").count == 1)
        #expect(offered("export 7f3a9c21 --as h") == ["http", "har"])
        #expect(offered("replay 7f3a9c21 --rate ").isEmpty)
    }

    @Test
    func `requests with method, path, status and age, and their steps`() {
        #expect(description("steps 7f3a9c21", of: "7f3a9c21") == "POST /orders 500 59s")
        #expect(offered("steps @l") == ["@last"])
        #expect(offered("ls since 7f3a9c21:re") == ["7f3a9c21:returned"])
        console.run("ls failed")
        #expect(offered("steps %").first == "%1")
    }

    @Test
    func `fields and functions where an operand is expected`() {
        #expect(offered("ls where stat") == ["status", "state"])
        #expect(offered("ls where not err") == ["error.type", "error.message"])
        #expect(offered("ls where (a = 1 and STRC") == ["strcontains("])
        #expect(description("ls where strc", of: "strcontains(")?.hasPrefix("(text, part") == true)
        #expect(offered("ls where request.me") == ["request.method"])
        #expect(offered("ls where reque") == ["request."])
        // Aggregates belong to stats.
        #expect(!offered("ls where countDis").contains("countDistinct("))
        #expect(offered("stats countDis").contains("countDistinct("))
    }

    @Test
    func `operators and connectives behind an operand, and how the line may go on`() {
        #expect(offered("ls where status ").starts(with: ["=", "!=", "<"]))
        #expect(offered("ls where status not ").isEmpty == false)
        #expect(offered("ls where status = 500 ").starts(with: ["and", "or"]))
        #expect(offered("ls where status = 500 si") == ["since"])
        #expect(offered("ls where status = 500 since -15").contains("-15m"))
        #expect(offered("ls where status = 500 -o cs") == ["csv"])
    }

    @Test
    func `values that a field has had lately, quoted as they must be`() {
        #expect(offered("ls where method = ").starts(with: ["\"POST\""]))
        #expect(offered("ls where method = P") == ["\"POST\""])
        #expect(offered("ls where method = \"P") == ["\"POST\""])
        #expect(completed("ls where method=\"P") == "ls where method=\"POST\"")
        #expect(offered("ls where status >= 5").allSatisfy { $0.hasPrefix("5") })
        #expect(offered("ls where status >= 5").contains("503"))
        #expect(offered("ls where status in [200, 5").contains("503"))
        #expect(offered("ls where error.type = ").contains("\"KeyError\""))
        #expect(offered("ls where errorType != \"Key").contains("\"KeyError\""))
        #expect(offered("ls where state not in [\"fa") == ["\"failed\""])
        #expect(offered("ls where outcome = \"function") == ["\"function error\""])
        #expect(offered("ls where outcome = \"function e") == ["\"function error\""])
        #expect(description("ls where method = P", of: "\"POST\"")?.hasSuffix(" lately") == true)
    }

    @Test
    func `a condition in quotes is completed in them`() {
        #expect(offered("ls where 'stat") == ["status", "state"])
        #expect(completed("ls where 'method = P") == "ls where 'method = \"POST\"")
    }

    @Test
    func `commands, fields, aggregates and keywords of a query`() {
        #expect(Set(offered("filter status = 500 | st")) == ["stats"])
        #expect(offered("| lim") == ["limit"])
        #expect(offered("stats count(*) as n b") == ["by"])
        #expect(offered("stats count(*) as n by func") == ["function"])
        #expect(offered("stats count(*) as n by function | sort n de") == ["desc"])
        #expect(offered("stats count(*) as total by function | sort to").first == "total")
        #expect(offered("fields method, pa").contains("path"))
        #expect(offered("limit ").isEmpty)
        #expect(offered("fields path as ").isEmpty)
        #expect(offered("fields path ").contains("|"))
        #expect(offered("filter function in (SOURCE flows | filter meth") == ["method"])
    }

    @Test
    func `sources and their own fields`() {
        #expect(offered("SOURCE ").starts(with: ["flows", "events"]))
        #expect(offered("SOURCE '/aws/lambda/or") == ["'/aws/lambda/orders'"])
        #expect(offered("SOURCE '/aws/lambda/orders' | filter @bil") == ["@billedDuration"])
        #expect(offered("SOURCE '/aws/lambda' | filter @type = ").first == "\"START\"")
        #expect(offered("SOURCE events | filter type = \"sen") == ["\"sent\""])
        #expect(offered("SOURCE '/aws/apigateway' | fields httpM") == ["httpMethod"])
    }

    @Test
    func `tables, columns, functions and values of SQL`() {
        #expect(offered("select * from fl") == ["flows"])
        #expect(description("select * from fl", of: "flows")?.hasPrefix("id, method") == true)
        #expect(offered("select stat") == ["status"])
        #expect(offered("select 1 from events where posi") == ["position"])
        #expect(offered("select 1 from events where meth").isEmpty)
        #expect(completed("select f.stat") == "select f.status")
        #expect(offered("select 1 from flows, ev") == ["events"])
        #expect(offered("select ag") == ["ago("])
        #expect(offered("select 1 from flows wh") == ["where", "when"])
        #expect(offered("select 1 from flows where method = 'P") == ["'POST'"])
        #expect(offered("select\n  1\nfrom ev") == ["events"])
        #expect(offered("pragma table_info(fl") == ["flows"])
    }

    @Test
    func `files where a file is wanted, and only there`() throws {
        try withTemporaryFolder { folder in
            for name in ["one.csv", "two words", ".hidden"] {
                try "".write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
            }
            #expect(offered("ls > \(folder)/o") == ["\(folder)/one.csv"])
            #expect(offered("ls >> \(folder)/") == ["\(folder)/one.csv", "'\(folder)/two words'"])
            #expect(completed("ls >\(folder)/o") == "ls >\(folder)/one.csv")
            #expect(offered("filter a \\g \(folder)/o") == ["\(folder)/one.csv"])
            #expect(offered("select 1; \\g \(folder)/o") == ["\(folder)/one.csv"])
            #expect(offered("steps @\(folder)/o") == ["@\(folder)/one.csv"])
            #expect(offered("!cat \(folder)/o") == ["\(folder)/one.csv"])
            #expect(offered("steps \(folder)/o").isEmpty)
            #expect(offered("ls | \(folder)/o").isEmpty)
        }
    }

    @Test
    func `the fields that were typed most come first`() {
        console.session.fieldUses = { ["path": 3, "method": 1] }
        #expect(offered("ls where ").starts(with: ["path", "method"]))
    }

    @Test
    func `any line has completions or none, and they begin in it`() {
        var random = SeededRandom(seed: 3)
        let parts = [
            "ls", "where", " ", " ", "status", "=", "\"", "'", "|", "(", "[", "in", "select",
            "from",
            "filter", "stats", "by", ">", "\\g", "@", "日", "\n", ";", "-o", "/", "`", ".",
        ]
        for _ in 0..<2000 {
            let count = Int(random.next() % 10)
            let line = (0..<count).map { _ in parts[Int(random.next() % UInt64(parts.count))] }
                .joined()
            let list = console.session.completions(for: line)
            #expect((0...line.utf8.count).contains(list.start), "\(line)")
        }
    }
}

/// Completion waits for the log no longer than a person does not notice.
struct CompletionReaderTests {
    private func reader(
        _ interruption: Interruption = Interruption(),
        _ openLog: @escaping @Sendable () throws -> any FlowLog
    ) -> CompletionReader {
        let reader = CompletionReader(interruption, openLog: openLog)
        reader.begin()
        return reader
    }

    @Test
    func `answers come from the log`() {
        let reader = reader { MemoryLog(outcomes.map(\.story.events)) }
        #expect(reader.ask("head") { try $0.head() } == 48_306)
        #expect(reader.ask("tables") { try $0.tables().count } == 2)
    }

    @Test
    func `a log that does not answer gives nothing, and what was known before`() {
        let reader = reader { MemoryLog([]) }
        #expect(reader.ask("x") { _ in 1 } == 1)
        reader.begin()
        let answer = reader.ask("x") { _ -> Int in
            while true { pause() }
        }
        #expect(answer == 1)
        // It is still busy.
        reader.begin()
        #expect(reader.ask("y") { _ in 2 } == nil)
    }

    @Test
    func `a log that cannot be opened or read gives nothing`() {
        let closed = reader { throw ShellError("no") }
        #expect(closed.ask("x") { _ in 1 } == nil)
        let broken = reader { MemoryLog([]) }
        #expect(broken.ask("x") { _ -> Int in throw ShellError("no") } == nil)
        broken.begin()
        #expect(broken.ask("x") { _ in 1 } == 1)
    }

    @Test
    func `Ctrl-C ends the wait`() {
        let interruption = Interruption()
        interruption.request()
        let reader = reader(interruption) { while true { pause() } }
        #expect(reader.ask("x") { _ in 1 } == nil)
    }

    @Test
    func `from another log there are other answers, and none of the one before`() {
        let reader = reader { MemoryLog(outcomes.map(\.story.events)) }
        #expect(reader.ask("head") { try $0.head() } == 48_306)
        reader.read { MemoryLog([]) }
        reader.begin()
        #expect(reader.ask("head") { try $0.head() } == 0)
        reader.read { throw ShellError("no") }
        reader.begin()
        #expect(reader.ask("head") { try $0.head() } == nil)
    }

    @Test
    func `in the past, what is offered is what there was`() async throws {
        let log = try GrowingLog()
        let first = try await log.add()
        let position = try LogReader(path: log.path).head()
        let second = try await log.add()
        let session = Session(
            logPath: log.path,
            settings: ShellSettings(),
            terminal: .standardOutput()
        )
        /// An answer that comes too late is there for the next time.
        func offered() -> [String] {
            for _ in 0..<100 {
                let texts = session.completions(for: "steps ").items.map(\.text)
                if !texts.isEmpty { return texts }
            }
            return []
        }
        #expect(offered().prefix(2) == ["\(second.shortID)", "\(first.shortID)"])
        session.travel(to: Past(position: position, time: .now()))
        #expect(offered().first == "\(first.shortID)")
        #expect(!offered().contains("\(second.shortID)"))
        session.travel(to: nil)
        #expect(offered().first == "\(second.shortID)")
        await log.close()
    }
}
