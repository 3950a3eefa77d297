import Flows
import Queries

/// Puts what SQLite says of a statement in words with a place and the name that was probably meant.
enum SQLDiagnosis {
    /// What the guard has refused.
    static func refusal(_ refusal: SQLGuard.Refusal, _ tokens: [SQLToken]) -> QueryError {
        let statement = verb(of: tokens)
        switch refusal {
        case .writing:
            return QueryError(
                "the log is append-only; the shell opens it read-only",
                at: statement,
                hint: "select and with read it; what was recorded stays as it was"
            )
        case .attaching:
            return QueryError(
                "no other database can be attached; the shell reads the log alone",
                at: statement,
                hint: "sqlite3 -readonly LOG joins it with files of your own"
            )
        case .transaction:
            return QueryError(
                "there are no transactions; each statement reads a snapshot of its own",
                at: statement
            )
        case .pragma(let name):
            let known = SQLGuard.pragmas.union(SQLGuard.argumentlessPragmas).sorted()
            return QueryError(
                "the pragma '\(name)' is not one that only reads"
                    + didYouMean(known.contains(name) ? nil : nearest(to: name, among: known)),
                at: word(name, in: tokens) ?? statement,
                hint: "as in: pragma table_info(flows)"
            )
        case .function(let name):
            return QueryError(
                "the function '\(name)' can do more than read",
                at: word(name, in: tokens) ?? statement
            )
        }
    }

    /// What SQLite could not compile or compute.
    static func error(
        _ failure: SQLiteFailure,
        _ tokens: [SQLToken],
        length: Int,
        tables: [SQLTable],
        functions: [String]
    ) -> QueryError {
        let message = failure.message
        let place = failure.offset.flatMap { range(at: $0, in: tokens) }
        let whole =
            (tokens.first?.range.lowerBound ?? 0)..<(tokens.last?.range.upperBound ?? length)
        if let name = message.suffix(after: "no such column: ") {
            let column = name.split(separator: ".").last.map(String.init) ?? name
            return QueryError(
                message + didYouMean(nearest(to: column, among: columns(of: tables, tokens))),
                at: place ?? word(column, in: tokens) ?? whole,
                hint: hint(tables, tokens)
            )
        }
        if let name = message.suffix(after: "no such table: ") {
            let table = name.split(separator: ".").last.map(String.init) ?? name
            return QueryError(
                message + didYouMean(nearest(to: table, among: tables.map(\.name))),
                at: word(table, in: tokens) ?? place ?? whole,
                hint: "views: " + SQLTable.documentedViews.joined(separator: ", ")
            )
        }
        if let name = message.suffix(after: "no such function: ") {
            return QueryError(
                message + didYouMean(nearest(to: name.lowercased(), among: functions)),
                at: word(name, in: tokens) ?? place ?? whole
            )
        }
        if message.hasPrefix("cannot modify ") || message.hasSuffix(" may not be modified") {
            return refusal(.writing, tokens)
        }
        if message == "incomplete input" {
            let end = tokens.last?.range ?? 0..<length
            return QueryError("the statement is not complete", at: end)
        }
        if message == "not authorized" {
            return QueryError("this can do more than read", at: whole)
        }
        // `ago: '5months' is no span of time`: a function of ours says its name first.
        let function = message.split(separator: ":").first.map(String.init)
        let call = function.flatMap { word($0, in: tokens) }
        return QueryError(message, at: place ?? call ?? whole)
    }

    /// The word that says what a statement does.
    private static func verb(of tokens: [SQLToken]) -> Range<Int> {
        let explained = tokens.drop {
            ["explain", "query", "plan"].contains($0.text.lowercased())
        }
        return explained.first?.range ?? tokens.first?.range ?? 0..<0
    }

    private static func word(_ name: String, in tokens: [SQLToken]) -> Range<Int>? {
        tokens.first { $0.kind == .word && $0.text.lowercased() == name.lowercased() }?.range
    }

    /// The token at a byte, and the parts that dots tie to it.
    private static func range(at offset: Int, in tokens: [SQLToken]) -> Range<Int>? {
        guard let index = tokens.firstIndex(where: { $0.range.upperBound > offset }) else {
            return tokens.last?.range
        }
        var end = index
        while tokens[index].kind == .word, end + 2 < tokens.count, tokens[end + 1].text == ".",
            tokens[end + 2].kind == .word
        {
            end += 2
        }
        return tokens[index].range.lowerBound..<tokens[end].range.upperBound
    }

    private static func named(_ tables: [SQLTable], _ tokens: [SQLToken]) -> [SQLTable] {
        let words = Set(tokens.filter { $0.kind == .word }.map { $0.text.lowercased() })
        return tables.filter { words.contains($0.name) }
    }

    private static func columns(of tables: [SQLTable], _ tokens: [SQLToken]) -> [String] {
        let mine = named(tables, tokens)
        return (mine.isEmpty ? tables : mine).flatMap { $0.columns.map(\.name) }
    }

    private static func hint(_ tables: [SQLTable], _ tokens: [SQLToken]) -> String? {
        guard let table = named(tables, tokens).first else { return nil }
        return "\(table.name) has: " + table.columns.map(\.name).joined(separator: ", ")
    }
}

extension String {
    fileprivate func suffix(after prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
