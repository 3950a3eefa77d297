/// An expression whose names, types and patterns are settled, ready to be asked of rows.
///
/// What it says of a row is what its lowering to SQL says:
///
/// - Null is «unknown». A comparison, `in` or `like` with an unknown side is unknown, `!=` and
///   `not like` too; `and`, `or` and `not` are those of SQL's three values (`false and unknown` is
///   false, `true or unknown` is true, `not unknown` is unknown). A condition holds when it is true.
/// - Maps and lists count as null in comparisons and arithmetic; `like` looks at their JSON text.
/// - Two sides that are both known to be texts, by the schema or because they are written so, are
///   compared as texts: `shortId = "12345678"`. In all other comparisons the values decide: as numbers
///   when both are numbers (``QueryValue/number``: true is 1), else as texts by code point.
/// - A time compared with a written text is compared with that moment (``moment(of:now:)``).
/// - Arithmetic with something that is no number is null, as is what is not finite: `x / 0`, `x % 0`.
///   `%` has the sign of its left side.
/// - `in` is `=` with each value, joined by `or`.
public struct PreparedExpression: Sendable {
    public let type: QueryType
    private let root: PreparedNode
    private let context: QueryContext

    /// - Parameters:
    ///   - expression: An expression of one row: without aggregates and without `in (query)`.
    ///   - schema: The names that rows have; nil: any name, of any type.
    ///   - context: For `now()` and its like, and for moments such as `-15m`.
    /// - Throws: an unknown name, or a comparison that cannot be meant.
    public init(
        _ expression: Expression,
        in schema: QuerySchema?,
        context: QueryContext
    ) throws(QueryError) {
        try expression.checkHasNoAggregate()
        let preparation = Preparation(schema: schema, context: context)
        do {
            type = try preparation.type(of: expression)
            root = try preparation.node(of: expression)
        } catch {
            throw expression.advised(error)
        }
        self.context = context
    }

    /// The value for a row.
    public func value(in row: some QueryRow) -> QueryValue { root.value(in: row, context) }
}

extension Expression {
    /// The value for a row with any names. For many rows, prepare it once.
    public func value(in row: some QueryRow, context: QueryContext) throws(QueryError) -> QueryValue
    {
        try PreparedExpression(self, in: nil, context: context).value(in: row)
    }
}

/// An expression as it is evaluated.
indirect enum PreparedNode: Sendable {
    case constant(QueryValue)
    case field(FieldName)
    case call(QueryFunction, [PreparedNode], period: Period?)
    case negative(PreparedNode)
    case not(PreparedNode)
    case and(PreparedNode, PreparedNode)
    case or(PreparedNode, PreparedNode)
    case arithmetic(BinaryOperator, PreparedNode, PreparedNode)
    case comparison(BinaryOperator, PreparedNode, PreparedNode, isOfTexts: Bool)
    case inList(PreparedNode, [(value: PreparedNode, isOfTexts: Bool)])
    case substring(PreparedNode, [UInt8])
    case regex(PreparedNode, RegularExpression)

    func value(in row: some QueryRow, _ context: QueryContext) -> QueryValue {
        switch self {
        case .constant(let value): return value
        case .field(let name): return row.value(of: name)
        case .call(let function, let arguments, let period):
            let values = arguments.map { $0.value(in: row, context) }
            return function.value(of: values, period: period, in: context)
        case .negative(let inner):
            return inner.value(in: row, context).number.map { .number(-$0) } ?? .null
        case .not(let inner): return QueryValue(inner.value(in: row, context).truth.map { !$0 })
        case .and(let left, let right):
            let first = left.value(in: row, context).truth
            if first == false { return .boolean(false) }
            let second = right.value(in: row, context).truth
            return second == false ? .boolean(false) : QueryValue(first == nil ? nil : second)
        case .or(let left, let right):
            let first = left.value(in: row, context).truth
            if first == true { return .boolean(true) }
            let second = right.value(in: row, context).truth
            return second == true ? .boolean(true) : QueryValue(first == nil ? nil : second)
        case .arithmetic(let sign, let left, let right):
            guard let a = left.value(in: row, context).number,
                let b = right.value(in: row, context).number
            else { return .null }
            return .finite(sign.calculate(a, b))
        case .comparison(let sign, let left, let right, let isOfTexts):
            let (a, b) = (left.value(in: row, context), right.value(in: row, context))
            return QueryValue((isOfTexts ? a.textOrder(to: b) : a.order(to: b)).map(sign.holds))
        case .inList(let left, let values):
            return isAmong(left.value(in: row, context), values, row, context)
        case .substring(let inner, let part):
            guard var text = inner.value(in: row, context).searchedText else { return .null }
            return .boolean(text.withUTF8 { firstOffset(of: part, in: $0) } != nil)
        case .regex(let inner, let expression):
            guard let text = inner.value(in: row, context).searchedText else { return .null }
            return .boolean(expression.hasMatch(in: text))
        }
    }

    private func isAmong(
        _ value: QueryValue,
        _ values: [(value: PreparedNode, isOfTexts: Bool)],
        _ row: some QueryRow,
        _ context: QueryContext
    ) -> QueryValue {
        var isUnknown = false
        for other in values {
            let element = other.value.value(in: row, context)
            switch other.isOfTexts ? value.textOrder(to: element) : value.order(to: element) {
            case .same: return .boolean(true)
            case nil: isUnknown = true
            case .ascending, .descending: break
            }
        }
        return isUnknown ? .null : .boolean(false)
    }
}

extension QueryValue {
    /// What `like` looks into.
    fileprivate var searchedText: String? {
        if case .structure(let json) = self { json } else { text }
    }
}
