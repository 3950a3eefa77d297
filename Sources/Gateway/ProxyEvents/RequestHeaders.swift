import HTTPServer

/// The headers of an event: what the gateway keeps, renames, leaves out and adds.
extension ProxyEventContext {
    /// REST: the client's spelling is kept, except for the names that AWS writes its own way.
    func restHeaders(of request: HTTPRequest) -> MultiValues {
        var headers = MultiValues(reservingCapacity: request.headers.count + 5)
        for field in request.headers {
            let name = field.name.lowercased()
            if restDroppedHeaders.contains(name) || gatewayHeaders.contains(name) { continue }
            // A SigV4 signature is for the gateway, not for the function.
            if name == "authorization", field.value.hasPrefix("AWS4-HMAC-SHA256") { continue }
            headers.append(canonicalName(of: field.name, lowercase: name), field.value)
        }
        headers.set("X-Amzn-Trace-Id", to: ["Root=\(traceID)"])
        headers.set("X-Forwarded-For", to: [forwardedFor(request)])
        headers.set("X-Forwarded-Port", to: [String(port)])
        headers.set("X-Forwarded-Proto", to: [scheme])
        return headers
    }

    /// HTTP APIs: lower-case names; `content-length` is always there and tells the body's real size,
    /// also when it came in chunks.
    func httpHeaders(of request: HTTPRequest, keepingCookies: Bool) -> MultiValues {
        var headers = MultiValues(reservingCapacity: request.headers.count + 5)
        for field in request.headers {
            let name = field.name.lowercased()
            if hopByHopHeaders.contains(name) || gatewayHeaders.contains(name) { continue }
            if name == "cookie", !keepingCookies { continue }
            headers.append(name, field.value)
        }
        headers.set("content-length", to: [String(request.body.count)])
        headers.set("x-amzn-trace-id", to: ["Root=\(traceID)"])
        headers.set("x-forwarded-for", to: [forwardedFor(request)])
        headers.set("x-forwarded-port", to: [String(port)])
        headers.set("x-forwarded-proto", to: [scheme])
        return headers
    }

    /// The client's own list, if it sent one, and the address that the gateway saw.
    private func forwardedFor(_ request: HTTPRequest) -> String {
        var addresses = request.headers.lazy
            .filter { equalIgnoringASCIICase($0.name, "x-forwarded-for") && !$0.value.isEmpty }
            .map(\.value)[...]
        guard let first = addresses.popFirst() else { return sourceIP }
        return ([first] + addresses + [sourceIP]).joined(separator: ", ")
    }
}

/// The pairs of all Cookie headers: `["sid=abc", "theme=dark"]`.
func cookies(of request: HTTPRequest) -> [String] {
    request.headers.filter { equalIgnoringASCIICase($0.name, "cookie") }.flatMap { field in
        field.value.utf8.split(separator: UInt8(ascii: ";")).compactMap { piece in
            let pair = piece.drop { $0 == UInt8(ascii: " ") }
            return pair.isEmpty ? nil : String(Substring(pair))
        }
    }
}

/// What the gateway writes itself, whatever the client sent.
private let gatewayHeaders: Set = [
    "x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto",
]

/// Never delivered by REST APIs.
private let restDroppedHeaders: Set = [
    "connection", "content-length", "content-md5", "expect", "max-forwards", "proxy-authenticate",
    "server", "te", "transfer-encoding", "trailer", "upgrade", "www-authenticate",
]

/// Fields of one connection, not of the message: RFC 9110, section 7.6.1. AWS has no list for HTTP
/// APIs; clients there speak HTTP/2, which knows none of these.
let hopByHopHeaders: Set = [
    "connection", "expect", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding",
    "upgrade",
]

private func canonicalName(of name: String, lowercase: String) -> String {
    if let known = canonicalNames[lowercase] { return known }
    return lowercase.hasPrefix("x-forwarded-") ? titleCase(lowercase) : name
}

/// Names that REST APIs write their own way, whatever the client's spelling.
private let canonicalNames = [
    "accept": "Accept", "authorization": "Authorization", "content-type": "Content-Type",
    "host": "Host", "user-agent": "User-Agent",
]

/// `x-forwarded-host` becomes `X-Forwarded-Host`.
func titleCase(_ name: String) -> String {
    name.split(separator: "-", omittingEmptySubsequences: false)
        .map { $0.prefix(1).uppercased() + $0.dropFirst() }
        .joined(separator: "-")
}
