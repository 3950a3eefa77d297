import Flows

/// What a name in a query stands for.
public enum ResolvedField: Equatable, Sendable {
    /// A field of every row.
    case field(QuerySchema.Field)
    /// A document, or a value inside it when the path is not empty.
    case document(QuerySchema.Field, path: [String])
    /// A member of a log line that holds a JSON object.
    case discovered(path: [String])

    public var type: QueryType {
        switch self {
        case .field(let field): field.type
        case .document, .discovered: .any
        }
    }
}

extension QuerySchema {
    /// The rows that a source clause reads; without one, the flows.
    public static func of(_ source: SourceClause?) -> QuerySchema {
        switch source?.selection {
        case nil, .flows: flows
        case .events: events
        case .functionLogs: functionLogs
        case .accessLogs: accessLogs
        }
    }

    /// The field with that name or alias: `error.type`, `errorType`, `error_type`.
    public func field(named name: String) -> Field? {
        fields.first { $0.name == name || $0.aliases.contains(name) }
            ?? fields.first { field in
                ([field.name] + field.aliases).contains { snakeCase($0) == name }
            }
    }

    /// What `name` stands for.
    /// - Throws: no such name, with the nearest one and where else it exists.
    public func resolve(
        _ name: FieldName,
        at range: Range<Int>
    ) throws(QueryError) -> ResolvedField {
        if let field = field(named: name.name) { return .field(field) }
        if let document = documents.first(where: { $0.name == name.parts[0] }) {
            let path = Array(name.parts.dropFirst())
            try checkMember(path, of: document, name, at: range)
            return .document(document, path: path)
        }
        guard hasDiscoveredFields, !name.parts[0].hasPrefix("@") || name.parts[0].hasPrefix("@@")
        else { throw unknown(name, at: range) }
        return .discovered(path: name.parts)
    }

    private func checkMember(
        _ path: [String],
        of document: Field,
        _ name: FieldName,
        at range: Range<Int>
    ) throws(QueryError) {
        guard closedDocuments.contains(document.name), let member = path.first else { return }
        let known = (members[document.name] ?? []).map(\.name)
        guard !known.contains(member) else { return }
        let suggestion = nearestFieldName(to: member, among: known).map { "\(document.name).\($0)" }
        throw QueryError(
            "\(document.name) has no '\(member)'" + didYouMean(suggestion),
            at: range,
            hint: "it has \(known.joined(separator: ", "))"
        )
    }

    private func unknown(_ name: FieldName, at range: Range<Int>) -> QueryError {
        let bare = name.name.hasPrefix("@") ? String(name.name.dropFirst()) : name.name
        let known = fields.flatMap { [$0.name] + $0.aliases } + documents.map(\.name)
        // `cause` alone, where it is `data.cause`.
        for document in documents
        where members[document.name]?.contains(where: { $0.name == bare }) == true {
            return unknown(name, suggestion: "\(document.name).\(bare)", at: range)
        }
        let suggestion =
            field(named: bare).map(\.name) ?? nearestFieldName(to: name.name, among: known)
            ?? (name.name == bare ? nearestFieldName(to: "@" + bare, among: known) : nil)
        return unknown(name, suggestion: suggestion, at: range)
    }

    private func unknown(_ name: FieldName, suggestion: String?, at range: Range<Int>) -> QueryError
    {
        let elsewhere = otherSource(of: name)
        return QueryError(
            "no field '\(name.text)' in \(self.name)" + didYouMean(suggestion),
            at: range,
            hint: elsewhere.map { "\(name.text) is in other rows: SOURCE \($0) | …" }
                ?? "help fields"
        )
    }

    /// The source whose rows have the name, as a query writes it.
    private func otherSource(of name: FieldName) -> String? {
        let sources: [(QuerySchema, String)] = [
            (.functionLogs, "'/aws/lambda/NAME'"), (.accessLogs, "'/aws/apigateway/API'"),
            (.events, "events"), (.flows, "flows"),
        ]
        return sources.first { schema, _ in
            schema.name != self.name
                && (schema.field(named: name.name) != nil
                    || name.parts.count > 1
                        && schema.documents.contains { $0.name == name.parts[0] })
        }?.1
    }
}

/// `durationMs` as `duration_ms`, `error.type` as `error_type`.
private func snakeCase(_ name: String) -> String {
    var text = ""
    for character in name {
        if character == "." {
            text.append("_")
        } else if character.isUppercase {
            text += "_" + character.lowercased()
        } else {
            text.append(character)
        }
    }
    return text
}
