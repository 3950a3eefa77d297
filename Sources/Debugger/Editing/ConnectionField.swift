import HTTPServer

/// What is the connection's and not the message's: who sends a message writes these fields as its body
/// and its connection need them. Two lengths, or a length and chunks, are two messages for whoever reads
/// them.
///
/// - SeeAlso: [RFC 9110, 7.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1),
///   [RFC 9112, 6.3](https://www.rfc-editor.org/rfc/rfc9112#section-6.3)
enum ConnectionField {
    private static let names = [
        "connection", "content-length", "keep-alive", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    static func isOne(_ name: String) -> Bool {
        names.contains { equalIgnoringASCIICase($0, name) }
    }

    /// Why such a field cannot be edited.
    static func refusal(_ name: String) -> HoldingError {
        if equalIgnoringASCIICase(name, "content-length") {
            return HoldingError(
                .refused,
                "content-length follows from the body, and is set with it",
                hint: "edit the body"
            )
        }
        return HoldingError(
            .refused,
            "\(name.lowercased()) is the connection's, and is set by whoever sends the message",
            hint: "other headers can be edited"
        )
    }

    /// Checks the fields of a message that was edited as a whole. Those of the connection may stand in
    /// it as they were; a length may have any value, since it is set anew.
    static func check(
        _ edited: [HTTPField],
        against original: [HTTPField]
    ) throws(HoldingError) {
        func own(_ fields: [HTTPField]) -> [HTTPField] {
            fields.filter { isOne($0.name) && !equalIgnoringASCIICase($0.name, "content-length") }
        }
        let (before, after) = (own(original), own(edited))
        guard before != after else { return }
        let changed = (after + before).first { !before.contains($0) || !after.contains($0) }
        if let field = changed ?? after.first { throw refusal(field.name) }
    }
}
