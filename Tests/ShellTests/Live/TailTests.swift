import EventStore
import Flows
import Foundation
import Queries
import Testing

@testable import Shell

struct TailTests {
    /// What one line writes to a pipe.
    private func output(_ line: String) -> (code: Int32, text: String, errors: String) {
        let console = Console(columns: nil)
        let code = console.run(line)
        return (code, console.output, console.errors)
    }

    /// The column of one field.
    private func column(_ name: String, of tsv: String) -> [String] {
        let rows = tsv.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        guard let index = rows.first?.firstIndex(of: name) else { return [] }
        return rows.dropFirst().map { $0[index] }
    }

    @Test
    func `in a pipe it writes what has happened, in the order of the ends, and ends after -n`() {
        let all = column("shortId", of: output("ls -n 100 -o tsv").text)
        let tail = output("tail since -1h -n 5")
        #expect(tail.code == 0)
        let shown = column("shortId", of: tail.text)
        #expect(shown.count == 5 && Set(shown).isSubset(of: all))
        // It had no need of a service.
        #expect(tail.errors.isEmpty)
        #expect(column("lastPosition", of: tail.text).compactMap { Int($0) }.isStrictlyAscending)
    }

    @Test
    func `the time that was asked for ends it`() {
        let tail = output("tail failed since -1h --timeout 20ms")
        #expect(tail.code == 0)
        let failed = column("shortId", of: output("ls failed -n 100").text)
        #expect(column("shortId", of: tail.text).sorted() == failed.sorted())
    }

    @Test
    func `what happened before is not shown without since`() {
        let tail = output("tail --timeout 20ms -o jsonl")
        #expect(tail.code == 0)
        #expect(tail.text.isEmpty)
    }

    @Test(arguments: [
        ("status >= 500 and status < 502", ["500", "501"]),
        ("path = \"/nope\"", ["404", "403"]),
        ("error.type = \"KeyError\"", ["500"]), ("response.headers.`set-cookie` like /s=/", []),
        ("request.body.qty = 2 and duration > 20s", ["503", "202", ""]),
    ])
    func `a condition asks for anything that was recorded`(condition: String, statuses: [String]) {
        let tail = output("tail where \(condition) since -1h --timeout 20ms")
        #expect(tail.code == 0, "\(tail.errors)")
        let found = column("status", of: tail.text)
        #expect(statuses.isEmpty ? !found.isEmpty : Set(found) == Set(statuses), "\(found)")
    }

    @Test(arguments: [
        ("tail where statuss >= 500", "status"), ("tail where status >=", "^"),
        ("tail where", "no condition after 'where'"), ("tail where count(*) > 1", "^"),
    ])
    func `what is wrong with a condition is said at its place`(line: String, words: String) {
        let (code, text, errors) = output(line)
        #expect(code == 2)
        #expect(text.isEmpty)
        #expect(errors.contains(words) && errors.contains("^"), "\(errors)")
    }

    @Test(arguments: [
        ("tail failed since -1h -n 1 --exit-status", Int32(0)),
        ("tail function nothing since -1h --timeout 20ms --exit-status", 1),
        ("tail function orders since -1h -n 1 --exit-status", 0),
    ])
    func `the exit code tells whether anything matched, when asked`(line: String, code: Int32) {
        #expect(output(line).code == code)
    }

    @Test(arguments: [
        "tail failed &", "tail fialed", "tail until -1h", "tail function", "tail off t1",
        "tail --timeout 5months", "tail -n 0", "tail list failed", "tail since",
        "tail --asof 7f3a9c21:3", "logs 7f3a9c21 -f --asof 7f3a9c21:3",
    ])
    func `what cannot be is said with its place`(line: String) {
        let (code, text, errors) = output(line)
        #expect(code == 2)
        #expect(text.isEmpty)
        #expect(errors.contains("^"))
        #expect(errors.contains("next: "))
    }

    @Test
    func `its lines for people, one of each outcome`() {
        expectScreen("tail", output("tail since -1h -o table --utc --timeout 20ms").text)
    }

    @Test
    func `a text is found whatever its case, and the rest of the line stays`() throws {
        let line = StyledText("POST /orders ", .plain) + StyledText("KeyError", .failure)
        let marked = try #require(line.marking("ERS KEY"))
        #expect(marked.plain == line.plain)
        #expect(marked.pieces.filter { $0.role == .found }.map(\.text).joined() == "ers Key")
        #expect(line.marking("nothing") == nil)
        #expect(line.marking("") == nil)
    }

    @Test
    func `into a file and through a command it writes row by row`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/rows"
            #expect(output("tail since -1h -n 3 -o csv > \(file)").code == 0)
            #expect(output("tail since -1h -n 3 -o jsonl | cat >> \(file)").code == 0)
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.split(separator: "\n").count == 4 + 3)
            #expect(output("tail since -1h | head -n 1 > /dev/null").code == 0)
        }
    }
}

extension [Int] {
    fileprivate var isStrictlyAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}

/// The reading of a growing log file.
struct FlowFeedTests {
    @Test
    func `each flow comes once, also when it was skipped or the log is opened anew`() async throws {
        let log = try GrowingLog()
        let first = try await log.add()
        var feed = FlowFeed(try LogReader(path: log.path), after: 0)
        #expect(try feed.next().flows.map(\.id) == [first])
        let second = try await log.add(failed: true)
        let third = try await log.add()
        feed.skip(third)
        #expect(try feed.reopen(LogReader(path: log.path)))
        #expect(try feed.next().flows.map(\.id) == [second])
        #expect(try feed.next().flows.isEmpty)
        let other = try GrowingLog()
        let strange = try await other.add()
        #expect(try feed.reopen(LogReader(path: other.path)) == false)
        #expect(try feed.next().flows.map(\.id) == [strange])
        await log.close()
        await other.close()
    }

    @Test
    func `a flow comes at its end when it meets the condition, which may ask for its contents`()
        async throws
    {
        let log = try GrowingLog()
        try await log.add()
        let failed = try await log.add(failed: true)
        var query = TailQuery(now: .now())
        query.condition = try parseCondition("error.message like /sku/").condition
        var feed = FlowFeed(try LogReader(path: log.path), after: 0)
        #expect(try feed.next(matching: query).flows.map(\.id) == [failed])
        let other = try await log.add(path: "/carts")
        query.condition = try parseCondition("request.path = '/carts'").condition
        #expect(try feed.next(matching: query).flows.map(\.id) == [other])
        await log.close()
    }

    @Test
    func `a tail that has far to go looks at its deadline on the way`() async throws {
        let log = try GrowingLog()
        await log.addServiceEvents(20_000)
        var query = TailQuery(now: .now())
        query.since = Timestamp(microseconds: 0)
        let path = log.path
        let tail = TailRun(
            query,
            logPath: path,
            openLog: { () throws(LogError) in try LogReader(path: path) },
            wait: LiveWait(link: nil),
            display: SilentDisplay(),
            deadline: 0
        )
        #expect(try tail.run() == .done)
        #expect((1..<20_000).contains(tail.position))
        await log.close()
    }
}

private final class SilentDisplay: TailDisplay {
    var isPaused: Bool { false }
    var deadline: Int64? { nil }
    func show(_ flows: [FlowSummary]) -> Bool { true }
    func showWaiting(_ count: Int) {}
    func notice(_ text: String) {}
    func take(key: UInt8) -> Bool { true }
    func redraw() {}
    func tick() {}
}
