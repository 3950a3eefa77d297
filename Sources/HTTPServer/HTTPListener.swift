import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
import Glibc
#endif

/// What a listener takes from a client.
public struct HTTPLimits: Sendable {
    /// Larger bodies are cut off there and handed over with `isComplete` false, in bytes.
    public var bodyBytes: Int
    /// A connection without a request under way is closed after so long.
    public var idle: TimeAmount

    public init(bodyBytes: Int = 10 << 20, idle: TimeAmount = .seconds(75)) {
        self.bodyBytes = bodyBytes
        self.idle = idle
    }

    /// Parts of requests sent ahead while one is being answered; more close the connection.
    static let partsAhead = 1024
    /// How long the rest of a refused body is read and thrown away after the answer.
    static let lingering: TimeAmount = .seconds(1)
    /// How often idle connections are looked for.
    static let sweep: TimeAmount = .seconds(5)
}

/// A bound address and its connections, all of them on one event loop, which owns this object.
public final class HTTPListener: @unchecked Sendable {
    public let loop: any EventLoop
    /// Whether responses carry `Date`.
    private let sendsDate: Bool
    private let limits: HTTPLimits
    private var channel: (any Channel)?
    private var connections: [ObjectIdentifier: HTTPConnection] = [:]
    private var sweeper: RepeatedTask?
    private var dateText = ""
    private var dateSecond = 0
    private var whenEmpty: (() -> Void)?

    private init(loop: any EventLoop, limits: HTTPLimits, sendsDate: Bool) {
        self.loop = loop
        self.limits = limits
        self.sendsDate = sendsDate
    }

    /// Where to listen.
    public enum Address: Sendable {
        /// Port 0 asks the system for a free one.
        case tcp(host: String, port: Int)
        /// A Unix socket; a stale file at the path is replaced.
        case unix(path: String)
    }

    /// Listens and hands every request to `responder`.
    /// - Throws: the system's error, such as `EADDRINUSE`, as `IOError`.
    public static func bind(
        _ address: Address,
        on loop: any EventLoop,
        limits: HTTPLimits = HTTPLimits(),
        sendsDate: Bool = true,
        responder: any HTTPResponder
    ) -> EventLoopFuture<HTTPListener> {
        let listener = HTTPListener(loop: loop, limits: limits, sendsDate: sendsDate)
        let bootstrap = ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(decoder),
                        HTTPConnection(responder: responder, limits: limits, listener: listener),
                    ])
                }
            }
        let bound =
            switch address {
            case .tcp(let host, let port):
                bootstrap.serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .bind(host: host, port: port)
            case .unix(let path):
                bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true)
            }
        return bound.map { channel in
            listener.begin(channel)
            return listener
        }
    }

    private func begin(_ channel: any Channel) {
        self.channel = channel
        sweeper = loop.scheduleRepeatedTask(
            initialDelay: HTTPLimits.sweep,
            delay: HTTPLimits.sweep
        ) { [weak self] _ in self?.closeIdle() }
    }

    /// The bound port; 0 for a Unix socket.
    public var port: Int { channel?.localAddress?.port ?? 0 }

    /// The bound numeric address.
    public var host: String { channel?.localAddress?.ipAddress ?? "" }

    /// Takes no new connections, lets answers under way go out, and succeeds when the last
    /// connection has ended, or after `grace`, when what is left is cut off.
    public func close(grace: TimeAmount) -> EventLoopFuture<Void> {
        let ended = loop.makePromise(of: Void.self)
        loop.execute { [self] in
            sweeper?.cancel()
            channel?.close(promise: nil)
            for connection in connections.values { connection.quiesce() }
            if connections.isEmpty {
                ended.succeed()
                return
            }
            let cutOff = loop.scheduleTask(in: grace) { [self] in
                for connection in connections.values { connection.close() }
            }
            whenEmpty = {
                cutOff.cancel()
                ended.succeed()
            }
        }
        return ended.futureResult
    }

    // MARK: Connections

    func opened(_ connection: HTTPConnection) {
        connections[ObjectIdentifier(connection)] = connection
    }

    func closed(_ connection: HTTPConnection) {
        connections[ObjectIdentifier(connection)] = nil
        if connections.isEmpty {
            whenEmpty?()
            whenEmpty = nil
        }
    }

    private func closeIdle() {
        let deadline = NIODeadline.now() - limits.idle
        for connection in connections.values where connection.isIdle(since: deadline) {
            connection.close()
        }
    }

    /// `Sun, 22 Nov 2026 13:04:05 GMT`, made once a second; empty when no date is sent.
    var date: String {
        guard sendsDate else { return "" }
        var now = time(nil)
        if now != dateSecond {
            dateSecond = now
            var fields = tm()
            gmtime_r(&now, &fields)
            var text = [CChar](repeating: 0, count: 40)
            let count = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &fields)
            dateText = String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return dateText
    }
}
