import EventStore

extension Session {
    /// What may stand at the end of a statement of SQL: tables after `from` and `join`, else columns
    /// of the tables it names, functions and keywords, and values where a column is compared.
    func sqlCompletions(_ text: String, from start: Int) -> CompletionList {
        let bytes = Array(text.utf8)
        var tokens = looseTokens(bytes, from: start, .sql)
        var current: LooseToken?
        if let last = tokens.last, last.range.upperBound == bytes.count, last.kind != .sign {
            current = last
            tokens.removeLast()
        }
        let typed = current?.text ?? ""
        // Behind `f.` only the column is completed.
        let name = typed.lastIndex(of: ".").map { typed[typed.index(after: $0)...] } ?? typed[...]
        let items: [Completion]
        switch current?.kind {
        case .text(isClosed: false): items = sqlValues(after: tokens)
        case .text, .regex, .number: items = []
        case .name, .sign, nil:
            items = sqlValues(after: tokens) + sqlNames(after: tokens, isQualified: name != typed)
        }
        let isText = current.map { $0.kind == .text(isClosed: false) } ?? false
        let word = isText ? typed[...] : name
        return CompletionList(
            start: bytes.count - word.utf8.count,
            items: items.fitting(String(word))
        )
    }

    private func sqlNames(after tokens: [LooseToken], isQualified: Bool) -> [Completion] {
        // The tables below the views are for those who know them.
        let tables = completionReader.ask("tables") { try $0.tables().filter(\.isView) } ?? []
        if tablesAreExpected(after: tokens) {
            return tables.map {
                Completion($0.name, $0.columns.map(\.name).joined(separator: ", "))
            }
        }
        let named = tables.filter { table in tokens.contains { $0.isWord(table.name) } }
        let chosen = named.isEmpty ? tables : named
        var seen: Set<String> = []
        let columns = chosen.flatMap { table in
            table.columns.map { Completion($0.name, "\(table.name) \($0.type.lowercased())") }
        }.filter { seen.insert($0.text).inserted }
        guard !isQualified else { return columns }
        let functions = SQLWords.functions.map { name, parameters, summary in
            Completion("\(name)(", "(\(parameters)) \(summary)", isFinished: false)
        }
        return columns + functions + SQLWords.keywords.map { Completion($0) }
    }

    /// After `from`, `join`, `table_info(`, and in the list that `from` begins.
    private func tablesAreExpected(after tokens: [LooseToken]) -> Bool {
        guard let last = tokens.last else { return false }
        if last.isWord("from") || last.isWord("join") { return true }
        if last.isSign("("), tokens.dropLast().last?.isWord("table_info") == true { return true }
        guard last.isSign(",") else { return false }
        let clause = tokens.last { token in
            ["select", "from", "where", "on", "by", "having", "("].contains(token.text.lowercased())
        }
        return clause?.isWord("from") ?? false
    }

    private func sqlValues(after tokens: [LooseToken]) -> [Completion] {
        var rest = tokens[...]
        if rest.last?.isSign("(") == true, rest.dropLast().last?.isWord("in") == true {
            rest = rest.dropLast(2)
        } else if let last = rest.last,
            ["=", "==", "!=", "<>", "like", "is", "glob"].contains(last.text.lowercased())
        {
            rest = rest.dropLast()
        } else {
            return []
        }
        if rest.last?.isWord("not") == true { rest = rest.dropLast() }
        guard let field = rest.last, field.kind == .name else { return [] }
        let column = field.text.split(separator: ".").last.map(String.init) ?? field.text
        return RecentValues(of: column, in: recentFlows())?.completions(quote: "'") ?? []
    }
}

/// What SQL offers besides the tables.
/// - SeeAlso: [SQLite's functions](https://www.sqlite.org/lang_corefunc.html)
private enum SQLWords {
    static let functions: [(name: String, parameters: String, summary: String)] = [
        ("ago", "'1h'", "that long before now, as sent_at has it"),
        ("human", "time", "a time for people"), ("count", "*", "how many rows"),
        ("sum", "x", "the sum"), ("total", "x", "the sum, 0.0 of nothing"),
        ("avg", "x", "the mean"), ("min", "x", "the smallest"), ("max", "x", "the largest"),
        ("group_concat", "x, ', '", "all values in one text"),
        ("coalesce", "x, y", "the first that is not null"), ("ifnull", "x, y", "x, or y for null"),
        ("iif", "condition, x, y", "x or y"), ("nullif", "x, y", "null when they are equal"),
        ("length", "text", "characters"), ("lower", "text", "in small letters"),
        ("upper", "text", "in capital letters"), ("substr", "text, from, count", "a part, from 1"),
        ("instr", "text, part", "where the part begins, 0 for nowhere"),
        ("replace", "text, part, by", "every occurrence replaced"), ("trim", "text", "no blanks"),
        ("printf", "format, x", "formatted"), ("round", "x, digits", "rounded"),
        ("abs", "x", "without sign"),
        ("json_extract", "data, '$.status'", "a part of a JSON document"),
        ("json_each", "data", "one row a member"), ("json_type", "data, path", "its type"),
        ("datetime", "x, 'unixepoch'", "a time as text"),
        ("strftime", "format, x", "a time as text"),
        ("row_number", "", "number within over (…)"), ("lag", "x", "the row before in over (…)"),
        ("lead", "x", "the row after in over (…)"),
    ]

    static let keywords = [
        "select", "distinct", "from", "join", "left join", "on", "using", "where", "group by",
        "having", "order by", "asc", "desc", "limit", "offset", "as", "and", "or", "not", "in",
        "like", "glob", "between", "is", "null", "exists", "case", "when", "then", "else", "end",
        "union all", "over", "partition by", "with",
    ]
}
