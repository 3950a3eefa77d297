import Flows

extension QueryParser {
    /// `[SOURCE …] | command | command …`, up to the end or the closing parenthesis.
    mutating func pipeline() throws(QueryError) -> Pipeline {
        let start = next.range.lowerBound
        // The clause before the first '|' may be missing altogether: `| filter …`.
        _ = take(sign: "|")
        let source = next.isWord("source") ? try sourceClause() : nil
        var stages: [Stage] = []
        if source == nil {
            stages.append(try stage())
        } else if !next.isSign("|"), next.kind != .end, !next.isSign(")") {
            throw unexpected(
                "'|' and a command",
                hint: "as in: SOURCE events | filter type = \"held\""
            )
        }
        while take(sign: "|") { stages.append(try stage()) }
        return Pipeline(source: source, stages: stages, range: start..<max(start, lastEnd))
    }

    /// A query between parentheses.
    mutating func subquery(of word: String) throws(QueryError) -> Pipeline {
        guard !isInSubquery else {
            throw QueryError(
                "a query inside a query may not hold another one",
                at: next.range,
                hint: "run it on its own first"
            )
        }
        let isQuery: Bool
        let inner = lexer.token(from: next.range.upperBound)
        switch inner.kind {
        case .word(let name):
            isQuery =
                name.lowercased() == "source" || QueryCommand.named(name) != nil
                || QueryCommand.unsupported[name.lowercased()] != nil
        case .sign("|"): isQuery = true
        default: isQuery = false
        }
        guard isQuery || word != "in" else {
            throw QueryError(
                "between the parentheses stands a query",
                at: inner.range,
                hint: "a list stands in brackets: in [\"a\", \"b\"]"
            )
        }
        try expect(sign: "(", hint: "as in: (SOURCE '/aws/lambda/orders')")
        let outer = (depth, operators, statsColumns, isAggregating)
        (depth, operators, statsColumns, isAggregating) = (0, 0, [], false)
        isInSubquery = true
        let query = try pipeline()
        isInSubquery = false
        (depth, operators, statsColumns, isAggregating) = outer
        try expect(sign: ")")
        return query
    }

    private mutating func stage() throws(QueryError) -> Stage {
        let keyword = next.range
        guard case .word(let word) = next.kind else {
            throw unexpected("a command", hint: commandHint)
        }
        guard let command = QueryCommand.named(word) else {
            throw unknownCommand(word, at: keyword)
        }
        advance()
        let parsed = try self.command(command.name)
        let stage = Stage(
            parsed,
            range: keyword.lowerBound..<lastEnd,
            keywordRange: keyword
        )
        guard next.kind == .end || next.isSign("|") || isInSubquery && next.isSign(")") else {
            throw trailing(after: command)
        }
        if case .stats(let items, let groups) = parsed {
            statsColumns = Set((items + groups).map(\.name))
        }
        return stage
    }

    private var commandHint: String {
        "one of \(QueryCommand.all.map(\.name).joined(separator: ", "))"
    }

    private func unknownCommand(_ word: String, at range: Range<Int>) -> QueryError {
        let lower = word.lowercased()
        if let advice = QueryCommand.unsupported[lower] {
            return QueryError("'\(lower)' is not supported", at: range, hint: advice)
        }
        if lower == "source" {
            return QueryError("SOURCE stands at the beginning of a query", at: range)
        }
        let following = lexer.token(from: range.upperBound)
        if case .sign(let sign) = following.kind, sign != "|", sign != "(" {
            return QueryError(
                "'\(word)' is no command",
                at: range,
                hint: "a condition follows filter: filter \(word) \(sign) …"
            )
        }
        return QueryError(
            "no command '\(word)'" + didYouMean(QueryCommand.nearestName(to: word)),
            at: range,
            hint: commandHint
        )
    }

    /// The error for what stands after a complete command.
    private func trailing(after command: QueryCommand) -> QueryError {
        if case .word(let word) = next.kind {
            if QueryCommand.named(word) != nil {
                return unexpected("'|'", hint: "commands are separated: … | \(word) …")
            }
            let advice: String? =
                switch word.lowercased() {
                case "is": "as in: ispresent(x), not ispresent(x)"
                case "between": "as in: x >= 1 and x <= 9"
                case "contains": "as in: x like \"part\""
                case "offset": "offset of stats is not supported: run the query for the other span"
                default: nil
                }
            return unexpected("'|' or the end", hint: advice ?? usage(of: command))
        }
        return unexpected("'|' or the end", hint: usage(of: command))
    }

    private func usage(of command: QueryCommand) -> String {
        "\(command.name) \(command.parameters)"
    }

    private mutating func command(_ name: String) throws(QueryError) -> Stage.Command {
        switch name {
        case "fields": return .fields(try namedExpressions())
        case "display": return .display(try namedExpressions())
        case "filter": return .filter(try expression())
        case "stats": return try statsCommand()
        case "sort": return try sortCommand()
        case "limit": return try limitCommand()
        case "parse": return .parse(try parseCommand())
        case "dedup": return .dedup(try expressions())
        case "unnest":
            let list = try expression()
            try expect(word: "into", hint: "as in: unnest items into item")
            return .unnest(list, into: try alias())
        case "pattern": return .pattern(try expression())
        case "join": return .join(try joinCommand())
        case "fillmissing": return try fillMissingCommand()
        default: preconditionFailure("the command '\(name)' is in the catalogue and not here")
        }
    }

    // MARK: Lists

    private mutating func expressions() throws(QueryError) -> [Expression] {
        var list: [Expression] = []
        repeat { list.append(try expression()) } while take(sign: ",")
        return list
    }

    private mutating func namedExpressions() throws(QueryError) -> [NamedExpression] {
        var list: [NamedExpression] = []
        repeat {
            let expression = try expression()
            let source = lexer.text(expression.range)
            let name = take(word: "as") ? try alias() : nil
            list.append(NamedExpression(expression, alias: name, source: source))
        } while take(sign: ",")
        return list
    }

    /// The name after `as`, without its backquotes.
    mutating func alias() throws(QueryError) -> RangedText {
        if case .string(let text) = next.kind {
            throw unexpected("a name", hint: "odd names stand in backquotes: as `\(text)`")
        }
        let (name, range) = try fieldName()
        return RangedText(name.name, range: range)
    }

    mutating func aliases() throws(QueryError) -> [RangedText] {
        var list: [RangedText] = []
        repeat { list.append(try alias()) } while take(sign: ",")
        return list
    }

    // MARK: Commands

    private mutating func statsCommand() throws(QueryError) -> Stage.Command {
        if next.isWord("by") || next.isWord("group") {
            throw unexpected("an aggregate", hint: "as in: stats count(*) by status")
        }
        isAggregating = true
        let items = try namedExpressions()
        isAggregating = false
        if take(word: "group") {
            try expect(word: "by")
        } else if !take(word: "by") {
            return .stats(items, by: [])
        }
        return .stats(items, by: try namedExpressions())
    }

    private mutating func sortCommand() throws(QueryError) -> Stage.Command {
        _ = take(word: "by")
        var keys: [SortKey] = []
        repeat {
            let expression = try expression()
            let isDescending = take(word: "desc")
            if !isDescending { _ = take(word: "asc") }
            keys.append(SortKey(expression, isDescending: isDescending))
        } while take(sign: ",")
        return .sort(keys)
    }

    private mutating func limitCommand() throws(QueryError) -> Stage.Command {
        // `limit any N` allows to stop reading early, which is done anyway.
        _ = take(word: "any")
        guard case .number(let number) = next.kind else {
            throw unexpected("a number of rows", hint: "as in: limit 20")
        }
        guard number == number.rounded(), (1...100_000).contains(number) else {
            throw QueryError(
                "limit takes a whole number from 1 to 100000",
                at: next.range,
                hint: "as in: limit 20"
            )
        }
        advance()
        return .limit(Int(number))
    }

    private mutating func fillMissingCommand() throws(QueryError) -> Stage.Command {
        guard take(word: "with") else { return .fillMissing([]) }
        var fillings: [(value: Expression, field: RangedText)] = []
        repeat {
            let value = try expression()
            try expect(word: "for", hint: "as in: fillmissing with 0 for n")
            fillings.append((value, try alias()))
        } while take(sign: ",")
        return .fillMissing(fillings)
    }

    // MARK: join

    private mutating func joinCommand() throws(QueryError) -> Join {
        let hint = "as in: join left=a right=b where a.requestId = b.requestId (SOURCE '…')"
        var kind = Join.Kind.inner
        var left: RangedText?
        var right: RangedText?
        while !next.isWord("where") {
            let option = next
            guard case .word(let word) = option.kind else {
                throw unexpected("left=, right=, type= or where", hint: hint)
            }
            advance()
            try expect(sign: "=", hint: hint)
            switch word.lowercased() {
            case "type":
                guard case .word(let name) = next.kind,
                    let value = Join.Kind(rawValue: name.lowercased())
                else {
                    throw unexpected("inner or left", hint: hint)
                }
                kind = value
                advance()
            case "left": left = try alias()
            case "right": right = try alias()
            default:
                throw QueryError(
                    "join knows no '\(word)'"
                        + didYouMean(
                            nearest(to: word.lowercased(), among: ["type", "left", "right"])
                        ),
                    at: option.range,
                    hint: hint
                )
            }
        }
        guard let left, let right else {
            throw unexpected(left == nil ? "left=NAME" : "right=NAME", hint: hint)
        }
        guard left.text != right.text else {
            throw QueryError("both sides have the same name", at: right.range, hint: hint)
        }
        advance()
        var keys: [(left: Join.FieldKey, right: Join.FieldKey)] = []
        repeat { keys.append(try joinKey(left, right)) } while take(word: "and")
        guard next.isSign("(") else {
            throw unexpected("the other query in parentheses", hint: hint)
        }
        return Join(
            kind: kind,
            left: left,
            right: right,
            keys: keys,
            query: try subquery(of: "join")
        )
    }

    /// `a.k = b.k`, the sides in any order.
    private mutating func joinKey(
        _ left: RangedText,
        _ right: RangedText
    ) throws(QueryError) -> (left: Join.FieldKey, right: Join.FieldKey) {
        let hint = "as in: where \(left.text).requestId = \(right.text).requestId"
        let (first, firstRange) = try fieldName()
        try expect(sign: "=", hint: "only equality: \(hint)")
        let (second, secondRange) = try fieldName()
        let sides: [String: (FieldName, Range<Int>)] = [
            first.parts[0]: (first, firstRange), second.parts[0]: (second, secondRange),
        ]
        guard let leftSide = sides[left.text], let rightSide = sides[right.text],
            leftSide.0.parts.count > 1, rightSide.0.parts.count > 1
        else {
            throw QueryError(
                "a field of each side is needed: \(left.text).… = \(right.text).…",
                at: firstRange.lowerBound..<secondRange.upperBound,
                hint: hint
            )
        }
        return (
            Join.FieldKey(FieldName(Array(leftSide.0.parts.dropFirst())), range: leftSide.1),
            Join.FieldKey(FieldName(Array(rightSide.0.parts.dropFirst())), range: rightSide.1)
        )
    }
}
