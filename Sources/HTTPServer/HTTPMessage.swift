/// One field of a message, in the sender's spelling and order.
public struct HTTPField: Equatable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A client's request as it came in: nothing folded, renamed or decoded.
public struct HTTPRequest: Sendable {
    /// As sent; methods are case-sensitive.
    public var method: String
    /// The raw request target, percent-encoding untouched: `/orders/a%2Fb?x=1`.
    public var target: String
    /// `HTTP/1.1` or `HTTP/1.0`.
    public var protocolName: String
    public var headers: [HTTPField]
    public var body: [UInt8]
    /// False when the body was cut off: over the limit, or the client stopped in the middle.
    public var isComplete: Bool
    /// The size of the request line and the headers in bytes.
    public var headBytes: Int
    /// The peer's numeric address, without the port.
    public var clientAddress: String
    public var clientPort: Int

    public init(
        method: String,
        target: String,
        protocolName: String = "HTTP/1.1",
        headers: [HTTPField] = [],
        body: [UInt8] = [],
        isComplete: Bool = true,
        headBytes: Int = 0,
        clientAddress: String = "127.0.0.1",
        clientPort: Int = 0
    ) {
        self.method = method
        self.target = target
        self.protocolName = protocolName
        self.headers = headers
        self.body = body
        self.isComplete = isComplete
        self.headBytes = headBytes
        self.clientAddress = clientAddress
        self.clientPort = clientPort
    }

    /// The first value of a header, whatever the letter case of its name.
    public func header(_ name: String) -> String? {
        headers.first(named: name)
    }

    /// The target up to the first `?`.
    public var path: Substring {
        target[..<(target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex)]
    }

    /// The target after the first `?`; empty when there is none.
    public var query: Substring {
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return "" }
        return target[target.utf8.index(after: mark)...]
    }
}

extension [HTTPField] {
    /// The first value of a header, whatever the letter case of its name.
    public func first(named name: String) -> String? {
        first { equalIgnoringASCIICase($0.name, name) }?.value
    }

    /// Takes every header of that name away, whatever the letter case.
    public mutating func removeAll(named name: String) {
        removeAll { equalIgnoringASCIICase($0.name, name) }
    }
}

/// Whether two header names are the same field.
public func equalIgnoringASCIICase(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    return zip(a.utf8, b.utf8).allSatisfy { x, y in
        x == y || (x | 0x20 == y | 0x20 && (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= x | 0x20)
    }
}

/// What the server sends back. `Content-Length` is written by the server from `body`.
public struct HTTPResponse: Equatable, Sendable {
    public var status: Int
    public var headers: [HTTPField]
    public var body: [UInt8]

    public init(status: Int, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
