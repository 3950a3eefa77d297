/// What the name of one of AWS's own endpoints tells.
///
/// - SeeAlso: [Lambda endpoints](https://docs.aws.amazon.com/general/latest/gr/lambda-service.html),
///   [dual-stack endpoints](https://docs.aws.amazon.com/general/latest/gr/rande.html#dual-stack-endpoints)
struct AWSEndpoint: Equatable {
    /// As in `lambda.REGION.amazonaws.com`, `lambda-fips.REGION.api.aws` and
    /// `vpce-….lambda.REGION.vpce.amazonaws.com`; nil where the name has none.
    let region: String?

    private static let domains = [
        "amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "api.aws",
        "api.amazonwebservices.com.cn", "api.amazonwebservices.eu",
    ]

    /// Nil when the host is not AWS's.
    init?(host: String) {
        let host = host.lowercased()
        guard let domain = Self.domains.first(where: { host.hasSuffix("." + $0) }) else {
            return nil
        }
        let labels = host.dropLast(domain.count + 1).split(separator: ".")
        let service = labels.firstIndex { $0 == "lambda" || $0 == "lambda-fips" }
        region = service.flatMap { index in
            index + 1 < labels.count && labels[index + 1] != "vpce"
                ? String(labels[index + 1]) : nil
        }
    }
}
