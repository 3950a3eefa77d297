import Queries
import Testing

/// How much of a query's columns may be shown.
struct DisclosedNamesTests {
    private func disclosure(of name: String, after query: String) throws -> Disclosure {
        let names = DisclosedNames(try parseQuery(query))
        let (expression, _) = try parseCondition(name)
        guard case .field(let field) = expression.node else {
            Issue.record("\(name) is no field")
            return .whole
        }
        return names.disclosure(of: field)
    }

    @Test(arguments: [
        ("request.headers.authorization", "limit 1"),
        ("a", "fields request.headers.authorization as a"),
        ("b", "fields request.headers.cookie as a | fields a as b"),
        ("a", "fields concat('x', request.body.password) as a"),
        ("a", "fields substr(request.query.token, 0, 3) as a"),
        ("a", "fields md5(request.body.password) as a"),
        ("a", "fields -request.body.password as a"),
        ("a", "fields if(failed, 'x', request.body.password) as a"),
        ("a", "stats latest(request.body.password) as a by path"),
        ("a", "stats count(*) by request.headers.cookie as a"),
        ("request.headers.cookie", "stats count(*) by request.headers.cookie as a"),
        ("j.password", "fields jsonParse(request.body) as j"),
        ("j.a", "fields jsonParse(request.body.secret) as j"),
        ("c", "unnest event.cookies into c"),
        ("x", "parse request.headers.authorization '* *' as x, y"),
        ("password", "parse @message 'password=*' as password"),
        ("@pattern", "pattern request.headers.cookie"),
        (
            "right.a",
            "join left=left right=right where left.id = right.id (fields id, request.body.token as a)"
        ),
        ("a", "join left=l right=r where l.id = r.id (fields id, request.body.token as a)"),
    ])
    func `a value of a masked name stays one under every other name`(
        name: String,
        query: String
    ) throws {
        #expect(try disclosure(of: name, after: query) == .nothing)
    }

    @Test(arguments: [
        "request.headers.authorization = 'x'", "request.body.password like /x/",
        "strlen(request.body.password)", "ispresent(request.headers.cookie)",
        "startsWith(request.headers.authorization, 'Bearer')", "1 + strlen(request.query.token)",
        "request.body.token in ['a', 'b']", "not ispresent(request.body.token)",
    ])
    func `what only tells about a masked value is shown`(expression: String) throws {
        #expect(try disclosure(of: "a", after: "fields \(expression) as a") == .whole)
    }

    @Test func `counts of masked values are shown, under any name`() throws {
        let query = "stats count_distinct(request.headers.cookie) as tokens by path"
        #expect(try disclosure(of: "tokens", after: query) == .whole)
    }

    @Test func `fields are shown as what their names say, and what is made of them as pieces`()
        throws
    {
        #expect(try disclosure(of: "request.body", after: "limit 1") == .field("body"))
        #expect(try disclosure(of: "b", after: "fields request.body as b") == .field("body"))
        #expect(try disclosure(of: "b", after: "fields substr(request.path, 3) as b") == .piece)
        #expect(try disclosure(of: "x", after: "parse @message 'a=*' as x") == .piece)
    }

    @Test(arguments: [
        #"parse event.body '"password":"*"' as x"#, "parse request.target 'token=*' as x",
        #"parse event.body /"secret":"(?<x>[^"]*)"/"#,
        #"fields replace(request.body, "password", "pw") as x"#,
        #"fields replace(jsonStringify(request.headers), "authorization", "a") as x"#,
        #"fields split(request.body, ":") as x"#, "fields substr(event.rawQueryString, 3) as x",
        #"fields concat("a", replace(path, "token", "")) as x"#,
    ])
    func `a value is not shown that was cut away from its masked name`(_ query: String) throws {
        #expect(try disclosure(of: "x", after: query) == .nothing)
    }
}
