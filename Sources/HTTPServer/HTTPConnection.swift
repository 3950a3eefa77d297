import NIOCore
import NIOHTTP1

/// One client connection: gathers requests, hands them over one at a time, writes answers in one
/// piece. Requests that were sent ahead (pipelining) wait their turn.
///
/// Owned by its event loop.
final class HTTPConnection: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    /// What the connection is doing.
    private enum State {
        /// Between requests. Exit: a head.
        case idle
        /// A request is coming in. Exits: its end, its limit, the end of the connection.
        case receiving(HTTPRequest, keepsAlive: Bool)
        /// A whole request is with the responder. Exit: the response is written.
        case responding(HTTPExchange)
        /// The response to a refused request is under way or gone; the rest of its body is read and
        /// thrown away, so that the client gets to read the answer. Exit: the end of the connection.
        case discarding(HTTPExchange?)
        case closed
    }

    private let responder: any HTTPResponder
    private let limits: HTTPLimits
    private unowned let listener: HTTPListener
    private var context: ChannelHandlerContext!
    private var state = State.idle
    private var waiting: [HTTPServerRequestPart] = []
    private var clientAddress = "unknown"
    private var clientPort = 0
    private var isQuiescing = false
    /// Why the bytes after the last whole part are no HTTP, until that is answered.
    private var malformed: String?
    /// When the connection last did something, for the sweep of idle ones.
    private(set) var lastActivity: NIODeadline = .now()

    init(responder: any HTTPResponder, limits: HTTPLimits, listener: HTTPListener) {
        self.responder = responder
        self.limits = limits
        self.listener = listener
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    var channel: any Channel { context.channel }

    func channelActive(context: ChannelHandlerContext) {
        if let address = context.channel.remoteAddress {
            clientAddress = address.ipAddress ?? "local"
            clientPort = address.port ?? 0
        }
        listener.opened(self)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        let ended = state
        state = .closed
        switch ended {
        case .responding(let exchange), .discarding(.some(let exchange)): exchange.clientIsGone()
        case .receiving(var request, _):
            // Cut off in the middle: what came is still a request that somebody made.
            request.isComplete = false
            let exchange = HTTPExchange(connection: self, keepsAlive: false, isHead: false)
            exchange.clientIsGone()
            responder.respond(to: request, on: exchange)
        case .idle, .discarding(nil), .closed: break
        }
        listener.closed(self)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastActivity = .now()
        receive(unwrapInboundIn(data))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else {
            context.close(promise: nil)
            return
        }
        // The decoder stops here, so that nothing else can come on this connection.
        malformed = malformedReason(error)
        meetMalformed()
    }

    /// Answers what is no HTTP request, in its turn.
    private func meetMalformed() {
        guard let reason = malformed else { return }
        switch state {
        case .idle:
            malformed = nil
            let exchange = HTTPExchange(connection: self, keepsAlive: false, isHead: false)
            state = .discarding(exchange)
            exchange.send(responder.responseToMalformedRequest(reason, from: clientAddress))
        case .receiving(let request, _):
            malformed = nil
            refuseRest(of: request)
        case .responding: break
        case .discarding, .closed: malformed = nil
        }
    }

    private func malformedReason(_ error: any Error) -> String {
        switch error as? HTTPParserError {
        case .headerOverflow: "the request's head is larger than 80 KiB"
        case .invalidMethod: "the request's method is none"
        case .invalidURL: "the request's target is no URL"
        case .invalidVersion: "the request's HTTP version is none"
        case .invalidContentLength, .unexpectedContentLength:
            "the request's Content-Length is no single number"
        case .invalidHeaderToken: "a header of the request has a character that is not allowed"
        default: "the request is not HTTP/1.1"
        }
    }

    // MARK: Receiving

    private func receive(_ part: HTTPServerRequestPart) {
        switch (state, part) {
        case (.responding, _):
            waiting.append(part)
            if waiting.count > HTTPLimits.partsAhead { context.close(promise: nil) }
        case (.discarding, .end): context.close(promise: nil)
        case (.discarding, _), (.closed, _): break
        case (_, .head(let head)): begin(head)
        case (.receiving(var request, let keepsAlive), .body(let bytes)):
            // The state lets go of the body, so that it grows in place.
            state = .idle
            let room = limits.bodyBytes - request.body.count
            request.body.append(contentsOf: bytes.readableBytesView.prefix(room))
            if bytes.readableBytes > room {
                refuseRest(of: request)
            } else {
                state = .receiving(request, keepsAlive: keepsAlive)
            }
        case (.receiving(let request, let keepsAlive), .end): handOver(request, keepsAlive)
        case (.idle, .body), (.idle, .end): break
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        var headBytes = head.method.rawValue.utf8.count + head.uri.utf8.count + 12
        let headers = head.headers.map { name, value in
            headBytes += name.utf8.count + value.utf8.count + 4
            return HTTPField(name, value)
        }
        let request = HTTPRequest(
            method: head.method.rawValue,
            target: head.uri,
            protocolName: "HTTP/\(head.version.major).\(head.version.minor)",
            headers: headers,
            headBytes: headBytes + 2,
            clientAddress: clientAddress,
            clientPort: clientPort
        )
        let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
        if length > limits.bodyBytes {
            refuseRest(of: request)
            return
        }
        if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
            let interim = context.channel.allocator.buffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
            context.writeAndFlush(wrapOutboundOut(interim), promise: nil)
        }
        var receiving = request
        receiving.body.reserveCapacity(length)
        state = .receiving(receiving, keepsAlive: head.isKeepAlive)
    }

    private func handOver(_ request: HTTPRequest, _ keepsAlive: Bool) {
        let exchange = HTTPExchange(
            connection: self,
            keepsAlive: keepsAlive && !isQuiescing,
            isHead: request.method == "HEAD",
            isHTTP10: request.protocolName == "HTTP/1.0"
        )
        state = .responding(exchange)
        responder.respond(to: request, on: exchange)
    }

    private func refuseRest(of request: HTTPRequest) {
        var refused = request
        refused.isComplete = false
        let exchange = HTTPExchange(
            connection: self,
            keepsAlive: false,
            isHead: request.method == "HEAD"
        )
        state = .discarding(exchange)
        responder.respond(to: refused, on: exchange)
    }

    // MARK: Responding

    func send(
        _ response: HTTPResponse,
        of exchange: HTTPExchange,
        whenDelivered: ((HTTPExchange.Delivery) -> Void)?
    ) {
        var buffer = context.channel.allocator.buffer(capacity: 512 + response.body.count)
        let keepsAlive = exchange.keepsAlive && !isQuiescing
        buffer.writeHead(
            of: response,
            keepsAlive: keepsAlive,
            date: listener.date,
            announcesKeepAlive: exchange.isHTTP10
        )
        if !exchange.isHead, response.status != 204, response.status != 304 {
            buffer.writeBytes(response.body)
        }
        let count = buffer.readableBytes
        guard !exchange.isClientGone else {
            whenDelivered?(.clientGone(bytes: count))
            return
        }
        lastActivity = .now()
        guard let whenDelivered else {
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
            responded(keepsAlive: keepsAlive)
            return
        }
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: written)
        written.futureResult.assumeIsolated().whenComplete { result in
            switch result {
            case .success: whenDelivered(.taken(bytes: count))
            case .failure: whenDelivered(.clientGone(bytes: count))
            }
        }
        responded(keepsAlive: keepsAlive)
    }

    /// Ends the connection when the kernel has taken every byte written so far: a close drops what
    /// is still waiting for the client to read.
    func closeWhenWritten() {
        let written = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        written.futureResult.whenComplete { _ in channel.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    }

    func beginStream(_ head: HTTPResponse) {
        var buffer = context.channel.allocator.buffer(capacity: 512)
        buffer.writeHead(of: head, keepsAlive: false, date: listener.date, hasLength: false)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }

    func write(_ bytes: [UInt8]) {
        let buffer = context.channel.allocator.buffer(bytes: bytes)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }

    func write(_ bytes: [UInt8], whenTaken action: @escaping () -> Void) {
        let buffer = context.channel.allocator.buffer(bytes: bytes)
        let written = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: written)
        written.futureResult.assumeIsolated().whenSuccess(action)
    }

    private func responded(keepsAlive: Bool) {
        switch state {
        case .discarding:
            // The client may still be sending: it gets a moment to read the answer.
            state = .discarding(nil)
            let channel = context.channel
            context.eventLoop.scheduleTask(in: HTTPLimits.lingering) {
                channel.close(promise: nil)
            }
        case .responding where keepsAlive:
            state = .idle
            takeWaiting()
            meetMalformed()
        case .responding, .receiving, .idle:
            state = .closed
            closeWhenWritten()
        case .closed: break
        }
    }

    private func takeWaiting() {
        while !waiting.isEmpty {
            if case .responding = state { return }
            receive(waiting.removeFirst())
        }
    }

    // MARK: Ending

    /// Lets an answer under way go out, and ends the connection after it; an idle one at once.
    func quiesce() {
        isQuiescing = true
        switch state {
        // Of the answer before, bytes may still be on their way.
        case .idle: closeWhenWritten()
        case .receiving: context.close(promise: nil)
        case .responding, .discarding, .closed: break
        }
    }

    func close() { context.close(promise: nil) }

    /// Whether nothing was under way since `deadline`.
    func isIdle(since deadline: NIODeadline) -> Bool {
        switch state {
        case .idle, .receiving, .discarding: lastActivity < deadline
        case .responding, .closed: false
        }
    }
}

extension ByteBuffer {
    fileprivate mutating func writeHead(
        of response: HTTPResponse,
        keepsAlive: Bool,
        date: String,
        hasLength: Bool = true,
        announcesKeepAlive: Bool = false
    ) {
        writeStaticString("HTTP/1.1 ")
        writeString(String(response.status))
        writeInteger(UInt8(ascii: " "))
        writeString(HTTPResponseStatus(statusCode: response.status).reasonPhrase)
        writeStaticString("\r\n")
        for field in response.headers {
            writeString(field.name)
            writeStaticString(": ")
            writeString(field.value)
            writeStaticString("\r\n")
        }
        if !date.isEmpty, response.headers.first(named: "date") == nil {
            writeStaticString("Date: ")
            writeString(date)
            writeStaticString("\r\n")
        }
        if hasLength, response.status != 204, response.status != 304, response.status >= 200 {
            writeStaticString("Content-Length: ")
            writeString(String(response.body.count))
            writeStaticString("\r\n")
        }
        switch (keepsAlive, announcesKeepAlive) {
        case (true, false): writeStaticString("\r\n")
        // An HTTP/1.0 client waits for the end of the connection unless it is told.
        case (true, true): writeStaticString("Connection: keep-alive\r\n\r\n")
        case (false, _): writeStaticString("Connection: close\r\n\r\n")
        }
    }
}
