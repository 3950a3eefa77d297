import NIOCore

/// A response whose body comes piece by piece and ends with the connection.
///
/// Owned by the connection's event loop.
public final class HTTPStream: @unchecked Sendable {
    private let connection: HTTPConnection
    private var hasEnded = false

    init(_ connection: HTTPConnection) { self.connection = connection }

    /// Sends more of the body at once. After the end, or when the client is gone, nothing happens.
    public func write(_ bytes: [UInt8]) {
        guard !hasEnded else { return }
        connection.write(bytes)
    }

    /// Sends more of the body and calls `action` when the kernel has taken it, so that who writes can
    /// wait for a slow reader instead of filling memory. After the end, or when the client is gone,
    /// nothing happens.
    public func write(_ bytes: [UInt8], whenTaken action: @escaping () -> Void) {
        guard !hasEnded else { return }
        connection.write(bytes, whenTaken: action)
    }

    /// Ends the body and the connection.
    public func end() {
        guard !hasEnded else { return }
        hasEnded = true
        connection.closeWhenWritten()
    }
}

extension HTTPExchange {
    /// Sends the head of a response and leaves its body open.
    public func stream(_ head: HTTPResponse) -> HTTPStream {
        precondition(!hasResponded, "an exchange is answered once")
        hasResponded = true
        connection.beginStream(head)
        return HTTPStream(connection)
    }
}
