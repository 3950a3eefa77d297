/// Reads a whole query in the language of CloudWatch Logs Insights.
///
/// Everything that can be known without a schema is checked: the order of commands, functions and
/// their arguments, patterns, and that commands after a `stats` ask only for what it defined.
/// - Throws: what is wrong, with its bytes, the nearest name and what to type.
/// - SeeAlso: [CloudWatch Logs Insights query syntax](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html)
public func parseQuery(_ text: String) throws(QueryError) -> Pipeline {
    var parser = QueryParser(text, from: 0, isCondition: false)
    var pipeline = try parser.pipeline()
    guard parser.next.kind == .end else { throw parser.unexpected("'|' and another command") }
    try pipeline.check()
    pipeline.warnings = parser.warnings
    return pipeline
}

/// Reads the condition that begins at byte `offset` of `text`: the longest expression there is.
///
/// - Returns: the condition and the byte where it stopped, so that a line such as
///   `status >= 500 since -15m` can go on. An option (` -o json`), a lone `&` and `in` before
///   something else than a list end it too.
public func parseCondition(
    _ text: String,
    from offset: Int = 0
) throws(QueryError) -> (condition: Expression, end: Int) {
    var parser = QueryParser(text, from: offset, isCondition: true)
    let condition = try parser.expression()
    try condition.checkHasNoAggregate()
    return (condition, parser.lastEnd)
}

/// Recursive descent with one token of lookahead.
struct QueryParser {
    let lexer: QueryLexer
    /// Whether the text may go on after the expression with something else.
    let isCondition: Bool
    private(set) var next: QueryToken
    /// The end of the last token that was taken.
    private(set) var lastEnd: Int
    /// How deep the place is in parentheses, functions and signs.
    var depth = 0
    /// Operators so far in the expression: the tree is never deeper.
    var operators = 0
    /// Whether the place is in the query of a `join` or an `in (…)`.
    var isInSubquery = false
    /// The columns of the last `stats`, which can be named by their text: `count(*)`.
    var statsColumns: Set<String> = []
    /// Whether the place is in a `stats` outside its aggregates, where `count(*)` counts anew.
    var isAggregating = false
    /// What is done otherwise than it is written.
    var warnings: [QueryError] = []

    /// Deeper nesting is refused instead of exhausting the stack.
    static let depthLimit = 64
    /// More operators in one expression are refused: SQLite takes trees of 1,000 levels.
    static let operatorLimit = 500

    init(_ text: String, from offset: Int, isCondition: Bool) {
        lexer = QueryLexer(text)
        self.isCondition = isCondition
        next = lexer.token(from: offset)
        lastEnd = offset
    }

    // MARK: Tokens

    mutating func advance() {
        lastEnd = next.range.upperBound
        next = lexer.token(from: lastEnd)
    }

    /// Goes on at a byte that was reached without tokens.
    mutating func resume(at offset: Int) {
        lastEnd = offset
        next = lexer.token(from: offset)
    }

    /// Takes the keyword if it is next.
    mutating func take(word: String) -> Bool {
        guard next.isWord(word) else { return false }
        advance()
        return true
    }

    mutating func take(sign: String) -> Bool {
        guard next.isSign(sign) else { return false }
        advance()
        return true
    }

    mutating func expect(word: String, hint: String? = nil) throws(QueryError) {
        guard take(word: word) else { throw unexpected("'\(word)'", hint: hint) }
    }

    mutating func expect(sign: String, hint: String? = nil) throws(QueryError) {
        guard take(sign: sign) else { throw unexpected("'\(sign)'", hint: hint) }
    }

    /// The byte right after the next token.
    var byteAfterNext: UInt8? { lexer.byte(at: next.range.upperBound) }

    /// The error for a token that cannot stand here.
    func unexpected(_ wanted: String, hint: String? = nil) -> QueryError {
        switch next.kind {
        case .wrong(let error):
            QueryError(error.description, at: error.range, hint: error.hint ?? hint)
        case .end:
            QueryError("the text ends where \(wanted) should follow", at: next.range, hint: hint)
        case .word, .quotedName, .number, .period, .string, .sign:
            QueryError(
                "'\(lexer.text(next.range))' stands where \(wanted) should follow",
                at: next.range,
                hint: hint
            )
        }
    }
}
