import Flows
import HTTPServer
import Lambda
import Testing

@testable import Debugger

@Suite struct `Editing what is in flight` {
    private func event(_ text: String) -> HandOffDocument { .event(Array(text.utf8)) }

    private func edit(_ document: HandOffDocument, _ changes: String...) throws -> HandOffDocument {
        try document.applying(
            changes.map { change in
                let equals = change.firstIndex(of: "=")
                return DocumentChange(
                    path: String(change[..<(equals ?? change.endIndex)]),
                    value: equals.map { String(change[change.index(after: $0)...]) }
                )
            }
        ).document
    }

    private func text(_ document: HandOffDocument) -> String {
        String(decoding: document.content, as: UTF8.self)
    }

    private func refusal(_ document: HandOffDocument, _ change: String) -> HoldingError? {
        do {
            _ = try edit(document, change)
            return nil
        } catch {
            return error as? HoldingError
        }
    }

    // MARK: Events and results

    @Test func `walks into the JSON text of a body and tells its new length`() throws {
        let before = event(
            #"{"headers":{"content-length":"9"},"body":"{\"qty\":2}","isBase64Encoded":false}"#
        )
        let after = try edit(before, "event.body.qty=5000", "event.headers.x-new=yes")
        #expect(
            text(after)
                == #"{"headers":{"content-length":"12","x-new":"yes"},"body":"{\"qty\":5000}","isBase64Encoded":false}"#
        )
    }

    @Test func `keeps a body in base64 in base64`() throws {
        let body = base64Text(Array(#"{"qty":2}"#.utf8))
        let before = event(
            #"{"multiValueHeaders":{"Content-Length":["9"]},"body":"\#(body)","isBase64Encoded":true}"#
        )
        let after = try edit(before, "event.body.qty=10")
        let expected = base64Text(Array(#"{"qty":10}"#.utf8))
        #expect(
            text(after)
                == #"{"multiValueHeaders":{"Content-Length":["10"]},"body":"\#(expected)","isBase64Encoded":true}"#
        )
        let whole = try edit(before, "event.body=plain text")
        #expect(text(whole).contains(base64Text(Array("plain text".utf8))))
    }

    @Test func `writes a body that is given as JSON as the text that it must be`() throws {
        let before = event(#"{"body":"x","isBase64Encoded":false}"#)
        #expect(
            text(try edit(before, #"event.body={"a":1}"#))
                == #"{"body":"{\"a\":1}","isBase64Encoded":false}"#
        )
        let result = HandOffDocument.result(Array(#"{"statusCode":200}"#.utf8))
        #expect(text(try edit(result, "result.body=5")) == #"{"statusCode":200,"body":"5"}"#)
    }

    @Test func `takes a body of an event that is no proxy event for a member like any other`()
        throws
    {
        let before = event(#"{"body":{"a":1}}"#)
        #expect(text(try edit(before, "event.body.a=2")) == #"{"body":{"a":2}}"#)
        #expect(text(try edit(before, "event.body=5")) == #"{"body":5}"#)
    }

    @Test func `takes a value for JSON where it is, else for text`() throws {
        let before = event("{}")
        #expect(
            text(try edit(before, "event.a=5", "event.b=five", #"event.c="5""#, "event.d=null"))
                == #"{"a":5,"b":"five","c":"5","d":null}"#
        )
        #expect(text(try edit(event(#"{"a":1,"b":2}"#), "event.a")) == #"{"b":2}"#)
    }

    @Test func `refuses a value that begins like JSON and is none, with the place`() {
        let refused = refusal(event("{}"), #"event.a={"b":}"#)
        #expect(
            refused?.description == "the value of event.a is not JSON at byte 5: expected a value"
        )
        #expect(refused?.range == 5..<6)
    }

    @Test func `says which part of a name leads nowhere`() {
        let document = event(#"{"a":{"b":1},"body":"no json","isBase64Encoded":false}"#)
        #expect(
            refusal(document, "event.a.b.c=1")?.description
                == "event.a.b is a number and has no members"
        )
        #expect(
            refusal(document, "event.body.qty=1")?.description
                == "the body is text that is no JSON"
        )
        #expect(refusal(document, "event..a=1")?.description == "'event..a' is no name")
        #expect(
            refusal(document, "response.status=1")?.description
                == "the response cannot be edited here: in flight is the event"
        )
        #expect(refusal(document, "qty=1")?.code == .refused)
    }

    @Test func `makes all changes or none`() {
        let document = event(#"{"a":1}"#)
        #expect(throws: HoldingError.self) {
            try edit(document, "event.a=2", "event.a.b=3")
        }
    }

    @Test func `refuses an event larger than Lambda takes`() {
        let large = String(repeating: "x", count: 6_291_556)
        #expect(refusal(event("{}"), "event.a=\(large)")?.code == .refused)
    }

    // MARK: Messages

    private let request = HTTPRequest(
        method: "POST",
        target: "/orders?limit=5",
        headers: [HTTPField("Host", "x"), HTTPField("Content-Length", "9")],
        body: Array(#"{"qty":2}"#.utf8)
    )

    @Test func `changes a request's parts, its length with its body`() throws {
        let edited = try edit(
            .request(request),
            "request.method=PUT",
            "request.path=/orders/1",
            "request.headers.x-tenant=acme",
            "request.headers.HOST=y",
            "request.body.qty=500"
        )
        guard case .request(let after) = edited else {
            Issue.record("a request stays a request")
            return
        }
        #expect(after.method == "PUT")
        #expect(after.target == "/orders/1?limit=5")
        #expect(
            after.headers == [
                HTTPField("Host", "y"), HTTPField("Content-Length", "11"),
                HTTPField("x-tenant", "acme"),
            ]
        )
        #expect(String(decoding: after.body, as: UTF8.self) == #"{"qty":500}"#)
        guard case .request(let bare) = try edit(.request(request), "request.query=") else {
            return
        }
        #expect(bare.target == "/orders")
    }

    @Test func `refuses what no message may hold`() {
        let document = HandOffDocument.request(request)
        #expect(refusal(document, "request.headers.a=b\r\nc")?.code == .invalid)
        #expect(refusal(document, "request.headers.`a b`=c")?.code == .invalid)
        #expect(refusal(document, "request.path=orders")?.code == .invalid)
        #expect(refusal(document, "request.path=/a b")?.code == .invalid)
        #expect(refusal(document, "request.method=P T")?.code == .invalid)
        #expect(refusal(document, "request.status=200")?.hint?.contains("headers.NAME") == true)
        let response = HandOffDocument.response(HTTPResponse(status: 200))
        #expect(refusal(response, "response.status=99")?.code == .invalid)
        #expect(refusal(response, "response.status=99x")?.code == .invalid)
    }

    @Test func `changes a response's status, headers and body`() throws {
        let response = HTTPResponse(
            status: 200,
            headers: [HTTPField("content-type", "application/json")],
            body: Array(#"{"id":1}"#.utf8)
        )
        let edited = try edit(
            .response(response),
            "status=201",
            "response.headers.x-a=b",
            "response.body.id=\"o-1\"",
            "response.headers.content-type"
        )
        guard case .response(let after) = edited else {
            Issue.record("a response stays a response")
            return
        }
        #expect(
            after
                == HTTPResponse(
                    status: 201,
                    headers: [HTTPField("x-a", "b")],
                    body: Array(#"{"id":"o-1"}"#.utf8)
                )
        )
    }

    @Test(arguments: [
        "content-length=9999", "Transfer-Encoding=chunked", "connection=close", "keep-alive=1",
        "trailer=x", "content-length",
    ])
    func `an edit made a message of two lengths`(change: String) {
        let response = HandOffDocument.response(
            HTTPResponse(status: 200, headers: [HTTPField("x-a", "b")], body: [0x31])
        )
        #expect(refusal(response, "response.headers.\(change)")?.code == .refused)
        let refused = refusal(.request(request), "request.headers.\(change)")
        #expect(refused?.code == .refused)
        #expect(refused?.hint != nil)
    }

    @Test func `a response as text takes no length and no other field of the connection`() throws {
        let document = HandOffDocument.response(HTTPResponse(status: 200, body: [0x31]))
        let edited = try document.replaced(
            by: Array(
                #"{"status":200,"headers":[["Content-Length","9"],["x-a","b"]],"body":"three"}"#
                    .utf8
            )
        ).document
        guard case .response(let response) = edited else {
            Issue.record("a response stays a response")
            return
        }
        #expect(response.headers == [HTTPField("x-a", "b")])
        #expect(throws: HoldingError.self) {
            try document.replaced(
                by: Array(
                    #"{"status":200,"headers":[["transfer-encoding","chunked"]],"body":"1"}"#.utf8
                )
            )
        }
    }

    @Test func `a request as text keeps the fields of its connection and gets its length right`()
        throws
    {
        let before = HTTPRequest(
            method: "POST",
            target: "/a",
            headers: [HTTPField("Connection", "close"), HTTPField("Content-Length", "1")],
            body: [0x31]
        )
        func edited(_ headers: String) throws -> [HTTPField] {
            let text = #"{"method":"POST","target":"/a","headers":[\#(headers)],"body":"three"}"#
            let document = HandOffDocument.request(before)
            guard case .request(let after) = try document.replaced(by: Array(text.utf8)).document
            else { return [] }
            return after.headers
        }
        let right = [HTTPField("Connection", "close"), HTTPField("Content-Length", "5")]
        #expect(try edited(#"["Connection","close"],["Content-Length","77"]"#) == right)
        #expect(
            try edited(
                #"["Connection","close"],["Content-Length","7"],["content-length","8"]"#
            ).map(\.value) == ["close", "5"]
        )
        #expect(throws: HoldingError.self) { try edited(#"["Content-Length","5"]"#) }
        #expect(throws: HoldingError.self) { try edited(#"["Connection","keep-alive"]"#) }
        #expect(throws: HoldingError.self) {
            try edited(#"["Connection","close"],["Transfer-Encoding","chunked"]"#)
        }
    }

    // MARK: What was done

    private func done(_ document: HandOffDocument, _ change: String) throws -> AppliedChange? {
        let equals = change.firstIndex(of: "=") ?? change.endIndex
        let value = change[equals...].dropFirst()
        let edit = DocumentChange(path: String(change[..<equals]), value: String(value))
        let edited = try document.applying([edit])
        #expect(edited.isUnchanged == edited.changes.isEmpty)
        return edited.changes.first
    }

    @Test func `a value that was there already was recorded as an edit`() throws {
        let proxy = event(
            #"{"headers":{"content-length":"3"},"body":"{\"sku\": \"A-1\"}","isBase64Encoded":false}"#
        )
        #expect(try done(proxy, "event.body.sku=A-1") == nil)
        #expect(try done(.request(request), "request.method=POST") == nil)
        #expect(try done(.request(request), "request.headers.host=x") == nil)
        let response = HTTPResponse(
            status: 200,
            headers: [HTTPField("x-a", "1"), HTTPField("X-A", "2")]
        )
        #expect(try done(.response(response), "response.status=200") == nil)
        let one = try done(.response(response), "response.headers.x-a=1")
        #expect(one?.before == Array(#""1, 2""#.utf8))
        let both = try proxy.applying([
            DocumentChange(path: "event.body.sku", value: "A-1"),
            DocumentChange(path: "event.body.sku", value: "A-2"),
        ])
        #expect(both.changes.count == 1)
    }

    @Test func `a path made a new member and did not say so`() throws {
        let document = event(
            #"{"body":"{\"items\":[{\"n\":1}]}","isBase64Encoded":false,"a":{}}"#
        )
        #expect(try done(document, "event.bdy.x=2")?.added == "event.bdy")
        #expect(try done(document, "event.a.b.c=2")?.added == "event.a.b")
        #expect(try done(document, "event.body.qty=2")?.added == "event.body.qty")
        #expect(try done(document, "event.body.items[1]=2")?.added == "event.body.items.1")
        #expect(try done(document, "event.body.items[0].n=2")?.added == nil)
        #expect(try done(document, "event.a=2")?.added == nil)
        let line = try #require(try done(document, "event.bdy.x=2")).line
        #expect(AppliedChange(line: line)?.added == "event.bdy")
    }

    @Test func `brackets around a number made a member of that name`() throws {
        let document = event(#"{"items":[{"x":1},{"x":2}]}"#)
        #expect(
            text(try edit(document, "event.items[1].x=3")) == #"{"items":[{"x":1},{"x":3}]}"#
        )
        #expect(text(try edit(event("{}"), "event.new[0].x=3")) == #"{"new":[{"x":3}]}"#)
        #expect(fieldPath("a[0][12].b") == ["a", "0", "12", "b"])
        #expect(fieldPath("`a[0]`.b") == ["a[0]", "b"])
        for wrong in ["a[", "a[]", "a[x]", "a[0", "a]", "[0]", "a.[0]", "a[0]b"] {
            #expect(fieldPath(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `a target may be written as a JSON string, and a header's quotes stay`() throws {
        guard
            case .request(let after) = try edit(
                .request(request),
                #"request.target="/orders?z=1""#,
                #"request.headers.if-none-match="v1""#
            )
        else { return }
        #expect(after.target == "/orders?z=1")
        #expect(after.header("if-none-match") == #""v1""#)
    }

    @Test func `a document that was edited as a whole did not say what`() throws {
        let before = event(
            #"{"version":"2.0","body":"{\"sku\":\"A-1\",\"qty\":2}","isBase64Encoded":false}"#
        )
        let text =
            #"{"version": "2.0", "body": "{\"sku\":\"A-1\",\"qty\":5}","isBase64Encoded":false}"#
        let edited = try before.replaced(by: Array(text.utf8))
        #expect(edited.changes.map(\.path) == ["event.body.qty"])
        #expect(edited.changes.first?.after == [UInt8(ascii: "5")])
        let same =
            #"{"version": "2.0", "body": "{\"sku\":\"A-1\",\"qty\":2}","isBase64Encoded":false}"#
        #expect(try before.replaced(by: Array(same.utf8)).isUnchanged)
        let message = try HandOffDocument.request(request).replaced(
            by: Array(
                #"{"method":"PUT","target":"/a","headers":[["host","x"],["a","b"]],"body":"{\"qty\":300}"}"#
                    .utf8
            )
        )
        #expect(
            message.changes.map(\.path) == [
                "request.method", "request.target", "request.headers.`content-length`",
                "request.body.qty", "request.headers.a",
            ]
        )
    }

    // MARK: As a whole

    @Test func `a document as text comes back as the same document`() throws {
        let documents: [HandOffDocument] = [
            .request(request), event(#"{"a":1}"#),
            .response(
                HTTPResponse(
                    status: 204,
                    headers: [HTTPField("Set-Cookie", "a"), HTTPField("set-cookie", "b")],
                    body: [0xFF, 0x00]
                )
            ),
        ]
        for document in documents {
            let back = try document.replaced(by: document.text)
            #expect(back.isUnchanged)
            #expect(back.document.content == document.content)
        }
    }

    @Test func `a text that is no JSON is refused with the place`() {
        let error = #expect(throws: HoldingError.self) {
            try event("{}").replaced(by: Array(#"{"a": }"#.utf8))
        }
        #expect(error?.description == "the document is not JSON at byte 6: expected a value")
        #expect(error?.range == 6..<7)
    }

    @Test(arguments: [
        #"{"method":"GET","target":"/","headers":[["a"]],"body":""}"#,
        #"{"method":"GET","target":"/","headers":[["a","b\n"]],"body":""}"#,
        #"{"target":"/","headers":[],"body":""}"#,
        #"{"method":"GET","target":"x","headers":[],"body":""}"#,
        #"{"method":"GET","target":"/","headers":[],"body":"","more":1}"#,
        #"{"method":"GET","target":"/","headers":[],"bodyBase64":"%"}"#, "[]",
    ])
    func `a text that is no message is refused`(_ text: String) {
        #expect(throws: HoldingError.self) {
            try HandOffDocument.request(request).replaced(by: Array(text.utf8))
        }
    }

    @Test func `a name is parts between dots, and backquotes keep them`() {
        #expect(fieldPath("a.b.c") == ["a", "b", "c"])
        #expect(fieldPath("a.`x.y`") == ["a", "x.y"])
        #expect(fieldPath("``") == [""])
        for wrong in ["", ".", "a.", ".a", "a..b", "a.`b"] { #expect(fieldPath(wrong) == nil) }
    }
}
