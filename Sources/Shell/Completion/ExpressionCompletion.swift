import EventStore
import Flows
import Queries

/// What may stand at the end of an expression of the query language: a field, a function, an operator
/// or a value that the field has had lately.
struct ExpressionCompletion {
    private let session: Session
    private let schema: QuerySchema
    private let tokens: [LooseToken]
    /// The token that the cursor stands at the end of; nil behind a blank or a sign.
    private let current: LooseToken?
    private let end: Int

    /// What else may follow where the expression is complete.
    var following: [Completion] = []
    /// Names that were defined earlier in the query.
    var defined: [String] = []
    var mayAggregate = false
    /// Whether comparisons make sense here: not in a list of columns.
    var isCondition = true

    init(_ text: String, from start: Int, schema: QuerySchema, in session: Session) {
        let bytes = Array(text.utf8)
        self.session = session
        self.schema = schema
        end = bytes.count
        var tokens = looseTokens(bytes, from: start, .query)
        current = tokens.last.flatMap {
            $0.range.upperBound == bytes.count && $0.kind != .sign ? $0 : nil
        }
        if current != nil { tokens.removeLast() }
        self.tokens = tokens
    }

    func list() -> CompletionList {
        CompletionList(
            start: current?.range.lowerBound ?? end,
            items: items().fitting(current?.text ?? "")
        )
    }

    private func items() -> [Completion] {
        switch current?.kind {
        case .text(isClosed: true), .regex: return []
        case .text(isClosed: false):
            return comparedField().map { values(of: $0, quote: current?.text.first ?? "\"") } ?? []
        case .name, .number, .sign, nil: break
        }
        if let field = comparedField() {
            let values = values(of: field, quote: "\"").fitting(current?.text ?? "")
            return values.isEmpty ? operands() : values
        }
        return expectsOperand ? operands() : operators() + following
    }

    // MARK: What is expected

    private static let operandWords: Set<String> = [
        "and", "or", "not", "like", "in", "by", "filter", "where", "fields", "display", "stats",
        "sort", "order", "dedup", "unnest", "pattern", "parse", "fillmissing", "with", "for",
    ]

    private var expectsOperand: Bool {
        guard let last = tokens.last else { return true }
        switch last.kind {
        case .name: return Self.operandWords.contains(last.text.lowercased())
        case .number, .text, .regex: return false
        case .sign: return last.text != ")" && last.text != "]"
        }
    }

    private static let comparisons: Set<String> = ["=", "==", "!=", "<", "<=", ">", ">=", "=~"]

    private func isComparison(_ token: LooseToken) -> Bool {
        token.kind == .sign ? Self.comparisons.contains(token.text) : token.isWord("like")
    }

    /// The field whose value is expected: `status =`, `status in [200,`, `path not like`.
    private func comparedField() -> String? {
        var rest = tokens[...]
        if let open = rest.lastIndex(where: { $0.isSign("[") }), open > 0,
            !rest[open...].contains(where: { $0.isSign("]") }), rest[open - 1].isWord("in"),
            rest.last?.isSign("[") == true || rest.last?.isSign(",") == true
        {
            rest = rest[..<(open - 1)]
        } else if let last = rest.last, isComparison(last) {
            rest = rest.dropLast()
        } else {
            return nil
        }
        if rest.last?.isWord("not") == true { rest = rest.dropLast() }
        guard let field = rest.last, field.kind == .name else { return nil }
        return field.text
    }

    // MARK: What there is

    private func values(of field: String, quote: Character) -> [Completion] {
        if let known = Self.known["\(schema.name) \(field)"] {
            return known.map { Completion("\(quote)\($0)\(quote)") }
        }
        let recent = RecentValues(of: field, in: session.recentFlows())
        return recent?.completions(quote: quote) ?? []
    }

    /// Values that are the same in every log.
    private static let known: [String: [String]] = [
        "events type": EventType.allCases.map(\.rawValue),
        "/aws/lambda @type": ["START", "END", "REPORT"],
    ]

    private func operands() -> [Completion] {
        fields() + functions() + (isCondition ? [Completion("not", "the opposite")] : [])
    }

    private func fields() -> [Completion] {
        let typed = current?.text ?? ""
        let uses = session.fieldUses()
        let fields = schema.fields.map { Completion($0.name, $0.summary) }
            .sortedByUse { uses[$0.text] ?? 0 }
        let documents = schema.documents.flatMap { document -> [Completion] in
            let members = schema.members[document.name] ?? []
            guard typed.hasPrefix(document.name + ".") else {
                return [Completion(document.name + ".", document.summary, isFinished: false)]
            }
            return members.map { Completion("\(document.name).\($0.name)", $0.summary) }
        }
        return defined.map { Completion($0, "defined above") } + fields + documents
    }

    private func functions() -> [Completion] {
        FunctionCatalog.functions.filter { mayAggregate || !$0.isAggregate }
            .sortedByUse { mayAggregate && $0.isAggregate ? 1 : 0 }
            .map { function in
                Completion(
                    function.name + (function.parameters.isEmpty ? "()" : "("),
                    "(\(function.parameters)) \(function.summary)",
                    isFinished: function.parameters.isEmpty
                )
            }
    }

    private func operators() -> [Completion] {
        guard isCondition else { return [] }
        let connectives = [
            Completion("and", "both conditions"), Completion("or", "one of the conditions"),
        ]
        let isCompared = tokens.dropLast().last.map(isComparison) ?? false
        guard !isCompared, tokens.last?.kind == .name else { return connectives }
        return [
            Completion("=", "equal"), Completion("!=", "not equal"), Completion("<", "less"),
            Completion("<=", "at most"), Completion(">", "more"), Completion(">=", "at least"),
            Completion("like", "holds a text, or matches a /regex/"),
            Completion("in", "is one of [a, b]"), Completion("not", "not like, not in"),
        ] + connectives
    }
}

extension Array {
    /// The most used first, the others in their order.
    func sortedByUse(_ use: (Element) -> Int) -> [Element] {
        enumerated().map { ($0.offset, $0.element, use($0.element)) }
            .sorted { ($1.2, $0.0) < ($0.2, $1.0) }
            .map(\.1)
    }
}
