import Queries
import Testing

/// What each command becomes.
struct CommandParserTests {
    private func only(_ text: String) throws -> Stage.Command {
        let query = try parseQuery(text)
        #expect(query.stages.count == 1)
        return query.stages[0].command
    }

    @Test func `where is filter, head and tail are limit, letter case does not matter`() throws {
        #expect(try only("WHERE a = 1") == (try only("filter a = 1").moved))
        #expect(try only("head 5") == .limit(5))
        #expect(try only("Tail 7") == .limit(7))
        #expect(try only("limit any 9") == .limit(9))
    }

    @Test func `sort takes keys with directions`() throws {
        for text in [
            "sort a, b desc, c asc", "sort by a, b desc, c asc", "order by a, b desc, c ASC",
        ] {
            guard case .sort(let keys) = try only(text) else {
                Issue.record("\(text)")
                return
            }
            #expect(keys.map(\.isDescending) == [false, true, false])
        }
    }

    @Test func `group by is by`() throws {
        guard case .stats(_, let groups) = try only("stats count_distinct(a) as n group by b, c")
        else {
            Issue.record("no stats")
            return
        }
        #expect(groups.map(\.name) == ["b", "c"])
    }

    @Test func `a glob is cut at its stars`() throws {
        guard case .parse(let parse) = try only(#"parse "a*b\* \d*" as x, `y z`"#) else {
            Issue.record("no parse")
            return
        }
        #expect(parse.field == nil)
        #expect(parse.form == .glob(["a", "b* \\d", ""]))
        #expect(parse.names.map(\.text) == ["x", "y z"])
    }

    @Test func `a regular expression names its groups, or as does`() throws {
        let text = #"parse @message /(?<a>x)(?:y)\((?P<b>z)[(]/ multi"#
        guard case .parse(let named) = try only(text),
            case .parse(let numbered) = try only("parse @message /(x)(?:y)(z)/ as a, b")
        else {
            Issue.record("no parse")
            return
        }
        #expect(named.names.map(\.text) == ["a", "b"])
        #expect(named.names.map { part(of: text, $0.range) } == ["a", "b"])
        #expect(named.form == .regex(#"(?<a>x)(?:y)\((?P<b>z)[(]"#, isMulti: true))
        #expect(numbered.names.map(\.text) == ["a", "b"])
        #expect(numbered.form == .regex("(x)(?:y)(z)", isMulti: false))
    }

    @Test func `logfmt and csv are parsed with and without a field`() throws {
        for (text, form, hasField) in [
            ("parse logfmt as m", Parse.Form.logfmt, false),
            ("parse @message logfmt as m", .logfmt, true), ("parse csv as a, b", .csv, false),
            ("parse body.line CSV as a", .csv, true),
        ] {
            guard case .parse(let parse) = try only(text) else {
                Issue.record("\(text)")
                return
            }
            #expect(parse.form == form)
            #expect((parse.field != nil) == hasField)
        }
    }

    @Test(
        arguments: [
            ("flows", SourceClause.Selection.flows), ("'events'", .events), ("EVENTS", .events),
            ("'/aws/lambda'", .functionLogs([])), ("'/aws/lambda/'", .functionLogs([])),
            ("/aws/apigateway", .accessLogs([])),
        ]
    )
    func `a source without a name is all of it`(
        _ text: String,
        selection: SourceClause.Selection
    ) throws {
        #expect(try parseQuery("SOURCE \(text)").source?.selection == selection)
        #expect(try parseQuery("source \(text) start=-1d | limit 1").source?.selection == selection)
    }

    @Test func `a source names functions, prefixes and times`() throws {
        let text =
            "SOURCE '/aws/lambda/a', /aws/lambda/b START=-3600s end='2026-11-22 10:00' | limit 1"
        let source = try #require(try parseQuery(text).source)
        guard case .functionLogs(let names) = source.selection else {
            Issue.record("\(source)")
            return
        }
        #expect(names.map(\.name) == ["a", "b"])
        #expect(names.map { part(of: text, $0.range) } == ["'/aws/lambda/a'", "/aws/lambda/b"])
        #expect(source.start?.text == "-3600s")
        #expect(source.end?.text == "2026-11-22 10:00")
        let prefix = try parseQuery(
            "SOURCE logGroups(namePrefix: ['/aws/lambda/or', '/aws/lambda/p'])"
        )
        guard case .functionLogs(let prefixes) = prefix.source?.selection else {
            Issue.record("\(prefix)")
            return
        }
        #expect(prefixes.map(\.name) == ["or", "p"])
        #expect(prefixes.map(\.isPrefix) == [true, true])
    }

    @Test func `a leading bar and comments are nothing`() throws {
        let query = try parseQuery("| filter a = 1 # why\n# another\n| limit 3")
        #expect(query.stages.count == 2)
    }

    @Test func `join keys stand in any order`() throws {
        let text = "join type=LEFT left=l right=r where r.b.c = l.a and l.x=r.y (filter z = 1)"
        guard case .join(let join) = try only(text) else {
            Issue.record("no join")
            return
        }
        #expect(join.kind == .left)
        #expect(join.keys.map(\.left.name.text) == ["a", "x"])
        #expect(join.keys.map(\.right.name.text) == ["b.c", "y"])
        #expect(join.query.stages.count == 1)
    }

    @Test func `after a stats its columns are named by their text`() throws {
        let query = try parseQuery(
            "stats count(*), max(x) as m by bin(5m) | filter count(*) > 1 | sort bin(5m) desc"
        )
        guard case .filter(let condition) = query.stages[1].command,
            case .binary(_, let left, _) = condition.node,
            case .sort(let keys) = query.stages[2].command
        else {
            Issue.record("\(query)")
            return
        }
        #expect(left.node == .field(FieldName("count(*)")))
        #expect(keys[0].expression.node == .field(FieldName("bin(5m)")))
        let again = try parseQuery("stats count(*) by x | stats count(*)")
        guard case .stats(let items, _) = again.stages[1].command else { return }
        #expect(items[0].expression.hasAggregate)
    }

    @Test func `capped periods are capped and said`() throws {
        let query = try parseQuery("stats count(*) by bin(300s)")
        #expect(query.warnings.map(\.description) == ["300s is capped: it counts as 60s"])
        #expect(query.warnings[0].hint == "bin(5m)")
        guard case .stats(_, let groups) = query.stages[0].command,
            case .call(let call) = groups[0].expression.node
        else { return }
        #expect(call.arguments[0].node == .period(Period(count: 60, unit: .second)))
        #expect(try parseQuery("stats count(*) by bin(7d), datefloor(t, 1mo)").warnings.isEmpty)
    }

    @Test func `every unit of time has its spellings`() {
        for (text, unit) in [
            ("1ms", Period.Unit.millisecond), ("2msecs", .millisecond),
            ("3Milliseconds", .millisecond),
            ("1s", .second), ("1sec", .second), ("5min", .minute), ("5m", .minute), ("2hrs", .hour),
            ("1d", .day), ("2weeks", .week), ("1mo", .month), ("1mon", .month), ("1q", .quarter),
            ("2qtrs", .quarter), ("1y", .year), ("2yrs", .year),
        ] {
            #expect(Period(text)?.unit == unit, "\(text)")
        }
        for text in ["m", "5", "5x", "1.5mo", "0.1ms", "-5m", "99999999999999999999s", "5 m"] {
            #expect(Period(text) == nil, "\(text)")
        }
        #expect(Period("1.5s")?.milliseconds == 1500)
    }
}

extension Stage.Command {
    /// The same command one byte further left: `where` and `filter` differ in length.
    fileprivate var moved: Stage.Command {
        guard case .filter(let condition) = self,
            case .binary(let sign, let left, let right) = condition.node
        else { return self }
        func moved(_ range: Range<Int>) -> Range<Int> {
            range.lowerBound - 1..<range.upperBound - 1
        }
        return .filter(
            Expression(
                .binary(
                    sign,
                    Expression(left.node, range: moved(left.range)),
                    Expression(right.node, range: moved(right.range))
                ),
                range: moved(condition.range)
            )
        )
    }
}
