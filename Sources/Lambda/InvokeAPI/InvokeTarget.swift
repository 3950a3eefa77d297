import Flows

/// The function that an Invoke path names: a name, `name:qualifier`, a partial ARN or a whole one.
struct InvokeTarget: Equatable {
    let name: String
    private let ownQualifier: String?

    /// Nil when the path is no Invoke call.
    init?(path: Substring) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "2015-03-31",
            parts[2] == "functions", parts[4] == "invocations", !parts[3].isEmpty
        else { return nil }
        let text = percentDecoded(parts[3])
        let fields = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if let marker = fields.firstIndex(of: "function"), marker + 1 < fields.count {
            name = fields[marker + 1]
            ownQualifier = marker + 2 < fields.count ? fields[marker + 2] : nil
        } else {
            name = fields[0]
            ownQualifier = fields.count > 1 ? fields[1] : nil
        }
    }

    /// The version or alias that path and query agree on.
    func qualifier(query: Substring) throws(InvokeError) -> String? {
        let field = query.split(separator: "&").first { $0.hasPrefix("Qualifier=") }
        guard let asked = field.map({ percentDecoded($0.dropFirst("Qualifier=".count)) }) else {
            return ownQualifier
        }
        guard ownQualifier == nil || ownQualifier == asked else {
            throw .invalidParameter(
                "The derived qualifier from the function name does not match the specified "
                    + "qualifier."
            )
        }
        return asked
    }
}
