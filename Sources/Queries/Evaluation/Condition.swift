/// A condition that is checked against a schema and can be asked of its rows, one by one: of a live
/// flow at a breakpoint, of a line of `tail`.
public struct Condition: Sendable {
    public let expression: Expression
    private let prepared: PreparedExpression

    /// - Throws: a name that the schema does not have, with the nearest one; an aggregate; something
    ///   that neither holds nor fails, such as a path alone.
    public init(
        _ expression: Expression,
        in schema: QuerySchema,
        context: QueryContext
    ) throws(QueryError) {
        self.expression = expression
        prepared = try PreparedExpression(expression, in: schema, context: context)
        _ = try Preparation(schema: schema, context: context).condition(expression)
    }

    /// Whether the condition is true of the row; what cannot be said is not true.
    public func holds(for row: some QueryRow) -> Bool { prepared.value(in: row).truth == true }
}
