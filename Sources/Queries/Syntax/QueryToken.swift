/// One word or sign of the language and where it stands.
struct QueryToken: Equatable {
    enum Kind: Equatable {
        /// A name or a keyword.
        case word(String)
        /// A name between backquotes, without them.
        case quotedName(String)
        case number(Double)
        case period(Period)
        /// The inside of a string, its escapes resolved.
        case string(String)
        case sign(String)
        /// What is nothing of the language: said when it is reached, since a condition may end before.
        case wrong(QueryError)
        case end
    }

    var kind: Kind
    var range: Range<Int>

    /// Keywords are the same in any letter case.
    func isWord(_ keyword: String) -> Bool {
        if case .word(let word) = kind { word.lowercased() == keyword } else { false }
    }

    func isSign(_ text: String) -> Bool { kind == .sign(text) }
}
