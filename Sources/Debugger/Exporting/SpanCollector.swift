import Flows

#if canImport(Glibc)
import Glibc
#endif

/// An OpenTelemetry collector that takes OTLP/JSON over HTTP/1.1.
///
/// Blocking, one request at a time; each has ``timeoutSeconds``.
/// - SeeAlso: [OTLP/HTTP](https://opentelemetry.io/docs/specs/otlp/#otlphttp)
public struct SpanCollector: Sendable {
    private let url: HTTPURL
    private let port: Int
    private let target: String

    /// How long connecting, sending and answering may each take.
    static let timeoutSeconds = 10

    /// - Parameter text: `http://HOST:PORT` or with a path; without one, `/v1/traces`.
    /// - Throws: when it is no such URL, or needs TLS.
    public init(url text: String) throws(ExportError) {
        guard let url = HTTPURL(text), let port = url.port else {
            throw ExportError("'\(text)' is no URL", hint: "as in: http://127.0.0.1:4318")
        }
        guard url.scheme == "http" else {
            throw ExportError(
                "'\(text)' needs TLS, which Waybill does not speak",
                hint:
                    "send to a collector on this machine, http://127.0.0.1:4318, which goes on to "
                    + "it; or write a file: --as otlp"
            )
        }
        self.url = url
        self.port = port
        target = url.target == "/" ? "/v1/traces" : url.target
    }

    /// What the collector did with one request.
    public struct Receipt: Equatable, Sendable {
        /// Spans that it did not take, as it says.
        public var rejectedSpans = 0
        public var message: String?
    }

    /// Sends one request of spans.
    public func send(_ spans: [UInt8]) throws(ExportError) -> Receipt {
        let socket = try connect()
        var head = "POST \(target) HTTP/1.1\r\nHost: \(url.authority)\r\n"
        if let user = url.userInfo {
            head += "Authorization: Basic \(base64Text(Array(percentDecoded(user).utf8)))\r\n"
        }
        head += "User-Agent: waybill/\(waybillVersion)\r\nContent-Type: application/json\r\n"
        head += "Content-Length: \(spans.count)\r\nConnection: close\r\n\r\n"
        socket.send(Array(head.utf8) + spans)
        guard
            let status = socket.nextLine()?.split(separator: " ").dropFirst().first.flatMap({
                Int($0)
            })
        else { throw failure("did not answer within \(Self.timeoutSeconds) s") }
        while let line = socket.nextLine(), !line.isEmpty {}
        while socket.fill() {}
        guard status == 200 else {
            let text = String(decoding: socket.buffer.prefix(300), as: UTF8.self)
            throw failure("answered \(status) \(oneLine(text))")
        }
        return receipt(socket.buffer)
    }

    private func receipt(_ body: [UInt8]) -> Receipt {
        // A body sent in chunks stands between their sizes.
        guard let start = body.firstIndex(of: UInt8(ascii: "{")),
            let end = body.lastIndex(of: UInt8(ascii: "}")), start < end,
            let partial = try? JSONNode(Array(body[start...end]))["partialSuccess"]
        else { return Receipt() }
        return Receipt(
            rejectedSpans: partial["rejectedSpans"]?.integer ?? 0,
            message: partial["errorMessage"]?.string
        )
    }

    private func failure(_ reason: String) -> ExportError {
        ExportError(
            "the collector at \(url.authority) \(reason)",
            hint: "is it up, and does it take OTLP/HTTP there?"
        )
    }

    private func connect() throws(ExportError) -> BlockingSocket {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(url.host, String(port), &hints, &list)
        guard code == 0 else { throw failure("is unknown: \(String(cString: gai_strerror(code)))") }
        defer { freeaddrinfo(list) }
        var reason = "cannot be reached"
        var next = list
        while let address = next?.pointee {
            next = address.ai_next
            let descriptor = socket(
                address.ai_family,
                address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue),
                0
            )
            guard descriptor >= 0 else { continue }
            let connection = BlockingSocket(descriptor)
            var limit = timeval(tv_sec: Self.timeoutSeconds, tv_usec: 0)
            for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
                let size = socklen_t(MemoryLayout<timeval>.size)
                setsockopt(descriptor, SOL_SOCKET, option, &limit, size)
            }
            if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 {
                return connection
            }
            reason = "cannot be reached: \(String(cString: strerror(errno)))"
        }
        throw failure(reason)
    }
}
