import Foundation
import NIOCore
import Testing

@testable import HTTPServer

/// Requests and responses over real sockets, byte for byte.
struct HTTPConnectionTests {
    private static func answer(_ body: String, _ extra: String = "") -> String {
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(extra)\r\n\(body)"
    }

    @Test func `a request is answered in one piece, and the connection stays`() async throws {
        let server = try await TestServer.echo()
        let client = try await server.connect()
        for number in 1...3 {
            client.send("GET /n/\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try await client.expects(Self.answer("GET /n/\(number) ")))
        }
        client.end()
        try await server.close()
    }

    @Test func `the request arrives as it was sent: spelling, order, target, size of the head`()
        async throws
    {
        let server = try await TestServer.echo()
        let client = try await server.connect()
        let head =
            "POST /a%2Fb//?q=%20&&x HTTP/1.1\r\nHOST: x\r\nx-B: 2\r\nX-b: 1\r\nContent-Length: 2\r\n\r\n"
        client.send(head + "hi")
        _ = try await client.read(30)
        let request = try #require(server.responder.seen.withLock { $0.requests.first })
        #expect(request.method == "POST")
        #expect(request.target == "/a%2Fb//?q=%20&&x")
        #expect(request.path == "/a%2Fb//")
        #expect(request.query == "q=%20&&x")
        #expect(request.protocolName == "HTTP/1.1")
        #expect(
            request.headers == [
                HTTPField("HOST", "x"), HTTPField("x-B", "2"), HTTPField("X-b", "1"),
                HTTPField("Content-Length", "2"),
            ]
        )
        #expect(request.headBytes == head.utf8.count)
        #expect(request.body == Array("hi".utf8))
        #expect(request.isComplete)
        #expect(request.clientAddress == "127.0.0.1")
        #expect(request.clientPort > 0)
        client.end()
        try await server.close()
    }

    @Test func `requests sent ahead are answered one after the other, in order`() async throws {
        let server = try await TestServer { request, exchange in
            // The first takes longest; its answer still goes first.
            let wait: TimeAmount = .milliseconds(request.target == "/0" ? 100 : 1)
            TestServer.loop.scheduleTask(in: wait) {
                exchange.send(HTTPResponse(status: 200, body: Array(request.target.utf8)))
            }
        }
        let client = try await server.connect()
        client.send((0..<10).map { "GET /\($0) HTTP/1.1\r\n\r\n" }.joined())
        #expect(try await client.expects((0..<10).map { Self.answer("/\($0)") }.joined()))
        client.end()
        try await server.close()
    }

    @Test func `more parts ahead than the bound end the connection`() async throws {
        let server = try await TestServer { _, _ in }
        let client = try await server.connect()
        client.send(String(repeating: "GET / HTTP/1.1\r\n\r\n", count: 700))
        #expect(try await client.read() == "")
        #expect(server.responder.seen.withLock { $0.requests.count } == 1)
        try await server.close()
    }

    @Test func `a chunked body and its trailers are one body`() async throws {
        let server = try await TestServer.echo()
        let client = try await server.connect()
        client.send(
            "PUT /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n"
        )
        #expect(try await client.expects(Self.answer("PUT /c abcde")))
        client.end()
        try await server.close()
    }

    @Test func `100 Continue is sent once, and not for a body that is refused`() async throws {
        let server = try await TestServer.echo()
        let client = try await server.connect()
        client.send("PUT /c HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n")
        #expect(try await client.expects("HTTP/1.1 100 Continue\r\n\r\n"))
        client.send("ok")
        #expect(try await client.expects(Self.answer("PUT /c ok")))
        client.send("PUT /c HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n")
        #expect(try await client.expects(Self.answer("PUT /c cut ", "Connection: close\r\n")))
        client.end()
        try await server.close()
    }

    @Test(arguments: [
        "Content-Length: 1001\r\n\r\n" + String(repeating: "x", count: 1001),
        "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + String(repeating: "x", count: 1001),
    ])
    func `a body over the limit is handed over cut, answered, and the connection ends`(
        _ rest: String
    ) async throws {
        let server = try await TestServer { request, exchange in
            exchange.send(HTTPResponse(status: 413, body: Array("\(request.isComplete)".utf8)))
        }
        let client = try await server.connect()
        client.send("POST / HTTP/1.1\r\n" + rest)
        let text = try await client.read()
        #expect(text.hasPrefix("HTTP/1.1 413 Payload Too Large\r\n"))
        #expect(text.hasSuffix("Connection: close\r\n\r\nfalse"))
        #expect(server.responder.seen.withLock { $0.requests.count } == 1)
        try await server.close()
    }

    @Test func `a body of exactly the limit is whole`() async throws {
        let server = try await TestServer.echo()
        let client = try await server.connect()
        let body = String(repeating: "x", count: 1000)
        client.send("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n\(body)")
        #expect(try await client.expects(Self.answer("POST / \(body)")))
        client.end()
        try await server.close()
    }

    @Test(arguments: [
        "\u{0}\r\n\r\n", "HELLO\r\n\r\n", "GET / HTTP/3.7\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET / HTTP/1.1\r\nbad name: 1\r\n\r\n",
    ])
    func `what is no HTTP gets the responder's answer and a close`(_ bytes: String) async throws {
        let server = try await TestServer.echo()
        let client = try await server.connect()
        client.send(bytes)
        let text = try await client.read()
        #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(server.responder.seen.withLock { $0.requests.isEmpty && $0.malformed.count == 1 })
        try await server.close()
    }

    @Test func `garbage behind a request waits until that is answered`() async throws {
        let server = try await TestServer { request, exchange in
            TestServer.loop.scheduleTask(in: .milliseconds(50)) {
                exchange.send(HTTPResponse(status: 200, body: Array("first".utf8)))
            }
        }
        let client = try await server.connect()
        client.send("GET / HTTP/1.1\r\n\r\n\u{1}\u{1}\r\n\r\n")
        #expect(try await client.expects(Self.answer("first")))
        #expect(try await client.read().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        try await server.close()
    }

    @Test func `broken chunks make the request an incomplete one`() async throws {
        let server = try await TestServer.echo()
        let client = try await server.connect()
        client.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nxyz\r\n")
        #expect(try await client.read() == Self.answer("POST / cut ab", "Connection: close\r\n"))
        try await server.close()
    }

    @Test func `an HTTP 1.0 client is told whether the connection stays`() async throws {
        let server = try await TestServer.echo()
        let kept = try await server.connect()
        kept.send("GET /k HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
        #expect(try await kept.expects(Self.answer("GET /k ", "Connection: keep-alive\r\n")))
        let closed = try await server.connect()
        closed.send("GET /k HTTP/1.0\r\n\r\n")
        #expect(try await closed.read() == Self.answer("GET /k ", "Connection: close\r\n"))
        kept.end()
        try await server.close()
    }

    @Test func `HEAD, 204 and 304 have no body`() async throws {
        let server = try await TestServer { request, exchange in
            let status = Int(request.target.dropFirst()) ?? 200
            exchange.send(HTTPResponse(status: status, body: Array("body".utf8)))
        }
        let client = try await server.connect()
        client.send("HEAD /200 HTTP/1.1\r\n\r\n")
        #expect(try await client.expects("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"))
        client.send("GET /204 HTTP/1.1\r\n\r\n")
        #expect(try await client.expects("HTTP/1.1 204 No Content\r\n\r\n"))
        client.send("GET /304 HTTP/1.1\r\n\r\n")
        #expect(try await client.expects("HTTP/1.1 304 Not Modified\r\n\r\n"))
        client.send("GET /200 HTTP/1.1\r\n\r\n")
        #expect(try await client.expects(Self.answer("body")))
        client.end()
        try await server.close()
    }

    @Test func `a large answer arrives whole although the connection closes after it`()
        async throws
    {
        let size = 20 << 20
        let server = try await TestServer { request, exchange in
            exchange.send(
                HTTPResponse(status: 200, body: [UInt8](repeating: 0x61, count: size))
            )
        }
        let client = try await server.connect()
        client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        try await Task.sleep(for: .milliseconds(100))
        let text = try await client.read()
        #expect(text.utf8.count == size + Self.answer("", "Connection: close\r\n").utf8.count + 7)
        try await server.close()
    }

    @Test func `the date is sent when it is wanted`() async throws {
        let server = try await TestServer(sendsDate: true) { _, exchange in
            exchange.send(HTTPResponse(status: 200))
        }
        let client = try await server.connect()
        client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        let date = try #require(
            try await client.read().split(separator: "\r\n").first { $0.hasPrefix("Date: ") }
        )
        #expect(
            date.wholeMatch(of: /Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/) != nil
        )
        try await server.close()
    }
}
