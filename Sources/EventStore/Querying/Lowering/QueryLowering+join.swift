import Flows
import Queries

extension QueryLowering {
    /// The most rows that the other side of a join, or a query in parentheses, may give.
    private static let otherRows = 50_000

    /// `join`: the rows of two queries whose keys are equal, side by side.
    mutating func join(_ join: Join) throws(QueryError) {
        let left = current
        let shown = output
        let right = try QueryLowering.rows(of: join.query, in: scope)
        var pairs: [String] = []
        for key in join.keys {
            let mine = try left.column(key.left.name, at: key.left.range)
            let theirs = try right.relation.column(key.right.name, at: key.right.range)
            pairs.append(equality(mine, theirs))
        }
        let condition = pairs.joined(separator: " AND ")
        let keyword = join.kind == .left ? "LEFT JOIN" : "JOIN"
        current = scope.relation(
            {
                ["FROM \(left.name) \(keyword) \(right.relation.name) ON \(condition)"]
            },
            define: { field, range throws(QueryError) in
                let column = try Self.column(field, at: range, join, left, right.relation)
                return Relation.Definition([column.sql], column.type)
            }
        )
        let sides = [(join.left, shown), (join.right, right.columns)]
        columns = sides.flatMap { side, columns in
            columns.map { column in
                let parts = [side.text] + column.field.parts
                return OutputColumn(
                    name: "\(side.text).\(column.name)",
                    field: FieldName(parts),
                    range: column.range
                )
            }
        }
    }

    /// `a.x` is of the left side and `b.x` of the right one; a bare name of the left when it has it.
    private static func column(
        _ field: FieldName,
        at range: Range<Int>,
        _ join: Join,
        _ left: Relation,
        _ right: Relation
    ) throws(QueryError) -> SQLTerm {
        if field.parts.count > 1 {
            let rest = FieldName(Array(field.parts.dropFirst()))
            if field.parts[0] == join.left.text { return try left.column(rest, at: range) }
            if field.parts[0] == join.right.text { return try right.column(rest, at: range) }
        }
        do {
            return try left.column(field, at: range)
        } catch {
            guard let column = try? right.column(field, at: range) else { throw error }
            return column
        }
    }

    /// The rows of a query inside this one, read once, and what it shows of them.
    static func rows(
        of query: Pipeline,
        in scope: QueryScope
    ) throws(QueryError) -> (relation: Relation, columns: [OutputColumn]) {
        var lowering = try QueryLowering(query, in: scope)
        let shown = lowering.output
        return (lowering.rows(atMost: otherRows), shown)
    }

    /// `x in (query)`: whether the first column of the query's rows has the value.
    static func membership(
        of term: SQLTerm,
        in query: Pipeline,
        _ expressions: ExpressionLowering,
        _ scope: QueryScope
    ) throws(QueryError) -> String {
        let (relation, columns) = try rows(of: query, in: scope)
        let first = columns[0]
        let column = try relation.column(first.field, at: first.range)
        let (mine, theirs) = expressions.comparable(term, column)
        return """
            \(mine) IN (SELECT \(theirs) FROM \(relation.name) WHERE \(theirs) IS NOT NULL)
            """
    }

    private func equality(_ a: SQLTerm, _ b: SQLTerm) -> String {
        let (a, b) = expressions.comparable(a, b)
        return "\(a) = \(b)"
    }

    // MARK: fillmissing

    /// The most rows that are filled in for one group.
    private static let filledRows = 10_000

    /// `fillmissing`: rows for the periods between the first and the last one in which there are none;
    /// for each combination of the other groups.
    mutating func fillMissing(
        _ fillings: [(value: Expression, field: RangedText)],
        _ stage: Stage
    ) throws(QueryError) {
        guard let bin = bins.first else {
            throw QueryError(
                "fillmissing needs periods to fill",
                at: stage.keywordRange,
                hint: "as in: stats count(*) as n by bin(5m) | fillmissing with 0 for n"
            )
        }
        let input = current
        input.isMaterialized = true
        let time = input.column(bin.name).sql
        let period = bin.period
        let following = scope.functions.register("next_bin", arguments: 1) { arguments, output in
            output.set(period.ceiling(arguments.real(0) + 1))
        }
        let bins = "\(input.name)_bins"
        let table = """
            (WITH RECURSIVE \(bins)(at, latest) AS (
              SELECT min(\(time)), max(\(time)) FROM \(input.name)
              UNION ALL SELECT \(following)(at), latest FROM \(bins)
              WHERE \(following)(at) <= latest LIMIT \(Self.filledRows))
              SELECT at FROM \(bins) WHERE at IS NOT NULL)
            """
        let others = groups.filter { $0 != bin.name }
        let keys = others.map { input.column($0).sql }
        let names = others.indices.map { "key_\($0)" }
        let combinations =
            others.isEmpty
            ? ""
            : " JOIN (SELECT DISTINCT "
                + zip(keys, names).map { "\($0) AS \($1)" }.joined(separator: ", ")
                + " FROM \(input.name)) AS each_key"
        let matches =
            ["\(time) = each_bin.at"] + zip(keys, names).map { "\($0) IS each_key.\($1)" }
        let next = scope.relation(
            {
                [
                    "FROM \(table) AS each_bin\(combinations)\n  LEFT JOIN \(input.name) ON "
                        + matches.joined(separator: " AND ")
                ]
            },
            define: { field, range throws(QueryError) in
                let column = try input.column(field, at: range)
                return Relation.Definition([column.sql], column.type)
            }
        )
        next.give(bin.name, SQLTerm("each_bin.at", .timestamp))
        for (key, name) in zip(others, names) {
            next.give(key, SQLTerm("each_key.\(name)", input.column(key).type))
        }
        for filling in fillings {
            let column = try input.column(FieldName(filling.field.text), at: filling.field.range)
            let value = try ExpressionLowering(input, in: scope).value(filling.value)
            next.give(
                filling.field.text,
                SQLTerm("coalesce(\(column.sql), \(value.sql))", column.type)
            )
        }
        takeStep(next)
        reorder()
    }
}
