import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A server that speaks TLS and answers every request with its method, target and host.
final class TLSServer: Sendable {
    private let channel: any Channel
    let port: Int
    private let count = Count()

    private final class Count: Sendable { let value = Mutex(0) }

    init(_ identity: (certificate: String, key: String)) async throws {
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: NIOSSLCertificate.fromPEMFile(identity.certificate).map {
                    .certificate($0)
                },
                privateKey: .privateKey(NIOSSLPrivateKey(file: identity.key, format: .pem))
            )
        )
        channel = try await ServerBootstrap(group: TestServer.loop)
            .childChannelInitializer { [count] channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: context))
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(Answerer { count.value.withLock { $0 += 1 } })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    /// Requests that came.
    var requests: Int { count.value.withLock { $0 } }

    func close() async throws { try await channel.close() }

    private final class Answerer: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let whenAsked: () -> Void
        private var text = ""

        init(_ whenAsked: @escaping () -> Void) { self.whenAsked = whenAsked }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                text = "\(head.method) \(head.uri) \(head.headers["host"].joined())"
                whenAsked()
            case .body: break
            case .end:
                let head = HTTPResponseHead(
                    version: .http1_1,
                    status: .ok,
                    headers: ["content-length": "\(text.utf8.count)"]
                )
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                let body = context.channel.allocator.buffer(string: text)
                context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
