import Queries
import Testing

/// Conditions on verb lines: where they end, and what they are.
struct ConditionParserTests {
    @Test(
        arguments: [
            ("status >= 500 since -15m", "status >= 500"),
            ("failed since -15m", "failed"),
            ("failed in 14:00..15:00", "failed"),
            ("method in [\"GET\", \"PUT\"] in 14:00..15:00", "method in [\"GET\", \"PUT\"]"),
            ("status = 500 -o json", "status = 500"),
            ("status = 500 --rate 5/s", "status = 500"),
            ("status = 500 - 1 -o json", "status = 500 - 1"),
            ("duration > 1s &", "duration > 1s"),
            (
                "path = \"/orders\" and method = \"POST\" for 60s",
                "path = \"/orders\" and method = \"POST\""
            ),
            ("path like /^\\/orders/ until now", "path like /^\\/orders/"),
            ("(status = 500) | grep x", "(status = 500)"),
            ("status = 500 # since yesterday", "status = 500"),
            ("status = 500\\G", "status = 500"),
            ("not ispresent(status) 'unclosed", "not ispresent(status)"),
        ]
    )
    func `a condition ends where the line goes on`(_ line: String, condition: String) throws {
        let verb = "ls where "
        let (expression, end) = try parseCondition(verb + line, from: verb.utf8.count)
        #expect(part(of: verb + line, verb.utf8.count..<end) == condition)
        #expect(expression.range.lowerBound == verb.utf8.count)
    }

    @Test(
        arguments: [
            ("a or b and not c = d + e * f", "(a or (b and (not (c = (d + (e * f))))))"),
            ("a and b or c", "((a and b) or c)"),
            ("a - b - c", "((a - b) - c)"),
            ("2 ^ 3 ^ 2", "(2.0 ^ (3.0 ^ 2.0))"),
            ("-2 ^ 2", "(-(2.0 ^ 2.0))"),
            ("-2", "-2.0"),
            ("!ispresent(a) and b", "((not ispresent(a)) and b)"),
            ("a == 1", "(a = 1.0)"),
            ("a not in [1, \"x\"]", "(a not in [1.0, \"x\"])"),
            ("a NOT LIKE 'x'", "(a not like \"x\")"),
            ("a =~ /x\\/y/", "(a like /x/y/)"),
            ("a like /[/]/", "(a like /[/]/)"),
            ("duration > 1.5s", "(duration > 1500ms)"),
            ("request.headers.`x-tenant` = 'acme'", "(request.headers.`x-tenant` = \"acme\")"),
            ("items[0].sku = items.1.sku", "(items.0.sku = items.1.sku)"),
            ("@`odd.key` = true", "(`@odd.key` = true)"),
            ("foo-bar", "(foo - bar)"),
            ("PERCENTILE", "PERCENTILE"),
            ("STRLEN(a) = Ln(b)", "(strlen(a) = log(b))"),
            ("größe > 1e3", "(`größe` > 1000.0)"),
            ("a = \"1\\n\\\"\\d\"", "(a = \"1\n\"\\d\")"),
        ]
    )
    func `operators bind as they should`(_ text: String, tree: String) throws {
        let (expression, end) = try parseCondition(text)
        #expect(written(expression) == tree)
        #expect(end == text.utf8.count)
    }

    @Test func `a subquery is read with its own commands`() throws {
        let (expression, _) = try parseCondition(
            "id in (SOURCE events | filter type = 'held' | fields flow)"
        )
        guard case .inQuery(_, let query, false) = expression.node else {
            Issue.record("\(expression)")
            return
        }
        #expect(query.source?.selection == .events)
        #expect(query.stages.count == 2)
    }

    /// The tree with all its parentheses.
    private func written(_ expression: Expression) -> String {
        switch expression.node {
        case .literal(.string(let text)): "\"\(text)\""
        case .literal(.number(let number)): "\(number)"
        case .literal(.boolean(let flag)): "\(flag)"
        case .literal(let value): "\(value)"
        case .field(let name): name.text
        case .call(let call):
            call.name + "(" + call.arguments.map(written).joined(separator: ", ") + ")"
        case .negative(let inner): "(-\(written(inner)))"
        case .not(let inner): "(not \(written(inner)))"
        case .binary(let sign, let left, let right):
            "(\(written(left)) \(sign.rawValue) \(written(right)))"
        case .inList(let left, let values, let isNegated):
            "(\(written(left)) \(isNegated ? "not in" : "in") "
                + "[\(values.map(written).joined(separator: ", "))])"
        case .inQuery(let left, _, _): "(\(written(left)) in (…))"
        case .like(let left, .substring(let text), let isNegated):
            "(\(written(left)) \(isNegated ? "not like" : "like") \"\(text)\")"
        case .like(let left, .regex(let pattern), let isNegated):
            "(\(written(left)) \(isNegated ? "not like" : "like") /\(pattern)/)"
        case .period(let period): period.text
        }
    }
}
