import Crypto
import Flows
import HTTPServer

/// Signs requests as AWS demands: Signature Version 4 in the header `Authorization`.
///
/// - SeeAlso: [Create a signed AWS API request](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html)
struct SignatureV4: Sendable {
    let credentials: AWSCredentials
    let region: String
    /// `lambda`
    let service: String

    /// The same request with `X-Amz-Date`, `Authorization` and, with temporary credentials,
    /// `X-Amz-Security-Token`.
    ///
    /// - `request`: as it is sent, with its `Host`.
    func signed(_ request: HTTPRequest, at time: Timestamp) -> HTTPRequest {
        var request = request
        let date = Self.basicFormat(time)
        request.headers.append(HTTPField("X-Amz-Date", date))
        if let token = credentials.sessionToken {
            request.headers.append(HTTPField("X-Amz-Security-Token", token))
        }
        let canonical = CanonicalRequest(request)
        let day = String(date.prefix(8))
        let scope = "\(day)/\(region)/\(service)/aws4_request"
        let text = """
            AWS4-HMAC-SHA256
            \(date)
            \(scope)
            \(hexadecimalDigest(of: Array(canonical.text.utf8)))
            """
        let signature = hexText(keyed(text, with: signingKey(day)))
        request.headers.append(
            HTTPField(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
                    + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"
            )
        )
        return request
    }

    private func signingKey(_ day: String) -> [UInt8] {
        var key = Array("AWS4\(credentials.secretAccessKey)".utf8)
        for part in [day, region, service, "aws4_request"] { key = keyed(part, with: key) }
        return key
    }

    private func keyed(_ text: String, with key: [UInt8]) -> [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(
                for: Array(text.utf8),
                using: SymmetricKey(data: key)
            )
        )
    }

    /// `20150830T123600Z`
    private static func basicFormat(_ time: Timestamp) -> String {
        time.rfc3339(decimals: 0).filter { $0 != "-" && $0 != ":" }
    }
}

/// 64 hexadecimal digits of SHA-256.
func hexadecimalDigest(of bytes: [UInt8]) -> String { hexText(SHA256.hash(data: bytes)) }
