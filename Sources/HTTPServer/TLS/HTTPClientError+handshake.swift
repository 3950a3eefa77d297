import NIOSSL

#if canImport(Glibc)
import Glibc
#endif

/// Why a TLS handshake failed, in words. Nothing was sent then.
extension HTTPClientError {
    /// - `certificate`: the server's own, as far as it came.
    init(
        failedHandshake error: any Error,
        with endpoint: HTTPEndpoint,
        certificate: NIOSSLCertificate?,
        trust: TLSTrust
    ) {
        if let certificate, error as? NIOSSLExtraError == .failedToValidateHostname {
            self.init(
                "the certificate of \(endpoint.address) is for \(certificate.names), "
                    + "not for \(endpoint.host)",
                hint: "use a name that the certificate has",
                wasSent: false
            )
            return
        }
        switch error {
        case NIOSSLError.handshakeFailed(.sslError(let errors)):
            let reason = errors.lazy.compactMap { Self.reason($0.description) }.first ?? "unknown"
            self = .failed(reason, endpoint, certificate, trust)
        case NIOSSLError.uncleanShutdown, NIOSSLError.handshakeFailed:
            self = .closedInHandshake(endpoint)
        default:
            self.init(
                "the TLS handshake with \(endpoint.address) failed: \(error)",
                wasSent: false
            )
        }
    }

    static func closedInHandshake(_ endpoint: HTTPEndpoint) -> HTTPClientError {
        HTTPClientError(
            "\(endpoint.address) closed the connection during the TLS handshake",
            hint: "if it speaks plain HTTP: http://\(endpoint.address)",
            wasSent: false
        )
    }

    static func lateHandshake(_ endpoint: HTTPEndpoint) -> HTTPClientError {
        HTTPClientError(
            "the TLS handshake with \(endpoint.address) was not done in time",
            hint: "if it speaks plain HTTP: http://\(endpoint.address)",
            wasSent: false
        )
    }

    private static func failed(
        _ reason: String,
        _ endpoint: HTTPEndpoint,
        _ certificate: NIOSSLCertificate?,
        _ trust: TLSTrust
    ) -> HTTPClientError {
        switch reason {
        case "CERTIFICATE_VERIFY_FAILED":
            guard let certificate else { break }
            let (why, hint) = certificate.distrust(trust)
            return HTTPClientError(
                "the certificate of \(endpoint.address) is not trusted: \(why)",
                hint: hint,
                wasSent: false
            )
        // What comes is no TLS record: another protocol.
        case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST":
            return HTTPClientError(
                "\(endpoint.address) does not speak TLS",
                hint: "if it speaks plain HTTP: http://\(endpoint.address)",
                wasSent: false
            )
        default: break
        }
        let words = reason.lowercased().replacing("_", with: " ")
        return HTTPClientError(
            "the TLS handshake with \(endpoint.address) failed: \(words)",
            wasSent: false
        )
    }

    /// `Error: 268435581 error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at …`:
    /// the word before ` at `.
    private static func reason(_ text: String) -> String? {
        guard let mark = text.firstRange(of: ":OPENSSL_internal:") else { return nil }
        return String(text[mark.upperBound...].prefix { $0 != " " })
    }
}

extension NIOSSLCertificate {
    /// `*.example.com, 127.0.0.1`, at most four names.
    fileprivate var names: String {
        let names = _subjectAlternativeNames().compactMap { name -> String? in
            switch name.nameType {
            case .dnsName: String(decoding: name.contents, as: UTF8.self)
            case .ipAddress: Self.address(Array(name.contents))
            default: nil
            }
        }
        guard !names.isEmpty else { return "no name" }
        return names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
    }

    private static func address(_ bytes: [UInt8]) -> String? {
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return nil }
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }

    /// Why it is not believed, as far as the certificate itself tells, and what helps.
    fileprivate func distrust(_ trust: TLSTrust) -> (why: String, hint: String) {
        let now = time(nil)
        if notValidAfter < now {
            return ("it expired on \(day(notValidAfter))", "its owner must renew it")
        }
        if notValidBefore > now {
            return (
                "it is valid only from \(day(notValidBefore)) on", "is this machine's clock right?"
            )
        }
        let issuer = issuerName.first { $0.type == .commonName } ?? issuerName.first
        let roots = trust.file.map { "\(trust.variable), \($0)," } ?? "this system"
        let hint =
            trust.file.map { "add the PEM text of its issuer to \($0) (\(trust.variable))" }
            ?? "if it is one of your own: \(trust.variable)=FILE, the PEM file of its issuer"
        guard subjectName != issuerName else { return ("it is signed by itself", hint) }
        return ("\(roots) does not know its issuer, \(issuer?.value ?? "which has no name")", hint)
    }

    private func day(_ time: time_t) -> String {
        var (time, parts) = (time, tm())
        gmtime_r(&time, &parts)
        let digits = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
    }
}
