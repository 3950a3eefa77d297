import Flows
import Queries

/// Lowers expressions of one row to SQL.
///
/// Comparisons and arithmetic of typed columns are SQLite's own where it gives what the language says;
/// so they go by indexes and at its speed. Every other expression is one call of a function, whose
/// arguments are the columns that it reads and whose body evaluates it in memory.
struct ExpressionLowering {
    /// The step whose columns the expressions read.
    let row: Relation
    let scope: QueryScope
    /// The column with the flow's outcome, where rows are flows: for conditions that only failed flows
    /// meet.
    private let outcome: String?

    init(_ row: Relation, in scope: QueryScope, outcome: String? = nil) {
        self.row = row
        self.scope = scope
        self.outcome = outcome
    }

    // MARK: Conditions

    /// The rows that a filter lets through: SQL that is true for them.
    func condition(_ expression: Expression) throws(QueryError) -> String {
        var terms: [String] = []
        for part in conjuncts(of: expression) { terms.append(try predicate(part)) }
        if let outcome, conjuncts(of: expression).contains(where: \.impliesFailure) {
            // In the index's very words: SQLite does not know that these flows are among its.
            let column = row.column(outcome).sql
            terms.append("\(column) \(FlowSource.failure)")
        }
        return terms.joined(separator: " AND ")
    }

    private func conjuncts(of expression: Expression) -> [Expression] {
        guard case .binary(.and, let left, let right) = expression.node else { return [expression] }
        return conjuncts(of: left) + conjuncts(of: right)
    }

    /// SQL that is true where the condition holds, false where it does not, and NULL where that
    /// cannot be said: the language's logic is that of SQL.
    private func predicate(_ expression: Expression) throws(QueryError) -> String {
        switch expression.node {
        case .binary(.and, let left, let right):
            return "(\(try predicate(left)) AND \(try predicate(right)))"
        case .binary(.or, let left, let right):
            return "(\(try predicate(left)) OR \(try predicate(right)))"
        case .not(let inner): return "NOT (\(try predicate(inner)))"
        case .inQuery(let value, let query, let isNegated):
            let term = try self.value(value)
            let test = try QueryLowering.membership(of: term, in: query, self, scope)
            return isNegated ? "NOT \(test)" : test
        default: break
        }
        let fields = try fields(of: expression)
        // Says what is wrong with the condition, however it is lowered.
        _ = try Condition(expression, in: fields.schema, context: scope.context)
        if let native = try nativePredicate(expression) { return native }
        return try evaluated(expression, fields, as: .boolean) { QueryValue($0.truth) }.sql
    }

    private func nativePredicate(_ expression: Expression) throws(QueryError) -> String? {
        switch expression.node {
        case .field:
            let term = try plainest(expression)
            return term.type == .boolean ? term.sql : nil
        case .binary(let operation, let left, let right) where operation.isComparison:
            guard let (a, b) = try comparableTerms(left, right) else { return nil }
            let sign = operation == .notEqual ? "<>" : operation.rawValue
            return "\(a.sql) \(sign) \(b.sql)"
        case .inList(let value, let list, let isNegated):
            return try membership(of: value, in: list, isNegated: isNegated)
        case .like(let value, .substring(let part), let isNegated):
            let term = try plainest(value)
            guard term.type == .string, !part.isEmpty else { return nil }
            return "instr(\(term.sql), \(sqlLiteral(part))) \(isNegated ? "=" : ">") 0"
        case .call(let call) where call.name == "ispresent":
            return try nativeCall(call)?.sql
        default: return nil
        }
    }

    private func membership(
        of value: Expression,
        in list: [Expression],
        isNegated: Bool
    ) throws(QueryError) -> String? {
        var terms: [String] = []
        var subject = ""
        for element in list {
            guard let (mine, theirs) = try comparableTerms(value, element) else { return nil }
            subject = mine.sql
            terms.append(theirs.sql)
        }
        guard !terms.isEmpty else { return nil }
        return "\(subject) \(isNegated ? "NOT " : "")IN (\(terms.joined(separator: ", ")))"
    }

    /// Both sides of a comparison, when SQLite compares them as the language does.
    private func comparableTerms(
        _ left: Expression,
        _ right: Expression
    ) throws(QueryError) -> (SQLTerm, SQLTerm)? {
        let (a, b) = (try plainest(left), try plainest(right))
        switch (a.type, b.type) {
        case (.boolean, .boolean): return (a, b)
        case (.string, .string):
            // A member is compared as a number when both sides look like one.
            let isOfTexts = native(left) == nil && native(right) == nil
            return isOfTexts || left.isNoNumber || right.isNoNumber ? (a, b) : nil
        case (.timestamp, .string): return right.moment(now: scope.context.now).map { (a, $0) }
        case (.string, .timestamp): return left.moment(now: scope.context.now).map { ($0, b) }
        default: return a.type.isNumeric && b.type.isNumeric ? (a, b) : nil
        }
    }

    /// The member of a document that the expression is, as SQLite reads it.
    private func native(_ expression: Expression) -> SQLTerm? {
        guard case .field(let name) = expression.node else { return nil }
        return row.native(name)
    }

    private func plainest(_ expression: Expression) throws(QueryError) -> SQLTerm {
        if let native = native(expression) { return native }
        return try value(expression)
    }

    // MARK: Values

    /// SQL that gives the expression's value.
    func value(_ expression: Expression) throws(QueryError) -> SQLTerm {
        switch expression.node {
        case .literal(let value): return SQLTerm(value)
        case .field(let name): return try row.column(name, at: expression.range)
        case .period(let period):
            if let length = period.milliseconds { return SQLTerm(String(length), .duration) }
        case .negative(let inner):
            let term = try value(inner)
            if term.type.isNumeric { return SQLTerm("-(\(term.sql))", try type(of: expression)) }
        case .binary(let operation, let left, let right):
            if let sql = try arithmetic(operation, left, right) {
                return SQLTerm(sql, try type(of: expression))
            }
            if operation.isComparison || operation == .and || operation == .or {
                return SQLTerm("(\(try predicate(expression)))", .boolean)
            }
        case .not, .inList, .inQuery, .like:
            return SQLTerm("(\(try predicate(expression)))", .boolean)
        case .call(let call):
            if let term = try nativeCall(call) { return term }
        }
        return try evaluated(
            expression,
            try fields(of: expression),
            as: try type(of: expression)
        )
    }

    private func arithmetic(
        _ operation: BinaryOperator,
        _ left: Expression,
        _ right: Expression
    ) throws(QueryError) -> String? {
        let sign: String
        switch operation {
        case .add, .subtract, .multiply: sign = operation.rawValue
        case .divide: sign = "* 1.0 /"
        default: return nil
        }
        let (a, b) = (try value(left), try value(right))
        guard a.type.isNumeric, b.type.isNumeric else { return nil }
        return "(\(a.sql) \(sign) \(b.sql))"
    }

    private func nativeCall(_ call: FunctionCall) throws(QueryError) -> SQLTerm? {
        switch call.name {
        case "bin", "datefloor":
            guard case .period(let period) = call.arguments.last?.node,
                let length = period.milliseconds
            else { return nil }
            let time =
                call.name == "bin"
                ? try row.column(FieldName("@timestamp"), at: call.nameRange)
                : try value(call.arguments[0])
            // A time of a row is after 1970, where cutting off is rounding down.
            guard time.type == .timestamp else { return nil }
            return SQLTerm("CAST(\(time.sql) / \(length) AS INTEGER) * \(length)", .timestamp)
        case "ispresent":
            return SQLTerm("(\(try value(call.arguments[0]).sql) IS NOT NULL)", .boolean)
        case "if", "coalesce": return try nativeChoice(call)
        default: return nil
        }
    }

    /// `if` and `coalesce` of values that are kept alike.
    private func nativeChoice(_ call: FunctionCall) throws(QueryError) -> SQLTerm? {
        var terms: [SQLTerm] = []
        for choice in call.choices { terms.append(try value(choice)) }
        let types = Set(terms.map(\.type))
        guard types.count == 1, let type = types.first, type != .any else { return nil }
        guard call.name == "if" else {
            guard terms.count > 1 else { return nil }
            return SQLTerm("coalesce(\(terms.map(\.sql).joined(separator: ", ")))", type)
        }
        let condition = try predicate(call.arguments[0])
        return SQLTerm("CASE WHEN \(condition) THEN \(terms[0].sql) ELSE \(terms[1].sql) END", type)
    }

    /// What is known of an expression's value: of a choice between values, what all of them are.
    func type(of expression: Expression) throws(QueryError) -> QueryType {
        if case .call(let call) = expression.node,
            let function = FunctionCatalog.function(named: call.name), !function.isAggregate,
            function.resultArgument != nil
        {
            var types: Set<QueryType> = []
            for choice in call.choices { types.insert(try type(of: choice)) }
            return types.count == 1 ? types.first! : .any
        }
        return try expression.type(in: try fields(of: expression).schema)
    }

    // MARK: Evaluation in memory

    /// The fields that an expression reads, in terms of SQL.
    private struct Fields {
        var names: [FieldName] = []
        var terms: [SQLTerm] = []

        /// The fields as names of a row of their own.
        var schema: QuerySchema {
            QuerySchema(
                name: "the row",
                fields: zip(names, terms).map { QuerySchema.Field($0.name, $1.type, "") }
            )
        }

        mutating func add(_ name: FieldName, _ term: SQLTerm) {
            names.append(name)
            terms.append(term)
        }
    }

    private func fields(of expression: Expression) throws(QueryError) -> Fields {
        var fields = Fields()
        try collect(expression, into: &fields, isRightSide: false)
        guard fields.names.count <= Self.fieldLimit else {
            throw QueryError(
                "the expression reads more than \(Self.fieldLimit) fields",
                at: expression.range
            )
        }
        return fields
    }

    /// SQLite's functions take 127 arguments.
    private static let fieldLimit = 100

    private func collect(
        _ expression: Expression,
        into fields: inout Fields,
        isRightSide: Bool
    ) throws(QueryError) {
        switch expression.node {
        case .field(let name):
            guard !fields.names.contains(name) else { return }
            do {
                fields.add(name, try row.column(name, at: expression.range))
            } catch {
                // An unknown name on the right was most likely meant as a text.
                guard isRightSide, name.parts.count == 1 else { throw error }
                var error = error
                error.hint = "text stands in quotes: \"\(name.name)\""
                throw error
            }
        case .binary(let operation, let left, let right) where operation.isComparison:
            try collect(left, into: &fields, isRightSide: false)
            try collect(right, into: &fields, isRightSide: true)
        default:
            if case .call(let call) = expression.node, call.name == "bin" {
                let time = FieldName("@timestamp")
                guard !fields.names.contains(time) else { return }
                fields.add(time, try row.column(time, at: call.nameRange))
            }
            for child in expression.children {
                try collect(child, into: &fields, isRightSide: false)
            }
        }
    }

    /// A call that evaluates the expression from the columns that it reads.
    private func evaluated(
        _ expression: Expression,
        _ fields: Fields,
        as type: QueryType,
        _ convert: @escaping (QueryValue) -> QueryValue = { $0 }
    ) throws(QueryError) -> SQLTerm {
        let prepared = try PreparedExpression(
            expression,
            in: fields.schema,
            context: scope.context
        )
        let names = fields.names
        let types = fields.terms.map(\.type)
        if names.isEmpty {
            let value = prepared.value(in: SQLRow(names: [], values: []))
            return SQLTerm(constant: convert(value), type)
        }
        let function = scope.functions.register("value", arguments: names.count) {
            arguments,
            output in
            let values = types.indices.map { arguments.value($0, type: types[$0]) }
            let value = prepared.value(in: SQLRow(names: names, values: values))
            output.set(convert(value), type: type)
        }
        let arguments = fields.terms.map(\.sql).joined(separator: ", ")
        return SQLTerm("\(function)(\(arguments))", type)
    }

    // MARK: Keys

    /// The value as a text, or NULL: numbers as they are shown.
    func text(_ expression: Expression) throws(QueryError) -> String {
        Self.text(of: try value(expression))
    }

    static func text(of term: SQLTerm) -> String {
        switch term.type {
        case .string: term.sql
        case .boolean: "CASE \(term.sql) WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
        case .any, .number, .timestamp, .duration, .structure: "value_text(\(term.sql))"
        }
    }

    /// Two values as they are compared in joins: as numbers when both are, else as texts.
    func comparable(_ a: SQLTerm, _ b: SQLTerm) -> (String, String) {
        if a.type.isNumeric, b.type.isNumeric { return (a.sql, b.sql) }
        return (Self.text(of: a), Self.text(of: b))
    }

    /// The value by which rows are grouped.
    func groupKey(_ expression: Expression) throws(QueryError) -> SQLTerm {
        let term = try value(expression)
        // Maps and lists cannot be compared.
        return term.type == .structure ? SQLTerm("NULL", .string) : term
    }

    /// The value by which rows are sorted, and how.
    func sortKey(_ expression: Expression) throws(QueryError) -> SortTerm {
        Self.sortKey(of: try value(expression), in: scope)
    }

    static func sortKey(of term: SQLTerm, in scope: QueryScope) -> SortTerm {
        switch term.type {
        case .number, .timestamp, .duration, .boolean:
            SortTerm(sql: term.sql, type: term.type, collation: "")
        case .string: SortTerm(sql: term.sql, type: term.type, collation: " COLLATE natural_order")
        case .any, .structure:
            SortTerm(
                sql: text(of: term),
                type: .string,
                collation: " COLLATE natural_order"
            )
        }
    }

    struct SortTerm {
        var sql: String
        var type: QueryType
        /// After the column in `ORDER BY`, before the direction.
        var collation: String
    }
}

extension QueryType {
    var isNumeric: Bool {
        switch self {
        case .number, .timestamp, .duration: true
        case .any, .boolean, .string, .structure: false
        }
    }
}

extension SQLTerm {
    /// A constant in a place of a known type.
    fileprivate init(constant value: QueryValue, _ type: QueryType) {
        let term = SQLTerm(value)
        self.init(type == .boolean || type == term.type ? term.sql : term.dynamic, type)
    }
}

extension Expression {
    /// Whether this is a written text that is no number.
    fileprivate var isNoNumber: Bool {
        guard case .literal(.string(let text)) = node else { return false }
        return decimalNumber(of: text) == nil
    }

    /// The moment that a written text is, where it is compared with a time.
    fileprivate func moment(now: Double) -> SQLTerm? {
        guard case .literal(.string(let text)) = node,
            let time = Queries.moment(of: text, now: now)
        else { return nil }
        return SQLTerm(sqlLiteral(time), .timestamp)
    }

    /// Whether only failed flows meet this condition: `failed`, `state = "failed"`,
    /// `outcome in ["function error", "interrupted"]`.
    fileprivate var impliesFailure: Bool {
        switch node {
        case .field(let name): return name.name == "failed" || name.name == "isFailed"
        case .binary(.or, let left, let right):
            return left.impliesFailure && right.impliesFailure
        case .binary(.and, let left, let right):
            return left.impliesFailure || right.impliesFailure
        case .binary(.equal, let left, let right):
            return Self.namesFailure(left, [right]) || Self.namesFailure(right, [left])
        case .inList(let value, let list, isNegated: false):
            return !list.isEmpty && Self.namesFailure(value, list)
        default: return false
        }
    }

    private static func namesFailure(_ field: Expression, _ values: [Expression]) -> Bool {
        guard case .field(let name) = field.node else { return false }
        return values.allSatisfy { value in
            switch (name.name, value.node) {
            case ("state", .literal(.string(let text))):
                text == "failed" || text == "interrupted"
            case ("outcome", .literal(.string(let text))):
                FlowOutcome(rawValue: text)?.isFailure ?? false
            case ("failed", .literal(.boolean(true))): true
            default: false
            }
        }
    }

    /// The period of `bin(5m)` and `datefloor(@timestamp, 5m)`.
    var binPeriod: Period? {
        guard case .call(let call) = node, call.name == "bin" || call.name == "datefloor",
            case .period(let period) = call.arguments.last?.node
        else { return nil }
        return period
    }
}

extension FunctionCall {
    /// The arguments of which one is the value: of `coalesce` all, of `if` and `case` not the
    /// conditions.
    fileprivate var choices: [Expression] {
        switch name {
        case "if": Array(arguments.dropFirst())
        case "case":
            arguments.indices.filter { index in
                !index.isMultiple(of: 2) || index == arguments.count - 1
            }.map { arguments[$0] }
        default: arguments
        }
    }
}

/// The values that an expression reads of a row.
private struct SQLRow: QueryRow {
    let names: [FieldName]
    let values: [QueryValue]

    func value(of name: FieldName) -> QueryValue {
        names.firstIndex(of: name).map { values[$0] } ?? .null
    }
}
