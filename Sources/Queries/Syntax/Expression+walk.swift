extension Expression {
    /// The expressions right inside this one; a subquery's are not among them.
    public var children: [Expression] {
        switch node {
        case .literal, .field, .period: []
        case .call(let call): call.arguments
        case .negative(let inner), .not(let inner): [inner]
        case .binary(_, let left, let right): [left, right]
        case .inList(let left, let values, _): [left] + values
        case .inQuery(let left, _, _): [left]
        case .like(let left, _, _): [left]
        }
    }

    /// This expression and all inside it for which `isWanted` holds, from left to right; what is
    /// inside a wanted one is not looked at.
    func first(where isWanted: (Expression) -> Bool) -> Expression? {
        if isWanted(self) { return self }
        for child in children {
            if let found = child.first(where: isWanted) { return found }
        }
        return nil
    }

    /// The aggregate that this expression is, if it is one.
    var aggregate: FunctionCall? {
        guard case .call(let call) = node,
            FunctionCatalog.function(named: call.name)?.isAggregate == true
        else { return nil }
        return call
    }

    /// Whether an aggregate stands anywhere in this expression.
    public var hasAggregate: Bool { first { $0.aggregate != nil } != nil }

    func checkHasNoAggregate() throws(QueryError) {
        guard let found = first(where: { $0.aggregate != nil }), let call = found.aggregate else {
            return
        }
        throw QueryError(
            "\(call.name) is an aggregate and stands only in stats",
            at: found.range,
            hint: "as in: stats \(call.name)(…) as n by function | filter n > 1"
        )
    }
}
