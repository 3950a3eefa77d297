import Flows
import HTTPServer

/// A request in the form whose digest is signed: the same whatever proxies do to spelling and order.
///
/// - SeeAlso: [Create a canonical request](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request)
struct CanonicalRequest {
    let text: String
    /// `content-type;host;x-amz-date`
    let signedHeaders: String

    /// Headers that proxies or the connection change, so that they are not signed.
    private static let unsigned: Set = [
        "authorization", "connection", "content-length", "expect", "transfer-encoding",
        "user-agent", "x-amzn-trace-id",
    ]

    /// - `request`: with its `Host`.
    init(_ request: HTTPRequest) {
        var fields: [String: [String]] = [:]
        for field in request.headers {
            let name = field.name.lowercased()
            guard !Self.unsigned.contains(name) else { continue }
            fields[name, default: []].append(Self.trimmed(field.value))
        }
        let names = fields.keys.sorted()
        signedHeaders = names.joined(separator: ";")
        let lines = names.map { "\($0):\(fields[$0]!.joined(separator: ","))\n" }.joined()
        text = """
            \(request.method)
            \(Self.path(request.path))
            \(Self.query(request.query))
            \(lines)
            \(signedHeaders)
            \(hexadecimalDigest(of: request.body))
            """
    }

    /// Every path but S3's is encoded once more than it is sent, with dots and empty parts resolved.
    private static func path(_ path: Substring) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let end = path.hasSuffix("/") && !parts.isEmpty ? "/" : ""
        return "/" + parts.map { percentEncoded(String($0)) }.joined(separator: "/") + end
    }

    /// Sorted by name, then value; each pair as it is sent, a name alone with its `=`.
    private static func query(_ query: Substring) -> String {
        query.split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }
            return (String(name), String(pair.dropFirst(name.count + 1)))
        }.sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// Without blanks at the ends, and with single ones between.
    private static func trimmed(_ value: String) -> String {
        value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
