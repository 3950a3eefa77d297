import Flows
import HTTPServer

extension HTTPRequest {
    /// The query's names and values, decoded (`+` is a space), in the order sent.
    ///
    /// A name without `=` has the empty value; empty pieces (`a&&b`) are passed over. REST APIs also
    /// divide at `;`: "The semicolon character (;) is not supported for any request URL query string
    /// and results in the data being split."
    /// - SeeAlso: [Important notes](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html)
    func queryValues(for kind: APIConfiguration.Kind) -> MultiValues {
        var values = MultiValues()
        guard !query.isEmpty else { return values }
        let pieces = query.utf8.split { byte in
            byte == UInt8(ascii: "&") || kind == .rest && byte == UInt8(ascii: ";")
        }
        for piece in pieces {
            let name = piece.prefix { $0 != UInt8(ascii: "=") }
            let value = piece.dropFirst(name.count + 1)
            values.append(
                percentDecoded(name, plusIsSpace: true),
                percentDecoded(value, plusIsSpace: true)
            )
        }
        return values
    }
}
