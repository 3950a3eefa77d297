import NIOCore
import NIOPosix
import Testing

@testable import HTTPServer

/// Against servers of NIO's own and certificates that `openssl` made.
@Suite struct `The client` {
    private static let certificates = Result { try TestCertificates() }

    private func certificates() throws -> TestCertificates { try Self.certificates.get() }

    private func send(
        to host: String,
        _ port: Int,
        scheme: HTTPEndpoint.Scheme = .https,
        trusting file: String? = nil
    ) async throws -> HTTPResponse {
        let client = try await HTTPClient.prepared(
            for: HTTPEndpoint(scheme, host: host, port: port),
            trust: TLSTrust(file: file)
        )
        return try await client.send(
            HTTPRequest(method: "POST", target: "/a%2Fb?x=1", body: [1, 2]),
            on: TestServer.loop
        )
    }

    /// The error of a request that must not have reached the server.
    private func refusal(
        _ server: TLSServer,
        host: String = "localhost",
        trusting file: String? = nil
    ) async throws -> HTTPClientError {
        let error = await #expect(throws: HTTPClientError.self) {
            try await send(to: host, server.port, trusting: file)
        }
        #expect(server.requests == 0)
        try await server.close()
        let refusal = try #require(error)
        #expect(!refusal.wasSent)
        return refusal
    }

    @Test func `speaks TLS to a name and to a numeric address`() async throws {
        let certificates = try certificates()
        let server = try await TLSServer(certificates.issue("DNS:localhost,IP:127.0.0.1"))
        for host in ["localhost", "127.0.0.1"] {
            let answer = try await send(to: host, server.port, trusting: certificates.authority)
            #expect(answer.status == 200)
            let text = String(decoding: answer.body, as: UTF8.self)
            #expect(text == "POST /a%2Fb?x=1 \(host):\(server.port)")
        }
        let client = try HTTPClient(
            HTTPEndpoint(.https, host: "localhost", port: server.port),
            trust: TLSTrust(file: certificates.authority)
        )
        try await client.probe(on: TestServer.loop)
        let waited = try await TestServer.onThread {
            try client.sendAndWait(HTTPRequest(method: "GET", target: "/"), within: .seconds(10))
        }
        #expect(waited.status == 200)
        try await server.close()
    }

    @Test func `sends nothing to a server whose issuer it does not know`() async throws {
        let server = try await TLSServer(certificates().issue("DNS:localhost"))
        let error = try await refusal(server)
        #expect(
            error.description == "the certificate of localhost:\(server.port) is not trusted: "
                + "this system does not know its issuer, Waybill Test CA"
        )
        #expect(error.hint?.contains("SSL_CERT_FILE=FILE") == true)
    }

    @Test func `trusts a file in the place of the system's certificates`() async throws {
        let other = try TestCertificates()
        let server = try await TLSServer(certificates().issue("DNS:localhost"))
        let error = try await refusal(server, trusting: other.authority)
        #expect(error.description.contains("SSL_CERT_FILE, \(other.authority), does not know"))
    }

    @Test func `sends nothing to a server that vouches for itself`() async throws {
        let error = try await refusal(try await TLSServer(certificates().selfSigned()))
        #expect(error.description.hasSuffix("is not trusted: it is signed by itself"))
    }

    @Test func `sends nothing to a server whose time is over`() async throws {
        let certificates = try certificates()
        let server = try await TLSServer(certificates.issue("DNS:localhost", days: -1))
        let error = try await refusal(server, trusting: certificates.authority)
        #expect(error.description.contains("is not trusted: it expired on 20"))
    }

    @Test(arguments: [
        ("localhost", "DNS:a.example,DNS:*.b.example", "a.example, *.b.example"),
        ("127.0.0.1", "DNS:localhost,IP:127.0.0.2", "localhost, 127.0.0.2"),
    ])
    func `sends nothing to a server of another name`(
        host: String,
        names: String,
        words: String
    ) async throws {
        let certificates = try certificates()
        let server = try await TLSServer(certificates.issue(names))
        let error = try await refusal(server, host: host, trusting: certificates.authority)
        #expect(
            error.description
                == "the certificate of \(host):\(server.port) is for \(words), not for \(host)"
        )
    }

    @Test func `tells a port that does not speak TLS`() async throws {
        let server = try await TestServer.echo()
        let port = server.listener.port
        let error = await #expect(throws: HTTPClientError.self) {
            try await send(to: "127.0.0.1", port)
        }
        #expect(error?.description == "127.0.0.1:\(port) does not speak TLS")
        #expect(error?.hint == "if it speaks plain HTTP: http://127.0.0.1:\(port)")
        #expect(error?.wasSent == false)
        try await server.close()
    }

    @Test func `tells a port that speaks TLS only`() async throws {
        let server = try await TLSServer(certificates().issue("DNS:localhost"))
        let error = await #expect(throws: HTTPClientError.self) {
            try await send(to: "127.0.0.1", server.port, scheme: .http)
        }
        #expect(error?.description.contains("use https") == true, "\(error as Any)")
        #expect(error?.wasSent == true)
        #expect(server.requests == 0)
        try await server.close()
    }

    @Test func `tells a port that answers plain HTTP with an alert of TLS`() async throws {
        let alerting = try await ServerBootstrap(group: TestServer.loop)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Alerter())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = alerting.localAddress?.port ?? 0
        let error = await #expect(throws: HTTPClientError.self) {
            try await send(to: "127.0.0.1", port, scheme: .http)
        }
        #expect(
            error?.description == "127.0.0.1:\(port): it speaks TLS and no plain HTTP: use https"
        )
        try await alerting.close()
    }

    @Test func `tells a port that closes in the middle of the handshake`() async throws {
        let closing = try await ServerBootstrap(group: TestServer.loop)
            .childChannelInitializer { $0.close() }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = closing.localAddress?.port ?? 0
        let error = await #expect(throws: HTTPClientError.self) {
            try await send(to: "127.0.0.1", port)
        }
        #expect(error?.wasSent == false)
        #expect(error?.description.contains("127.0.0.1:\(port)") == true, "\(error as Any)")
        try await closing.close()
    }

    @Test func `tells that nobody listens, in both schemes`() async throws {
        let server = try await TestServer.echo()
        let port = server.listener.port
        try await server.close()
        for scheme in [HTTPEndpoint.Scheme.http, .https] {
            let error = await #expect(throws: HTTPClientError.self) {
                try await send(to: "127.0.0.1", port, scheme: scheme)
            }
            #expect(error?.description == "cannot connect to 127.0.0.1:\(port): connection refused")
            #expect(error?.wasSent == false)
        }
    }

    @Test func `refuses a file of certificates that is none`() async throws {
        let certificates = try certificates()
        for file in ["/no/such/file.pem", try certificates.issue("DNS:localhost").key] {
            let error = await #expect(throws: HTTPClientError.self) {
                try await send(to: "localhost", 1, trusting: file)
            }
            #expect(
                error?.description
                    == "SSL_CERT_FILE names \(file), which is no readable PEM file of certificates"
            )
            #expect(error?.wasSent == false)
        }
    }
}

/// Answers whatever comes with a fatal `handshake_failure`.
private final class Alerter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let alert = ByteBuffer(bytes: [0x15, 3, 3, 0, 2, 2, 40])
        context.writeAndFlush(wrapOutboundOut(alert), promise: nil)
    }
}
