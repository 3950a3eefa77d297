/// Settles names, types, periods, moments and patterns of an expression.
struct Preparation {
    let schema: QuerySchema?
    let context: QueryContext

    func type(of expression: Expression) throws(QueryError) -> QueryType {
        guard let schema else { return try expression.type { _, _ in .any } }
        return try expression.type(in: schema)
    }

    func node(of expression: Expression) throws(QueryError) -> PreparedNode {
        switch expression.node {
        case .literal(let value): return .constant(value)
        case .field(let name):
            _ = try schema?.resolve(name, at: expression.range)
            return .field(name)
        case .call(let call): return try node(of: call)
        case .negative(let inner): return .negative(try node(of: inner))
        case .not(let inner): return .not(try condition(inner))
        case .binary(.and, let left, let right):
            return .and(try condition(left), try condition(right))
        case .binary(.or, let left, let right):
            return .or(try condition(left), try condition(right))
        case .binary(let sign, let left, let right) where sign.isComparison:
            let (a, b, isOfTexts) = try sides(left, right)
            return .comparison(sign, a, b, isOfTexts: isOfTexts)
        case .binary(let sign, let left, let right):
            return .arithmetic(sign, try node(of: left), try node(of: right))
        case .inList(let left, let values, let isNegated):
            return try inList(left, values, isNegated: isNegated)
        case .inQuery:
            throw QueryError(
                "a query inside a condition cannot be answered here",
                at: expression.range,
                hint: "with query or ls it can; or list the values: x in [\"a\", \"b\"]"
            )
        case .like(let left, let pattern, let isNegated):
            let match = try like(try node(of: left), pattern, at: expression.range)
            return isNegated ? .not(match) : match
        case .period(let period):
            guard let length = period.milliseconds else {
                throw QueryError(
                    "\(period.text) has no fixed length",
                    at: expression.range,
                    hint: "as in: 30d"
                )
            }
            return .constant(.number(Double(length)))
        }
    }

    /// An expression that is to hold or not.
    func condition(_ expression: Expression) throws(QueryError) -> PreparedNode {
        let type = try type(of: expression)
        let isField = if case .field = expression.node { true } else { false }
        switch type {
        case .boolean, .any: break
        case .number where !isField: break
        case .number, .string, .timestamp, .duration, .structure:
            let text: String
            if case .field(let name) = expression.node { text = name.text } else { text = "this" }
            throw QueryError(
                "\(text) alone is no condition",
                at: expression.range,
                hint: "as in: ispresent(\(isField ? text : "x")), \(isField ? text : "x") = …"
            )
        }
        return try node(of: expression)
    }

    // MARK: Calls

    private func node(of call: FunctionCall) throws(QueryError) -> PreparedNode {
        guard let function = FunctionCatalog.function(named: call.name) else {
            throw QueryError("no function '\(call.name)'", at: call.nameRange)
        }
        var period: Period?
        var arguments: [PreparedNode] = []
        for (index, argument) in call.arguments.enumerated() {
            if index == function.periodArgument, case .period(let written) = argument.node {
                period = written
            } else if isConditional(index, of: function) {
                arguments.append(try condition(argument))
            } else {
                arguments.append(try node(of: argument))
            }
        }
        if function.name == "bin" {
            let time = FieldName("@timestamp")
            _ = try schema?.resolve(time, at: call.nameRange)
            arguments = [.field(time)]
        }
        return .call(function, arguments, period: period)
    }

    private func isConditional(_ index: Int, of function: QueryFunction) -> Bool {
        function.name == "if" && index == 0
    }

    // MARK: Comparisons

    /// Both sides, and whether they are compared as texts.
    private func sides(
        _ left: Expression,
        _ right: Expression
    ) throws(QueryError) -> (PreparedNode, PreparedNode, isOfTexts: Bool) {
        let leftType = try type(of: left)
        let rightType = try type(of: right)
        try checkSpan(left, leftType, rightType)
        try checkSpan(right, rightType, leftType)
        let a = try side(left, comparedWith: rightType)
        let b = try side(right, comparedWith: leftType)
        return (a, b, leftType == .string && rightType == .string)
    }

    /// A moment for a written text that is compared with a time.
    private func side(
        _ expression: Expression,
        comparedWith other: QueryType
    ) throws(QueryError) -> PreparedNode {
        guard other == .timestamp, case .literal(.string(let text)) = expression.node else {
            return try node(of: expression)
        }
        guard let time = moment(of: text, now: context.now) else {
            throw QueryError(
                "'\(text)' is no time",
                at: expression.range,
                hint: "as in: \"2026-11-22T15:01:50Z\" or \"-15m\""
            )
        }
        return .constant(.number(time))
    }

    /// A written period is compared with what has a length.
    private func checkSpan(
        _ expression: Expression,
        _ type: QueryType,
        _ other: QueryType
    ) throws(QueryError) {
        guard type == .duration, expression.isPeriod else { return }
        switch other {
        case .any, .number, .duration: return
        case .timestamp:
            throw QueryError(
                "a time is compared with a time, not with a period",
                at: expression.range,
                hint: "as in: sentAt > \"-15m\""
            )
        case .boolean, .string, .structure:
            throw QueryError(
                "a period is compared with a duration",
                at: expression.range,
                hint: "as in: duration > 1s"
            )
        }
    }

    private func inList(
        _ left: Expression,
        _ values: [Expression],
        isNegated: Bool
    ) throws(QueryError) -> PreparedNode {
        let node = try node(of: left)
        var elements: [(value: PreparedNode, isOfTexts: Bool)] = []
        for value in values {
            let (_, element, isOfTexts) = try sides(left, value)
            elements.append((element, isOfTexts))
        }
        let membership = PreparedNode.inList(node, elements)
        return isNegated ? .not(membership) : membership
    }

    private func like(
        _ node: PreparedNode,
        _ pattern: Pattern,
        at range: Range<Int>
    ) throws(QueryError) -> PreparedNode {
        switch pattern {
        case .substring(let part): return .substring(node, Array(part.utf8))
        case .regex(let pattern):
            do {
                return .regex(node, try RegularExpression(pattern))
            } catch {
                throw QueryError("the regular expression is wrong: \(error)", at: range)
            }
        }
    }
}

extension Expression {
    fileprivate var isPeriod: Bool {
        switch node {
        case .period: true
        case .negative(let inner): inner.isPeriod
        default: false
        }
    }
}
