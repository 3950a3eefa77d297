import EventStore
import Flows
import Queries

extension QueryValue {
    /// The value as it may be shown. Where there is none, that is shown.
    func shown(_ disclosure: Disclosure) -> QueryValue {
        switch (disclosure, self) {
        case (_, .null), (.whole, _): self
        case (.nothing, _): .string(maskedValue)
        case (.field, .number), (.field, .boolean), (.piece, .number), (.piece, .boolean): self
        case (.field(let name), .string(let text)): .string(maskedText(text, under: name))
        case (.field, .structure(let json)): .structure(maskedText(json, under: nil))
        case (.piece, .string(let text)): .string(maskedPiece(text))
        case (.piece, .structure(let json)): Self.shownPiece(json)
        }
    }

    /// A mask may take a part of the JSON's own signs with it.
    private static func shownPiece(_ json: String) -> QueryValue {
        let shown = maskedPiece(json)
        return (try? checkJSON(Array(shown.utf8))) == nil ? .string(shown) : .structure(shown)
    }
}

/// A text that need not be a whole document or form any more: searched for masked names as a line of
/// the prompt is.
private func maskedPiece(_ text: String) -> String {
    maskedForHistory(maskedText(text, under: nil))
}

extension QueryResult {
    /// The result as it is shown: groups and orders are those of the true values.
    var shown: QueryResult {
        var result = self
        for (index, column) in columns.enumerated() where column.disclosure != .whole {
            if column.disclosure == .nothing { result.columns[index].type = .string }
            for row in rows.indices {
                result.rows[row][index] = rows[row][index].shown(column.disclosure)
            }
        }
        return result
    }
}
