extension Expression {
    /// What is known of the expression's value before a row is read.
    ///
    /// - Throws: a name that the schema does not have.
    public func type(in schema: QuerySchema) throws(QueryError) -> QueryType {
        try type { (name, range) throws(QueryError) in try schema.resolve(name, at: range).type }
    }

    func type(
        _ fieldType: (FieldName, Range<Int>) throws(QueryError) -> QueryType
    ) throws(QueryError) -> QueryType {
        switch node {
        case .literal(let value): return value.type
        case .field(let name): return try fieldType(name, range)
        case .call(let call):
            guard let function = FunctionCatalog.function(named: call.name) else { return .any }
            guard let index = function.resultArgument, index < call.arguments.count else {
                guard Self.measures.contains(function.name), let measured = call.arguments.first
                else { return function.result }
                return try measured.type(fieldType) == .duration ? .duration : function.result
            }
            return try call.arguments[index].type(fieldType)
        case .negative(let inner):
            return try inner.type(fieldType) == .duration ? .duration : .number
        case .not, .inList, .inQuery, .like: return .boolean
        case .binary(let sign, let left, let right):
            if sign.isLogical || sign.isComparison { return .boolean }
            return arithmeticType(sign, try left.type(fieldType), try right.type(fieldType))
        case .period: return .duration
        }
    }

    /// Functions of numbers that give a duration for durations.
    private static let measures: Set<String> = [
        "avg", "sum", "stddev", "abs", "ceil", "floor", "round",
    ]

    /// Times and durations keep their meaning in sums and differences.
    private func arithmeticType(
        _ sign: BinaryOperator,
        _ left: QueryType,
        _ right: QueryType
    ) -> QueryType {
        switch (sign, left, right) {
        case (.subtract, .timestamp, .timestamp): .duration
        case (.add, .timestamp, .duration), (.subtract, .timestamp, .duration),
            (.add, .duration, .timestamp):
            .timestamp
        case (.add, .duration, .duration), (.subtract, .duration, .duration),
            (.multiply, .duration, .number), (.multiply, .number, .duration),
            (.divide, .duration, .number), (.remainder, .duration, _):
            .duration
        default: .number
        }
    }
}

extension BinaryOperator {
    var isLogical: Bool { self == .and || self == .or }
}

extension QueryValue {
    /// What a written value is.
    var type: QueryType {
        switch self {
        case .null: .any
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .structure: .structure
        }
    }
}
