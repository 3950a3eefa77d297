import EventStore
import Flows

extension SQLResult {
    /// The result as it is shown. SQL is free to take values out from under their names, so this goes
    /// by what is left of names: those of the columns, and those inside JSON.
    var shown: SQLResult {
        var result = self
        for (index, column) in columns.enumerated() {
            for row in rows.indices {
                result.rows[row][index] = rows[row][index].shown(under: column.name)
            }
        }
        return result
    }
}

extension SQLValue {
    fileprivate func shown(under name: String) -> SQLValue {
        switch self {
        case .null: self
        case .integer, .real, .blob: isMasked(name) ? .text(maskedValue) : self
        case .text(let text): .text(isMasked(name) ? maskedValue : Self.shown(text, under: name))
        }
    }

    private static func shown(_ text: String, under name: String) -> String {
        let shown = maskedText(text, under: name)
        guard shown == text, text.hasPrefix("{") || text.hasPrefix("["),
            (try? checkJSON(Array(text.utf8))) == nil
        else { return shown }
        // A message with its head, or a piece of a document.
        return maskedForHistory(text)
    }
}
