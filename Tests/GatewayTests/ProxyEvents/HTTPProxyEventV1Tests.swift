import Flows
import Foundation
import Gateway
import HTTPServer
import Testing

@Suite struct `HTTP proxy event 1.0` {
    static let sample = #"""
        {"version":"1.0","resource":"/orders","path":"/orders","httpMethod":"GET","headers":{"accept":"*/*","host":"a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"},"multiValueHeaders":{"accept":["*/*"],"host":["a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"]},"queryStringParameters":null,"multiValueQueryStringParameters":null,"requestContext":{"accountId":"123456789012","apiId":"a1b2c3d4e5","authorizer":{"claims":null,"scopes":null},"domainName":"a1b2c3d4e5.execute-api.us-east-1.amazonaws.com","domainPrefix":"a1b2c3d4e5","extendedRequestId":"Tq9XyEhWoAMEbVw=","httpMethod":"GET","identity":{"accessKey":null,"accountId":null,"caller":null,"cognitoAuthenticationProvider":null,"cognitoAuthenticationType":null,"cognitoIdentityId":null,"cognitoIdentityPoolId":null,"principalOrgId":null,"sourceIp":"203.0.113.7","user":null,"userAgent":"curl/8.5.0","userArn":null},"path":"/orders","protocol":"HTTP/1.1","requestId":"Tq9XyEhWoAMEbVw=","requestTime":"22/Nov/2026:13:04:05 +0000","requestTimeEpoch":1795352645123,"resourceId":null,"resourcePath":"/orders","stage":"$default"},"pathParameters":null,"stageVariables":null,"body":null,"isBase64Encoded":false}
        """#

    static func fixture(
        _ target: String,
        headers: [HTTPField]? = nil,
        body: String = "",
        route: String = "ANY /{proxy+}",
        stage: String = "$default"
    ) -> EventFixture {
        EventFixture(
            .http1,
            route: route,
            stage: stage,
            "GET",
            target,
            headers: headers,
            body: body
        )
    }

    /// The sample shows two of the headers only; the others are the same as in format 2.0.
    @Test func `is the sample key for key`() throws {
        let fixture = Self.fixture("/orders", route: "GET /orders")
        var event = try fixture.event
        var sample = try object(Self.sample.utf8)
        for map in ["headers", "multiValueHeaders"] {
            var headers = try #require(event[map] as? [String: Any])
            for name in [
                "content-length", "user-agent", "x-amzn-trace-id", "x-forwarded-for",
                "x-forwarded-port", "x-forwarded-proto",
            ] {
                #expect(headers.removeValue(forKey: name) != nil, "\(map) lacks \(name)")
            }
            #expect(leaves(headers) == leaves(try #require(sample[map])))
            event[map] = nil
            sample[map] = nil
        }
        #expect(leaves(event) == leaves(sample))
        #expect(fixture.bytes.starts(with: #"{"version":"1.0","#.utf8))
    }

    @Test func `names are lower case, maps hold all values and the last`() throws {
        let fixture = Self.fixture(
            "/x?a=1&a=2",
            headers: [
                HTTPField("X-Many", "1"), HTTPField("x-MANY", "2"), HTTPField("Cookie", "a=b"),
            ]
        )
        #expect(try fixture.headers()["x-many"] == "2")
        #expect(try fixture.headers()["cookie"] == "a=b")
        let all = try #require(try fixture.at("multiValueHeaders") as? [String: [String]])
        #expect(all["x-many"] == ["1", "2"])
        #expect(try fixture.at("queryStringParameters") as? [String: String] == ["a": "2"])
        #expect(
            try fixture.at("multiValueQueryStringParameters") as? [String: [String]]
                == ["a": ["1", "2"]]
        )
    }

    @Test func `the path has the stage and is decoded`() throws {
        for target in ["/dev/a%20b/c", "/a%20b/c"] {
            let fixture = Self.fixture(target, stage: "dev")
            #expect(try fixture.text("path") == "/dev/a b/c")
            #expect(try fixture.text("requestContext", "path") == "/dev/a b/c")
            #expect(try fixture.text("pathParameters", "proxy") == "a b/c")
        }
    }

    @Test func `a body without a type is base64`() throws {
        let fixture = Self.fixture("/x", headers: [], body: "hi")
        #expect(try fixture.text("body") == "aGk=")
        #expect(try fixture.at("isBase64Encoded") as? Bool == true)
    }
}
