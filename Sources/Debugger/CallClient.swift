import Flows

#if canImport(Glibc)
import Glibc
#endif

/// The client of `waybill call`: one HTTP/1.1 request over a socket whose address the service was
/// told beforehand, so that the flow's events can be followed and the display reported.
public final class CallClient {
    private let socket: BlockingSocket
    /// `ADDRESS:PORT` as the front door will see it.
    public let localAddress: String

    /// The response as it came.
    public struct Response: Sendable {
        public let status: Int
        public let reason: String
        public let headers: [(name: String, value: String)]
        public let body: [UInt8]
        /// Size of head and body.
        public let bytes: Int
        /// Microseconds from the first byte sent to the first byte received.
        public let firstByteMicroseconds: Int
        public let lastByteMicroseconds: Int
    }

    /// Connects to a front door.
    public init(host: String, port: Int) throws(ServiceError) {
        let descriptor = Glibc.socket(
            AF_INET,
            Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue),
            0
        )
        socket = BlockingSocket(descriptor)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        inet_pton(AF_INET, host == "0.0.0.0" ? "127.0.0.1" : host, &address.sin_addr)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, size) == 0
            }
        }
        guard isConnected else {
            let reason = String(cString: strerror(errno))
            throw ServiceError(
                description: "cannot connect to \(host):\(port): \(reason)",
                hint: "is the service still running?"
            )
        }
        var local = sockaddr_in()
        var localSize = size
        withUnsafeMutablePointer(to: &local) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &localSize)
            }
        }
        var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
        inet_ntop(AF_INET, &local.sin_addr, &text, socklen_t(text.count))
        let name = String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        localAddress = "\(name):\(UInt16(bigEndian: local.sin_port))"
    }

    /// Sends the request and waits for the whole response. `Host`, `User-Agent`, `Accept`,
    /// `Content-Length` and, of a body that is a JSON object or array, `Content-Type` are added where
    /// they are not given.
    public func send(
        method: String,
        target: String,
        headers: [(name: String, value: String)],
        body: [UInt8],
        host: String
    ) throws(ServiceError) -> Response {
        var head = "\(method) \(target) HTTP/1.1\r\n"
        let has: (String) -> Bool = { name in headers.contains { $0.name.lowercased() == name } }
        if !has("host") { head += "Host: \(host)\r\n" }
        if !has("user-agent") { head += "User-Agent: waybill\r\n" }
        if !has("accept") { head += "Accept: */*\r\n" }
        if !has("content-type"), Self.isJSON(body) { head += "Content-Type: application/json\r\n" }
        for header in headers { head += "\(header.name): \(header.value)\r\n" }
        if !has("content-length"), !body.isEmpty || ["POST", "PUT", "PATCH"].contains(method) {
            head += "Content-Length: \(body.count)\r\n"
        }
        head += "Connection: close\r\n\r\n"
        let sentAt = Timestamp.now()
        // A refused body is cut off by the service, whose answer is there to read all the same.
        socket.send(Array(head.utf8) + body)
        return try readResponse(sentAt: sentAt, isHead: method == "HEAD")
    }

    /// Whether a body is a JSON object or array. A number or a word may as well be something else.
    static func isJSON(_ body: [UInt8]) -> Bool {
        guard let first = body.first(where: { !isJSONBlank($0) }) else { return false }
        return "{[".utf8.contains(first) && (try? checkJSON(body)) != nil
    }

    private static func isJSONBlank(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }

    private func readResponse(sentAt: Timestamp, isHead: Bool) throws(ServiceError) -> Response {
        var firstByte: Int?
        var lines: [String] = []
        while lines.last != "" {
            guard let line = socket.nextLine() else {
                throw ServiceError(
                    description: "the service closed the connection without an answer",
                    hint: ""
                )
            }
            firstByte = firstByte ?? Int(Timestamp.now().microseconds(since: sentAt))
            lines.append(line)
        }
        let status = lines[0].split(separator: " ", maxSplits: 2)
        let headers = lines[1...].dropLast().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
        let length = headers.first { $0.name.lowercased() == "content-length" }
            .flatMap { Int($0.value) }
        while !isHead, length.map({ socket.buffer.count < $0 }) ?? true, socket.fill() {}
        let headBytes = lines.reduce(0) { $0 + $1.utf8.count + 2 }
        return Response(
            status: status.count > 1 ? Int(status[1]) ?? 0 : 0,
            reason: status.count > 2 ? String(status[2]) : "",
            headers: headers,
            body: socket.buffer,
            bytes: headBytes + socket.buffer.count,
            firstByteMicroseconds: firstByte ?? 0,
            lastByteMicroseconds: Int(Timestamp.now().microseconds(since: sentAt))
        )
    }
}
