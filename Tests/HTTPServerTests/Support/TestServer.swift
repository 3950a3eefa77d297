import Foundation
import NIOCore
import NIOPosix
import Synchronization

@testable import HTTPServer

/// A listener on a free port with a responder of the test's making.
final class TestServer: Sendable {
    /// Where every test server runs.
    static let loop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()
    let listener: HTTPListener
    let responder: TestResponder

    init(
        limits: HTTPLimits = HTTPLimits(bodyBytes: 1000),
        sendsDate: Bool = false,
        respond: @escaping @Sendable (HTTPRequest, HTTPExchange) -> Void
    ) async throws {
        responder = TestResponder(respond)
        listener = try await HTTPListener.bind(
            .tcp(host: "127.0.0.1", port: 0),
            on: Self.loop,
            limits: limits,
            sendsDate: sendsDate,
            responder: responder
        ).get()
    }

    /// A server that answers every request with 200 and its method, target and body.
    static func echo(limits: HTTPLimits = HTTPLimits(bodyBytes: 1000)) async throws -> TestServer {
        try await TestServer(limits: limits) { request, exchange in
            let mark = request.isComplete ? "" : " cut"
            let text = "\(request.method) \(request.target)\(mark) "
            exchange.send(HTTPResponse(status: 200, body: Array(text.utf8) + request.body))
        }
    }

    func connect() async throws -> TestClient {
        let port = listener.port
        return try await Self.onThread { try TestClient(port: port) }
    }

    func close(grace: TimeAmount = .seconds(5)) async throws {
        try await listener.close(grace: grace).get()
    }

    /// Sockets block, so they are used on threads of their own.
    static func onThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}

/// Keeps what arrived and answers as the test says.
final class TestResponder: HTTPResponder {
    struct Seen: Sendable {
        var requests: [HTTPRequest] = []
        var malformed: [String] = []
        var deliveries: [HTTPExchange.Delivery] = []
        var gone = 0
    }
    let seen = Mutex(Seen())
    private let answer: @Sendable (HTTPRequest, HTTPExchange) -> Void

    init(_ answer: @escaping @Sendable (HTTPRequest, HTTPExchange) -> Void) {
        self.answer = answer
    }

    func respond(to request: HTTPRequest, on exchange: HTTPExchange) {
        seen.withLock { $0.requests.append(request) }
        answer(request, exchange)
    }

    func responseToMalformedRequest(_ reason: String, from client: String) -> HTTPResponse {
        seen.withLock { $0.malformed.append(reason) }
        return HTTPResponse(status: 400, body: Array(reason.utf8))
    }

    /// Waits until what was seen is so.
    func wait(
        _ what: String,
        until isSo: @Sendable (Seen) -> Bool
    ) async throws {
        for _ in 0..<500 {
            if seen.withLock({ isSo($0) }) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Surprise("waited in vain: \(what)")
    }
}

/// What a test expected and did not find.
struct Surprise: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A client socket over which a test says exactly which bytes go out, and when.
final class TestClient: @unchecked Sendable {
    private let descriptor: Int32
    private var isOpen = true

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Surprise("connect: \(String(cString: strerror(errno)))") }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
    }

    deinit { end() }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(
                    descriptor,
                    $0.baseAddress! + sent,
                    $0.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    func end(reset: Bool = false) {
        guard isOpen else { return }
        isOpen = false
        if reset {
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                descriptor,
                SOL_SOCKET,
                SO_LINGER,
                &option,
                socklen_t(MemoryLayout<linger>.size)
            )
        }
        close(descriptor)
    }

    /// Reads until so many bytes are there, or the connection ends.
    func read(_ count: Int = .max) async throws -> String {
        try await TestServer.onThread { [self] in
            var bytes: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 65_536)
            while bytes.count < count {
                let got = recv(descriptor, &chunk, min(chunk.count, count - bytes.count), 0)
                if got < 0, errno == EAGAIN {
                    throw Surprise("no answer; so far \(bytes.count) bytes")
                }
                guard got > 0 else { break }
                bytes += chunk[..<got]
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Reads one answer, which must be exactly this.
    func expects(_ text: String) async throws -> Bool { try await read(text.utf8.count) == text }
}
