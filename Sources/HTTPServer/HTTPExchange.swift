import NIOCore

/// One request's answer: who responds sends it here, once, on the event loop.
///
/// Owned by the connection's event loop, like everything it touches.
public final class HTTPExchange: @unchecked Sendable {
    /// What became of a response.
    public enum Delivery: Equatable, Sendable {
        /// The kernel took the last byte and no reset was seen: so many bytes.
        case taken(bytes: Int)
        /// The client went away before.
        case clientGone(bytes: Int)
    }

    let connection: HTTPConnection
    let keepsAlive: Bool
    let isHead: Bool
    let isHTTP10: Bool
    var hasResponded = false
    public private(set) var isClientGone = false
    private var whenClientGone: (() -> Void)?

    init(
        connection: HTTPConnection,
        keepsAlive: Bool,
        isHead: Bool,
        isHTTP10: Bool = false
    ) {
        self.connection = connection
        self.keepsAlive = keepsAlive
        self.isHead = isHead
        self.isHTTP10 = isHTTP10
    }

    /// Sends the whole response. `Content-Length`, `Date` and `Connection` are written here.
    /// `whenDelivered` is called once, with what became of it.
    public func send(
        _ response: HTTPResponse,
        whenDelivered: ((Delivery) -> Void)? = nil
    ) {
        precondition(!hasResponded, "an exchange is answered once")
        hasResponded = true
        connection.send(response, of: self, whenDelivered: whenDelivered)
    }

    /// Calls `action` when the client goes away before it was answered; at once, if it has.
    public func onClientGone(_ action: @escaping () -> Void) {
        if isClientGone { action() } else { whenClientGone = action }
    }

    /// Closes the client's connection at once, answered or not.
    public func disconnect() { connection.close() }

    func clientIsGone() {
        guard !isClientGone else { return }
        isClientGone = true
        whenClientGone?()
        whenClientGone = nil
    }
}

/// Answers requests. Called on the connection's event loop; the answer may come later, through the
/// exchange, on the same loop.
public protocol HTTPResponder: AnyObject, Sendable {
    func respond(to request: HTTPRequest, on exchange: HTTPExchange)

    /// A connection sent something that is no HTTP request: what to answer before it is closed.
    func responseToMalformedRequest(_ reason: String, from client: String) -> HTTPResponse
}
