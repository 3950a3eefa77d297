/// Whom a client believes: the system's certificate authorities, or those of a file, which stand in
/// their place, as `SSL_CERT_FILE` does for OpenSSL and `AWS_CA_BUNDLE` for the AWS tools.
///
/// - SeeAlso: [SSL_CTX_set_default_verify_paths](https://docs.openssl.org/master/man3/SSL_CTX_load_verify_locations/),
///   [AWS_CA_BUNDLE](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html)
public struct TLSTrust: Equatable, Sendable {
    /// The environment variable that names the file, or would, for the words of errors.
    public let variable: String
    /// A PEM file of certificates; nil: the system's.
    public let file: String?

    public init(variable: String = "SSL_CERT_FILE", file: String? = nil) {
        self.variable = variable
        self.file = file
    }
}
