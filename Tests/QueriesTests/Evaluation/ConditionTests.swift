import Flows
import Queries
import Testing

struct ConditionTests {
    private func holds(_ text: String) throws -> Bool {
        let (expression, end) = try parseCondition(text)
        #expect(end == text.utf8.count)
        return try Condition(expression, in: .flows, context: .sample).holds(for: SampleFlow.fields)
    }

    @Test(
        arguments: [
            ("status >= 500", true), ("status = 500 and method = \"POST\"", true),
            ("status = '500'", true),
            ("failed", true), ("not failed", false), ("!failed or cold", true),
            ("cold = true", true),
            ("cold = 'true'", true), ("cold = 1", true), ("failed = false", false),
            ("duration > 1s", false), ("duration > 7ms", true), ("duration < 1.5s", true),
            ("duration > 5 and duration < 8", true), ("returned - executed = 1.5", true),
            ("path like /^\\/ord/", true), ("path like 'ers'", true), ("path not like /x/", true),
            ("path =~ '(?i)ORDERS'", true), ("method in ['GET', 'POST']", true),
            ("status not in [200, 201]", true), ("status in ['500']", true),
            ("errorType = 'KeyError'", false), ("errorType != 'KeyError'", false),
            ("errorType != 'KeyError' or not ispresent(errorType)", true),
            ("not (errorType = 'KeyError')", false), ("errorType not like /x/", false),
            ("errorType in ['a']", false), ("errorType not in ['a']", false),
            ("request.headers.`x-tenant` = 'acme'", true), ("request.headers.none = 1", false),
            ("request.body.qty > 1", true), ("request.body.qty = '2'", true),
            ("request.body.sku = 'A-1'", true),
            ("event.body.qty = 2 and result.body.message = 'no'", true),
            ("request.body.tags = 'x'", false),
            ("event like /rawPath/", true), ("event = 'x' or event != 'x'", false),
            ("strlen(path) = 7", true), ("if(failed, 1, 0)", true),
            ("strcontains(path, 'ord')", true),
            ("sentAt > '2026-11-22'", true), ("sentAt > '2026-11-22T15:01:50Z'", true),
            ("sentAt < '2026-11-22 15:01:51'", true),
            ("sentAt > '2026-11-22T17:01:50.200+02:00'", false),
            ("@timestamp > '-15m'", true), ("sentAt > 'now'", true),
            ("bin(1h) = datefloor(sentAt, 1h)", true),
            ("toMillis(sentAt) > now() * 1000", true), ("shortId = '7f3a9c21'", true),
        ]
    )
    func `a condition holds or does not`(_ text: String, _ expected: Bool) throws {
        #expect(try holds(text) == expected)
    }

    @Test(
        arguments: [
            (
                "statuss = 500", "no field 'statuss' in flows; did you mean status?", "statuss",
                "help fields"
            ),
            (
                "method = POST", "no field 'POST' in flows", "POST",
                "text stands in quotes: \"POST\""
            ),
            ("method in [GET]", "no field 'GET' in flows", "GET", "text stands in quotes: \"GET\""),
            (
                "request.headers.x-tenant = 'acme'", "no field 'tenant' in flows", "tenant",
                "odd names stand in backquotes: request.headers.`x-tenant`"
            ),
            ("path", "path alone is no condition", "path", "as in: ispresent(path), path = …"),
            (
                "failed and status", "status alone is no condition", "status",
                "as in: ispresent(status), status = …"
            ),
            ("path > 1s", "a period is compared with a duration", "1s", "as in: duration > 1s"),
            (
                "sentAt > -15m", "a time is compared with a time, not with a period", "-15m",
                "as in: sentAt > \"-15m\""
            ),
            (
                "sentAt > 'yesteryear'", "'yesteryear' is no time", "'yesteryear'",
                "as in: \"2026-11-22T15:01:50Z\" or \"-15m\""
            ),
            (
                "id in (SOURCE events | fields flow)",
                "a query inside a condition cannot be answered here",
                "id in (SOURCE events | fields flow)",
                "with query or ls it can; or list the values: x in [\"a\", \"b\"]"
            ),
            ("duration > 1mo", "1mo has no fixed length", "1mo", "as in: 30d"),
        ]
    )
    func `what cannot be meant is refused`(
        _ text: String,
        message: String,
        at marked: String,
        hint: String
    ) throws {
        let error = try #require(throws: QueryError.self) { try holds(text) }
        #expect(error.description == message)
        #expect(part(of: text, error.range) == marked)
        #expect(error.hint == hint)
    }

    @Test func `null is unknown, in three values`() throws {
        let row = SampleRow(values: [
            "t": .boolean(true), "f": .boolean(false), "x": .string("abc"),
        ])
        for (text, expected) in [
            ("t and n", QueryValue.null), ("f and n", .boolean(false)),
            ("n and f", .boolean(false)),
            ("n and n", .null), ("t or n", .boolean(true)), ("n or t", .boolean(true)),
            ("f or n", .null),
            ("n or n", .null), ("not n", .null), ("n = n", .null), ("n != 1", .null),
            ("1 in [n, 1]", .boolean(true)),
            ("2 in [n, 1]", .null), ("2 not in [n, 1]", .null), ("n like 'x'", .null),
            ("n not like 'x'", .null),
            ("x and t", .null),
        ] {
            #expect(try value(text, row) == expected, "\(text)")
        }
    }

    @Test func `numbers are compared as numbers, known texts as texts`() throws {
        let schema = QuerySchema(
            name: "rows",
            fields: [.init("s", .string, "a text"), .init("x", .any, "anything")]
        )
        func holds(_ text: String, _ value: QueryValue) throws -> Bool {
            let (expression, _) = try parseCondition(text)
            return try Condition(expression, in: schema, context: .sample)
                .holds(for: SampleRow(values: ["s": value, "x": value]))
        }
        #expect(try !holds("s = '7.0'", .string("7")))
        #expect(try holds("x = '7.0'", .string("7")))
        #expect(try holds("s = 7.0", .string("7")))
        #expect(try holds("s < '9'", .string("10")))
        #expect(try holds("x > '9'", .string("10")))
        #expect(try !holds("s in ['7.0']", .string("7")))
        #expect(try holds("x in ['7.0']", .string("7")))
        #expect(try holds("x = 'e\u{301}'", .string("e\u{301}")))
        #expect(try !holds("x = 'e\u{301}'", .string("é")))
        #expect(try !holds("x = 1 or x != 1 or x like 'q'", .structure("[1]")))
    }

    @Test func `types are known before rows`() throws {
        for (text, type) in [
            ("status", QueryType.number), ("duration / 1000", .duration),
            ("sentAt - sentAt", .duration),
            ("sentAt + 1m", .timestamp), ("request.body.x", .any), ("status > 1", .boolean),
            ("-duration", .duration),
            ("strlen(path)", .number), ("coalesce(path, 'x')", .string),
            ("if(failed, sentAt, 0)", .timestamp),
            ("'x'", .string), ("status + 1", .number), ("duration / duration", .number),
        ] {
            #expect(try parseCondition(text).condition.type(in: .flows) == type, "\(text)")
        }
    }

    /// The deepest trees that the parser lets through.
    @Test func `the deepest expressions are evaluated`() throws {
        let chain = "status = 1" + String(repeating: " or status = 500", count: 240)
        #expect(try holds(chain))
        let deep =
            String(repeating: "(", count: 30) + "1" + String(repeating: " + 1)", count: 30)
            + " = 31"
        #expect(try holds(deep))
        let nots = String(repeating: "not ", count: 40) + "failed"
        #expect(try holds(nots))
    }
}
