import Foundation

/// A client connection over which a test says exactly which bytes go out, and when.
final class RawConnection: @unchecked Sendable {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
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
        guard code == 0 else {
            throw Surprise("cannot connect to port \(port): \(String(cString: strerror(errno)))")
        }
        setTimeout(seconds: 30)
    }

    deinit { end() }

    func setTimeout(seconds: Int) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
    }

    /// Sends text as it is. A peer that closed is no error: its answer is there to read.
    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
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

    /// Closes the connection; with `reset` the peer sees a reset instead of an orderly end.
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

    /// The next response. Interim 1xx responses are responses of their own.
    func response(toHead: Bool = false) throws -> Response {
        var lines: [String] = []
        while lines.last != "" {
            guard let line = nextLine() else {
                throw Surprise("the connection ended instead of a response; so far: \(lines)")
            }
            lines.append(line)
        }
        var response = Response(status: 0, reason: "", headers: [], body: [])
        let status = lines[0].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard status.count == 3, status[0] == "HTTP/1.1", let code = Int(status[1]) else {
            throw Surprise("no status line: \(lines[0])")
        }
        response.status = code
        response.reason = String(status[2])
        for line in lines[1...].dropLast() {
            guard let colon = line.range(of: ": ") else { throw Surprise("no header: \(line)") }
            response.headers.append(
                (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
            )
        }
        guard !toHead, code >= 200, code != 204, code != 304 else { return response }
        guard let length = response["content-length"].flatMap({ Int($0) }) else {
            while fill() {}
            response.body = buffer
            buffer = []
            return response
        }
        while buffer.count < length {
            guard fill() else {
                throw Surprise("the body ended after \(buffer.count) of \(length)")
            }
        }
        response.body = Array(buffer[..<length])
        buffer.removeFirst(length)
        return response
    }

    /// Whether the peer has closed, with nothing left to read; waits for it up to the time limit.
    var isEnded: Bool { buffer.isEmpty && !fill() }

    private func nextLine() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end].filter { $0 != 0x0D }, as: UTF8.self)
            }
            guard fill() else { return nil }
        }
    }

    private func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { return false }
        buffer += chunk[..<count]
        return true
    }
}

/// A response as it came.
struct Response: Sendable, CustomStringConvertible {
    var status: Int
    var reason: String
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    /// The first header of that name, in any letter case.
    subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    func all(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// What `waybill events` and its like find the flow by.
    var requestID: String { self["apigw-requestid"] ?? self["x-amzn-requestid"] ?? "no-request-id" }

    var description: String { "\(status) \(headers) \(text.prefix(300))" }
}

/// Sends one request on a connection of its own.
func request(
    _ method: String,
    _ target: String,
    port: Int,
    headers: [String] = [],
    body: [UInt8]? = nil
) throws -> Response {
    let connection = try RawConnection(port: port)
    var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    for header in headers { head += "\(header)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    connection.send(Array("\(head)\r\n".utf8) + (body ?? []))
    return try connection.response(toHead: method == "HEAD")
}
