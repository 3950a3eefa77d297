#if canImport(Glibc)
import Glibc
#endif

/// Talks to the service that has a log open, over its control socket. Blocking: for verbs, which have
/// nothing else to do meanwhile.
public struct ServiceClient: Sendable {
    private let path: String
    private let patience: Duration?

    /// The service of a log; nil when none answers.
    ///
    /// - `patience`: how long each wait for the service may last, which then counts as gone: it may have
    /// been stopped, and takes connections all the same. Nil waits for as long as it takes.
    public static func find(logPath: String, patience: Duration? = nil) -> ServiceClient? {
        let path = ControlSocketPath.of(logPath: logPath)
        let service = ServiceClient(path: path, patience: patience)
        guard access(path, F_OK) == 0, let socket = service.connect() else { return nil }
        close(socket)
        return service
    }

    /// Returns when the log file has everything that was recorded before the call.
    public func sync() throws(ServiceError) { _ = try request("POST", "/sync") }

    /// The service's own account of itself: one JSON object.
    public func status() throws(ServiceError) -> [UInt8] { try request("GET", "/status") }

    /// Reports that the client of a call has shown its response.
    public func displayed(
        flow: String,
        bytes: Int,
        firstByteMicroseconds: Int,
        lastByteMicroseconds: Int
    ) throws(ServiceError) {
        let body =
            "{\"bytes\":\(bytes),\"firstByteMicros\":\(firstByteMicroseconds),"
            + "\"lastByteMicros\":\(lastByteMicroseconds)}"
        _ = try request("POST", "/calls/\(flow)/displayed", body: Array(body.utf8))
    }

    /// Announces a call from `client` (`ADDRESS:PORT`) and gives the lines of its flow's events.
    public func announceCall(client: String) throws(ServiceError) -> LineStream {
        guard let socket = connect() else { throw ServiceError.gone }
        let stream = LineStream(socket)
        try stream.send("POST", "/calls?client=\(client)", body: [])
        guard try stream.readStatus() == 200, stream.nextLine() != nil else {
            throw ServiceError(description: "the service refused to follow the call", hint: "")
        }
        return stream
    }

    func request(
        _ method: String,
        _ target: String,
        body: [UInt8] = []
    ) throws(ServiceError) -> [UInt8] {
        guard let socket = connect() else { throw ServiceError.gone }
        let stream = LineStream(socket)
        try stream.send(method, target, body: body)
        let status = try stream.readStatus()
        let answer = stream.readRest()
        guard (200..<300).contains(status) else {
            throw ServiceError(
                description: "the service answered \(status): "
                    + String(decoding: answer, as: UTF8.self),
                hint: ""
            )
        }
        return answer
    }

    func connect() -> Int32? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        if let patience { limitWaits(on: descriptor, to: patience) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let isShort = withUnsafeMutableBytes(of: &address.sun_path) { room in
            guard path.utf8.count < room.count else { return false }
            room.copyBytes(from: path.utf8)
            return true
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isConnected =
            isShort
            && withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, size) == 0
                }
            }
        guard isConnected else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    /// For reading and writing, and for connecting where the queue of connections is full.
    /// - SeeAlso: [socket(7)](https://man7.org/linux/man-pages/man7/socket.7.html), `SO_RCVTIMEO`
    private func limitWaits(on descriptor: Int32, to patience: Duration) {
        let (seconds, attoseconds) = patience.components
        var limit = timeval(
            tv_sec: Int(seconds),
            tv_usec: Int(attoseconds / 1_000_000_000_000)
        )
        let size = socklen_t(MemoryLayout<timeval>.size)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, size)
        }
    }
}

/// The service could not be asked.
public struct ServiceError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    public let hint: String

    public init(description: String, hint: String) {
        self.description = description
        self.hint = hint
    }

    static let gone = ServiceError(
        description: "the service does not answer on its control socket",
        hint: "start it with `waybill up`"
    )
}

/// An HTTP answer read from a socket that ends with the connection.
public final class LineStream {
    private let socket: BlockingSocket

    init(_ descriptor: Int32) { socket = BlockingSocket(descriptor) }

    func send(
        _ method: String,
        _ target: String,
        body: [UInt8],
        operator name: String? = nil
    ) throws(ServiceError) {
        let head =
            "\(method) \(target) HTTP/1.1\r\nHost: waybill\r\nConnection: close\r\n"
            + (name.map { "x-waybill-operator: \($0)\r\n" } ?? "")
            + "Content-Length: \(body.count)\r\n\r\n"
        guard socket.send(Array(head.utf8) + body) else { throw .gone }
    }

    /// Reads the head and gives the status code.
    func readStatus() throws(ServiceError) -> Int {
        guard let first = nextLine() else { throw .gone }
        while let line = nextLine(), !line.isEmpty {}
        return Int(first.split(separator: " ").dropFirst().first ?? "") ?? 0
    }

    /// The next line without its line break; nil at the end.
    public func nextLine() -> String? { socket.nextLine() }

    func readRest() -> [UInt8] {
        while socket.fill() {}
        return socket.buffer
    }
}
