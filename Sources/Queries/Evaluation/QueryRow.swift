/// What a condition is asked of.
public protocol QueryRow {
    /// The value of a name as it is written in the query; null when the row has none.
    func value(of name: FieldName) -> QueryValue
}

extension FlowFields: QueryRow {}
