import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
import Glibc
#endif

/// Sends requests to one server over HTTP/1.1, with TLS where its scheme says so, each on a connection
/// of its own: whether a request on a kept connection was taken or not cannot always be told, and none
/// must be sent twice.
public struct HTTPClient: Sendable {
    public let endpoint: HTTPEndpoint
    private let tls: TLSClientContext?

    /// Larger bodies are refused, in bytes.
    public static let bodyLimit = 16 << 20
    /// How long a server may take to accept the connection, and then to end the TLS handshake.
    public static let connectTimeout: TimeAmount = .seconds(5)
    /// How long it may take to answer: as long as any function may run.
    public static let answerTimeout: TimeAmount = .seconds(900)

    /// A client of a server that speaks plain HTTP.
    public init(host: String, port: Int) {
        endpoint = HTTPEndpoint(.http, host: host, port: port)
        tls = nil
    }

    /// Reads whom TLS may trust where the endpoint needs it, which blocks; not for an event loop.
    /// - Throws: ``HTTPClientError`` when that cannot be read.
    public init(_ endpoint: HTTPEndpoint, trust: TLSTrust = TLSTrust()) throws(HTTPClientError) {
        self.endpoint = endpoint
        tls = endpoint.scheme == .https ? try TLSClientContext(trust) : nil
    }

    /// As ``init(_:trust:)``, for callers that must not block.
    public static func prepared(
        for endpoint: HTTPEndpoint,
        trust: TLSTrust
    ) async throws(HTTPClientError) -> HTTPClient {
        do {
            return try await NIOThreadPool.singleton.runIfActive {
                try HTTPClient(endpoint, trust: trust)
            }
        } catch {
            throw HTTPClientError(of: error, wasSent: false)
        }
    }

    /// Sends `request` as it stands, but for `Connection` and, where they are missing, `Host` and
    /// `Content-Length`.
    ///
    /// - `loop`: the connection's; the call is made on it.
    /// - `whenConnected`: told the own address, `ADDRESS:PORT`, before anything is sent.
    /// - Throws: ``HTTPClientError``, which says whether anything was sent.
    public func send(
        _ request: HTTPRequest,
        on loop: any EventLoop,
        whenConnected: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(HTTPClientError) -> HTTPResponse {
        do {
            return try await answer(
                to: request,
                on: loop,
                within: Self.answerTimeout,
                whenConnected: whenConnected
            ).get()
        } catch {
            throw HTTPClientError(of: error)
        }
    }

    /// As ``send(_:on:whenConnected:)``, for a thread that has nothing else to do meanwhile; the loop
    /// is the process's, and begins with the first call.
    ///
    /// - `limit`: how long the server may take to answer.
    public func sendAndWait(
        _ request: HTTPRequest,
        within limit: TimeAmount
    ) throws(HTTPClientError) -> HTTPResponse {
        do {
            return try answer(
                to: request,
                on: MultiThreadedEventLoopGroup.singleton.any(),
                within: limit
            ).wait()
        } catch {
            throw HTTPClientError(of: error)
        }
    }

    /// Whether the server takes a connection, and is the one that it should be.
    /// - Throws: ``HTTPClientError`` when it does not.
    public func probe(on loop: any EventLoop) async throws(HTTPClientError) {
        do {
            let channel = try await connect(on: loop).get()
            channel.close(promise: nil)
        } catch {
            throw HTTPClientError(of: error, wasSent: false)
        }
    }

    /// Fails with an ``HTTPClientError``.
    private func answer(
        to request: HTTPRequest,
        on loop: any EventLoop,
        within limit: TimeAmount,
        whenConnected: @escaping @Sendable (String) -> Void = { _ in }
    ) -> EventLoopFuture<HTTPResponse> {
        connect(on: loop).flatMap { channel in
            if let address = channel.localAddress {
                whenConnected("\(address.ipAddress ?? ""):\(address.port ?? 0)")
            }
            return exchange(request, on: channel, within: limit)
        }
    }

    // MARK: Connecting

    /// A connection that is ready for a request, the TLS handshake done. Fails with an
    /// ``HTTPClientError``.
    private func connect(on loop: any EventLoop) -> EventLoopFuture<any Channel> {
        // On the loop, so that nothing happens to the connection before someone waits for it.
        loop.flatSubmit { connection(on: loop) }
    }

    private func connection(on loop: any EventLoop) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: loop).connectTimeout(Self.connectTimeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try addTransportHandlers(to: channel.pipeline.syncOperations)
                }
            }
            .connect(host: endpoint.host, port: endpoint.port)
            .flatMapErrorThrowing { error in
                let reason = Self.reason(error)
                throw HTTPClientError(
                    "cannot connect to \(endpoint.address): \(reason)",
                    hint: reason == Self.unknownHost ? "is the name right?" : nil,
                    wasSent: false
                )
            }
            .flatMap { channel in handshake(on: channel) }
    }

    private func addTransportHandlers(
        to pipeline: ChannelPipeline.SynchronousOperations
    ) throws {
        guard let tls else { return try pipeline.addHandler(TLSAlertReader()) }
        let handler = try tls.handler(for: endpoint.host)
        try pipeline.addHandlers([
            handler,
            TLSHandshake(endpoint, handler, trust: tls.trust, on: pipeline.eventLoop),
        ])
    }

    private func handshake(on channel: any Channel) -> EventLoopFuture<any Channel> {
        guard tls != nil else { return channel.eventLoop.makeSucceededFuture(channel) }
        let handshake: TLSHandshake
        do {
            handshake = try channel.pipeline.syncOperations.handler(type: TLSHandshake.self)
        } catch {
            // The connection ended before anyone could wait for it.
            return channel.eventLoop.makeFailedFuture(HTTPClientError.closedInHandshake(endpoint))
        }
        let limit = channel.eventLoop.assumeIsolated().scheduleTask(in: Self.connectTimeout) {
            handshake.fail(.lateHandshake(endpoint))
        }
        return handshake.completion.always { result in
            limit.cancel()
            if case .failure = result { channel.close(promise: nil) }
        }.map { channel }
    }

    // MARK: Exchange

    private func exchange(
        _ request: HTTPRequest,
        on channel: any Channel,
        within timeout: TimeAmount
    ) -> EventLoopFuture<HTTPResponse> {
        let answer = channel.eventLoop.makePromise(of: HTTPResponse.self)
        do {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
            try pipeline.addHandler(AnswerReader(answer, isPlain: tls == nil))
        } catch {
            channel.close(promise: nil)
            answer.fail(error)
            return named(answer.futureResult, wasSent: false)
        }
        channel.write(HTTPClientRequestPart.head(head(of: request)), promise: nil)
        if !request.body.isEmpty {
            channel.write(
                HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: request.body))),
                promise: nil
            )
        }
        let sent = channel.writeAndFlush(HTTPClientRequestPart.end(nil))
        sent.whenFailure { answer.fail($0) }
        let limit = channel.eventLoop.scheduleTask(in: timeout) {
            answer.fail(HTTPClientError("no answer in time", wasSent: true))
        }
        answer.futureResult.whenComplete { _ in
            limit.cancel()
            channel.close(promise: nil)
        }
        return named(answer.futureResult, wasSent: true)
    }

    private func head(of request: HTTPRequest) -> HTTPRequestHead {
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: request.target
        )
        for field in request.headers where !Self.isOfTheConnection(field.name) {
            head.headers.add(name: field.name, value: field.value)
        }
        if !head.headers.contains(name: "host") {
            head.headers.add(name: "Host", value: endpoint.authority)
        }
        let hasBody = !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method)
        if hasBody { head.headers.add(name: "Content-Length", value: "\(request.body.count)") }
        head.headers.add(name: "Connection", value: "close")
        return head
    }

    /// The same with the server's address in its errors.
    private func named(
        _ answer: EventLoopFuture<HTTPResponse>,
        wasSent: Bool
    ) -> EventLoopFuture<HTTPResponse> {
        answer.flatMapErrorThrowing { error in
            throw HTTPClientError("\(endpoint.address): \(Self.reason(error))", wasSent: wasSent)
        }
    }

    /// What belongs to one connection, and the lengths, which follow from the body.
    /// - SeeAlso: [RFC 9110, 7.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1)
    private static func isOfTheConnection(_ name: String) -> Bool {
        [
            "connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade",
            "content-length", "expect",
        ].contains { equalIgnoringASCIICase($0, name) }
    }

    private static let unknownHost = "no such host"

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: return error.description
        case let error as IOError: return String(cString: strerror(error.errnoCode)).lowercased()
        case let error as NIOConnectionError:
            return error.connectionErrors.first.map { reason($0.error) } ?? unknownHost
        case ChannelError.connectTimeout: return "no answer in time"
        case is HTTPParserError: return "the answer is not HTTP"
        case NIOSSLError.uncleanShutdown: return "the connection was cut off"
        default: return "\(error)"
        }
    }
}

extension HTTPClientError {
    /// What the client's futures fail with.
    fileprivate init(of error: any Error, wasSent: Bool = true) {
        self = error as? HTTPClientError ?? HTTPClientError("\(error)", wasSent: wasSent)
    }
}

/// Gathers one answer.
///
/// Owned by its connection's event loop.
private final class AnswerReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let answer: EventLoopPromise<HTTPResponse>
    private var response = HTTPResponse(status: 0)

    /// Whether the connection has no TLS.
    private let isPlain: Bool

    init(_ answer: EventLoopPromise<HTTPResponse>, isPlain: Bool) {
        self.answer = answer
        self.isPlain = isPlain
    }

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
        guard response.status == 0 else {
            answer.fail(
                HTTPClientError(
                    "the connection was closed before the answer was whole",
                    wasSent: true
                )
            )
            return
        }
        // Most servers do just this when they wanted TLS.
        let advice = isPlain ? "; if it speaks TLS, use https" : ""
        answer.fail(
            HTTPClientError("the connection was closed without an answer\(advice)", wasSent: true)
        )
    }
}

/// Finds out that a server which was spoken to in plain HTTP speaks TLS: it answers with an alert.
///
/// Owned by its connection's event loop.
/// - SeeAlso: [RFC 8446, 5.1](https://www.rfc-editor.org/rfc/rfc8446#section-5.1)
private final class TLSAlertReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var isFirst = true

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let start = unwrapInboundIn(data).readableBytesView.prefix(2)
        // The content type of an alert, then the major version.
        if isFirst, start.elementsEqual([0x15, 0x03]) {
            context.fireErrorCaught(
                HTTPClientError("it speaks TLS and no plain HTTP: use https", wasSent: true)
            )
            return
        }
        isFirst = false
        context.fireChannelRead(data)
    }
}
