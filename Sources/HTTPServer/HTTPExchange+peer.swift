import NIOCore

#if canImport(Glibc)
import Glibc
#endif

extension HTTPExchange {
    /// The user whose process opened the connection, as the kernel knows it; nil where it does not,
    /// as of any but a Unix socket.
    ///
    /// - SeeAlso: [unix(7), SO_PEERCRED](https://man7.org/linux/man-pages/man7/unix.7.html): «This
    ///   read-only socket option returns the credentials of the peer process connected to this
    ///   socket.»
    public var peerUserID: UInt32? {
        /// `struct ucred`
        struct Credentials: Sendable {
            var processID: Int32 = 0
            var userID: UInt32 = 0
            var groupID: UInt32 = 0
        }
        guard case .unixDomainSocket? = connection.channel.localAddress,
            let options = connection.channel as? any SocketOptionProvider
        else { return nil }
        let asked: EventLoopFuture<Credentials> = options.unsafeGetSocketOption(
            level: .socket,
            name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
        )
        // On the connection's own loop the answer is there at once.
        var found: Credentials?
        asked.assumeIsolated().whenSuccess { found = $0 }
        // Without a peer the kernel says user -1.
        return found.flatMap { $0.userID == .max ? nil : $0.userID }
    }
}
