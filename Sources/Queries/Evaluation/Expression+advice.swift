extension Expression {
    /// The error of an unknown name in this expression, with a better hint where the name was most
    /// likely meant as something else: a text without its quotes (`method = POST`), the second half
    /// of a name with a minus sign (`headers.x-tenant`).
    public func advised(_ error: QueryError) -> QueryError {
        let parent = first { $0.children.contains { $0.isField && $0.range == error.range } }
        guard let parent else { return error }
        var advised = error
        switch parent.node {
        case .binary(.subtract, let left, let right)
        where right.range == error.range && left.range.upperBound + 1 == right.range.lowerBound:
            if case .field(let a) = left.node, case .field(let b) = right.node {
                let name = "\(a.parts[a.parts.count - 1])-\(b.name)"
                let whole = FieldName(a.parts.dropLast() + [name])
                advised.hint = "odd names stand in backquotes: \(whole.text)"
            }
        case .binary(let sign, _, let right) where sign.isComparison && right.range == error.range:
            advised.hint = right.textHint ?? error.hint
        case .inList(_, let values, _):
            let value = values.first { $0.range == error.range }
            advised.hint = value?.textHint ?? error.hint
        default: break
        }
        return advised
    }

    private var isField: Bool {
        if case .field = node { true } else { false }
    }

    private var textHint: String? {
        guard case .field(let name) = node, name.parts.count == 1 else { return nil }
        return "text stands in quotes: \"\(name.name)\""
    }
}
