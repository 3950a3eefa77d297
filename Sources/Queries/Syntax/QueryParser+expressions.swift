import Flows

/// From what binds least to what binds most.
private enum Precedence: Int {
    case or = 1
    case and, not, comparison, sum, product, sign, power
}

private let reservedWords: Set<String> = [
    "and", "or", "not", "in", "like", "as", "by", "asc", "desc",
]

extension QueryParser {
    /// The longest expression that begins here.
    mutating func expression() throws(QueryError) -> Expression {
        if depth == 0 { operators = 0 }
        return try expression(binding: Precedence.or.rawValue)
    }

    /// An expression of operators that bind at least as strongly as `minimum`.
    private mutating func expression(binding minimum: Int) throws(QueryError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw QueryError(
                "the expression is nested deeper than \(Self.depthLimit) levels",
                at: next.range,
                hint: "list alternatives as in: x in [\"a\", \"b\"]"
            )
        }
        var left = try operand(binding: minimum)
        while let (operation, precedence) = operation(), precedence.rawValue >= minimum {
            try count(operatorAt: next.range)
            switch operation {
            case .binary(let sign):
                advance()
                // A power of a power is read from the right: 2 ^ (3 ^ 2).
                let isRight = precedence == .power
                let right = try expression(binding: precedence.rawValue + (isRight ? 0 : 1))
                left = joined(left, right, .binary(sign, left, right))
            case .in(let isNegated): left = try inExpression(left, isNegated: isNegated)
            case .like(let isNegated): left = try likeExpression(left, isNegated: isNegated)
            }
            if precedence == .comparison, case .some((_, .comparison)) = self.operation() {
                throw QueryError(
                    "comparisons cannot be chained",
                    at: next.range,
                    hint: "as in: a < b and b < c"
                )
            }
        }
        return left
    }

    private func joined(
        _ left: Expression,
        _ right: Expression,
        _ node: Expression.Node
    ) -> Expression {
        Expression(node, range: left.range.lowerBound..<right.range.upperBound)
    }

    private mutating func count(operatorAt range: Range<Int>) throws(QueryError) {
        operators += 1
        guard operators <= Self.operatorLimit else {
            throw QueryError(
                "the expression has more than \(Self.operatorLimit) operators",
                at: range,
                hint: "list alternatives as in: x in [\"a\", \"b\"]"
            )
        }
    }

    // MARK: Operators

    private enum Operation {
        case binary(BinaryOperator)
        case `in`(isNegated: Bool)
        case like(isNegated: Bool)
    }

    /// The operator that comes next, if it goes on with the expression.
    private func operation() -> (Operation, Precedence)? {
        switch next.kind {
        case .word(let word):
            switch word.lowercased() {
            case "or": return (.binary(.or), .or)
            case "and": return (.binary(.and), .and)
            case "like": return (.like(isNegated: false), .comparison)
            case "in":
                guard !isCondition || isList(after: next.range.upperBound) else { return nil }
                return (.in(isNegated: false), .comparison)
            case "not":
                let following = lexer.token(from: next.range.upperBound)
                if following.isWord("like") { return (.like(isNegated: true), .comparison) }
                if following.isWord("in") { return (.in(isNegated: true), .comparison) }
                return nil
            default: return nil
            }
        case .sign("=~"): return (.like(isNegated: false), .comparison)
        case .sign("-") where isCondition && looksLikeOption: return nil
        case .sign(let text):
            guard let sign = BinaryOperator(rawValue: text) else { return nil }
            return (.binary(sign), precedence(of: sign))
        case .quotedName, .number, .period, .string, .wrong, .end: return nil
        }
    }

    private func precedence(of sign: BinaryOperator) -> Precedence {
        switch sign {
        case .or: .or
        case .and: .and
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
        case .add, .subtract: .sum
        case .multiply, .divide, .remainder: .product
        case .power: .power
        }
    }

    /// ` -o`, ` --yes`: an option of the verb and no subtraction, which has blanks on both sides or none.
    private var looksLikeOption: Bool {
        guard next.range.lowerBound > lastEnd, let byte = byteAfterNext else { return false }
        return byte == UInt8(ascii: "-")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// Whether a list or a subquery follows, and not a span of time such as `in 14:00..15:00`.
    private func isList(after offset: Int) -> Bool {
        let byte = lexer.byte(at: lexer.visible(from: offset))
        return byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(")
    }

    // MARK: in, like

    private mutating func inExpression(
        _ left: Expression,
        isNegated: Bool
    ) throws(QueryError) -> Expression {
        if isNegated { advance() }
        advance()
        if next.isSign("(") {
            let query = try subquery(of: "in")
            try query.checkFirstColumn()
            return Expression(
                .inQuery(left, query, isNegated: isNegated),
                range: left.range.lowerBound..<lastEnd
            )
        }
        let hint = "as in: status in [500, 502]"
        try expect(sign: "[", hint: hint)
        var values: [Expression] = []
        repeat { values.append(try expression()) } while take(sign: ",")
        try expect(sign: "]", hint: hint)
        return Expression(
            .inList(left, values, isNegated: isNegated),
            range: left.range.lowerBound..<lastEnd
        )
    }

    private mutating func likeExpression(
        _ left: Expression,
        isNegated: Bool
    ) throws(QueryError) -> Expression {
        if isNegated { advance() }
        let isRegexOnly = next.isSign("=~")
        advance()
        let pattern: Pattern
        switch next.kind {
        case .string(let text) where !isRegexOnly:
            pattern = .substring(text)
            advance()
        case .string(let text):
            pattern = .regex(text)
            try checkRegex(text, at: next.range)
            advance()
        case .sign("/"):
            let regex = try regex()
            try checkRegex(regex.pattern, at: regex.range)
            pattern = .regex(regex.pattern)
        default:
            throw unexpected(
                "a text or a regular expression",
                hint: "as in: path like /^\\/orders/"
            )
        }
        return Expression(
            .like(left, pattern, isNegated: isNegated),
            range: left.range.lowerBound..<lastEnd
        )
    }

    /// The regular expression whose first slash is the next token.
    mutating func regex() throws(QueryError) -> (pattern: String, range: Range<Int>) {
        let regex = try lexer.regex(from: next.range.lowerBound)
        resume(at: regex.range.upperBound)
        return regex
    }

    // MARK: Operands

    private mutating func operand(binding minimum: Int) throws(QueryError) -> Expression {
        let start = next.range.lowerBound
        if next.isSign("!") || next.isWord("not") {
            guard minimum <= Precedence.not.rawValue else {
                throw QueryError(
                    "'\(lexer.text(next.range))' stands before a whole condition",
                    at: next.range,
                    hint: "put it in parentheses: (not x)"
                )
            }
            advance()
            let inner = try expression(binding: Precedence.not.rawValue)
            return Expression(.not(inner), range: start..<inner.range.upperBound)
        }
        if take(sign: "-") {
            let inner = try expression(binding: Precedence.sign.rawValue)
            let range = start..<inner.range.upperBound
            if case .literal(.number(let number)) = inner.node {
                return Expression(.literal(.number(-number)), range: range)
            }
            return Expression(.negative(inner), range: range)
        }
        return try primary()
    }

    /// A literal, a field, a call or an expression in parentheses.
    mutating func primary() throws(QueryError) -> Expression {
        let range = next.range
        switch next.kind {
        case .number(let number): return literal(.number(number))
        case .string(let text): return literal(.string(text))
        case .period(let period):
            advance()
            return Expression(.period(period), range: range)
        case .quotedName: return try field()
        case .word(let word):
            switch word.lowercased() {
            case "true": return literal(.boolean(true))
            case "false": return literal(.boolean(false))
            case "null":
                throw QueryError(
                    "nothing equals null: a comparison with it never holds",
                    at: range,
                    hint: "as in: not ispresent(status)"
                )
            case let word where reservedWords.contains(word): throw unexpected("a value")
            default: break
            }
            let following = lexer.token(from: range.upperBound)
            return following.isSign("(") ? try call(word) : try field()
        case .sign("("):
            advance()
            var inner = try expression()
            try expect(sign: ")")
            inner.range = range.lowerBound..<lastEnd
            return inner
        case .sign("/"):
            throw unexpected("a value", hint: "a regular expression follows like: path like /re/")
        case .sign("["):
            throw unexpected("a value", hint: "a list follows in: status in [500, 502]")
        case .sign, .wrong, .end: throw unexpected("a value")
        }
    }

    private mutating func literal(_ value: QueryValue) -> Expression {
        let range = next.range
        advance()
        return Expression(.literal(value), range: range)
    }

    mutating func field() throws(QueryError) -> Expression {
        let (name, range) = try fieldName()
        return Expression(.field(name), range: range)
    }

    /// `status`, `@duration`, `` event.headers.`x-tenant` ``, `items[0].sku`
    mutating func fieldName() throws(QueryError) -> (FieldName, Range<Int>) {
        let start = next.range.lowerBound
        var parts: [String] = []
        switch next.kind {
        case .word(let word) where reservedWords.contains(word.lowercased()):
            throw unexpected("a name", hint: "a field of that name stands in backquotes: `\(word)`")
        // @`odd.key` is one part.
        case .word("@") where byteAfterNext == UInt8(ascii: "`"):
            advance()
            guard case .quotedName(let rest) = next.kind else { throw unexpected("a name") }
            parts.append("@" + rest)
        case .word(let word): parts.append(word)
        case .quotedName(let name): parts.append(name)
        case .number, .period, .string, .sign, .wrong, .end: throw unexpected("a name")
        }
        var end = next.range.upperBound
        while let (part, partEnd) = try pathPart(from: end) {
            parts.append(part)
            end = partEnd
        }
        resume(at: end)
        return (FieldName(parts), start..<end)
    }

    /// `.name`, `.0`, `` .`odd` ``, `[0]` right after a name.
    private func pathPart(from offset: Int) throws(QueryError) -> (String, Int)? {
        if lexer.byte(at: offset) == UInt8(ascii: "[") {
            let index = lexer.token(from: offset + 1)
            guard case .number(let number) = index.kind, number >= 0, number < 1e9,
                number == number.rounded(),
                lexer.byte(at: index.range.upperBound) == UInt8(ascii: "]")
            else {
                throw QueryError(
                    "a list is indexed with a whole number from 0",
                    at: offset..<max(offset + 1, index.range.upperBound),
                    hint: "as in: items[0].sku"
                )
            }
            return (String(Int(number)), index.range.upperBound + 1)
        }
        guard lexer.byte(at: offset) == UInt8(ascii: ".") else { return nil }
        if lexer.byte(at: offset + 1) == UInt8(ascii: "`") {
            let token = lexer.token(from: offset + 1)
            if case .wrong(let error) = token.kind { throw error }
            if case .quotedName(let name) = token.kind { return (name, token.range.upperBound) }
        }
        let end = lexer.nameEnd(from: offset + 1)
        guard end > offset + 1 else {
            throw QueryError(
                "a name follows '.'",
                at: offset..<offset + 1,
                hint: "odd names stand in backquotes: headers.`x-tenant`"
            )
        }
        return (lexer.text(offset + 1..<end), end)
    }

    // MARK: Calls

    private mutating func call(_ word: String) throws(QueryError) -> Expression {
        let nameRange = next.range
        guard let function = FunctionCatalog.function(named: word) else {
            throw QueryError(
                "no function '\(word)'" + didYouMean(FunctionCatalog.nearestName(to: word)),
                at: nameRange,
                hint: "help expressions"
            )
        }
        advance()
        advance()
        let wasAggregating = isAggregating
        if function.isAggregate { isAggregating = false }
        defer { isAggregating = wasAggregating }
        var arguments: [Expression] = []
        if function.name == "count", next.isSign("*") {
            advance()
        } else if !next.isSign(")") {
            repeat { arguments.append(try expression()) } while take(sign: ",")
        }
        try expect(sign: ")", hint: "\(function.name)(\(function.parameters))")
        let range = nameRange.lowerBound..<lastEnd
        // After a stats, the text of one of its columns is that column.
        let source = lexer.text(range)
        if statsColumns.contains(source), !(function.isAggregate && wasAggregating) {
            return Expression(.field(FieldName(source)), range: range)
        }
        guard function.argumentCounts.contains(arguments.count) else {
            throw QueryError(
                "\(function.name) takes \(function.argumentCountText), not \(arguments.count)",
                at: range,
                hint: "\(function.name)(\(function.parameters))"
            )
        }
        var call = FunctionCall(name: function.name, nameRange: nameRange, arguments: arguments)
        try check(&call, of: function)
        return Expression(.call(call), range: range)
    }
}
