import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import HTTPServer

/// Clients that leave, connections that idle, listeners that close.
struct HTTPListenerTests {
    @Test(arguments: [false, true])
    func `a client that leaves before its answer is noticed at once`(reset: Bool) async throws {
        let server = try await Self.slowServer(delay: .seconds(2))
        let client = try await server.connect()
        client.send("GET / HTTP/1.1\r\n\r\n")
        try await server.responder.wait("the request") { $0.requests.count == 1 }
        client.end(reset: reset)
        try await server.responder.wait("the loss") { $0.gone == 1 }
        try await server.responder.wait("the delivery") { !$0.deliveries.isEmpty }
        let delivery = try #require(server.responder.seen.withLock { $0.deliveries.first })
        guard case .clientGone = delivery else {
            Issue.record("\(delivery)")
            return
        }
        try await server.close()
    }

    @Test func `an answer that the kernel took counts as delivered`() async throws {
        let server = try await Self.slowServer()
        let client = try await server.connect()
        client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        let text = try await client.read()
        try await server.responder.wait("the delivery") { !$0.deliveries.isEmpty }
        #expect(
            server.responder.seen.withLock { $0.deliveries } == [.taken(bytes: text.utf8.count)]
        )
        #expect(server.responder.seen.withLock { $0.gone } == 0)
        try await server.close()
    }

    @Test func `a client that leaves in the middle of its body made a request all the same`()
        async throws
    {
        let server = try await TestServer { _, exchange in
            exchange.send(HTTPResponse(status: 400))
        }
        let client = try await server.connect()
        client.send("POST /half HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf")
        try await Task.sleep(for: .milliseconds(50))
        client.end()
        try await server.responder.wait("the request") { $0.requests.count == 1 }
        let request = try #require(server.responder.seen.withLock { $0.requests.first })
        #expect(!request.isComplete)
        #expect(request.body == Array("half".utf8))
        try await server.close()
    }

    @Test func `a client that leaves in the middle of its head made no request`() async throws {
        let server = try await TestServer.echo()
        let client = try await server.connect()
        client.send("POST /half HTTP/1.1\r\nContent-Le")
        try await Task.sleep(for: .milliseconds(50))
        client.end()
        try await server.responder.wait("the torn head") { $0.malformed.count == 1 }
        #expect(server.responder.seen.withLock { $0.requests.isEmpty })
        try await server.close()
    }

    @Test func `closing lets an answer under way go out and takes no new connection`()
        async throws
    {
        let server = try await Self.slowServer()
        let client = try await server.connect()
        let idle = try await server.connect()
        client.send("GET / HTTP/1.1\r\n\r\n")
        try await server.responder.wait("the request") { $0.requests.count == 1 }
        async let closed: Void = server.close()
        #expect(try await idle.read() == "")
        #expect(
            try await client.read()
                == "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlate"
        )
        try await closed
        await #expect(throws: Surprise.self) { try await server.connect() }
    }

    @Test func `closing cuts off what takes longer than its grace`() async throws {
        let server = try await TestServer { _, _ in }
        let client = try await server.connect()
        client.send("GET / HTTP/1.1\r\n\r\n")
        try await server.responder.wait("the request") { $0.requests.count == 1 }
        let began = ContinuousClock.now
        try await server.close(grace: .milliseconds(100))
        #expect(ContinuousClock.now - began < .seconds(2))
        #expect(try await client.read() == "")
    }

    @Test func `closing without connections succeeds at once`() async throws {
        let server = try await TestServer.echo()
        try await server.close()
    }

    @Test func `an idle connection is closed in time`() async throws {
        let server = try await TestServer.echo(
            limits: HTTPLimits(bodyBytes: 10, idle: .milliseconds(1))
        )
        let client = try await server.connect()
        // The sweep comes every five seconds.
        #expect(try await client.read() == "")
        try await server.close()
    }

    @Test func `a port that is taken is the system's error`() async throws {
        let server = try await TestServer.echo()
        let second = HTTPListener.bind(
            .tcp(host: "127.0.0.1", port: server.listener.port),
            on: TestServer.loop,
            responder: server.responder
        )
        let error = await #expect(throws: IOError.self) { try await second.get() }
        #expect(error?.errnoCode == EADDRINUSE)
        try await server.close()
    }

    /// Answers `late` after a while, and keeps what becomes of it.
    private static func slowServer(
        delay: TimeAmount = .milliseconds(200)
    ) async throws -> TestServer {
        let holder = Holder()
        let server = try await TestServer { _, exchange in
            exchange.onClientGone { holder.responder?.seen.withLock { $0.gone += 1 } }
            TestServer.loop.scheduleTask(in: delay) {
                exchange.send(HTTPResponse(status: 200, body: Array("late".utf8))) { delivery in
                    holder.responder?.seen.withLock { $0.deliveries.append(delivery) }
                }
            }
        }
        holder.responder = server.responder
        return server
    }

    private final class Holder: @unchecked Sendable { weak var responder: TestResponder? }
}
