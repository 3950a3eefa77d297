import HTTPServer

/// A media type without its parameters, lower case: `Image/PNG; q=1` is `image/png`.
func essence(ofMediaType text: some StringProtocol) -> String {
    let type = text.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let trimmed = type.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    return String(decoding: Array(trimmed), as: UTF8.self).lowercased()
}

extension APIConfiguration {
    /// Whether a media type (parameters allowed) is one of `binaryMediaTypes`: exactly, by `type/*`,
    /// or because `*/*` is configured, which also matches a message that names no type.
    func isBinary(mediaType: String?) -> Bool {
        guard !binaryMediaTypes.isEmpty else { return false }
        if binaryMediaTypes.contains("*/*") { return true }
        guard let mediaType else { return false }
        let type = essence(ofMediaType: mediaType)
        return binaryMediaTypes.contains { configured in
            let pattern = configured.lowercased()
            return pattern.hasSuffix("/*") ? type.hasPrefix(pattern.dropLast()) : type == pattern
        }
    }
}

/// Whether an HTTP API delivers a body of this Content-Type as text; everything else, and a body
/// without a type, travels as base64. Types with a `+json` or `+xml` suffix are not in the measured
/// set.
func isTextForHTTPAPI(contentType: String?) -> Bool {
    guard let contentType else { return false }
    let type = essence(ofMediaType: contentType)
    return type.hasPrefix("text/") || textTypes.contains(type)
}

private let textTypes: Set = ["application/json", "application/xml", "application/javascript"]
