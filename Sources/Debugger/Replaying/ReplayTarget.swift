import HTTPServer

/// Where a replay goes.
public enum ReplayTarget: Equatable, Sendable {
    /// Where the recorded flow went: its function, its front door.
    case origin
    /// Another function of the project, by its name.
    case function(String)
    /// Another front door, `https://host:port/prefix`.
    case door(HTTPAddress)
    /// An endpoint that speaks Lambda's Invoke API, AWS's own among them; the recorded function's name
    /// when none is given.
    case lambda(HTTPAddress, function: String?)

    /// The path under which the Invoke API has its functions.
    static let functionsPath = "/2015-03-31/functions"

    /// Reads `orders`, `http://127.0.0.1:4000/prod`,
    /// `https://lambda.us-east-1.amazonaws.com/2015-03-31/functions[/NAME[/invocations]]`.
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
                hint: "as in: \(address.origin)\(Self.functionsPath)/orders/invocations"
            )
        }
        self = .lambda(
            HTTPAddress(address.endpoint, path: ""),
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
            "\(address.origin)\(Self.functionsPath)" + (function.map { "/\($0)" } ?? "")
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

/// The address of a service: where it is reached, and what stands before its paths.
public struct HTTPAddress: Equatable, Sendable {
    public let endpoint: HTTPEndpoint
    /// What stands before every target, without a slash at its end.
    public let path: String

    init(_ endpoint: HTTPEndpoint, path: String) {
        self.endpoint = endpoint
        self.path = path
    }

    /// Reads `http[s]://host[:port][/prefix]`.
    public init(_ text: String) throws(ReplayRefusal) {
        guard text.contains("://") else {
            throw ReplayRefusal("'\(text)' is no URL", hint: "as in: http://127.0.0.1:4000")
        }
        let start = text.lowercased()
        guard start.hasPrefix("http://") || start.hasPrefix("https://") else {
            throw ReplayRefusal("'\(text)' is no HTTP URL", hint: "https://HOST:PORT")
        }
        let url = HTTPURL(text)
        guard url?.userInfo == nil, !text.contains("?"), !text.contains("#"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            throw ReplayRefusal(
                "'\(text)' is more than host, port and path",
                hint: "as in: http://127.0.0.1:4000/prod"
            )
        }
        guard let url, let endpoint = url.endpoint else {
            throw ReplayRefusal("'\(text)' has no host and port", hint: "http://127.0.0.1:4000")
        }
        var prefix = url.target
        while prefix.hasSuffix("/") { prefix.removeLast() }
        self.init(endpoint, path: prefix)
    }

    /// `127.0.0.1:4000`, `example.com`
    public var authority: String { endpoint.authority }

    /// `http://127.0.0.1:4000`, `https://example.com`
    var origin: String { "\(endpoint.scheme.rawValue)://\(authority)" }

    /// As ``init(_:)`` reads it.
    public var text: String { origin + path }
}
