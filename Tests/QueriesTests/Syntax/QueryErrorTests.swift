import Queries
import Testing

/// What is said of a query that is wrong, and which part of it is meant.
struct QueryErrorTests {
    @Test(
        arguments: [
            ("filtr status = 500", "no command 'filtr'; did you mean filter?", "filtr"),
            ("status = 500 | stats count()", "'status' is no command", "status"),
            ("expand items", "'expand' is not supported", "expand"),
            ("anomaly", "'anomaly' is not supported", "anomaly"),
            ("filter a = 1 | SOURCE events", "SOURCE stands at the beginning of a query", "SOURCE"),
            ("filter a = 1 stats count()", "'stats' stands where '|' should follow", "stats"),
            ("filter a = ", "the text ends where a value should follow", ""),
            ("", "the text ends where a command should follow", ""),
            ("filter a = 1 |", "the text ends where a command should follow", ""),
            ("filter (a = 1", "the text ends where ')' should follow", ""),
            ("filter a in \"x\"", "'\"x\"' stands where '[' should follow", "\"x\""),
            ("filter a in (\"x\", \"y\")", "between the parentheses stands a query", "\"x\""),
            (
                "filter a like b", "'b' stands where a text or a regular expression should follow",
                "b"
            ),
            ("filter a < b < c", "comparisons cannot be chained", "<"),
            ("filter a = null", "nothing equals null: a comparison with it never holds", "null"),
            ("filter a <> 1", "'<>' is no operator", "<>"),
            ("filter a && b", "'&&' is no operator", "&&"),
            ("filter a = “x”", "'“' is no quotation mark here", "“"),
            ("filter a = \"x", "the text has no end", "\"x"),
            ("filter a like /x", "the regular expression has no end", "/x"),
            ("filter `a = 1", "the name has no end", "`a = 1"),
            (
                "filter shortId = 7f3a9c21", "'7f3a9c21' is neither a number nor a period",
                "7f3a9c21"
            ),
            ("filter a = 1 + not b", "'not' stands before a whole condition", "not"),
            ("filter strln(a) = 1", "no function 'strln'; did you mean strlen?", "strln"),
            ("filter strlen(a, b) = 1", "strlen takes 1 argument, not 2", "strlen(a, b)"),
            ("filter substr(a) = 'x'", "substr takes 2 to 3 arguments, not 1", "substr(a)"),
            ("filter concat() = 'x'", "concat takes at least 1 argument, not 0", "concat()"),
            ("filter count(*) > 1", "count is an aggregate and stands only in stats", "count(*)"),
            ("stats sum(max(x))", "an aggregate of an aggregate needs a second stats", "max(x)"),
            ("stats status, count(*)", "'status' stands outside an aggregate", "status"),
            ("stats count(*) by bin(x)", "bin needs a period, such as 5m", "x"),
            ("stats count(*) by bin(0m)", "bin needs a period, such as 5m", "0m"),
            ("stats pct(x, 101)", "pct needs a percentage from 0 to 100 here", "101"),
            ("stats topk(3, x), count(*)", "topk stands alone in its stats", "topk(3, x)"),
            ("stats count(*), count(*)", "two columns have the name 'count(*)'", "count(*)"),
            ("stats by x", "'by' stands where an aggregate should follow", "by"),
            ("limit 0", "limit takes a whole number from 1 to 100000", "0"),
            ("limit 1.5", "limit takes a whole number from 1 to 100000", "1.5"),
            ("parse @message \"abc\" as x", "the pattern has no *", "\"abc\""),
            ("parse @message \"*\" ", "the text ends where 'as' should follow", ""),
            ("parse @message /a/", "the expression captures nothing", "/a/"),
            ("parse @message /(a)/ as x, y", "the expression has 1 group, but 2 names", "x, y"),
            ("parse @message /(?<a>b)/ as x", "the groups have their names already", "x"),
            ("parse @message \"* *\" as x, x", "the name 'x' is given twice", "x"),
            ("fields a as \"b c\"", "'\"b c\"' stands where a name should follow", "\"b c\""),
            ("fields items[x]", "a list is indexed with a whole number from 0", "[x"),
            ("fields a.", "a name follows '.'", "."),
            (
                "SOURCE orders | limit 1", "no source 'orders'; did you mean '/aws/lambda/orders'?",
                "orders"
            ),
            ("SOURCE event | limit 1", "no source 'event'; did you mean events?", "event"),
            (
                "SOURCE events, '/aws/lambda/a'", "a query reads one kind of source",
                "'/aws/lambda/a'"
            ),
            (
                "SOURCE logGroups(class: ['STANDARD'])",
                "'class' is not supported: this log has no accounts and one class", "class"
            ),
            (
                "SOURCE logGroups(namePrefix: ['orders'])",
                "a prefix begins with /aws/lambda/ or /aws/apigateway/", "'orders'"
            ),
            (
                "filter a in (SOURCE events)", "the query does not say which column is meant",
                "SOURCE events"
            ),
            (
                "filter a in (fields b | filter b in (fields c))",
                "a query inside a query may not hold another one", "("
            ),
            (
                "join left=a right=b where a.k = c.k (SOURCE events)",
                "a field of each side is needed: a.… = b.…", "a.k = c.k"
            ),
            (
                "join left=a where a.k = b.k (SOURCE events)",
                "'where' stands where right=NAME should follow", "where"
            ),
            ("join lft=a", "join knows no 'lft'; did you mean left?", "lft"),
            (
                "stats count(*) as n by path | sort m",
                "stats left no 'm'", "m"
            ),
            (
                "stats count(*) as total | sort totl", "stats left no 'totl'; did you mean total?",
                "totl"
            ),
            (
                "stats count(*) by bin(5m) offset 1h",
                "'offset' stands where '|' or the end should follow", "offset"
            ),
        ]
    )
    func `the error names what is wrong and where`(
        _ text: String,
        message: String,
        at marked: String
    ) throws {
        let error = try #require(throws: QueryError.self) { try parseQuery(text) }
        #expect(error.description == message)
        #expect(part(of: text, error.range) == marked)
    }

    @Test func `ranges count bytes, not characters`() throws {
        let text = "filter größe = \"ä\" and statuss( = 1"
        let error = try #require(throws: QueryError.self) { try parseQuery(text) }
        #expect(part(of: text, error.range) == "statuss")
    }

    @Test func `a wrong regular expression is marked inside`() throws {
        for (text, marked) in [
            ("filter path like /a(b/", "("), ("filter path like /a\\/(b/", "/a\\/(b/"),
            ("parse @message /(?<x>a{2,1})/", "{2,1}"),
            ("fields regexReplace(path, \"a**\", \"\")", "*"),
        ] {
            let error = try #require(throws: QueryError.self) { try parseQuery(text) }
            #expect(error.description.hasPrefix("the regular expression is wrong: "))
            #expect(part(of: text, error.range) == marked)
        }
    }

    @Test func `a misplaced word says what to type`() throws {
        let error = try #require(throws: QueryError.self) {
            try parseQuery("filter status is null")
        }
        #expect(error.hint == "as in: ispresent(x), not ispresent(x)")
    }

    @Test func `nesting is bounded`() {
        for text in [
            String(repeating: "(", count: 100_000), String(repeating: "not ", count: 100_000),
            String(repeating: "-", count: 100_000), String(repeating: "abs(", count: 100_000),
            Array(repeating: "2", count: 100_000).joined(separator: "^"),
        ] {
            #expect(throws: QueryError.self) { try parseQuery("filter a = 1 or " + text) }
        }
    }

    @Test func `the number of operators is bounded, that of values in a list is not`() throws {
        let chain = Array(repeating: "a", count: 502).joined(separator: " or ")
        let error = try #require(throws: QueryError.self) { try parseQuery("filter " + chain) }
        #expect(error.description == "the expression has more than 500 operators")
        let list = Array(repeating: "-1", count: 20_000).joined(separator: ", ")
        _ = try parseQuery("filter a in [\(list)] and b in [\(list)]")
    }
}
