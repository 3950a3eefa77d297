import NIOSSL

/// What the TLS connections of one client share: made once, since reading the system's certificates
/// takes milliseconds.
///
/// The chain and the server's name, or its numeric address, are always verified.
struct TLSClientContext: Sendable {
    let trust: TLSTrust
    private let context: NIOSSLContext

    /// Reads the trusted certificates; blocks.
    /// - Throws: ``HTTPClientError`` when they cannot be read.
    init(_ trust: TLSTrust) throws(HTTPClientError) {
        self.trust = trust
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            if let file = trust.file {
                // Read here: a file that holds no certificate is an error, not an empty trust.
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
            }
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw Self.unusable(trust)
        }
    }

    /// The handler that speaks TLS on one connection to `host`.
    func handler(for host: String) throws -> NIOSSLClientHandler {
        // SNI carries names only; the certificate is then held against the address connected to.
        try NIOSSLClientHandler(context: context, serverHostname: isNumeric(host) ? nil : host)
    }

    private static func unusable(_ trust: TLSTrust) -> HTTPClientError {
        guard let file = trust.file else {
            return HTTPClientError(
                "this system has no file of trusted certificates",
                hint: "install ca-certificates, or name a PEM file: \(trust.variable)=FILE",
                wasSent: false
            )
        }
        return HTTPClientError(
            "\(trust.variable) names \(file), which is no readable PEM file of certificates",
            hint: "correct it, or unset it to trust the system's certificates",
            wasSent: false
        )
    }
}
