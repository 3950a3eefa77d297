import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
import Glibc
#endif

/// Sends one request to a server that speaks plain HTTP/1.1, on a connection of its own: whether a
/// request on a kept connection was taken or not cannot always be told, and none must be sent twice.
public enum HTTPClient {
    /// Larger bodies are refused, in bytes.
    public static let bodyLimit = 16 << 20
    /// How long a server may take to accept the connection.
    public static let connectTimeout: TimeAmount = .seconds(5)
    /// How long it may take to answer: as long as any function may run.
    public static let answerTimeout: TimeAmount = .seconds(900)

    /// Sends `request` as it stands, but for `Connection` and, where they are missing, `Host` and
    /// `Content-Length`.
    ///
    /// - `loop`: the connection's; the call is made on it.
    /// - `whenConnected`: told the own address, `ADDRESS:PORT`, before anything is sent.
    /// - Throws: ``HTTPClientError``, which says whether anything was sent.
    public static func send(
        _ request: HTTPRequest,
        toHost host: String,
        port: Int,
        on loop: any EventLoop,
        whenConnected: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(HTTPClientError) -> HTTPResponse {
        let channel: any Channel
        do {
            channel = try await connect(host: host, port: port, on: loop).get()
        } catch {
            throw HTTPClientError(
                "cannot connect to \(host):\(port): \(reason(error))",
                wasSent: false
            )
        }
        if let address = channel.localAddress {
            whenConnected("\(address.ipAddress ?? ""):\(address.port ?? 0)")
        }
        do {
            return try await exchange(request, host: host, port: port, on: channel).get()
        } catch {
            throw HTTPClientError("\(host):\(port): \(reason(error))", wasSent: true)
        }
    }

    /// Whether a server takes a connection there.
    /// - Throws: ``HTTPClientError`` when it does not.
    public static func probe(
        host: String,
        port: Int,
        on loop: any EventLoop
    ) async throws(HTTPClientError) {
        do {
            try await connect(host: host, port: port, on: loop).get().close()
        } catch {
            throw HTTPClientError(
                "cannot connect to \(host):\(port): \(reason(error))",
                wasSent: false
            )
        }
    }

    private static func connect(
        host: String,
        port: Int,
        on loop: any EventLoop
    ) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: loop).connectTimeout(connectTimeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: host, port: port)
    }

    private static func exchange(
        _ request: HTTPRequest,
        host: String,
        port: Int,
        on channel: any Channel
    ) -> EventLoopFuture<HTTPResponse> {
        let answer = channel.eventLoop.makePromise(of: HTTPResponse.self)
        do {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
            try pipeline.addHandler(AnswerReader(answer))
        } catch {
            channel.close(promise: nil)
            answer.fail(error)
            return answer.futureResult
        }
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: request.target
        )
        for field in request.headers where !isOfTheConnection(field.name) {
            head.headers.add(name: field.name, value: field.value)
        }
        if !head.headers.contains(name: "host") {
            head.headers.add(name: "Host", value: port == 80 ? host : "\(host):\(port)")
        }
        let hasBody = !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method)
        if hasBody { head.headers.add(name: "Content-Length", value: "\(request.body.count)") }
        head.headers.add(name: "Connection", value: "close")
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        if !request.body.isEmpty {
            channel.write(
                HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: request.body))),
                promise: nil
            )
        }
        let sent = channel.writeAndFlush(HTTPClientRequestPart.end(nil))
        sent.whenFailure { answer.fail($0) }
        let limit = channel.eventLoop.scheduleTask(in: answerTimeout) {
            answer.fail(HTTPClientError("no answer in time", wasSent: true))
        }
        answer.futureResult.whenComplete { _ in
            limit.cancel()
            channel.close(promise: nil)
        }
        return answer.futureResult
    }

    /// What belongs to one connection, and the lengths, which follow from the body.
    /// - SeeAlso: [RFC 9110, 7.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1)
    private static func isOfTheConnection(_ name: String) -> Bool {
        [
            "connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade",
            "content-length", "expect",
        ].contains { equalIgnoringASCIICase($0, name) }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: return error.description
        case let error as IOError: return String(cString: strerror(error.errnoCode)).lowercased()
        case let error as NIOConnectionError:
            return error.connectionErrors.first.map { reason($0.error) } ?? "no such host"
        case ChannelError.connectTimeout: return "no answer in time"
        case is HTTPParserError: return "the answer is not HTTP"
        default: return "\(error)"
        }
    }
}

/// A request got no answer.
public struct HTTPClientError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    /// Whether the server may have got the request.
    public let wasSent: Bool

    init(_ description: String, wasSent: Bool) {
        self.description = description
        self.wasSent = wasSent
    }
}

/// Gathers one answer.
///
/// Owned by its connection's event loop.
private final class AnswerReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let answer: EventLoopPromise<HTTPResponse>
    private var response = HTTPResponse(status: 0)

    init(_ answer: EventLoopPromise<HTTPResponse>) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            response = HTTPResponse(
                status: Int(head.status.code),
                headers: head.headers.map { HTTPField($0.name, $0.value) }
            )
        case .body(let bytes):
            guard response.body.count + bytes.readableBytes <= HTTPClient.bodyLimit else {
                let limit = HTTPClient.bodyLimit >> 20
                answer.fail(
                    HTTPClientError("the answer is larger than \(limit) MiB", wasSent: true)
                )
                return
            }
            response.body.append(contentsOf: bytes.readableBytesView)
        case .end: answer.succeed(response)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { answer.fail(error) }

    func channelInactive(context: ChannelHandlerContext) {
        answer.fail(
            HTTPClientError("the connection was closed before the answer was whole", wasSent: true)
        )
    }
}
