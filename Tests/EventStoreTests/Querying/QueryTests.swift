import Flows
import Queries
import Testing

@testable import EventStore

@Suite struct `A query` {
    /// Queries, each with its rows behind it, indented.
    static let session = #"""
        fields method, path, status | sort sentAt | limit 3
          POST | /orders | 201
          POST | /orders | 500
          GET | /orders/7 | 200
        filter failed | fields status, error.type | sort status
          500 | KeyError
          502 | Sandbox.Timedout
        filter state = "failed" or outcome = "interrupted" | stats count(*) as n
          2
        filter status >= 500 and path like /^\/orders/ | fields cause, step
          error | 5
        filter not ispresent(status) | fields state, cold
          triggered | —
        filter cold | fields function | sort function
          orders
          products
        filter duration > 1s | fields function, duration
          products | 3200
        filter sentAt >= "2026-11-22T15:05:00Z" | stats count(*)
          3
        fields status * 2 as twice, twice + 1 as more | filter twice = 402 | display more
          403
        parse path "/*" as state | filter state = "nothing" or state = "failed" | fields path
          /nothing
        fields path as outcome | filter outcome = "/nothing" | display outcome
          /nothing
        fields "failed" as state | filter state = "failed" | stats count(*)
          6
        fields if(failed, "bad", "good") as word | filter word = "bad" | stats count(*)
          2

        filter request.body.qty = 2 | fields request.headers.`x-tenant`, request.query.note
          acme | —
        filter request.query.note = "a b" | fields response.body.id, event.routeKey
          o-1 | POST /orders
        filter result.errorType = "KeyError" | fields response.status
          500
        filter request.body.qty > 1 | stats count(*)
          2

        stats count(*) as n, sum(failed) as bad by function | sort function
          — | 1 | 0
          orders | 4 | 1
          products | 1 | 1
        stats count(*) as n, n * 10 as more
          6 | 60
        filter status = 999 | stats count(*) as n, max(duration) as slowest
          0 | —
        filter status = 999 | stats count(*) as n by function
        stats count(*) as n by bin(5m)
          1795359900000 | 3
          1795359600000 | 3
        stats count(*) as n by function, status | stats max(n), count(*)
          1 | 6
        stats pct(status, 50), countDistinct(path) as paths, stddev(status) as s | display paths, round(s)
          4 | 136
        stats earliest(path), latest(path), values(method)
          /orders | /orders | ["POST","GET"]
        filter ispresent(status) | stats sum(status)/count(*) as mean by method | sort method desc
          POST | 350.5
          GET | 368.6666666666667
        stats topk(2, method)
          ["POST","GET"]

        fields path | dedup path | limit 2
          /orders
          /nothing
        fields path, status | sort status | dedup path
          /orders | —
          /orders/7 | 200
          /nothing | 404
          /products | 502
        sort path desc, status | fields path, status | limit 2
          /products | 502
          /orders/7 | 200
        limit 2 | sort status | fields status
          —
          404
        limit 3 | filter status = 404 | fields path
          /nothing

        parse path "/*/*" as kind, id | filter ispresent(id) | fields kind, id, path
          orders | 7 | /orders/7
        parse path /\/(?<kind>[a-z]+)/ | stats count(*) as n by kind | sort kind
          nothing | 1
          orders | 4
          products | 1
        filter status = 404 | parse path /(?<c>[nt].)/ multi | display c
          no
          th
          ng
        filter status = 404 | parse path /(?<c>xyz)/ multi | display path, c
          /nothing | —
        filter ispresent(request.body.items) | unnest request.body.items into item | sort item.sku | display item.sku
          A
          B
        filter status = 404 | unnest path into p | display p
          /nothing
        filter status = 404 | fields "a=1 b=\"x y\" c" as t | parse t logfmt as m | display m.a, m.b, m.c
          1 | x y | true
        filter status = 404 | fields "1, \"a,b\" ,c" as t | parse t csv as x, y, z | display y, z
          a,b | c
        pattern path
          /orders | 0.5 | 3 | None
          /nothing | 0.1667 | 1 | None
          /orders/<Number-1> | 0.1667 | 1 | None
          /products | 0.1667 | 1 | None

        filter id in (SOURCE events | filter type = "aborted" | fields flow) | fields function
          products
        filter path not in (SOURCE flows | filter failed | fields path) | fields path | sort path | dedup path
          /nothing
          /orders/7
        filter failed | fields status | join type=inner left=f right=e where f.id=e.flow \
        (SOURCE events | filter type = "returned") | display f.status, e.data.status | sort f.status
          500 | 500
          502 | 502
        join type=left left=f right=e where f.id=e.flow (SOURCE events | filter type = "rejected") \
        | stats count(*) as n, count(e.data.cause) as refused
          6 | 1
        stats count(*) as n by bin(1m) as t | fillmissing with 0 for n | display n
          1
          1
          1
          0
          0
          1
          1
          1
        filter ispresent(function) | stats count(*) as n by bin(5m) as t, function \
        | fillmissing with 0 for n | display function, n
          orders | 1
          products | 1
          orders | 3
          products | 0

        SOURCE events | filter type = "codeChanged" | fields data.code, streamKind, operator
          bbbbbbbbbbbb | service | —
        SOURCE events | filter @step = 3 and data.durationMicros > 20004 | stats count(*) by type | sort type
          aborted | 1
          executed | 3
        SOURCE events | filter data.cause = "timeout" | fields data.errorType, revision
          Sandbox.Timedout | 5
        SOURCE events | stats count(*) as n by @step | sort @step
          — | 7
          1 | 6
          2 | 6
          3 | 4
          4 | 5
          5 | 5
        """#

    static let cases: [(query: String, rows: [String])] = {
        var cases: [(query: String, rows: [String])] = []
        for line in session.split(separator: "\n") {
            if line.hasPrefix("  ") {
                cases[cases.count - 1].rows.append(String(line.dropFirst(2)))
            } else if let last = cases.last, last.query.hasSuffix("\\") {
                cases[cases.count - 1].query = String(last.query.dropLast()) + String(line)
            } else {
                cases.append((String(line), []))
            }
        }
        return cases
    }()

    @Test(arguments: cases)
    func `gives these rows`(query: String, rows: [String]) async throws {
        let shop = try await RecordedShop.record()
        #expect(try shop.rows(query) == rows)
    }

    @Test func `without columns shows those of its source, the newest first`() async throws {
        let shop = try await RecordedShop.record()
        let flows = try shop.reader.run(shop.query("filter status = 404"))
        #expect(
            flows.columns.map(\.name) == [
                "@timestamp", "shortId", "method", "path", "status", "state", "duration",
                "error.type",
            ]
        )
        #expect(
            flows.columns.map(\.type) == [
                .timestamp, .string, .string, .string, .number, .string, .duration, .string,
            ]
        )
        #expect(try shop.reader.run(shop.query("limit 6")).flows == shop.ids.reversed())
        let events = try shop.reader.run(shop.query("SOURCE events | limit 1"))
        #expect(events.columns.map(\.name) == ["@timestamp", "type", "flow", "@message"])
        #expect(events.flows == [nil])
    }

    @Test func `tells what it looked at, and whether there is more`() async throws {
        let shop = try await RecordedShop.record()
        var query = try shop.query("filter ispresent(method)")
        query.rowLimit = 4
        let some = try shop.reader.run(query)
        #expect((some.rows.count, some.isCut, some.scanned) == (4, true, 6))
        query.rowLimit = 6
        #expect(try shop.reader.run(query).isCut == false)
        let limited = try shop.reader.run(shop.query("limit 4"))
        #expect((limited.rows.count, limited.isCut) == (4, false))
        query.since = RecordedShop.start.advanced(byMicroseconds: 100_000_000)
        query.until = RecordedShop.start.advanced(byMicroseconds: 360_000_000)
        let window = try shop.reader.run(query)
        #expect(window.flows == [shop.ids[3], shop.ids[2]])
        #expect(window.scanned == 2)
    }

    /// The documentation's own values, and texts in which digits stand at odd places.
    /// - SeeAlso: [sort](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html)
    @Test func `sorts as the language does in memory`() async throws {
        let shop = try await RecordedShop.record()
        let words = [
            "!:", "#", "*%04", "0", "5", "111A", "2345", "@", "@_", "A", "A9876fghj", "a12345hfh",
            "1",
            "10", "é", "ab", "abc", "a1", "a10", "a9b", "a9", "9a", "-1", "1e3", "007", "7", "~",
            "",
        ]
        let list = words.map { "\"\($0)\"" }.joined(separator: ",")
        let query = try shop.query(
            "filter status = 404 | fields \"[\(list.replacing("\"", with: "\\\""))]\" as l "
                + "| unnest jsonParse(l) into w | fields concat(w) as t | sort t | display t"
        )
        let sorted = words.sorted { naturalOrder(.string($0), .string($1)) == .ascending }
        #expect(try shop.reader.run(query).rows.map { $0[0].text } == sorted)
    }

    @Test func `of groups is of no flow`() async throws {
        let shop = try await RecordedShop.record()
        let result = try shop.reader.run(shop.query("stats count(*) by function"))
        #expect(result.flows == [])
        #expect(result.columns.map(\.name) == ["function", "count(*)"])
        #expect(result.columns.map(\.type) == [.string, .number])
    }

    @Test func `keeps booleans, times and maps apart from numbers and texts`() async throws {
        let shop = try await RecordedShop.record()
        let result = try shop.reader.run(
            shop.query(
                "filter status = 201 | fields cold, failed, coalesce(cold, 1), request.body.items, "
                    + "bin(1h), event.isBase64Encoded, status = 201"
            )
        )
        #expect(
            result.rows == [
                [
                    .boolean(true), .boolean(false), .boolean(true),
                    .structure(#"[{"sku":"A"},{"sku":"B"}]"#), .number(1_795_359_600_000),
                    .boolean(false), .boolean(true),
                ]
            ]
        )
        #expect(
            result.columns.map(\.type) == [
                .boolean, .boolean, .any, .any, .timestamp, .any, .boolean,
            ]
        )
    }

    @Test(arguments: [
        ("filter ‹statuz› >= 500", "no field 'statuz' in flows; did you mean status?"),
        ("filter status >= 500 | sort ‹pathh›", "no field 'pathh' in flows; did you mean path?"),
        ("fields path as p | filter p = ‹orders›", "no field 'orders' in flows"),
        ("filter ‹path›", "path alone is no condition"),
        ("filter sentAt > ‹\"soon\"›", "'soon' is no time"),
        ("filter ‹request.heders.x› = 1", "request has no 'heders'; did you mean request.headers?"),
        ("stats count(*) as n | fields ‹m›", "stats left no 'm'"),
        ("‹fillmissing› with 0 for n", nil),
        (
            "SOURCE '/aws/lambda/orders' | filter ‹quantity› > 1",
            "no field 'quantity' in the window"
        ),
        (
            "SOURCE '/aws/lambda/orders' | filter ‹qtyy› > 1",
            "no field 'qtyy' in the window; did you mean qty?"
        ),
        ("SOURCE '/aws/lambda' | stats count(*) by ‹user.name›", nil),
    ])
    func `says what is wrong with it, and where`(marked: String, message: String?) async throws {
        let shop = try await RecordedShop.record()
        let parts = marked.split(
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == "‹" || $0 == "›" }
        )
        let start = parts[0].utf8.count
        do {
            _ = try shop.reader.run(shop.query(parts.joined()))
            Issue.record("\(marked) was answered")
        } catch {
            let failure = error as? QueryFailure
            guard let mistake = error as? QueryError ?? failure?.queryError else { throw error }
            if let message { #expect(mistake.description == message) }
            #expect(mistake.range == start..<start + parts[1].utf8.count)
        }
    }

    @Test func `ends when its time is over`() async throws {
        let shop = try await RecordedShop.record()
        var query = try shop.query("SOURCE events | filter data.status = 1")
        query.limits = ReadLimits(time: .zero)
        #expect(throws: QueryFailure.timedOut(.zero)) {
            // Many rows: each event beside each other one, four times.
            let text = "join type=inner left=a right=b where a.streamKind=b.streamKind "
            query.pipeline = try parseQuery(
                "SOURCE events | \(text) (SOURCE events) | stats count(*)"
            )
            for _ in 0..<50 { _ = try shop.reader.run(query) }
        }
    }

    /// How SQLite goes about queries that must be fast.
    @Test(arguments: [
        (
            "filter shortId = \"7f3a9c21\"",
            ["SEARCH flow_state USING INDEX flow_by_short_id (<expr>=? AND rowid>? AND rowid<?)"]
        ),
        (
            "filter failed",
            [
                "SEARCH flow_state USING INDEX flow_by_failure (first_position>? AND first_position<?)"
            ]
        ),
        (
            "filter state = \"failed\" and path = \"/orders\"",
            [
                "SEARCH flow_state USING INDEX flow_by_failure (first_position>? AND first_position<?)"
            ]
        ),
        (
            "filter outcome in [\"function error\", \"interrupted\"] and status >= 500 | limit 20",
            [
                "SEARCH flow_state USING INDEX flow_by_failure (first_position>? AND first_position<?)"
            ]
        ),
        (
            "stats count(*) by status",
            [
                "SEARCH flow_state USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
                "USE TEMP B-TREE FOR GROUP BY", "USE TEMP B-TREE FOR ORDER BY",
            ]
        ),
        (
            "filter function = \"orders\"",
            ["SEARCH flow_state USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]
        ),
        (
            "SOURCE events | filter data.durationMicros > 5",
            ["SEARCH log_event USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]
        ),
    ])
    func `goes by these indexes`(text: String, plan: [String]) async throws {
        let shop = try await RecordedShop.record()
        let explained = try shop.reader.explain(shop.query(text))
        let lines = explained.split(separator: ";\n\n")[1].split(separator: "\n")
            .map { $0.drop { $0 == " " } }.filter {
                !$0.hasPrefix("CO-ROUTINE") && !$0.hasPrefix("SCAN step")
            }
        #expect(lines.map(String.init) == plan)
    }

    @Test func `of the past goes by keys, too`() async throws {
        let shop = try await RecordedShop.record()
        let past = try LogReader(path: shop.folder.path, asOf: 9)
        let query = try shop.query("filter status >= 200 | limit 5")
        #expect(try past.run(query).flows == [shop.ids[0]])
        let explained = try past.explain(query)
        #expect(
            explained.split(separator: ";\n\n")[1] == """
                MERGE (UNION ALL)
                  LEFT
                    SEARCH main.flow_state USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)
                  RIGHT
                    SEARCH temp.past_flow USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)

                """
        )
    }

    @Test func `explains itself in SQL`() async throws {
        let shop = try await RecordedShop.record()
        let text = try shop.reader.explain(
            shop.query("filter status >= 500 and function = \"it's\" | fields path | limit 5")
        )
        #expect(
            text == """
                WITH step_1 AS (
                  SELECT status AS "status", function AS "function", path AS "path", \
                flow_id AS "#flow", first_position AS "#order"
                  FROM flow_state
                  WHERE first_position BETWEEN 1 AND 33
                ),
                step_2 AS (
                  SELECT step_1."path" AS "path", step_1."#flow" AS "#flow", step_1."#order" AS "#order"
                  FROM step_1
                  WHERE step_1."status" >= 500 AND step_1."function" = 'it''s'
                )
                SELECT step_2."path" AS "path",
                  step_2."#flow",
                  step_2."#order"
                FROM step_2
                  ORDER BY step_2."#order" DESC
                LIMIT 5;

                SEARCH flow_state USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)

                """
        )
    }
}

extension QueryFailure {
    fileprivate var queryError: QueryError? {
        if case .query(let error) = self { error } else { nil }
    }
}
