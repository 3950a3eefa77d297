import Flows

private let functionLogPrefix = "/aws/lambda"
private let accessLogPrefix = "/aws/apigateway"
private let sourceHint = "one of flows, events, '/aws/lambda/NAME', '/aws/apigateway/API'"

/// One log group as it was written.
private enum LogGroup {
    case flows, events
    /// Nil: all of them.
    case functionLogs(String?)
    case accessLogs(String?)

    init?(_ text: String) {
        switch text.lowercased() {
        case "flows": self = .flows
        case "events": self = .events
        default:
            if let name = Self.name(in: text, after: functionLogPrefix) {
                self = .functionLogs(name.isEmpty ? nil : name)
            } else if let name = Self.name(in: text, after: accessLogPrefix) {
                self = .accessLogs(name.isEmpty ? nil : name)
            } else {
                return nil
            }
        }
    }

    private static func name(in text: String, after prefix: String) -> String? {
        guard text.hasPrefix(prefix) else { return nil }
        let rest = text.dropFirst(prefix.count)
        if rest.isEmpty { return "" }
        return rest.first == "/" ? String(rest.dropFirst()) : nil
    }
}

extension QueryParser {
    /// `SOURCE '/aws/lambda/orders' start=-1d end=now`
    mutating func sourceClause() throws(QueryError) -> SourceClause {
        let begin = next.range.lowerBound
        advance()
        var selection = try sourceSelection()
        while take(sign: ",") {
            let range = next.range
            guard let joined = joined(selection, try sourceSelection()) else {
                throw QueryError(
                    "a query reads one kind of source",
                    at: range.lowerBound..<lastEnd,
                    hint: "join adds another one"
                )
            }
            selection = joined
        }
        var start: RangedText?
        var end: RangedText?
        while case .word(let word) = next.kind, ["start", "end"].contains(word.lowercased()) {
            advance()
            guard next.isSign("=") else {
                throw unexpected("'='", hint: "as in: start=-1d end=now")
            }
            let text = try moment(from: lexer.visible(from: next.range.upperBound))
            if word.lowercased() == "start" { start = text } else { end = text }
        }
        return SourceClause(
            selection: selection,
            start: start,
            end: end,
            range: begin..<lastEnd
        )
    }

    /// The text of a moment, up to white space or a sign that ends the clause.
    private mutating func moment(from offset: Int) throws(QueryError) -> RangedText {
        let token = lexer.token(from: offset)
        if case .string(let text) = token.kind {
            resume(at: token.range.upperBound)
            return RangedText(text, range: token.range)
        }
        let end = wordEnd(from: offset)
        guard end > offset else {
            resume(at: offset)
            throw unexpected("a moment", hint: "as in: start=-1d end=now")
        }
        resume(at: end)
        return RangedText(lexer.text(offset..<end), range: offset..<end)
    }

    private func wordEnd(from offset: Int) -> Int {
        var end = offset
        while let byte = lexer.byte(at: end), byte > 0x20, byte != UInt8(ascii: "|"),
            byte != UInt8(ascii: ")"), byte != UInt8(ascii: ",")
        {
            end += 1
        }
        return end
    }

    private mutating func sourceSelection() throws(QueryError) -> SourceClause.Selection {
        let range = next.range
        switch next.kind {
        case .string(let text):
            advance()
            return try selection(of: text, at: range)
        case .sign("/"):
            let end = wordEnd(from: range.lowerBound)
            resume(at: end)
            return try selection(
                of: lexer.text(range.lowerBound..<end),
                at: range.lowerBound..<end
            )
        case .word(let word), .quotedName(let word):
            advance()
            guard next.isSign("(") else { return try selection(of: word, at: range) }
            switch word.lowercased() {
            case "loggroups": return try logGroups()
            case "loggrouptags", "datasource":
                throw QueryError(
                    "'\(word)' is not supported: groups here have no tags",
                    at: range,
                    hint: sourceHint
                )
            default: throw QueryError("no source '\(word)'", at: range, hint: sourceHint)
            }
        case .number, .period, .sign, .wrong, .end: throw unexpected("a source", hint: sourceHint)
        }
    }

    private func selection(
        of text: String,
        at range: Range<Int>,
        isPrefix: Bool = false
    ) throws(QueryError) -> SourceClause.Selection {
        func names(_ name: String?) -> [SourceClause.LogGroupName] {
            name.map { [.init(name: $0, isPrefix: isPrefix, range: range)] } ?? []
        }
        switch LogGroup(text) {
        case .flows: return .flows
        case .events: return .events
        case .functionLogs(let name): return .functionLogs(names(name))
        case .accessLogs(let name): return .accessLogs(names(name))
        case nil:
            let suggestion =
                nearest(to: text.lowercased(), among: ["flows", "events"])
                ?? (text.hasPrefix("/") ? nil : "'/aws/lambda/\(text)'")
            throw QueryError(
                "no source '\(text)'" + didYouMean(suggestion),
                at: range,
                hint: sourceHint
            )
        }
    }

    /// Nil when the two are of different kinds.
    private func joined(
        _ a: SourceClause.Selection,
        _ b: SourceClause.Selection
    ) -> SourceClause.Selection? {
        // All groups and one of them are all.
        func union(
            _ x: [SourceClause.LogGroupName],
            _ y: [SourceClause.LogGroupName]
        ) -> [SourceClause.LogGroupName] { x.isEmpty || y.isEmpty ? [] : x + y }
        return switch (a, b) {
        case (.flows, .flows): .flows
        case (.events, .events): .events
        case (.functionLogs(let x), .functionLogs(let y)): .functionLogs(union(x, y))
        case (.accessLogs(let x), .accessLogs(let y)): .accessLogs(union(x, y))
        default: nil
        }
    }

    /// `(namePrefix: ['/aws/lambda/a', '/aws/lambda/b'])`
    private mutating func logGroups() throws(QueryError) -> SourceClause.Selection {
        let hint = "as in: SOURCE logGroups(namePrefix: ['/aws/lambda/'])"
        try expect(sign: "(")
        let argument = next.range
        guard case .word(let word) = next.kind else { throw unexpected("namePrefix", hint: hint) }
        guard word.lowercased() == "nameprefix" else {
            throw QueryError(
                ["accountidentifiers", "class"].contains(word.lowercased())
                    ? "'\(word)' is not supported: this log has no accounts and one class"
                    : "logGroups takes namePrefix, not '\(word)'",
                at: argument,
                hint: hint
            )
        }
        advance()
        try expect(sign: ":", hint: hint)
        try expect(sign: "[", hint: hint)
        var selection: SourceClause.Selection?
        var count = 0
        repeat {
            guard case .string(let prefix) = next.kind else {
                throw unexpected("a prefix in quotes", hint: hint)
            }
            let range = next.range
            count += 1
            guard count <= 5 else { throw QueryError("at most 5 prefixes", at: range) }
            guard
                prefix.hasPrefix(functionLogPrefix + "/") || prefix.hasPrefix(accessLogPrefix + "/")
                    || prefix == functionLogPrefix || prefix == accessLogPrefix
            else {
                throw QueryError(
                    "a prefix begins with \(functionLogPrefix)/ or \(accessLogPrefix)/",
                    at: range,
                    hint: hint
                )
            }
            let one = try self.selection(of: prefix, at: range, isPrefix: true)
            guard let both = selection.map({ joined($0, one) }) ?? one else {
                throw QueryError("a query reads one kind of source", at: range, hint: hint)
            }
            selection = both
            advance()
        } while take(sign: ",")
        try expect(sign: "]", hint: hint)
        if take(sign: ",") { throw unexpected("')'", hint: hint) }
        try expect(sign: ")", hint: hint)
        guard let selection else { throw unexpected("a prefix", hint: hint) }
        return selection
    }
}
