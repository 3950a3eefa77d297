import NIOCore
import NIOSSL
import NIOTLS

/// Waits for the end of the TLS handshake of one connection, behind the handler that makes it.
///
/// Owned by its connection's event loop.
final class TLSHandshake: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let endpoint: HTTPEndpoint
    private let tls: NIOSSLClientHandler
    private let trust: TLSTrust
    private let end: EventLoopPromise<Void>
    private var hasEnded = false

    init(
        _ endpoint: HTTPEndpoint,
        _ tls: NIOSSLClientHandler,
        trust: TLSTrust,
        on loop: any EventLoop
    ) {
        self.endpoint = endpoint
        self.tls = tls
        self.trust = trust
        end = loop.makePromise()
    }

    /// Fails with an ``HTTPClientError``, nothing having been sent.
    var completion: EventLoopFuture<Void> { end.futureResult }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event, !hasEnded {
            hasEnded = true
            end.succeed()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !hasEnded else { return context.fireErrorCaught(error) }
        fail(
            HTTPClientError(
                failedHandshake: error,
                with: endpoint,
                certificate: tls.peerCertificate,
                trust: trust
            )
        )
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.closedInHandshake(endpoint))
        context.fireChannelInactive()
    }

    /// Also where no connection came about, which nobody waits for then.
    func handlerRemoved(context: ChannelHandlerContext) { fail(.closedInHandshake(endpoint)) }

    func fail(_ error: HTTPClientError) {
        guard !hasEnded else { return }
        hasEnded = true
        end.fail(error)
    }
}
