import Flows
import Foundation
import GRDB
import Queries
import Testing

@testable import EventStore

@Suite("SQL that people type") struct SQLReaderTests {
    /// A closed log of random flows.
    static func folder(seed: Int = 1, events: Int = 120) async throws -> TemporaryLog {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        _ = try await RecordedFlows.record(events, seed: seed, givesNUL: false, in: log)
        await log.close()
        return folder
    }

    @Test func `gives columns with their declared types, and values as SQLite has them`()
        async throws
    {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let result = try reader.run(
            """
            select first_position, short_id, 1.5 as half, null as empty, x'0aff' as bytes, cold
            from flows order by 1 limit 2;
            """
        )
        #expect(
            result.columns == [
                SQLResult.Column(name: "first_position", declaredType: "INTEGER"),
                SQLResult.Column(name: "short_id", declaredType: nil),
                SQLResult.Column(name: "half", declaredType: nil),
                SQLResult.Column(name: "empty", declaredType: nil),
                SQLResult.Column(name: "bytes", declaredType: nil),
                SQLResult.Column(name: "cold", declaredType: "INTEGER"),
            ]
        )
        let first = try #require(try LogReader(path: folder.path).flows(FlowListing()).flows.last)
        #expect(result.rows.count == 2)
        #expect(
            result.rows[0].prefix(5) == [
                .integer(1), .text(first.id.shortID.description), .real(1.5), .null,
                .blob([0x0A, 0xFF]),
            ]
        )
        #expect(!result.isCut)
    }

    @Test func `stops at the limits of rows and of bytes, and says so`() async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let few = try reader.run("select 1 from events", limits: ReadLimits(rows: 7))
        #expect(few.rows.count == 7 && few.isCut)
        let all = try reader.run("select 1 from events limit 7", limits: ReadLimits(rows: 7))
        #expect(all.rows.count == 7 && !all.isCut)
        let large = try reader.run(
            "select zeroblob(1000) from events",
            limits: ReadLimits(bytes: 5000)
        )
        #expect((4...6).contains(large.rows.count) && large.isCut)
    }

    static let endless = """
        with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n
        """

    @Test func `ends when its time is over`() async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let limits = ReadLimits(time: .milliseconds(30))
        #expect(throws: QueryFailure.timedOut(.milliseconds(30))) {
            _ = try reader.run(Self.endless, limits: limits)
        }
        #expect(try reader.run("select 1").rows == [[.integer(1)]])
    }

    @Test func `ends when the one who asked has stopped it`() async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let looks = ManualClock(Timestamp(microseconds: 0))
        let limits = ReadLimits(isInterrupted: {
            looks.now = looks.now.advanced(byMicroseconds: 1)
            return looks.now.microseconds > 5
        })
        #expect(throws: QueryFailure.interrupted) {
            _ = try reader.run(Self.endless, limits: limits)
        }
        #expect(try reader.run("select 1").rows == [[.integer(1)]])
    }

    @Test(arguments: [
        ("select 1;", true), ("select 1", false), ("select ';'", false), ("select 1 -- ;", false),
        ("select 1 /* ; */;", true), ("select 'it''s;", false),
    ])
    func `is complete at a semicolon that ends it`(sql: String, isComplete: Bool) {
        #expect(SQLReader.isComplete(sql) == isComplete)
    }

    /// The statement with its faulty part between ‹ and ›, and what is said of it.
    @Test(arguments: [
        ("select ‹statuz› from flows", "no such column: statuz; did you mean status?"),
        ("select ‹f.pathh› from flows f", "no such column: f.pathh; did you mean path?"),
        ("select * from ‹flow› -- flow", "no such table: flow; did you mean flows?"),
        (
            "select 'é', ‹lowr›(path) from flows",
            "no such function: lowr; did you mean lower?"
        ),
        ("select ‹\"stat\"› from flows", "no such column: stat; did you mean status?"),
        ("select path form ‹flows›", "near \"flows\": syntax error"),
        ("select path from flows ‹where›", "the statement is not complete"),
        ("‹selec› 1", "near \"selec\": syntax error"),
        ("‹  -- nothing›", "there is no statement"),
        ("select 1; ‹select 2›", "a second statement begins here; one is run at a time"),
        (
            "select ‹ago›('5months')",
            "ago: '5months' is no span of time; as in ago('15m'), ago('1h'), ago('7d')"
        ),
        (
            "select ‹human›(1, 'miles')",
            "human: 'miles' is none of its units: 'ms', 'time', 'bytes'"
        ),
        ("select ‹regexp›('(', 'x')", "regexp: '(' is no regular expression"),
        ("select ‹strlen›()", "strlen: it takes strlen(text)"),
        (
            "pragma ‹tabel_info›(flows)",
            "the pragma 'tabel_info' is not one that only reads; did you mean table_info?"
        ),
    ])
    func `a mistake is shown with its place and the name that was meant`(
        marked: String,
        message: String
    ) async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let parts = marked.split(
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == "‹" || $0 == "›" }
        )
        let start = parts[0].utf8.count
        let failure = #expect(throws: QueryFailure.self) { _ = try reader.run(parts.joined()) }
        guard case .query(let error) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(error.description == message)
        #expect(error.range == start..<start + parts[1].utf8.count)
    }

    @Test func `counts back from its now, in the unit of the views' times`() async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let result = try reader.run(
            "select ago('1h'), ago('-15m'), ago('1.5s'), ago(null)",
            now: Timestamp(microseconds: 10_000_000_000)
        )
        #expect(
            result.rows == [
                [.integer(6_400_000_000), .integer(9_100_000_000), .integer(9_998_500_000), .null]
            ]
        )
    }

    @Test func `tells durations, moments and sizes for people`() async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let result = try reader.run(
            """
            select human(1211.4), human(0.6), human(1795359710102000, 'time'),
                human(1400, 'bytes'), human(null), human(1e300, 'time')
            """
        )
        #expect(
            result.rows == [
                [
                    .text("1.21 s"), .text("0.6 ms"), .text("2026-11-22 15:01:50.102"),
                    .text("1.4 kB"), .null, .null,
                ]
            ]
        )
    }

    @Test func `has REGEXP and the functions of the query language`() async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let result = try reader.run(
            """
            select '/orders/17' regexp '^/orders/[0-9]+$', 'x' regexp 'y', null regexp 'y',
                strlen('é!'), substr('abc', 2), isIpInSubnet('10.1.2.3', '10.0.0.0/8'),
                jsonParse('[1, 2]'), STRCONTAINS('abc', 'b')
            """
        )
        #expect(
            result.rows == [
                [
                    .integer(1), .integer(0), .null, .real(2), .text("bc"), .integer(1),
                    .text("[1, 2]"), .real(1),
                ]
            ]
        )
    }

    @Test func `finds a place in the log by its time`() async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let result = try reader.run(
            """
            select count(*), count(*) filter (where position(recorded_at) <> (
                select max(e.position) from events e where e.recorded_at <= events.recorded_at))
            from events
            """
        )
        #expect(result.rows == [[.integer(120), .integer(0)]])
    }

    @Test func `names the documented views first`() async throws {
        let folder = try await Self.folder()
        let tables = try SQLReader(path: folder.path).tables()
        #expect(
            tables.map(\.name) == [
                "flows", "events", "steps", "attempts", "logs", "replays", "batches", "log_event",
                "log_content", "flow_state", "attempt_state", "log_line",
            ]
        )
        #expect(tables.map(\.isView) == (0..<12).map { $0 < 7 })
        #expect(tables[0].columns.prefix(3).map(\.name) == ["id", "short_id", "kind"])
        #expect(tables[7].columns.first == SQLTable.Column(name: "position", type: "INTEGER"))
    }

    @Test(arguments: [
        ("select * from flows where short_id = '7f3a9c21'", "flow_by_short_id (<expr>=?)"),
        (
            "select * from flows where id = '0199b1c2-d3e4-7f5a-8123-456789abcdef'",
            "flow_by_id (<expr>=?)"
        ),
        ("select path from flows where sent_at > ago('1h')", "flow_by_time (sent_at>?)"),
        ("select * from steps where short_id = '7f3a9c21'", "flow_by_short_id (<expr>=?)"),
        ("select * from attempts where short_id = '7f3a9c21'", "flow_by_short_id (<expr>=?)"),
        ("select * from logs where short_id = '7f3a9c21'", "flow_by_short_id (<expr>=?)"),
        ("select * from events where position > position(ago('1h'))", "PRIMARY KEY (rowid>?)"),
        (
            "select * from events where stream_id = "
                + "(select stream_id from flows where short_id = '7f3a9c21')", "(stream_id=?)"
        ),
    ])
    func `a look-up goes by an index`(sql: String, index: String) async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path)
        let plan = try Self.plan(of: sql, reader)
        #expect(plan.contains { $0.hasSuffix(index) }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN log") || $0.hasPrefix("SCAN flow") }, "\(plan)")
    }

    @Test func `a look-up in the past goes by an index`() async throws {
        let folder = try await Self.folder()
        let reader = try SQLReader(path: folder.path, asOf: 60)
        let plan = try Self.plan(of: "select * from flows where short_id = '7f3a9c21'", reader)
        #expect(
            plan.contains(
                "SEARCH main.flow_state USING INDEX flow_by_short_id (<expr>=? AND rowid<?)"
            ),
            "\(plan)"
        )
    }

    private static func plan(of sql: String, _ reader: SQLReader) throws -> [String] {
        try reader.run("explain query plan " + sql).rows.compactMap { row in
            if case .text(let detail) = row[3] { detail } else { nil }
        }
    }

    @Test func `shows the log as it was`() async throws {
        let folder = try await Self.folder(seed: 6)
        let past = try SQLReader(path: folder.path, asOf: 50)
        let log = try LogReader(path: folder.path, asOf: 50)
        for view in PastViewTests.relations {
            let result = try past.run("select * from \(view)")
            #expect(try result.rows.count == log.rows(of: view).count)
        }
        #expect(try past.run("select max(position) from events").rows == [[.integer(50)]])
        let states = try past.run("select short_id, state from flows order by first_position")
        var listing = FlowListing()
        listing.limit = 1000
        let expected = try log.flows(listing).flows.reversed().map {
            [SQLValue.text($0.id.shortID.description), .text($0.state)]
        }
        #expect(states.rows == expected)
    }
}
