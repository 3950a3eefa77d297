import Flows
import Foundation
import Gateway
import HTTPServer
import Testing

@Suite struct `REST proxy event` {
    static let sample = #"""
        {"resource":"/orders/{id}","path":"/orders/42","httpMethod":"GET","headers":{"Accept":"*/*","Host":"a1b2c3d4e5.execute-api.us-east-1.amazonaws.com","User-Agent":"curl/8.5.0","X-Amzn-Trace-Id":"Root=1-6b1f0a2e-5f0d7c1a9b3e4d2f8a6c0e11","X-Forwarded-For":"203.0.113.7","X-Forwarded-Port":"443","X-Forwarded-Proto":"https"},"multiValueHeaders":{"Accept":["*/*"],"Host":["a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"],"User-Agent":["curl/8.5.0"],"X-Amzn-Trace-Id":["Root=1-6b1f0a2e-5f0d7c1a9b3e4d2f8a6c0e11"],"X-Forwarded-For":["203.0.113.7"],"X-Forwarded-Port":["443"],"X-Forwarded-Proto":["https"]},"queryStringParameters":{"tag":"b"},"multiValueQueryStringParameters":{"tag":["a","b"]},"pathParameters":{"id":"42"},"stageVariables":null,"requestContext":{"resourceId":"x1y2z3","resourcePath":"/orders/{id}","httpMethod":"GET","extendedRequestId":"Tq9XyEhWoAMEbVw=","requestTime":"22/Nov/2026:13:04:05 +0000","path":"/dev/orders/42","accountId":"123456789012","protocol":"HTTP/1.1","stage":"dev","domainPrefix":"a1b2c3d4e5","requestTimeEpoch":1795352645123,"requestId":"9d1f7f3c-1f55-4d3e-8a02-7d7a0a2a9f10","identity":{"cognitoIdentityPoolId":null,"accountId":null,"cognitoIdentityId":null,"caller":null,"sourceIp":"203.0.113.7","principalOrgId":null,"accessKey":null,"cognitoAuthenticationType":null,"cognitoAuthenticationProvider":null,"userArn":null,"userAgent":"curl/8.5.0","user":null},"domainName":"a1b2c3d4e5.execute-api.us-east-1.amazonaws.com","deploymentId":"d4e5f6","apiId":"a1b2c3d4e5"},"body":null,"isBase64Encoded":false}
        """#

    static func fixture(
        _ target: String,
        method: String = "GET",
        headers: [HTTPField]? = nil,
        body: String = "",
        bytes: [UInt8]? = nil,
        binary: [String] = [],
        route: String = "ANY /{proxy+}"
    ) -> EventFixture {
        EventFixture(
            .rest,
            route: route,
            stage: "dev",
            method,
            target,
            headers: headers,
            body: body,
            bytes: bytes,
            binary: binary
        )
    }

    /// The ids of the resource and the deployment are AWS's own; ours are stable and of their length.
    @Test func `is the sample key for key`() throws {
        let fixture = Self.fixture("/dev/orders/42?tag=a&tag=b", route: "GET /orders/{id}")
        var event = try fixture.event
        var context = try #require(event["requestContext"] as? [String: Any])
        for (key, sample) in [("resourceId", "x1y2z3"), ("deploymentId", "d4e5f6")] {
            #expect((context[key] as? String)?.count == sample.count)
            context[key] = sample
        }
        event["requestContext"] = context
        #expect(leaves(event) == leaves(try object(Self.sample.utf8)))
        #expect(event["version"] == nil)
    }

    @Test func `the resource's id depends on its path alone`() throws {
        let one = try Self.fixture("/a").text("requestContext", "resourceId")
        let again = try Self.fixture("/b").text("requestContext", "resourceId")
        let other = try Self.fixture("/a", route: "ANY /a").text("requestContext", "resourceId")
        #expect(one == again)
        #expect(one != other)
    }

    @Test(arguments: [
        ("/dev/a%2Bb", "/a%2Bb", "/dev/a%2Bb"), ("/dev/a/", "/a/", "/dev/a/"),
        ("/dev/a//b", "/a//b", "/dev/a//b"), ("/dev//x", "/x", "/dev//x"),
        ("/x", "/x", "/dev/x"), ("/dev/x?y=/z", "/x", "/dev/x"),
    ])
    func `path is without the stage and still encoded`(
        target: String,
        path: String,
        contextPath: String
    ) throws {
        #expect(try Self.fixture(target).text("path") == path)
        #expect(try Self.fixture(target).text("requestContext", "path") == contextPath)
    }

    @Test func `the root of a stage is a slash`() throws {
        for (target, contextPath) in [("/dev", "/dev"), ("/dev/", "/dev/"), ("/", "/dev/")] {
            let fixture = Self.fixture(target, route: "GET /")
            #expect(try fixture.text("path") == "/")
            #expect(try fixture.text("requestContext", "path") == contextPath)
            #expect(try fixture.isNull("pathParameters"))
        }
    }

    @Test func `path parameters stay encoded`() throws {
        #expect(try Self.fixture("/dev/a%20b//c/").text("pathParameters", "proxy") == "a%20b//c")
    }

    @Test(arguments: [
        ("a=1&a=2", ["a": ["1", "2"]]), ("q=a+b%2Bc", ["q": ["a b+c"]]), ("flag", ["flag": [""]]),
        ("a=1;b=2", ["a": ["1"], "b": ["2"]]), ("a=b=c", ["a": ["b=c"]]),
        ("%61=%zz", ["a": ["%zz"]]),
        ("a=1&&b=", ["a": ["1"], "b": [""]]), ("x=%ff", ["x": ["\u{FFFD}"]]),
    ])
    func `the query is decoded and the last value wins`(
        query: String,
        expected: [String: [String]]
    ) throws {
        let fixture = Self.fixture("/dev/x?\(query)")
        #expect(
            try fixture.at("multiValueQueryStringParameters") as? [String: [String]] == expected
        )
        #expect(
            try fixture.at("queryStringParameters") as? [String: String]
                == expected.mapValues { $0.last! }
        )
    }

    @Test(arguments: ["/dev/x", "/dev/x?", "/dev/x?&"])
    func `without a query both maps are null`(target: String) throws {
        #expect(try Self.fixture(target).isNull("queryStringParameters"))
        #expect(try Self.fixture(target).isNull("multiValueQueryStringParameters"))
    }

    @Test func `headers keep the client's spelling and the last value`() throws {
        let fixture = Self.fixture(
            "/dev/x",
            headers: [
                HTTPField("tEsT-HEADeR", "1"), HTTPField("tEsT-HEADeR", "2"),
                HTTPField("test-header", "3"), HTTPField("user-agent", "a"),
                HTTPField("hOST", "h"), HTTPField("ACCEPT", "*/*"),
                HTTPField("content-type", "text/plain"), HTTPField("authorization", "Bearer t"),
                HTTPField("x-forwarded-host", "w"),
            ]
        )
        let headers = try fixture.headers()
        #expect(headers["tEsT-HEADeR"] == "2")
        #expect(headers["test-header"] == "3")
        #expect(
            Set(headers.keys) == [
                "tEsT-HEADeR", "test-header", "User-Agent", "Host", "Accept", "Content-Type",
                "Authorization", "X-Forwarded-Host", "X-Amzn-Trace-Id", "X-Forwarded-For",
                "X-Forwarded-Port", "X-Forwarded-Proto",
            ]
        )
        let all = try #require(try fixture.at("multiValueHeaders") as? [String: [String]])
        #expect(all["tEsT-HEADeR"] == ["1", "2"])
        #expect(Set(all.keys) == Set(headers.keys))
    }

    @Test(arguments: [
        "Connection", "content-length", "Content-MD5", "Expect", "Max-Forwards",
        "Proxy-Authenticate", "Server", "TE", "Transfer-Encoding", "Trailer", "Upgrade",
        "WWW-Authenticate",
    ])
    func `some headers are never delivered`(name: String) throws {
        let headers = try Self.fixture("/dev/x", headers: [HTTPField(name, "1")]).headers()
        #expect(!headers.keys.contains { $0.lowercased() == name.lowercased() })
    }

    @Test func `a SigV4 signature is dropped`() throws {
        let value = "AWS4-HMAC-SHA256 Credential=A/20261122/us-east-1/execute-api/aws4_request"
        let fixture = Self.fixture("/dev/x", headers: [HTTPField("Authorization", value)])
        #expect(try fixture.headers()["Authorization"] == nil)
    }

    @Test func `forwarding headers are the gateway's`() throws {
        let headers = try Self.fixture(
            "/dev/x",
            headers: [
                HTTPField("X-Forwarded-For", "198.51.100.1"),
                HTTPField("x-forwarded-for", "198.51.100.2, 198.51.100.3"),
                HTTPField("X-Forwarded-Proto", "gopher"), HTTPField("X-Forwarded-Port", "70"),
                HTTPField("x-amzn-trace-id", "Root=mine"),
            ]
        ).headers()
        #expect(
            headers == [
                "X-Forwarded-For": "198.51.100.1, 198.51.100.2, 198.51.100.3, 203.0.113.7",
                "X-Forwarded-Proto": "https", "X-Forwarded-Port": "443",
                "X-Amzn-Trace-Id": "Root=1-6b1f0a2e-5f0d7c1a9b3e4d2f8a6c0e11",
            ]
        )
    }

    @Test(
        arguments: [
            ([], "image/png", "text"), (["image/png"], "image/png", "base64"),
            (["image/png"], "IMAGE/PNG; q=1", "base64"), (["image/*"], "image/gif", "base64"),
            (["image/*"], "imagery/gif", "text"), (["image/png"], "application/json", "text"),
            (["*/*"], "application/json", "base64"), (["*/*"], nil, "base64"),
            (["image/png"], nil, "text"), ([], "multipart/form-data; boundary=x", "text"),
        ] as [([String], String?, String)]
    )
    func `the body is base64 only for configured types`(
        binary: [String],
        type: String?,
        expected: String
    ) throws {
        let fixture = Self.fixture(
            "/dev/x",
            method: "POST",
            headers: type.map { [HTTPField("Content-Type", $0)] } ?? [],
            body: "héllo",
            binary: binary
        )
        #expect(try fixture.at("isBase64Encoded") as? Bool == (expected == "base64"))
        #expect(try fixture.text("body") == (expected == "base64" ? "aMOpbGxv" : "héllo"))
    }

    @Test func `bytes that are no text are replaced in a text body`() throws {
        let fixture = Self.fixture("/dev/x", method: "POST", bytes: [0x61, 0xFF, 0x62])
        #expect(try fixture.text("body") == "a\u{FFFD}b")
    }

    @Test func `an empty body is null and never base64`() throws {
        let fixture = Self.fixture("/dev/x", method: "POST", binary: ["*/*"])
        #expect(try fixture.isNull("body"))
        #expect(try fixture.at("isBase64Encoded") as? Bool == false)
    }

    @Test func `a missing user agent is null`() throws {
        let fixture = Self.fixture("/dev/x", headers: [])
        #expect(try fixture.at("requestContext", "identity", "userAgent") is NSNull)
    }

    @Test func `stage variables are delivered`() throws {
        let fixture = EventFixture(
            .rest,
            route: "GET /x",
            stage: "dev",
            "GET",
            "/dev/x",
            variables: ["b": "2", "a": "1"]
        )
        #expect(try fixture.at("stageVariables") as? [String: String] == ["a": "1", "b": "2"])
    }

    @Test func `the domain is AWS's name and the header the client's`() throws {
        let fixture = Self.fixture("/dev/x", headers: [HTTPField("Host", "127.0.0.1:3000")])
        #expect(try fixture.headers()["Host"] == "127.0.0.1:3000")
        #expect(try fixture.text("requestContext", "domainName") == EventFixture.host)
    }
}
