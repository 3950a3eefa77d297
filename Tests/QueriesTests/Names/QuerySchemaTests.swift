import Queries
import Testing

struct QuerySchemaTests {
    private func resolved(_ text: String, in schema: QuerySchema) throws -> ResolvedField {
        try schema.resolve(name(text), at: 0..<text.utf8.count)
    }

    private func error(_ text: String, in schema: QuerySchema) throws -> QueryError {
        try #require(throws: QueryError.self) { try resolved(text, in: schema) }
    }

    @Test func `names, aliases and the spelling of SQL are one field`() throws {
        for text in ["error.type", "errorType", "error_type", "`error.type`"] {
            guard case .field(let field) = try resolved(text, in: .flows) else {
                Issue.record("\(text)")
                continue
            }
            #expect(field.name == "error.type")
        }
        #expect(try resolved("trace_id", in: .flows).type == .string)
        #expect(try resolved("@seq", in: .events) == (try resolved("position", in: .events)))
    }

    @Test func `documents take a path`() throws {
        guard
            case .document(let document, let path) = try resolved(
                "event.headers.`x-tenant`",
                in: .flows
            )
        else {
            Issue.record("no document")
            return
        }
        #expect(document.name == "event")
        #expect(path == ["headers", "x-tenant"])
        #expect(try resolved("data.anything", in: .events).type == .any)
    }

    @Test func `only log lines have names that nobody listed`() throws {
        #expect(
            try resolved("body.level", in: .functionLogs) == .discovered(path: ["body", "level"])
        )
        #expect(try resolved("`@@odd`", in: .functionLogs) == .discovered(path: ["@@odd"]))
        #expect(throws: QueryError.self) { try resolved("@durtion", in: .functionLogs) }
        #expect(throws: QueryError.self) { try resolved("level", in: .accessLogs) }
    }

    @Test(
        arguments: [
            ("statuss", "no field 'statuss' in flows; did you mean status?", "help fields"),
            ("Status", "no field 'Status' in flows; did you mean status?", "help fields"),
            ("ERRORTYPE", "no field 'ERRORTYPE' in flows; did you mean errorType?", "help fields"),
            (
                "@duration", "no field '@duration' in flows; did you mean duration?",
                "@duration is in other rows: SOURCE '/aws/lambda/NAME' | …"
            ),
            (
                "@message", "no field '@message' in flows",
                "@message is in other rows: SOURCE '/aws/lambda/NAME' | …"
            ),
            (
                "httpMethod", "no field 'httpMethod' in flows",
                "httpMethod is in other rows: SOURCE '/aws/apigateway/API' | …"
            ),
            (
                "request.header.x", "request has no 'header'; did you mean request.headers?",
                "it has method, target, path, query, headers, protocol, client, body"
            ),
            (
                "data.cause", "no field 'data.cause' in flows",
                "data.cause is in other rows: SOURCE events | …"
            ),
        ]
    )
    func `an unknown name says what was meant and where it is`(
        _ text: String,
        message: String,
        hint: String
    ) throws {
        let error = try error(text, in: .flows)
        #expect(error.description == message)
        #expect(error.hint == hint)
        #expect(error.range == 0..<text.utf8.count)
    }

    @Test func `a member of an event's data is pointed to`() throws {
        #expect(
            try error("cause", in: .events).description
                == "no field 'cause' in events; did you mean data.cause?"
        )
    }

    @Test func `no name means two things, and each has a summary`() {
        for schema in [QuerySchema.flows, .events, .functionLogs, .accessLogs] {
            let names = (schema.fields + schema.documents).flatMap { [$0.name] + $0.aliases }
            #expect(Set(names).count == names.count)
            for field in schema.fields + schema.documents + schema.members.values.flatMap(\.self) {
                #expect(!field.summary.isEmpty && !field.summary.hasSuffix("."))
            }
        }
    }
}
