/// Where a server is reached: how it is spoken to, its name or numeric address, and its port.
public struct HTTPEndpoint: Hashable, Sendable {
    public enum Scheme: String, Sendable {
        case http, https

        public var defaultPort: Int { self == .https ? 443 : 80 }
    }

    public let scheme: Scheme
    /// Without the brackets of IPv6.
    public let host: String
    public let port: Int

    public init(_ scheme: Scheme = .http, host: String, port: Int? = nil) {
        self.scheme = scheme
        self.host = host
        self.port = port ?? scheme.defaultPort
    }

    /// `HOST[:PORT]`, as the header `Host` has it: without the scheme's own port.
    public var authority: String { port == scheme.defaultPort ? name : "\(name):\(port)" }

    /// `HOST:PORT`
    public var address: String { "\(name):\(port)" }

    private var name: String { host.contains(":") ? "[\(host)]" : host }

    /// Whether nothing that is sent there leaves the machine.
    public var isLoopback: Bool {
        let host = host.lowercased()
        guard host != "localhost", host != "::1" else { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
