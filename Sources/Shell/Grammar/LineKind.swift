import Queries

/// What a line is, by its first word.
enum LineKind: Equatable {
    /// Empty, or a comment.
    case nothing
    /// `!command`, for `/bin/sh`.
    case shell
    /// A verb and its words.
    case verb
    /// A Logs Insights query, which goes whole to the verb `query`.
    case query
    /// A statement of SQL, which goes whole to the verb `sql` and ends at `;`.
    case sql

    /// A verb's name wins over a command of the query language; `explain` is SQL where a statement
    /// follows it.
    init(_ text: some StringProtocol, verbs: [any Command.Type]) {
        let line = text.drop { $0.isWhitespace }
        switch line.first {
        case nil, "#": self = .nothing
        case "!": self = .shell
        case "|": self = .query
        default:
            let word = line.prefix { $0.isLetter || $0 == "_" || $0 == "-" }
            let rest = line.dropFirst(word.count).drop { $0.isWhitespace }
            self = Self.kind(word, before: rest, verbs)
        }
    }

    private static func kind(
        _ word: some StringProtocol,
        before rest: some StringProtocol,
        _ verbs: [any Command.Type]
    ) -> LineKind {
        let lower = word.lowercased()
        let following = rest.prefix { $0.isLetter }.lowercased()
        if lower == "explain", following == "query" || readingWords.contains(following) {
            return .sql
        }
        if verbs.contains(where: { $0.name == word || $0.aliases.contains(String(word)) }) {
            return .verb
        }
        if readingWords.contains(lower) { return .sql }
        // `sql` refuses these and says why; alone, such a word is a misspelled verb.
        if writingWords.contains(lower), !following.isEmpty { return .sql }
        if lower == "source" || QueryCommand.named(lower) != nil { return .query }
        return .verb
    }

    private static let readingWords: Set<String> = ["select", "with", "pragma", "values"]
    private static let writingWords: Set<String> = [
        "insert", "update", "delete", "replace", "create", "drop", "alter", "attach", "detach",
        "vacuum", "reindex", "analyze",
    ]
}
