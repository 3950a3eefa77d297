import Flows
import Gateway
import HTTPServer
import Testing

/// What a result becomes, in one text that a table can hold.
struct ResponseFixture {
    var format: ProxyFormat
    var binary: [String] = []
    var accept: String?

    func response(_ result: [UInt8]) throws(ProxyResponseError) -> HTTPResponse {
        let route = RouteConfiguration(
            method: "GET",
            path: "/",
            integration: .function("F"),
            payloadFormat: format,
            timeoutMilliseconds: 29_000
        )
        let api = APIConfiguration(
            kind: format == .rest ? .rest : .http,
            logicalID: "Api",
            stage: "$default",
            routes: [route],
            binaryMediaTypes: binary
        )
        let request = HTTPRequest(
            method: "GET",
            target: "/",
            headers: accept.map { [HTTPField("Accept", $0)] } ?? []
        )
        return try decodeProxyResponse(result, for: route, api: api, request: request)
    }

    /// `201 | a: 1 | body`, or `502 reason`.
    func summary(_ result: String) -> String { summary(Array(result.utf8)) }

    func summary(_ result: [UInt8]) -> String {
        do throws(ProxyResponseError) {
            let response = try response(result)
            return
                (["\(response.status)"] + response.headers.map { "\($0.name): \($0.value)" }
                + [String(decoding: response.body, as: UTF8.self)]).joined(separator: " | ")
        } catch {
            return "\(error.gatewayStatus) \(error.reason)"
        }
    }
}

@Suite struct `REST proxy response` {
    @Test(arguments: [
        (#"{"statusCode":201,"headers":{"A":"1"},"body":"hi"}"#, "201 | A: 1 | hi"),
        (
            #"{"statusCode":200,"wrongValue":1}"#,
            "502 the result has a key that REST APIs do not know"
        ),
        (
            #"{"statusCode":200,"cookies":[]}"#,
            "502 the result has a key that REST APIs do not know"
        ),
        (#"{}"#, "200 | "),
        (#"null"#, "502 the result is not a JSON object"),
        (#""text""#, "502 the result is not a JSON object"),
        (#"7"#, "502 the result is not a JSON object"),
        (#"[]"#, "502 the result is not a JSON object"),
        (#"NaN"#, "502 the result is not valid JSON (byte 0)"),
        (#""#, "502 the result is not valid JSON (byte 0)"),
        (#"{"body":"a"} x"#, "502 the result is not valid JSON (byte 13)"),
        (#"{"headers":{"a":"b"}}"#, "200 | a: b | "),
        (#"{"statusCode":"201"}"#, "201 | "),
        (#"{"statusCode":200.0}"#, "200 | "),
        (#"{"statusCode":null}"#, "200 | "),
        (#"{"statusCode":"test"}"#, "502 statusCode is not a whole number"),
        (#"{"statusCode":""}"#, "502 statusCode is not a whole number"),
        (#"{"statusCode":"+200"}"#, "502 statusCode is not a whole number"),
        (#"{"statusCode":200.5}"#, "502 statusCode is not a whole number"),
        (#"{"statusCode":1e999}"#, "502 statusCode is not a whole number"),
        (#"{"statusCode":true}"#, "502 statusCode is not a whole number"),
        (#"{"statusCode":[200]}"#, "502 statusCode is not a whole number"),
        (#"{"statusCode":99}"#, "502 statusCode is out of range"),
        (#"{"statusCode":100}"#, "502 statusCode is out of range"),
        (#"{"statusCode":1000}"#, "502 statusCode is out of range"),
        (#"{"statusCode":-200}"#, "502 statusCode is out of range"),
        (#"{"statusCode":0}"#, "502 statusCode is out of range"),
        (#"{"statusCode":599}"#, "599 | "),
        (
            #"{"headers":null,"multiValueHeaders":null,"body":null,"isBase64Encoded":null}"#,
            "200 | "
        ),
        (#"{"headers":{"a":true,"b":false}}"#, "200 | a: true | b: false | "),
        (#"{"headers":{"a":1}}"#, "502 a header's value is not text"),
        (#"{"headers":{"a":{}}}"#, "502 a header's value is not text"),
        (#"{"headers":{"a":[]}}"#, "502 a header's value is not text"),
        (#"{"headers":{"a":null}}"#, "502 a header's value is not text"),
        (#"{"headers":"a"}"#, "502 headers is not an object"),
        (#"{"multiValueHeaders":[]}"#, "502 multiValueHeaders is not an object"),
        (#"{"multiValueHeaders":{"a":"b"}}"#, "502 a value in multiValueHeaders is not an array"),
        (#"{"multiValueHeaders":{"a":["b",1]}}"#, "502 a header's value is not text"),
        (
            #"{"headers":{"X-Test":"value-solo"},"multiValueHeaders":{"x-test":["value-multi"]}}"#,
            "200 | x-test: value-multi | x-test: value-solo | "
        ),
        (
            #"{"headers":{"a":"1","c":"3"},"multiValueHeaders":{"A":["1","2"],"b":[]}}"#,
            "200 | A: 1 | A: 2 | c: 3 | "
        ),
        (#"{"headers":{"a":"1","a":"2"}}"#, "200 | a: 2 | "),
        (#"{"body":{}}"#, "502 body is not a string"),
        (#"{"body":1}"#, "502 body is not a string"),
        (#"{"isBase64Encoded":1}"#, "502 isBase64Encoded is not a boolean"),
        (#"{"body":"aGk=","isBase64Encoded":true}"#, "200 | aGk="),
        (#"{"statusCode":204,"body":"gone"}"#, "204 | "),
        (#"{"statusCode":304,"body":"gone"}"#, "304 | "),
    ])
    func `is mapped row by row`(result: String, expected: String) {
        #expect(ResponseFixture(format: .rest).summary(result) == expected)
    }

    @Test(
        arguments: [
            ("Connection", "x-amzn-Remapped-Connection"),
            ("content-length", "x-amzn-Remapped-Content-Length"), ("DATE", "x-amzn-Remapped-Date"),
            ("Server", "x-amzn-Remapped-Server"),
            ("www-authenticate", "x-amzn-Remapped-WWW-Authenticate"), ("Transfer-Encoding", nil),
            ("Keep-Alive", nil), ("Upgrade", nil), ("Trailer", nil), ("X-Own", "X-Own"),
        ] as [(String, String?)]
    )
    func `headers are renamed or dropped on the way back`(name: String, passed: String?) {
        let summary = ResponseFixture(format: .rest).summary(#"{"headers":{"\#(name)":"5"}}"#)
        #expect(summary == (passed.map { "200 | \($0): 5 | " } ?? "200 | "))
    }

    @Test(
        arguments: [
            (["image/png"], "image/png", "hi"), (["image/png"], "image/png;q=0.8, */*", "hi"),
            (["image/png"], "text/html, image/png", "aGk="), (["image/png"], "*/*", "aGk="),
            (["image/png"], nil, "aGk="), (["*/*"], "text/html", "hi"), (["*/*"], nil, "hi"),
            (["image/*"], "IMAGE/gif", "hi"), ([], "image/png", "aGk="),
        ] as [([String], String?, String)]
    )
    func `base64 is decoded when the first accepted type is binary`(
        binary: [String],
        accept: String?,
        body: String
    ) {
        let fixture = ResponseFixture(format: .rest, binary: binary, accept: accept)
        for flag in [#""isBase64Encoded":true"#, #""base64Encoded":"true""#] {
            #expect(fixture.summary(#"{"body":"aGk=",\#(flag)}"#) == "200 | \(body)")
        }
        #expect(fixture.summary(#"{"body":"aGk=","isBase64Encoded":false}"#) == "200 | aGk=")
    }

    @Test func `base64 that is none is a configuration error when it matters`() {
        let result = #"{"body":"%%","isBase64Encoded":true}"#
        #expect(
            ResponseFixture(format: .rest, binary: ["*/*"]).summary(result)
                == "500 isBase64Encoded is true and the body is not base64"
        )
        #expect(ResponseFixture(format: .rest).summary(result) == "200 | %%")
    }
}

@Suite struct `HTTP proxy response 2.0` {
    @Test(arguments: [
        (#"{ "a": [1, 2] }"#, #"200 | content-type: application/json | { "a": [1, 2] }"#),
        (#"{"headers":7}"#, #"200 | content-type: application/json | {"headers":7}"#),
        (#"{"statusCode":null}"#, #"200 | content-type: application/json | {"statusCode":null}"#),
        (#""a\n\"é""#, "200 | content-type: application/json | a\n\"é"),
        (#"42"#, "200 | content-type: application/json | 42"),
        (#" true "#, "200 | content-type: application/json | true"),
        (#"[1, "a"]"#, #"200 | content-type: application/json | [1, "a"]"#),
        (#"null"#, "200 | content-type: application/json | null"),
        (#"NaN"#, "500 the result is not valid JSON (byte 0)"),
        (#""a" "b""#, "500 the result is not valid JSON (byte 4)"),
        (#"{"a":1"#, "500 the result is not valid JSON (byte 6)"),
        (#"{"statusCode":201,"body":"hi"}"#, "201 | hi"),
        (#"{"statusCode":"404"}"#, "404 | "),
        (#"{"statusCode":"x"}"#, "500 statusCode is not a whole number"),
        (#"{"statusCode":600}"#, "500 statusCode is out of range"),
        (
            #"{"statusCode":200,"headers":{"Set-Cookie":"c=3","X-A":"1"},"cookies":["a=1","b=2"]}"#,
            "200 | set-cookie: a=1 | set-cookie: b=2 | set-cookie: c=3 | x-a: 1 | "
        ),
        (#"{"statusCode":200,"unknown":{}}"#, "200 | "),
        (#"{"statusCode":200,"multiValueHeaders":{"a":["1"]}}"#, "200 | "),
        (#"{"statusCode":200,"headers":{"a":1.50,"b":true}}"#, "200 | a: 1.50 | b: true | "),
        (#"{"statusCode":200,"headers":{"a":[]}}"#, "500 a header's value is not text"),
        (#"{"statusCode":200,"cookies":"a=1"}"#, "500 cookies is not an array"),
        (#"{"statusCode":200,"cookies":[1]}"#, "500 a cookie is not text"),
        (
            #"{"statusCode":200,"cookies":["a=1\r\nX-Evil: 1"]}"#,
            "500 a header's value has a line break or another control character"
        ),
        (#"{"statusCode":200,"body":"aGk=","isBase64Encoded":true}"#, "200 | hi"),
        (
            #"{"statusCode":200,"body":"%","isBase64Encoded":true}"#,
            "500 isBase64Encoded is true and the body is not base64"
        ),
        (#"{"statusCode":200,"body":{"a":1}}"#, "500 body is not a string"),
    ])
    func `is mapped or inferred row by row`(result: String, expected: String) {
        #expect(ResponseFixture(format: .http2).summary(result) == expected)
    }

    @Test(arguments: [
        "Connection", "Content-Length", "Transfer-Encoding", "Date", "Keep-Alive", "Upgrade",
    ])
    func `what frames the message is the server's`(name: String) {
        let result = #"{"statusCode":200,"headers":{"\#(name)":"5"}}"#
        #expect(ResponseFixture(format: .http2).summary(result) == "200 | ")
    }
}

@Suite struct `HTTP proxy response 1.0` {
    @Test(arguments: [
        (#"{"statusCode":200,"unknown":1,"cookies":7,"body":"hi"}"#, "200 | hi"),
        (#"{"body":"hi"}"#, "500 the result has no statusCode"),
        (#"{}"#, "500 the result has no statusCode"),
        (#""text""#, "500 the result is not a JSON object"),
        (#"null"#, "500 the result is not a JSON object"),
        (#"{"statusCode":200,"headers":{"a":1}}"#, "500 a header's value is not text"),
        (
            #"{"statusCode":200,"headers":{"a":"2"},"multiValueHeaders":{"A":["1"]}}"#,
            "200 | a: 1 | a: 2 | "
        ),
        (#"{"statusCode":200,"body":"aGk=","isBase64Encoded":true}"#, "200 | hi"),
        (#"{"statusCode":200,"body":7}"#, "500 body is not a string"),
    ])
    func `is mapped row by row`(result: String, expected: String) {
        #expect(ResponseFixture(format: .http1).summary(result) == expected)
    }
}

@Suite struct `Proxy response of any format` {
    static let formats: [ProxyFormat] = [.rest, .http1, .http2]

    @Test(arguments: formats)
    func `a broken header never leaves`(format: ProxyFormat) {
        let fixture = ResponseFixture(format: format)
        let status = format == .rest ? 502 : 500
        for value in [#"a\r\nX-Evil: 1"#, #"a\nb"#, #"\u0000"#, #"\u007f"#, #"\r"#] {
            #expect(
                fixture.summary(#"{"statusCode":200,"headers":{"a":"\#(value)"}}"#)
                    == "\(status) a header's value has a line break or another control character"
            )
        }
        for name in ["", "a b", "a:", #"a\r\n"#, "é", #"\u0000"#, "(a)"] {
            #expect(
                fixture.summary(#"{"statusCode":200,"headers":{"\#(name)":"a"}}"#)
                    == "\(status) a header's name has a character that HTTP does not allow"
            )
        }
        #expect(
            fixture.summary(#"{"statusCode":200,"headers":{"a":"é\tb"}}"#) == "200 | a: é\tb | "
        )
    }

    @Test(arguments: formats)
    func `bytes that are no UTF-8 are refused`(format: ProxyFormat) {
        let status = format == .rest ? 502 : 500
        let text: [UInt8] = [0x22, 0xFF, 0x22]
        let fixture = ResponseFixture(format: format)
        #expect(fixture.summary(text) == "\(status) the result is not UTF-8")
        let object = Array(#"{"statusCode":200,"body":"#.utf8) + text + [0x7D]
        #expect(fixture.summary(object) == "\(status) the result is not UTF-8")
    }

    @Test func `the reason never quotes the function`() {
        let secret = "hunter2"
        for result in [
            #"{"\#(secret)":1}"#, #"{"statusCode":"\#(secret)"}"#,
            #"{"headers":{"\#(secret) ":"1"}}"#, #"{"headers":{"a":"\#(secret)\n"}}"#,
            #"{"\#(secret)"#,
        ] {
            #expect(throws: ProxyResponseError.self) {
                try ResponseFixture(format: .rest).response(Array(result.utf8))
            }
            do {
                _ = try ResponseFixture(format: .rest).response(Array(result.utf8))
            } catch {
                #expect(!error.description.contains(secret))
                #expect(!error.hint.isEmpty)
            }
        }
    }

    @Test func `the answer to a bad result is the gateway's error`() {
        #expect(throws: ProxyResponseError.self) {
            try ResponseFixture(format: .rest).response([])
        }
        do {
            _ = try ResponseFixture(format: .http1).response([])
        } catch {
            #expect(error.gatewayError == .badResponse)
            #expect(error.gatewayStatus == 500)
        }
    }
}
