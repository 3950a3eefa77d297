import Flows
import Queries
import Testing

struct FlowFieldsTests {
    @Test(
        arguments: [
            ("id", QueryValue.string("0199b1c2-d3e4-7f5a-8123-45677f3a9c21")),
            ("shortId", .string("7f3a9c21")), ("kind", .string("door")),
            ("method", .string("POST")),
            ("path", .string("/orders")), ("route", .string("POST /orders")),
            ("api", .string("HttpApi")), ("apiKind", .string("http")),
            ("stage", .string("$default")),
            ("function", .string("orders")), ("status", .number(500)), ("step", .number(5)),
            ("state", .string("failed")), ("outcome", .string("function error")),
            ("cause", .string("status")), ("failed", .boolean(true)), ("isFailed", .boolean(true)),
            ("error.type", .null), ("errorType", .null), ("error_message", .null),
            ("duration", .number(7.5)), ("durationMs", .number(7.5)), ("duration_ms", .number(7.5)),
            ("cold", .boolean(true)), ("attempts", .number(1)), ("replayOf", .null),
            ("traceId", .string("1-6921a0b0-0123456789abcdef7f3a9c21")),
            ("sentAt", .number(1_795_359_710_102)), ("@timestamp", .number(1_795_359_710_102)),
            ("triggered", .number(1.5)), ("executed", .number(4.5)), ("returned", .number(6)),
            ("displayed", .number(7.5)), ("firstPosition", .number(7)),
            ("lastPosition", .number(12)),
            ("request.method", .string("POST")), ("request.path", .string("/orders")),
            ("request.target", .string("/orders?tag=a&tag=b%20c&empty=")),
            ("request.query.tag", .string("a,b c")), ("request.query.empty", .string("")),
            ("request.query.none", .null),
            ("request.query", .structure(#"{"tag":"a,b c","empty":""}"#)),
            ("request.headers.host", .string("api.local")),
            ("request.headers.`X-TENANT`", .string("acme")),
            ("request.headers.Accept", .string("a,b")), ("request.headers.none", .null),
            ("request.protocol", .string("HTTP/1.1")),
            ("request.client", .string("127.0.0.1:45780")),
            ("request.body", .string(SampleFlow.body)), ("request.body.sku", .string("A-1")),
            ("request.body.qty", .number(2)), ("request.body.tags[1]", .string("y")),
            ("request.body.tags.2", .null), ("request.body.tags", .structure(#"["x","y"]"#)),
            ("request.body.nested.`a.b`", .number(1)), ("request.body.nested.deep.n", .null),
            ("response.status", .number(500)), ("response.body.message", .string("no")),
            ("response.headers", .structure(#"{"content-type":"application/json"}"#)),
            ("event", .structure(SampleFlow.event)), ("event.rawPath", .string("/orders")),
            ("event.headers.host", .null), ("event.headers.Host", .string("api.local")),
            ("event.isBase64Encoded", .boolean(false)),
            ("event.body", .string(#"{"sku":"A-1","qty":2}"#)), ("event.body.sku", .string("A-1")),
            ("event.body.sku.x", .null), ("result.statusCode", .number(500)),
            ("result.body", .string("eyJtZXNzYWdlIjoibm8ifQ==")),
            ("result.body.message", .string("no")), ("nothing", .null), ("nothing.at.all", .null),
        ]
    )
    func `a name gives its value`(_ text: String, value: QueryValue) {
        #expect(SampleFlow.fields.value(of: name(text)) == value)
    }

    @Test func `every field of the schema has a value on a flow`() {
        // The switch over the names would end the program on one that it does not know.
        for field in QuerySchema.flows.fields {
            for spelling in [field.name] + field.aliases {
                let value = SampleFlow.fields.value(of: FieldName(spelling))
                #expect(value == .null || isOf(field.type, value), "\(spelling)")
            }
        }
    }

    private func isOf(_ type: QueryType, _ value: QueryValue) -> Bool {
        switch (type, value) {
        case (.boolean, .boolean), (.string, .string): true
        case (.number, .number), (.timestamp, .number), (.duration, .number): true
        default: false
        }
    }

    @Test func `what is inside a name can be listed`() {
        func inside(_ text: String) -> [String] {
            SampleFlow.fields.children(of: name(text)).map(\.text)
        }
        #expect(
            inside("request")
                == [
                    "request.method", "request.target", "request.path", "request.query",
                    "request.headers", "request.protocol", "request.client", "request.body",
                ]
        )
        #expect(
            inside("request.headers")
                == ["request.headers.host", "request.headers.`x-tenant`", "request.headers.accept"]
        )
        #expect(
            inside("request.body.nested") == [
                "request.body.nested.`a.b`", "request.body.nested.deep",
            ]
        )
        #expect(inside("request.body.tags") == ["request.body.tags.0", "request.body.tags.1"])
        #expect(inside("event.body") == ["event.body.sku", "event.body.qty"])
        #expect(inside("result.body") == ["result.body.message"])
        #expect(inside("response") == ["response.status", "response.headers", "response.body"])
        #expect(inside("status").isEmpty)
        let all = SampleFlow.fields.children(of: nil).map(\.text)
        #expect(all.contains("status") && all.contains("result") && !all.contains("replayOf"))
    }

    @Test func `a whole message prints with its JSON body as JSON`() throws {
        guard case .structure(let text) = SampleFlow.fields.value(of: name("response")) else {
            Issue.record("no structure")
            return
        }
        #expect(
            text
                == #"{"status":500,"headers":{"content-type":"application/json"},"body":{"message":"no"}}"#
        )
        guard case .structure(let request) = SampleFlow.fields.value(of: name("request")) else {
            return
        }
        try checkJSON(Array(request.utf8))
    }

    @Test func `at a step only what was set by then is there`() throws {
        let triggered = try #require(FlowFields(events: SampleFlow.events, after: .triggered))
        #expect(triggered.value(of: name("function")) == .string("orders"))
        #expect(triggered.value(of: name("event.rawPath")) == .string("/orders"))
        #expect(triggered.value(of: name("response.status")) == .null)
        #expect(triggered.value(of: name("duration")) == .null)
        #expect(triggered.value(of: name("failed")) == .boolean(false))
        let (step, value) = try #require(
            FlowFields.setting(of: name("response.status"), in: SampleFlow.events)
        )
        #expect(step == .returned)
        #expect(value == .number(500))
        #expect(FlowFields.setting(of: name("method"), in: SampleFlow.events)?.step == .sent)
        #expect(FlowFields.setting(of: name("cold"), in: SampleFlow.events)?.step == .executed)
        #expect(FlowFields.setting(of: name("replayOf"), in: SampleFlow.events) == nil)
        #expect(FlowFields(events: Array(SampleFlow.events.prefix(2)), after: .returned) == nil)
    }

    @Test func `erased contents are null`() throws {
        let flow = try #require(try Flow(events: SampleFlow.events))
        let fields = FlowFields(flow) { _ in nil }
        for text in [
            "request.method", "request", "event", "event.body.sku", "result", "response.status",
        ] {
            #expect(fields.value(of: name(text)) == .null)
        }
        #expect(fields.value(of: name("status")) == .number(500))
    }

    @Test func `a result that is no JSON is its text`() throws {
        let flow = try #require(try Flow(events: SampleFlow.events))
        let fields = FlowFields(flow) { $0 == .result ? Array("not json".utf8) : nil }
        #expect(fields.value(of: name("result")) == .string("not json"))
        #expect(fields.value(of: name("result.x")) == .null)
    }
}
