import Flows
import Queries

/// Lowers the aggregates of a `stats` to columns of its grouped step.
struct AggregateLowering {
    private let grouped: Relation
    private let input: ExpressionLowering
    private var count = 0

    init(_ grouped: Relation, input: ExpressionLowering) {
        self.grouped = grouped
        self.input = input
    }

    /// The expression with each aggregate replaced by the column that has its value.
    mutating func replacingAggregates(
        in expression: Expression
    ) throws(QueryError) -> Expression {
        if let term = try aggregate(expression) {
            count += 1
            let name = "#aggregate_\(count)"
            grouped.give(name, term)
            return Expression(.field(FieldName(name)), range: expression.range)
        }
        var replaced = expression
        switch expression.node {
        case .literal, .field, .period: break
        case .call(var call):
            for index in call.arguments.indices {
                call.arguments[index] = try replacingAggregates(in: call.arguments[index])
            }
            replaced.node = .call(call)
        case .negative(let inner): replaced.node = .negative(try replacingAggregates(in: inner))
        case .not(let inner): replaced.node = .not(try replacingAggregates(in: inner))
        case .binary(let operation, let left, let right):
            replaced.node = .binary(
                operation,
                try replacingAggregates(in: left),
                try replacingAggregates(in: right)
            )
        case .inList(let value, let list, let isNegated):
            var elements: [Expression] = []
            for element in list { elements.append(try replacingAggregates(in: element)) }
            replaced.node = .inList(
                try replacingAggregates(in: value),
                elements,
                isNegated: isNegated
            )
        case .inQuery(let value, let query, let isNegated):
            replaced.node = .inQuery(
                try replacingAggregates(in: value),
                query,
                isNegated: isNegated
            )
        case .like(let value, let pattern, let isNegated):
            replaced.node = .like(
                try replacingAggregates(in: value),
                pattern,
                isNegated: isNegated
            )
        }
        return replaced
    }

    /// The aggregate that an expression is; nil when it is none.
    func aggregate(_ expression: Expression) throws(QueryError) -> SQLTerm? {
        guard case .call(let call) = expression.node,
            let function = FunctionCatalog.function(named: call.name), function.isAggregate
        else { return nil }
        let type = try input.type(of: expression)
        var terms: [SQLTerm] = []
        var period: Period?
        for (index, argument) in call.arguments.enumerated() {
            if index == function.periodArgument, case .period(let given) = argument.node {
                period = given
            } else {
                terms.append(try input.value(argument))
            }
        }
        if let native = native(function.name, terms) { return SQLTerm(native, type) }
        let needsTime = ["earliest", "latest", "rate"].contains(function.name)
        let time =
            needsTime
            ? try input.row.column(FieldName("@timestamp"), at: call.nameRange) : nil
        let types = terms.map(\.type)
        if function.name == "pct", terms[0].type.isNumeric, terms[1].type.isNumeric {
            let name = input.scope.functions.register("pct", arguments: 2) { NumberPercentile() }
            return SQLTerm("\(name)(\(terms[0].sql), \(terms[1].sql))", type)
        }
        let name = input.scope.functions.register(
            function.name,
            arguments: terms.count + (needsTime ? 1 : 0),
            aggregate: {
                CatalogAccumulator(
                    function.accumulator(period: period),
                    types: types,
                    hasTime: needsTime,
                    result: type
                )
            }
        )
        let arguments = (terms + [time].compactMap { $0 }).map(\.sql).joined(separator: ", ")
        return SQLTerm("\(name)(\(arguments))", type)
    }

    /// SQLite's own aggregate where it gives the same.
    private func native(_ name: String, _ terms: [SQLTerm]) -> String? {
        guard let term = terms.first else { return name == "count" ? "count(*)" : nil }
        switch name {
        case "count", "countOverTime": return "count(\(term.sql))"
        case "countDistinct" where term.type.isNumeric || term.type == .string:
            return "count(DISTINCT \(term.sql))"
        case "sum", "sumOverTime":
            return term.type.isNumeric || term.type == .boolean ? "sum(\(term.sql))" : nil
        case "avg" where term.type.isNumeric || term.type == .boolean: return "avg(\(term.sql))"
        case "min" where term.type.isNumeric: return "min(\(term.sql))"
        case "max" where term.type.isNumeric: return "max(\(term.sql))"
        default: return nil
        }
    }
}

/// An aggregate of the language as one of SQLite.
private final class CatalogAccumulator: SQLAccumulator {
    private var accumulator: any QueryAccumulator
    private let types: [QueryType]
    private let hasTime: Bool
    private let result: QueryType

    init(
        _ accumulator: any QueryAccumulator,
        types: [QueryType],
        hasTime: Bool,
        result: QueryType
    ) {
        self.accumulator = accumulator
        self.types = types
        self.hasTime = hasTime
        self.result = result
    }

    func add(_ arguments: SQLArguments) {
        let time =
            hasTime && arguments.kind(types.count) != .null ? arguments.real(types.count) : nil
        accumulator.add(types.indices.map { arguments.value($0, type: types[$0]) }, at: time)
    }

    func finish(_ output: SQLOutput) { output.set(accumulator.result, type: result) }
}

/// `pct` of a column of numbers: the same nearest rank as the language's own, without a value of the
/// language for each row.
private final class NumberPercentile: SQLAccumulator {
    private var numbers: [Double] = []
    private var percent = 50.0

    func add(_ arguments: SQLArguments) {
        guard arguments.kind(0) != .null else { return }
        if numbers.isEmpty { percent = arguments.real(1) }
        numbers.append(arguments.real(0))
    }

    func finish(_ output: SQLOutput) {
        guard !numbers.isEmpty else { return }
        let rank = Int((percent / 100 * Double(numbers.count)).rounded(.up))
        numbers.sort()
        output.set(numbers[min(max(rank - 1, 0), numbers.count - 1)])
    }
}
