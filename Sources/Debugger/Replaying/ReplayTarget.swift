/// Where a replay goes.
public enum ReplayTarget: Equatable, Sendable {
    /// Where the recorded flow went: its function, its front door.
    case origin
    /// Another function of the project, by its name.
    case function(String)
    /// Another front door: plain HTTP, `http://host:port/prefix`.
    case door(HTTPAddress)
    /// An endpoint that speaks Lambda's Invoke API, unsigned; the recorded function's name when none
    /// is given.
    case lambda(HTTPAddress, function: String?)

    /// The path under which the Invoke API has its functions.
    private static let functionsPath = "/2015-03-31/functions"

    /// Reads `orders`, `http://127.0.0.1:4000/prod`,
    /// `http://127.0.0.1:3001/2015-03-31/functions[/NAME[/invocations]]`.
    public init(_ text: String) throws(ReplayRefusal) {
        guard text.contains("://") else {
            guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw ReplayRefusal("'\(text)' is no function's name")
            }
            self = .function(text)
            return
        }
        let address = try HTTPAddress(text)
        guard address.path == Self.functionsPath || address.path.hasPrefix(Self.functionsPath + "/")
        else {
            self = .door(address)
            return
        }
        let rest = address.path.dropFirst(Self.functionsPath.count).split(separator: "/")
        guard rest.count < 2 || rest.count == 2 && rest[1] == "invocations" else {
            throw ReplayRefusal(
                "'\(text)' is no Invoke path",
                hint: "as in: http://\(address.authority)\(Self.functionsPath)/orders/invocations"
            )
        }
        self = .lambda(
            HTTPAddress(host: address.host, port: address.port, path: ""),
            function: rest.first.map { String($0) }
        )
    }

    /// As ``init(_:)`` reads it; nil for the origin's own.
    public var text: String? {
        switch self {
        case .origin: nil
        case .function(let name): name
        case .door(let address): address.text
        case .lambda(let address, let function):
            "http://\(address.authority)\(Self.functionsPath)" + (function.map { "/\($0)" } ?? "")
        }
    }

    /// The other service's address; nil when nothing leaves this one.
    public var remoteAddress: HTTPAddress? {
        switch self {
        case .origin, .function: nil
        case .door(let address), .lambda(let address, _): address
        }
    }
}

/// The address of a service that speaks plain HTTP.
public struct HTTPAddress: Equatable, Sendable {
    public let host: String
    public let port: Int
    /// What stands before every target, without a slash at its end.
    public let path: String

    init(host: String, port: Int, path: String) {
        self.host = host
        self.port = port
        self.path = path
    }

    /// Reads `http://host[:port][/prefix]`.
    public init(_ text: String) throws(ReplayRefusal) {
        guard let mark = text.firstRange(of: "://") else {
            throw ReplayRefusal("'\(text)' is no URL", hint: "as in: http://127.0.0.1:4000")
        }
        switch text[..<mark.lowerBound].lowercased() {
        case "http": break
        case "https":
            throw ReplayRefusal(
                "https is not spoken: replays are sent as plain HTTP and are not signed",
                hint: "put a proxy that speaks TLS in between, and name it with http://"
            )
        default: throw ReplayRefusal("'\(text)' is no HTTP URL", hint: "http://HOST:PORT")
        }
        let rest = text[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = rest.dropFirst(authority.count)
        guard !path.contains("?"), !path.contains("#"), !authority.contains("@"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            throw ReplayRefusal(
                "'\(text)' is more than host, port and path",
                hint: "as in: http://127.0.0.1:4000/prod"
            )
        }
        var host = String(authority)
        var port: Int? = 80
        // `[::1]:80` has colons of its own.
        let end = authority.lastIndex(of: "]").map { authority.index(after: $0) }
        if let colon = authority[(end ?? authority.startIndex)...].firstIndex(of: ":") {
            host = String(authority[..<colon])
            port = Int(authority[authority.index(after: colon)...])
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty, let port, 1...65535 ~= port else {
            throw ReplayRefusal("'\(text)' has no host and port", hint: "http://127.0.0.1:4000")
        }
        var prefix = String(path)
        while prefix.hasSuffix("/") { prefix.removeLast() }
        self.init(host: host, port: port, path: prefix)
    }

    /// `127.0.0.1:4000`
    public var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

    /// As ``init(_:)`` reads it.
    public var text: String { "http://\(authority)\(path)" }
}
