import Flows
import Foundation
import Gateway
import HTTPServer
import Testing

@Suite struct `HTTP proxy event 2.0` {
    static let sample = #"""
        {"version":"2.0","routeKey":"POST /orders/{id}","rawPath":"/dev/orders/42","rawQueryString":"tag=a&tag=b%20c","cookies":["sid=abc","theme=dark"],"headers":{"accept":"*/*","content-length":"11","content-type":"application/json","host":"a1b2c3d4e5.execute-api.us-east-1.amazonaws.com","user-agent":"curl/8.5.0","x-amzn-trace-id":"Root=1-6b1f0a2e-5f0d7c1a9b3e4d2f8a6c0e11","x-forwarded-for":"203.0.113.7","x-forwarded-port":"443","x-forwarded-proto":"https","x-many":"one,two"},"queryStringParameters":{"tag":"a,b c"},"requestContext":{"accountId":"123456789012","apiId":"a1b2c3d4e5","domainName":"a1b2c3d4e5.execute-api.us-east-1.amazonaws.com","domainPrefix":"a1b2c3d4e5","http":{"method":"POST","path":"/dev/orders/42","protocol":"HTTP/1.1","sourceIp":"203.0.113.7","userAgent":"curl/8.5.0"},"requestId":"Tq9XyEhWoAMEbVw=","routeKey":"POST /orders/{id}","stage":"dev","time":"22/Nov/2026:13:04:05 +0000","timeEpoch":1795352645123},"pathParameters":{"id":"42"},"body":"{\"qty\": 2}\n","isBase64Encoded":false}
        """#

    static let minimalSample = #"""
        {"version":"2.0","routeKey":"$default","rawPath":"/health","rawQueryString":"","headers":{"accept":"*/*","content-length":"0","host":"a1b2c3d4e5.execute-api.us-east-1.amazonaws.com","user-agent":"curl/8.5.0","x-amzn-trace-id":"Root=1-6b1f0a2e-0a1b2c3d4e5f60718293a4b5","x-forwarded-for":"203.0.113.7","x-forwarded-port":"443","x-forwarded-proto":"https"},"requestContext":{"accountId":"123456789012","apiId":"a1b2c3d4e5","domainName":"a1b2c3d4e5.execute-api.us-east-1.amazonaws.com","domainPrefix":"a1b2c3d4e5","http":{"method":"GET","path":"/health","protocol":"HTTP/1.1","sourceIp":"203.0.113.7","userAgent":"curl/8.5.0"},"requestId":"Tq9XyEhWoAMEbVx=","routeKey":"$default","stage":"$default","time":"22/Nov/2026:13:04:05 +0000","timeEpoch":1795352645123},"isBase64Encoded":false}
        """#

    static func fixture(
        _ target: String,
        method: String = "GET",
        headers: [HTTPField]? = nil,
        body: String = "",
        route: String = "ANY /{proxy+}",
        stage: String = "$default"
    ) -> EventFixture {
        EventFixture(
            .http2,
            route: route,
            stage: stage,
            method,
            target,
            headers: headers,
            body: body
        )
    }

    @Test func `is the sample key for key`() throws {
        let fixture = Self.fixture(
            "/dev/orders/42?tag=a&tag=b%20c",
            method: "POST",
            headers: EventFixture.plainHeaders + [
                HTTPField("Content-Type", "application/json"), HTTPField("Content-Length", "11"),
                HTTPField("X-Many", "one"), HTTPField("x-many", "two"),
                HTTPField("Cookie", "sid=abc; theme=dark"),
            ],
            body: "{\"qty\": 2}\n",
            route: "POST /orders/{id}",
            stage: "dev"
        )
        #expect(leaves(try fixture.event) == leaves(try object(Self.sample.utf8)))
    }

    @Test func `is the minimal sample key for key`() throws {
        var fixture = Self.fixture("/health", route: "$default")
        fixture.context.requestID = "Tq9XyEhWoAMEbVx="
        fixture.context.traceID = "1-6b1f0a2e-0a1b2c3d4e5f60718293a4b5"
        #expect(leaves(try fixture.event) == leaves(try object(Self.minimalSample.utf8)))
    }

    @Test(arguments: [
        ("$default", "/a/", "/a/"), ("dev", "/dev/a", "/dev/a"), ("dev", "/a", "/dev/a"),
        ("$default", "/a%20b/%C3%A9", "/a b/é"), ("$default", "/pa2%Fth/1", "/pa2%Fth/1"),
        ("$default", "/a%2Fb", "/a/b"), ("dev", "/dev//a", "/dev//a"),
    ])
    func `rawPath has the stage's name and is decoded`(
        stage: String,
        target: String,
        path: String
    ) throws {
        let fixture = Self.fixture(target, stage: stage)
        #expect(try fixture.text("rawPath") == path)
        #expect(try fixture.text("requestContext", "http", "path") == path)
    }

    @Test func `the bare stage is its own path`() throws {
        for (target, path) in [("/dev", "/dev"), ("/dev/", "/dev/"), ("/", "/dev/")] {
            let fixture = Self.fixture(target, route: "$default", stage: "dev")
            #expect(try fixture.text("rawPath") == path)
        }
        #expect(try Self.fixture("/", route: "GET /").text("rawPath") == "/")
    }

    @Test func `path parameters are decoded and without outer slashes`() throws {
        #expect(try Self.fixture("/a%20b//c/").text("pathParameters", "proxy") == "a b//c")
    }

    @Test func `the raw query stays encoded and the map is decoded`() throws {
        let fixture = Self.fixture("/x?b=%2B+x&a=1;2&b=2&flag")
        #expect(try fixture.text("rawQueryString") == "b=%2B+x&a=1;2&b=2&flag")
        #expect(
            try fixture.at("queryStringParameters") as? [String: String]
                == ["b": "+ x,2", "a": "1;2", "flag": ""]
        )
    }

    /// Strict readers refuse null where there is nothing.
    @Test func `what there is none of is absent and nothing is null`() throws {
        let fixture = Self.fixture("/", headers: [], route: "$default")
        let event = try fixture.event
        #expect(
            Set(event.keys) == [
                "version", "routeKey", "rawPath", "rawQueryString", "headers", "requestContext",
                "isBase64Encoded",
            ]
        )
        #expect(!leaves(event).contains { $0.hasSuffix("= null") })
        #expect(try fixture.text("requestContext", "http", "userAgent") == "")
    }

    @Test func `cookies of several headers are listed and their header is not`() throws {
        let fixture = Self.fixture(
            "/x",
            headers: [HTTPField("Cookie", "a=1; b=2;c=3;"), HTTPField("cookie", "d=4")]
        )
        #expect(try fixture.at("cookies") as? [String] == ["a=1", "b=2", "c=3", "d=4"])
        #expect(try fixture.headers()["cookie"] == nil)
    }

    @Test(arguments: ["Connection", "Transfer-Encoding", "Keep-Alive", "TE", "Upgrade"])
    func `fields of the connection are not delivered`(name: String) throws {
        let headers = try Self.fixture("/x", headers: [HTTPField(name, "1")]).headers()
        #expect(headers[name.lowercased()] == nil)
    }

    @Test func `content-length is the body's size, also of a body in chunks`() throws {
        let fixture = Self.fixture(
            "/x",
            headers: [HTTPField("Transfer-Encoding", "chunked")],
            body: "abc"
        )
        #expect(try fixture.headers()["content-length"] == "3")
    }

    @Test(
        arguments: [
            ("text/plain", true), ("text/csv; charset=utf-8", true), ("application/json", true),
            ("Application/JSON;charset=utf-8", true), ("application/xml", true),
            ("application/javascript", true), ("application/x-www-form-urlencoded", false),
            ("multipart/form-data; boundary=x", false), ("application/octet-stream", false),
            ("image/png", false), ("application/vnd.api+json", false), (nil, false), ("", false),
        ] as [(String?, Bool)]
    )
    func `only a few types are text`(type: String?, isText: Bool) throws {
        let fixture = Self.fixture(
            "/x",
            headers: type.map { [HTTPField("content-type", $0)] } ?? [],
            body: "a=1"
        )
        #expect(try fixture.text("body") == (isText ? "a=1" : "YT0x"))
        #expect(try fixture.at("isBase64Encoded") as? Bool == !isText)
    }

    @Test func `stage variables are delivered`() throws {
        let fixture = EventFixture(
            .http2,
            route: "$default",
            stage: "dev",
            "GET",
            "/x",
            variables: ["a": "1"]
        )
        #expect(try fixture.at("stageVariables") as? [String: String] == ["a": "1"])
    }
}
