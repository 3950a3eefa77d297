import Foundation
import Testing

/// How bytes come in and go out, seen from a client's socket.
@Suite(.service { try MessageProject.start() })
struct `A client's connection` {
    @Test func `is used for one request after the other`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            for number in 1...20 {
                connection.send("GET /echo?n=\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
                let response = try connection.response()
                #expect(response.status == 200)
                #expect(try JSON(response.text).rawQueryString.string == "n=\(number)")
                #expect(response["connection"] == nil)
            }
        }
    }

    @Test func `may have requests sent ahead, which are answered in order`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            var text = ""
            for number in 1...50 {
                text += "POST /echo?n=\(number) HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
            }
            connection.send(text)
            for number in 1...50 {
                let echo = try JSON(connection.response().text)
                #expect(echo.rawQueryString.string == "n=\(number)")
                #expect(echo.body.string == "abc" || echo.body.string == "YWJj")
            }
        }
    }

    @Test func `may send its body in chunks with trailers`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            connection.send(
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
                    + "5;ext=1\r\n{\"a\":\r\n"
            )
            usleep(20_000)
            connection.send("3\r\n 1}\r\n0\r\nX-Sum: 8\r\n\r\n")
            #expect(try JSON(connection.response().text).body.string == "{\"a\": 1}")
            connection.send("GET /echo HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try connection.response().status == 200)
        }
    }

    @Test func `gets 100 Continue before it sends a body`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            connection.send(
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                    + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n"
            )
            #expect(try connection.response().status == 100)
            connection.send("hello")
            let response = try connection.response()
            #expect(response.status == 200)
            #expect(try JSON(response.text).body.string == "hello")
        }
    }

    @Test func `of HTTP 1.0 ends after the answer, unless it asks to be kept`() async throws {
        try await withService { service in
            let plain = try RawConnection(port: service.port)
            plain.send("GET /echo HTTP/1.0\r\n\r\n")
            let first = try plain.response()
            #expect(first.status == 200)
            #expect(first["connection"] == "close")
            #expect(plain.isEnded)
            #expect(
                try JSON(first.text).requestContext.http["protocol"].string == "HTTP/1.0"
            )

            let kept = try RawConnection(port: service.port)
            for _ in 1...2 {
                kept.send("GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                #expect(try kept.response()["connection"] == "keep-alive")
            }
        }
    }

    @Test func `that asks to be closed is closed`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            connection.send("GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(try connection.response()["connection"] == "close")
            #expect(connection.isEnded)
        }
    }

    @Test func `may bring its bytes one by one`() async throws {
        try await withService { service in
            let connection = try RawConnection(port: service.port)
            for byte in "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n".utf8 {
                connection.send([byte])
            }
            connection.send("Content-Length: 4\r\n\r\n")
            for byte in "slow".utf8 {
                usleep(30_000)
                connection.send([byte])
            }
            #expect(try JSON(connection.response().text).body.string == "slow")
        }
    }

    @Test func `gets no body for HEAD and the length it would have`() async throws {
        try await withService { service in
            let get = try service.get("/text")
            let connection = try RawConnection(port: service.port)
            connection.send("HEAD /text HTTP/1.1\r\nHost: x\r\n\r\n")
            let head = try connection.response(toHead: true)
            #expect(head.status == 200)
            #expect(head["content-length"] == "\(get.body.count)")
            connection.send("GET /text HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try connection.response().text == get.text)
        }
    }

    @Test func `gets binary answers byte for byte`() async throws {
        try await withService { service in
            let response = try service.get("/binary")
            #expect(response.body == Array(0...255))
            #expect(response["content-type"] == "application/octet-stream")
            let rest = try request(
                "GET",
                "/dev/binary",
                port: service.port("Rest"),
                headers: ["Accept: application/octet-stream"]
            )
            #expect(rest.body == Array(0...255))
        }
    }

    @Test func `brings binary bodies as base64`() async throws {
        try await withService { service in
            let response = try request(
                "POST",
                "/echo",
                port: service.port,
                headers: ["Content-Type: application/octet-stream"],
                body: Array(0...255)
            )
            let echo = try JSON(response.text)
            #expect(echo.isBase64Encoded.isTrue)
            #expect(Data(base64Encoded: echo.body.string ?? "") == Data(0...255))
            let flow = try service.flow(response.requestID)
            #expect(flow.outcome.string == "ok")
        }
    }

    @Test func `keeps several cookies and headers apart`() async throws {
        try await withService { service in
            let response = try service.get("/cookies", "Cookie: a=1; b=2")
            #expect(response.all("set-cookie") == ["x=1; Path=/", "y=2"])
            #expect(response["x-seen"] == "a=1,b=2")
        }
    }

    @Test func `gets a preflight answered by the gateway`() async throws {
        try await withService { service in
            let preflight = try request(
                "OPTIONS",
                "/echo",
                port: service.port("Cors"),
                headers: [
                    "Origin: https://app.example", "Access-Control-Request-Method: PUT",
                ]
            )
            #expect(preflight.status == 204)
            #expect(preflight["access-control-allow-origin"] == "https://app.example")
            #expect(preflight["access-control-allow-methods"] == "GET,PUT")
            let events = try service.events(preflight.requestID)
            #expect(events.names == "sent returned displayed".words)
            #expect(try service.flow(preflight.requestID).outcome.string == "ok")

            let simple = try request(
                "GET",
                "/echo",
                port: service.port("Cors"),
                headers: ["Origin: https://app.example"]
            )
            #expect(simple.status == 200)
            #expect(simple["access-control-allow-origin"] == "https://app.example")

            let foreign = try request(
                "GET",
                "/echo",
                port: service.port("Cors"),
                headers: ["Origin: https://evil.example"]
            )
            #expect(foreign.status == 200)
            #expect(foreign["access-control-allow-origin"] == nil)
        }
    }

    @Test func `reaches each API on a port of its own, REST below its stage`() async throws {
        try await withService { service in
            #expect(Set(service.doors.map(\.api)) == ["ServerlessHttpApi", "Cors", "Rest"])
            #expect(Set(service.doors.map(\.port)).count == 3)
            let rest = try request("GET", "/dev/echo/7?x=1&x=2", port: service.port("Rest"))
            let event = try JSON(rest.text)
            #expect(event.version == .null)
            #expect(event.path.string == "/echo/7")
            #expect(event.requestContext.path.string == "/dev/echo/7")
            #expect(event.requestContext.stage.string == "dev")
            #expect(event.pathParameters.id.string == "7")
            #expect(event.multiValueQueryStringParameters.x.list.map(\.string) == ["1", "2"])
            #expect(rest["x-amzn-requestid"] != nil)
            #expect(rest["x-amz-apigw-id"] != nil)
        }
    }

    @Test func `is one of two hundred at the same time`() async throws {
        try await withService { service in
            let connections = try (0..<200).map { _ in try RawConnection(port: service.port) }
            for (number, connection) in connections.enumerated() {
                connection.send("GET /echo?n=\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
            }
            var ids: Set<String> = []
            for (number, connection) in connections.enumerated() {
                let response = try connection.response()
                #expect(response.status == 200)
                #expect(try JSON(response.text).rawQueryString.string == "n=\(number)")
                ids.insert(response.requestID)
            }
            #expect(ids.count == 200)
            for connection in connections { connection.end() }
        }
    }
}

/// A project whose function says what it was asked, behind three APIs.
private enum MessageProject {
    static func start() throws -> RunningService {
        try RunningService(
            TestProject(["template.yaml": template, "app.py": handler]),
            ["--max-environments", "2"]
        )
    }

    private static let template = """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Cors:
            Type: AWS::Serverless::HttpApi
            Properties:
              CorsConfiguration:
                AllowOrigins: ['https://app.example']
                AllowMethods: [GET, PUT]
          Rest:
            Type: AWS::Serverless::Api
            Properties:
              StageName: dev
              BinaryMediaTypes: [application~1octet-stream]
          Echo:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.11
              CodeUri: .
              Handler: app.handler
              Timeout: 20
              Events:
                All: {Type: HttpApi}
                Cors: {Type: HttpApi, Properties: {ApiId: !Ref Cors, Path: '/{proxy+}', Method: any}}
                Rest: {Type: Api, Properties: {RestApiId: !Ref Rest, Path: '/{proxy+}', Method: any}}
                Id: {Type: Api, Properties: {RestApiId: !Ref Rest, Path: '/echo/{id}', Method: get}}
        """

    private static let handler = #"""
        import base64, json

        def handler(event, context):
            path = event.get("rawPath") or event["path"]
            if path.endswith("/binary"):
                return {"statusCode": 200, "headers": {"content-type": "application/octet-stream"},
                        "body": base64.b64encode(bytes(range(256))).decode(), "isBase64Encoded": True}
            if path.endswith("/text"):
                return {"statusCode": 200, "headers": {"content-type": "text/plain"}, "body": "grüße"}
            if path.endswith("/cookies"):
                return {"statusCode": 200, "cookies": ["x=1; Path=/", "y=2"],
                        "headers": {"X-Seen": ",".join(event.get("cookies", []))}, "body": ""}
            return {"statusCode": 200, "headers": {"content-type": "application/json"},
                    "body": json.dumps(event)}
        """#
}
