import Flows

/// How much may be shown of each name behind a query's last command.
///
/// Conditions, groups and orders go by the true values; only what is shown in the end is masked. So
/// names are followed through the commands: `fields request.headers.authorization as a` makes `a` a
/// name of which nothing is shown, and so does every expression that holds something of it. What only
/// tells about a value is shown: comparisons, `like`, `in`, counts and lengths.
public struct DisclosedNames {
    /// Names that the query has given.
    private var given: [String: Disclosure] = [:]

    public init(_ pipeline: Pipeline) {
        for stage in pipeline.stages { take(stage.command) }
    }

    /// Of a column, or of a name inside one.
    public func disclosure(of field: FieldName) -> Disclosure {
        for count in stride(from: field.parts.count, through: 1, by: -1) {
            let name = field.parts[..<count].joined(separator: ".")
            guard let disclosure = given[name] else { continue }
            let path = field.parts[count...]
            guard let last = path.last else { return disclosure }
            if path.contains(where: { isMasked($0) }) { return .nothing }
            return disclosure == .nothing ? .nothing : .field(last)
        }
        return field.parts.contains { isMasked($0) } ? .nothing : .field(field.parts.last ?? "")
    }

    private func disclosure(of expression: Expression) -> Disclosure {
        switch expression.node {
        case .field(let field): return disclosure(of: field)
        case .literal, .period, .not, .inList, .inQuery, .like: return .whole
        case .binary(let operation, _, _)
        where operation.isComparison || operation == .and || operation == .or:
            return .whole
        case .call(let call) where Self.onlyTells(call): return .whole
        case .call(let call) where Self.cuts(call): return .nothing
        case .binary, .negative, .call:
            let parts = expression.children.map { disclosure(of: $0) }
            let joined = parts.reduce(Disclosure.whole) { $0.joined(with: $1) }
            return joined == .whole ? .whole : joined.joined(with: .piece)
        }
    }

    /// Whether a function's value tells about its arguments and holds nothing of them.
    private static func onlyTells(_ call: FunctionCall) -> Bool {
        FunctionCatalog.function(named: call.name)?.result == .boolean
            || measures.contains(call.name)
    }

    private static let measures: Set<String> = [
        "isempty", "isblank", "strlen", "messageSize", "strcontains", "startsWith", "endsWith",
        "jsonArraySize", "count", "countDistinct", "countOverTime",
    ]

    /// Whether a function may cut a value from the masked name that it stands under: it takes a text that
    /// holds names apart by places or by other texts, or names one that is masked.
    private static func cuts(_ call: FunctionCall) -> Bool {
        guard ["replace", "split", "substr"].contains(call.name) else { return false }
        let parts = call.arguments.flatMap(\.leaves)
        return parts.contains { part in
            switch part {
            case .field(let field): holdsNames(field)
            case .literal(let literal): namesMasked(literal.text ?? "")
            default: false
            }
        }
    }

    /// Documents, bodies, queries and log lines: texts in which values have names.
    private static func holdsNames(_ field: FieldName) -> Bool {
        [
            "request", "event", "result", "response", "headers", "body", "cookies",
            "rawQueryString",
            "query", "target", "message", "@message",
        ].contains(field.parts.last ?? "")
    }

    private static func namesMasked(_ text: String) -> Bool {
        text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }.contains {
            isMasked($0)
        }
    }

    // MARK: Commands

    private mutating func take(_ command: Stage.Command) {
        switch command {
        case .fields(let items), .display(let items): for item in items { give(item) }
        case .stats(let items, let groups): stats(items, by: groups)
        case .parse(let parse):
            // What is cut out beside a masked name is its value.
            let isHidden =
                parse.field.map { disclosure(of: $0) } == .nothing
                || parse.form.texts.contains { Self.namesMasked($0) }
            for name in parse.names {
                given[name.text] = isHidden || isMasked(name.text) ? .nothing : .piece
            }
        case .unnest(let list, let name):
            given[name.text] = disclosure(of: list).joined(with: .piece)
        case .pattern(let field):
            given = ["@pattern": disclosure(of: field).joined(with: .piece)]
        case .join(let join): self.join(join)
        case .filter, .sort, .limit, .dedup, .fillMissing: break
        }
    }

    private mutating func give(_ item: NamedExpression) {
        if case .field = item.expression.node, item.alias == nil { return }
        given[item.name] = disclosure(of: item.expression)
    }

    /// Groups are known by their names and, when they are fields, by those of the fields.
    private mutating func stats(_ items: [NamedExpression], by groups: [NamedExpression]) {
        var next: [String: Disclosure] = [:]
        for group in groups {
            let disclosure = disclosure(of: group.expression)
            if case .field(let field) = group.expression.node { next[field.name] = disclosure }
            next[group.name] = disclosure
        }
        for item in items { next[item.name] = disclosure(of: item.expression) }
        given = next
    }

    /// Each side's names under its prefix; a bare name is the left side's, when it has it.
    private mutating func join(_ join: Join) {
        let right = DisclosedNames(join.query).given
        let left = given
        given = right.merging(left) { $1 }
        for (name, disclosure) in left { given["\(join.left.text).\(name)"] = disclosure }
        for (name, disclosure) in right { given["\(join.right.text).\(name)"] = disclosure }
    }
}

extension Parse.Form {
    /// The texts between which something is cut out.
    fileprivate var texts: [String] {
        switch self {
        case .glob(let texts): texts
        case .regex(let pattern, _): [pattern]
        case .logfmt, .csv: []
        }
    }
}

extension Expression {
    /// The fields and literals in it.
    fileprivate var leaves: [Node] {
        let children = children
        return children.isEmpty ? [node] : children.flatMap(\.leaves)
    }
}
