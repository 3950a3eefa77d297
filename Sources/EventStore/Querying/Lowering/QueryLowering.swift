import Flows
import Queries

/// Lowers a query to one statement: a chain of common table expressions, one for each command.
///
/// Typed columns of the tables stay as they are, so that SQLite's planner sees through the chain
/// and goes by indexes; the window is a range of positions. What SQL cannot say is a function with the
/// language's own implementation.
struct QueryLowering {
    /// A column of the result, as it stands when the query ends here.
    struct OutputColumn {
        var name: String
        var field: FieldName
        var range: Range<Int>
    }

    /// What the rows are ordered by: a hidden column.
    struct OrderKey {
        var name: String
        /// After the column in `ORDER BY`.
        var suffix: String
    }

    let scope: QueryScope
    var current: Relation
    /// Named by `fields`, `display` or `stats`; empty: those that the source shows.
    var columns: [OutputColumn] = []
    private var order: [OrderKey]
    /// What `limit` said, until a step has cut the rows.
    private var limit: Int?
    private let defaultColumns: [String]
    /// Whether each row still is something of one flow.
    private(set) var isOfFlows = true
    /// Whether each row is a flow whose own fields have their own names.
    private var isListingFlows = false
    private var sortCount = 0
    /// The periods of the last `stats … by bin(…)`, by column.
    private(set) var bins: [(name: String, period: Period)] = []
    private(set) var groups: [String] = []

    /// The most rows that any query gives.
    static let rowLimit = Query.highestRowLimit

    init(_ pipeline: Pipeline, in scope: QueryScope) throws(QueryError) {
        self.scope = scope
        order = [OrderKey(name: "#order", suffix: " DESC")]
        switch pipeline.source?.selection {
        case nil, .flows:
            current = FlowSource.relation(in: scope)
            isListingFlows = true
            defaultColumns = [
                "@timestamp", "shortId", "method", "path", "status", "state", "duration",
                "error.type",
            ]
        case .events:
            current = EventSource.relation(in: scope)
            defaultColumns = ["@timestamp", "type", "flow", "@message"]
        case .functionLogs(let groups):
            current = FunctionLogSource.relation(of: groups, in: scope)
            defaultColumns = ["@timestamp", "@message"]
            order.insert(OrderKey(name: "#time", suffix: " DESC"), at: 0)
        case .accessLogs(let groups):
            current = AccessLogSource.relation(of: groups, in: scope)
            defaultColumns = ["@timestamp", "@message"]
        }
        scope.warnings += pipeline.warnings
        for stage in pipeline.stages { try lower(stage) }
    }

    /// What is shown.
    var output: [OutputColumn] {
        guard columns.isEmpty else { return columns }
        return defaultColumns.map { name in
            // `error.type` is one name.
            OutputColumn(name: name, field: FieldName(name), range: 0..<0)
        }
    }

    /// The whole statement, with columns of the result; then, of rows that are something of a flow,
    /// the flow's id; then what the rows are ordered by.
    ///
    /// - `rowLimit`: rows at most, when the query does not say it; one more is read, to know
    /// whether there is more.
    /// - Returns: the statement, the types of its columns, and whether that one row more is among its
    /// rows.
    mutating func statement(
        rowLimit: Int
    ) throws(QueryError) -> (sql: String, types: [QueryType], isCuttable: Bool) {
        var terms: [SQLTerm] = []
        for column in output {
            terms.append(try current.column(column.field, at: column.range))
        }
        var list = zip(terms, output).map { "\($0.sql) AS \(sqlName($1.name))" }
        if isOfFlows { list.append(current.column("#flow").sql) }
        // In the past the tables are views over two tables each; SQLite goes down to their keys when
        // what it orders by is among the columns.
        list += order.map { current.column($0.name).sql }
        let ordering = orderText
        let rows = limit ?? rowLimit + 1
        let steps = scope.relations.map(\.text).joined(separator: ",\n")
        let sql = """
            WITH \(steps)
            SELECT \(list.joined(separator: ",\n  "))
            FROM \(current.name)\(ordering)
            LIMIT \(rows)
            """
        return (sql, terms.map(\.type), limit == nil)
    }

    // MARK: Commands

    private mutating func lower(_ stage: Stage) throws(QueryError) {
        if stage.command.changesRows { cutRows() }
        switch stage.command {
        case .fields(let items):
            for item in items { columns.append(try define(item)) }
        case .display(let items):
            columns = []
            for item in items { columns.append(try define(item)) }
        case .filter(let condition): try filter(condition)
        case .stats(let items, let groups): try stats(items, by: groups)
        case .sort(let keys): try sort(by: keys)
        case .limit(let count): limit = min(limit ?? Self.rowLimit, count)
        case .parse(let parse): try self.parse(parse)
        case .dedup(let keys): try dedup(keys)
        case .unnest(let list, let name): try unnest(list, into: name)
        case .pattern(let field): try pattern(field)
        case .join(let join): try self.join(join)
        case .fillMissing(let fillings): try fillMissing(fillings, stage)
        }
    }

    var expressions: ExpressionLowering {
        ExpressionLowering(current, in: scope, outcome: isListingFlows ? "#outcome" : nil)
    }

    /// Adds the column of `expression as name`; a plain field keeps its name.
    private mutating func define(_ item: NamedExpression) throws(QueryError) -> OutputColumn {
        if case .field(let field) = item.expression.node, item.alias == nil {
            // Looked up now, so that what is wrong with it is said even when nobody reads it.
            _ = try current.column(field, at: item.expression.range)
            return OutputColumn(name: item.source, field: field, range: item.expression.range)
        }
        let term = try expressions.value(item.expression)
        give(item.name, term)
        return OutputColumn(
            name: item.name,
            field: FieldName(item.name),
            range: item.expression.range
        )
    }

    mutating func give(_ name: String, _ term: SQLTerm) {
        let next = scope.relation(after: current)
        next.give(name, term)
        takeStep(next)
    }

    private mutating func filter(_ condition: Expression) throws(QueryError) {
        let text = try expressions.condition(condition)
        current = scope.relation(after: current) { "\n  WHERE \(text)" }
    }

    /// Goes on with a step of rows of the same kind.
    mutating func takeStep(_ next: Relation) {
        current = next
        // A name that the query gives anew says nothing of how a flow ended.
        let names = ["failed", "isFailed", "state", "outcome"]
        if names.contains(where: next.gives) { isListingFlows = false }
    }

    /// Shows one more column.
    mutating func addColumn(_ name: RangedText) {
        columns.append(
            OutputColumn(name: name.text, field: FieldName(name.text), range: name.range)
        )
    }

    /// Goes on with rows of another kind, which are nothing of one flow.
    mutating func startOver(
        with next: Relation,
        columns names: [String],
        order keys: [(name: String, suffix: String)]
    ) {
        current = next
        columns = names.map { OutputColumn(name: $0, field: FieldName($0), range: 0..<0) }
        order = keys.map { OrderKey(name: $0.name, suffix: $0.suffix) }
        isOfFlows = false
        isListingFlows = false
    }

    // MARK: Order and number

    private mutating func sort(by keys: [SortKey]) throws(QueryError) {
        var ordering: [OrderKey] = []
        var isByTime = false
        for key in keys {
            let term = try expressions.sortKey(key.expression)
            if ordering.isEmpty { isByTime = term.type == .timestamp && !key.isDescending }
            sortCount += 1
            let name = "#sort_\(sortCount)"
            give(name, SQLTerm(term.sql, term.type))
            let direction = key.isDescending ? " DESC" : ""
            ordering.append(OrderKey(name: name, suffix: term.collation + direction))
        }
        // Rows that the keys do not tell apart stay in the order in which they were; the oldest first
        // when times are.
        let rest = order.filter { !$0.name.hasPrefix("#sort") }
        order = ordering + rest.map { OrderKey(name: $0.name, suffix: isByTime ? "" : $0.suffix) }
    }

    private var orderText: String {
        guard !order.isEmpty else { return "" }
        let keys = order.map { current.column($0.name).sql + $0.suffix }
        return "\n  ORDER BY " + keys.joined(separator: ", ")
    }

    /// Makes a step of the rows that `limit` lets through, before what comes after it changes them.
    private mutating func cutRows() {
        guard let limit else { return }
        let ordering = orderText
        current = scope.relation(after: current) { "\(ordering)\n  LIMIT \(limit)" }
        self.limit = nil
    }

    /// The rows so far as a step that others read, with at most so many.
    mutating func rows(atMost count: Int) -> Relation {
        limit = min(limit ?? count, count)
        cutRows()
        // Read once, however often it is named.
        current.isMaterialized = true
        return current
    }

    private mutating func dedup(_ keys: [Expression]) throws(QueryError) {
        var terms: [String] = []
        for key in keys { terms.append(try expressions.text(key)) }
        let ordering = order.map { current.column($0.name).sql + $0.suffix }
        let window =
            "PARTITION BY \(terms.joined(separator: ", "))"
            + (ordering.isEmpty ? "" : " ORDER BY \(ordering.joined(separator: ", "))")
        let missing = terms.map { "\($0) IS NULL" }.joined(separator: " OR ")
        give(
            "#rank",
            SQLTerm("CASE WHEN \(missing) THEN 1 ELSE row_number() OVER (\(window)) END", .number)
        )
        let rank = current.column("#rank").sql
        current = scope.relation(after: current) { "\n  WHERE \(rank) = 1" }
    }

    // MARK: stats

    private mutating func stats(
        _ items: [NamedExpression],
        by groups: [NamedExpression]
    ) throws(QueryError) {
        let input = current
        let lowering = expressions
        var groupTerms: [(name: String, term: SQLTerm)] = []
        bins = []
        for group in groups {
            groupTerms.append((group.name, try lowering.groupKey(group.expression)))
            if let period = group.expression.binPeriod { bins.append((group.name, period)) }
        }
        let keys = groupTerms.map(\.term.sql).joined(separator: ", ")
        let tail =
            groupTerms.isEmpty ? "\n  HAVING count(*) >= 0" : "\n  GROUP BY \(keys)"
        let grouped = scope.relation(
            { ["FROM \(input.name)\(tail)"] },
            define: {
                name,
                range throws(QueryError) in
                throw QueryError("stats left no '\(name.text)'", at: range)
            }
        )
        for (name, term) in groupTerms { grouped.give(name, term) }
        // A group may also be named by its field: `by status as s`, then `status`.
        for group in groups {
            if case .field(let field) = group.expression.node, !grouped.gives(field.name) {
                grouped.give(field.name, try lowering.groupKey(group.expression))
            }
        }
        var aggregates = AggregateLowering(grouped, input: lowering)
        current = grouped
        columns = groups.map {
            OutputColumn(name: $0.name, field: FieldName($0.name), range: $0.expression.range)
        }
        for item in items {
            if let aggregate = try aggregates.aggregate(item.expression) {
                grouped.give(item.name, aggregate)
            } else {
                let expression = try aggregates.replacingAggregates(in: item.expression)
                give(item.name, try expressions.value(expression))
            }
            columns.append(
                OutputColumn(
                    name: item.name,
                    field: FieldName(item.name),
                    range: item.expression.range
                )
            )
        }
        self.groups = groups.map(\.name)
        isOfFlows = false
        isListingFlows = false
        orderGroups(groupTerms)
    }

    /// Orders by the groups again, after rows were added to them.
    mutating func reorder() { orderGroups(groups.map { ($0, current.column($0)) }) }

    /// Times newest first, other groups ascending, until a `sort` says otherwise.
    private mutating func orderGroups(_ groups: [(name: String, term: SQLTerm)]) {
        order = []
        let times = groups.filter { $0.term.type == .timestamp }
        for (name, term) in times + groups.filter({ $0.term.type != .timestamp }) {
            sortCount += 1
            let key = "#sort_\(sortCount)"
            let sortKey = ExpressionLowering.sortKey(of: current.column(name), in: scope)
            give(key, SQLTerm(sortKey.sql, term.type))
            order.append(
                OrderKey(
                    name: key,
                    suffix: sortKey.collation + (term.type == .timestamp ? " DESC" : "")
                )
            )
        }
    }
}

extension Stage.Command {
    /// Whether the command takes rows away, adds some, or puts them in another order: then what a
    /// `limit` before it has cut off must be gone.
    fileprivate var changesRows: Bool {
        switch self {
        case .fields, .display, .limit: false
        case .parse(let parse):
            if case .regex(_, isMulti: true) = parse.form { true } else { false }
        case .filter, .stats, .sort, .dedup, .unnest, .pattern, .join, .fillMissing: true
        }
    }
}
