import Queries

extension Session {
    /// The commands of the query language; in the first place of a line not those that a verb's name
    /// hides.
    func queryCommandCompletions(isFirst: Bool) -> [Completion] {
        let commands = QueryCommand.all.map { ($0.name, $0.summary) }
        let source = isFirst ? [("SOURCE", "reads logs or events instead of requests")] : []
        return (commands + source).filter { name, _ in
            !isFirst || !verbs.contains { $0.name == name }
        }.map { Completion($0, $1) }
    }

    /// What may stand at the end of a query.
    func queryCompletions(_ text: String, from start: Int) -> CompletionList {
        let bytes = Array(text.utf8)
        let tokens = looseTokens(bytes, from: start, .query)
        let stage = QueryStage(in: tokens, end: bytes.count)
        guard let command = stage.command else {
            let first = stage.isFirst && tokens.first?.isSign("|") != true
            return CompletionList(
                start: stage.start,
                items: queryCommandCompletions(isFirst: first).fitting(stage.typed)
            )
        }
        let place = command.range.upperBound
        if command.isWord("source") { return sourceCompletions(text, from: place) }
        var expected = ExpressionCompletion(text, from: place, schema: schema(tokens), in: self)
        expected.defined = stage.defined
        let name = QueryCommand.named(command.text)?.name ?? command.text
        expected.isCondition = name == "filter"
        expected.mayAggregate = name == "stats" && !stage.words.contains("by")
        expected.following = stage.following(name) + [Completion("|", "another command")]
        // A new name, a number or a text follows these.
        if ["as", "into"].contains(stage.words.last) || name == "limit" {
            return CompletionList(start: bytes.count)
        }
        return expected.list()
    }

    private func sourceCompletions(_ text: String, from place: Int) -> CompletionList {
        let bytes = Array(text.utf8)
        let tokens = looseTokens(bytes, from: place, .query)
        guard tokens.isEmpty || (tokens.count == 1 && tokens[0].range.upperBound == bytes.count)
        else {
            let more = ["start=-1d", "end=now", "|"].map { Completion($0) }
            let last = text.last == " " ? "" : tokens.last?.text ?? ""
            return CompletionList(start: bytes.count - last.utf8.count, items: more.fitting(last))
        }
        let functions = Set(recentFlows().compactMap(\.function)).sorted()
        let items =
            [
                Completion("flows", "one row a request"), Completion("events", "one row an event"),
                Completion("'/aws/lambda'", "what all functions wrote"),
                Completion("'/aws/apigateway'", "the access log"),
            ] + functions.map { Completion("'/aws/lambda/\($0)'", "what \($0) wrote") }
        return CompletionList(
            start: tokens.first?.range.lowerBound ?? bytes.count,
            items: items.fitting(tokens.first?.text ?? "")
        )
    }

    private func schema(_ tokens: [LooseToken]) -> QuerySchema {
        guard tokens.count > 1, tokens[0].isWord("source") else { return .flows }
        let name = tokens[1].text.filter { $0 != "'" && $0 != "\"" }
        if name.hasPrefix("/aws/lambda") { return .functionLogs }
        if name.hasPrefix("/aws/apigateway") { return .accessLogs }
        return name.lowercased() == "events" ? .events : .flows
    }
}

/// The command of a query that the cursor stands in.
private struct QueryStage {
    /// Nil while the command itself is typed.
    var command: LooseToken?
    var isFirst = true
    /// Where the command begins that is typed, and what there is of it.
    var start: Int
    var typed = ""
    /// The finished words of the stage in lower case.
    var words: [String] = []
    /// Names given with `as` and `into` before.
    var defined: [String] = []

    init(in tokens: [LooseToken], end: Int) {
        start = end
        var first = 0
        for (index, token) in tokens.enumerated() {
            let opensQuery =
                token.isSign("(") && index + 1 < tokens.count
                && (tokens[index + 1].isWord("source")
                    || QueryCommand.named(tokens[index + 1].text) != nil)
            guard token.isSign("|") || opensQuery else { continue }
            first = index + 1
            isFirst = false
        }
        let stage = tokens[first...]
        defined = zip(tokens, tokens.dropFirst())
            .filter { before, _ in before.isWord("as") || before.isWord("into") }
            .map { $1.text }
        let isTyping = stage.last.map { $0.range.upperBound == end && $0.kind == .name } ?? false
        let finished = isTyping ? stage.dropLast() : stage
        words = finished.map { $0.text.lowercased() }
        if let keyword = finished.first {
            command = keyword
        } else if let word = stage.first {
            start = word.range.lowerBound
            typed = word.text
        }
    }

    /// The keywords that may follow an expression of that command.
    func following(_ command: String) -> [Completion] {
        switch command {
        case "stats":
            words.contains("by")
                ? [Completion("as", "a name for it")]
                : [Completion("as", "a name for it"), Completion("by", "for each group")]
        case "fields", "display": [Completion("as", "a name for it")]
        case "sort": [Completion("asc", "smallest first"), Completion("desc", "largest first")]
        case "parse": [Completion("as", "the names of the parts")]
        case "unnest": [Completion("into", "the name of the element")]
        default: []
        }
    }
}
