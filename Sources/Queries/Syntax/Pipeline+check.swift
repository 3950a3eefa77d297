import Flows

/// The most `stats` commands in a query.
private let statsLimit = 10

extension Pipeline {
    /// Checks what needs no schema: the order of commands, where aggregates stand, and that commands
    /// after a `stats` ask only for what it defined.
    public func check() throws(QueryError) {
        try check(isSubquery: false)
    }

    private func check(isSubquery: Bool) throws(QueryError) {
        try checkOrder(isSubquery: isSubquery)
        var names: DefinedNames?
        for stage in stages { try check(stage, after: &names) }
    }

    /// The values of `in (query)` are those of its first column, so it must say which that is.
    func checkFirstColumn() throws(QueryError) {
        try check(isSubquery: true)
        let hasColumns = stages.contains { stage in
            switch stage.command {
            case .fields, .display, .stats: true
            default: false
            }
        }
        guard hasColumns else {
            throw QueryError(
                "the query does not say which column is meant",
                at: range,
                hint: "as in: (SOURCE events | fields flow)"
            )
        }
    }

    // MARK: Order

    private func checkOrder(isSubquery: Bool) throws(QueryError) {
        var statsCount = 0
        var joinCount = 0
        var ordering: Stage?
        var hasDedup = false
        for stage in stages {
            if hasDedup, !stage.command.isLimit {
                throw QueryError(
                    "only limit may follow dedup",
                    at: stage.keywordRange,
                    hint: "put dedup last"
                )
            }
            switch stage.command {
            case .stats:
                statsCount += 1
                if let ordering {
                    throw QueryError(
                        "sort and limit stand after the last stats",
                        at: ordering.keywordRange,
                        hint: "move it behind the last stats"
                    )
                }
                guard statsCount <= statsLimit else {
                    throw QueryError(
                        "a query has at most \(statsLimit) stats",
                        at: stage.keywordRange
                    )
                }
            case .sort, .limit: ordering = stage
            case .dedup: hasDedup = true
            case .join:
                joinCount += 1
                guard joinCount == 1, !isSubquery else {
                    throw QueryError(
                        isSubquery
                            ? "a query inside a query may not join"
                            : "a query has at most one join",
                        at: stage.keywordRange
                    )
                }
            case .fields, .display, .filter, .parse, .unnest, .pattern, .fillMissing: break
            }
        }
    }

    // MARK: Stages

    private func check(_ stage: Stage, after names: inout DefinedNames?) throws(QueryError) {
        switch stage.command {
        case .fields(let items), .display(let items):
            for item in items {
                try check(item.expression, with: names)
                names?.insert(item.name)
            }
        case .filter(let condition): try check(condition, with: names)
        case .stats(let items, let groups):
            names = try checkStats(items, groups, after: names)
        case .sort(let keys): for key in keys { try check(key.expression, with: names) }
        case .dedup(let keys): for key in keys { try check(key, with: names) }
        case .limit: break
        case .parse(let parse):
            if let field = parse.field {
                try check(field, with: names)
            } else {
                try names?.require("@message", by: "parse", at: stage.keywordRange)
            }
            for name in parse.names { names?.insert(name.text) }
        case .unnest(let list, let name):
            try check(list, with: names)
            names?.insert(name.text)
        case .pattern(let field):
            try check(field, with: names)
            names = DefinedNames(
                ["@pattern", "@ratio", "@sampleCount", "@severityLabel"],
                by: "pattern"
            )
        case .join(let join):
            for key in join.keys { try names?.require(key.left.name, at: key.left.range) }
            try join.query.check(isSubquery: true)
            // The other side's names are known to its schema only.
            names = nil
        case .fillMissing(let fillings):
            for filling in fillings {
                try check(filling.value, with: names)
                try names?.require(FieldName(filling.field.text), at: filling.field.range)
            }
        }
    }

    private func checkStats(
        _ items: [NamedExpression],
        _ groups: [NamedExpression],
        after names: DefinedNames?
    ) throws(QueryError) -> DefinedNames {
        for group in groups { try check(group.expression, with: names) }
        // What an item may use outside its aggregates: the groups, and the items before it.
        var defined = DefinedNames(groups.map(\.name), by: "stats")
        for group in groups {
            if case .field(let name) = group.expression.node { defined.insert(name.name) }
        }
        for item in items {
            try checkItem(item.expression, with: names, defined)
            defined.insert(item.name)
        }
        let all = items + groups
        if all.count > 1, let item = all.first(where: { $0.expression.aggregate?.name == "topk" }) {
            throw QueryError(
                "topk stands alone in its stats",
                at: item.expression.range,
                hint: "stats topk(3, status); or stats count(*) as n by status | sort n desc"
            )
        }
        var result = DefinedNames([], by: "stats")
        for item in all {
            guard !result.contains(item.name) else {
                throw QueryError(
                    "two columns have the name '\(item.name)'",
                    at: item.alias?.range ?? item.expression.range,
                    hint: "give one of them another name with as"
                )
            }
            result.insert(item.name)
        }
        return result
    }

    private func checkItem(
        _ expression: Expression,
        with names: DefinedNames?,
        _ defined: DefinedNames
    ) throws(QueryError) {
        if let call = expression.aggregate {
            for argument in call.arguments {
                guard !argument.hasAggregate else {
                    throw QueryError(
                        "an aggregate of an aggregate needs a second stats",
                        at: argument.range,
                        hint: "as in: stats sum(x) as s by y | stats max(s)"
                    )
                }
                try check(argument, with: names)
            }
            return
        }
        if case .field(let name) = expression.node, !defined.covers(name) {
            throw QueryError(
                "'\(name.text)' stands outside an aggregate",
                at: expression.range,
                hint: "as in: max(\(name.text)), or put it after by"
            )
        }
        for child in expression.children { try checkItem(child, with: names, defined) }
    }

    /// An expression of one row.
    private func check(_ expression: Expression, with names: DefinedNames?) throws(QueryError) {
        try expression.checkHasNoAggregate()
        try checkNames(expression, with: names)
    }

    private func checkNames(_ expression: Expression, with names: DefinedNames?) throws(QueryError)
    {
        switch expression.node {
        case .field(let name): try names?.require(name, at: expression.range)
        case .call(let call) where call.name == "bin":
            try names?.require("@timestamp", by: "bin", at: expression.range)
        default: break
        }
        for child in expression.children { try checkNames(child, with: names) }
    }
}

extension Stage.Command {
    fileprivate var isLimit: Bool {
        if case .limit = self { true } else { false }
    }
}

/// The names that are left after a command that makes new rows.
private struct DefinedNames {
    private var names: [String]
    private let command: String

    init(_ names: [String], by command: String) {
        self.names = names
        self.command = command
    }

    mutating func insert(_ name: String) { names.append(name) }

    func contains(_ name: String) -> Bool { names.contains(name) }

    /// Whether the name, or the map that it leads into, is defined.
    func covers(_ name: FieldName) -> Bool {
        (1...name.parts.count).contains { contains(name.parts[..<$0].joined(separator: ".")) }
    }

    func require(_ name: FieldName, at range: Range<Int>) throws(QueryError) {
        guard !covers(name) else { return }
        throw QueryError(
            "\(command) left no '\(name.text)'"
                + didYouMean(nearestFieldName(to: name.name, among: names)),
            at: range,
            hint: "after \(command) there are: \(names.joined(separator: ", "))"
        )
    }

    func require(_ name: String, by user: String, at range: Range<Int>) throws(QueryError) {
        guard !contains(name) else { return }
        throw QueryError(
            "\(user) reads \(name), which \(command) did not keep",
            at: range,
            hint: user == "bin"
                ? "keep a time and use datefloor: stats …, max(@timestamp) as t | stats … by datefloor(t, 5m)"
                : "after \(command) there are: \(names.joined(separator: ", "))"
        )
    }
}

/// The nearest of the names, letter case aside.
func nearestFieldName(to typed: String, among names: some Sequence<String>) -> String? {
    let lower = typed.lowercased()
    var byLower: [String: String] = [:]
    for name in names where byLower[name.lowercased()] == nil { byLower[name.lowercased()] = name }
    return byLower[lower]
        ?? nearest(to: lower, among: byLower.keys.sorted()).flatMap { byLower[$0] }
}
