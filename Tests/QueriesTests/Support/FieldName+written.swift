import Queries

/// The field name that `text` writes.
func name(_ text: String) -> FieldName {
    guard let (expression, _) = try? parseCondition(text), case .field(let name) = expression.node
    else {
        preconditionFailure("'\(text)' is no name")
    }
    return name
}
