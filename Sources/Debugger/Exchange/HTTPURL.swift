import HTTPServer

/// An absolute `http` or `https` URL in its parts.
struct HTTPURL: Equatable {
    /// Lower case.
    let scheme: String
    /// `user:password`, as it stands; nil when there is none.
    let userInfo: String?
    /// `HOST[:PORT]`, as it stands.
    let authority: String
    /// Path and query as they stand, at least `/`; never the fragment.
    let target: String

    /// Nil when the text is no such URL. Without a scheme it is `http`, as curl has it.
    init?(_ text: String) {
        var rest = text[...]
        if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.index(colon, offsetBy: 3)...]
        } else {
            scheme = "http"
        }
        guard scheme == "http" || scheme == "https" else { return nil }
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        let place = rest[..<end]
        if let at = place.lastIndex(of: "@") {
            userInfo = String(place[..<at])
            authority = String(place[place.index(after: at)...])
        } else {
            userInfo = nil
            authority = String(place)
        }
        guard !authority.isEmpty, !authority.contains(where: { $0 == " " || $0.isNewline }) else {
            return nil
        }
        let tail = rest[end...].prefix { $0 != "#" }
        target = tail.hasPrefix("/") ? String(tail) : "/" + tail
    }

    /// Where it is reached; nil when the text after the colon is no port.
    var endpoint: HTTPEndpoint? {
        guard let port, !host.isEmpty, let scheme = HTTPEndpoint.Scheme(rawValue: scheme) else {
            return nil
        }
        return HTTPEndpoint(scheme, host: host, port: port)
    }

    /// The name or numeric address, without the brackets of IPv6.
    var host: String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        return String(authority.prefix { $0 != ":" })
    }

    /// Nil when the text after the colon is no port.
    var port: Int? {
        let start = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[start...].lastIndex(of: ":") else {
            return scheme == "https" ? 443 : 80
        }
        return Int(authority[authority.index(after: colon)...]).flatMap {
            (1...65535).contains($0) ? $0 : nil
        }
    }
}
