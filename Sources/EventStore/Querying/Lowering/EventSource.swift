import Flows
import Queries

/// The events of a query's window, a row an event, of flows and of the service.
enum EventSource {
    static func relation(in scope: QueryScope) -> Relation {
        let window = scope.positions
        let relation = scope.relation(
            {
                [
                    """
                    FROM log_event
                      WHERE position BETWEEN \(window.lowerBound) AND \(window.upperBound - 1)
                    """
                ]
            },
            define: { name, range throws(QueryError) in
                if let hidden = hidden[name.name] { return .init([hidden], .any) }
                switch try QuerySchema.events.resolve(name, at: range) {
                case .field(let field): return .init([sql(field.name)], field.type)
                case .document(_, let path): return data(path, in: scope)
                case .discovered: preconditionFailure("events have no discovered fields")
                }
            }
        )
        relation.defineNative = native
        return relation
    }

    private static let hidden = [
        "#flow": "CASE stream_kind WHEN 1 THEN stream_id END", "#order": "position",
    ]

    private static func data(_ path: [String], in scope: QueryScope) -> Relation.Definition {
        guard !path.isEmpty else { return .init(["CAST(data AS BLOB)"], .structure) }
        let term = scope.member(path, of: SQLTerm("data", .structure))
        return .init([term.sql], term.type)
    }

    /// The members of `data` that are known have one type in every event.
    private static func native(_ field: FieldName) -> Relation.Definition? {
        guard field.parts.count == 2, field.parts[0] == "data" else { return nil }
        let known = QuerySchema.events.members["data"]?.first { $0.name == field.parts[1] }
        return known.map { .init(["json_extract(data, '$.\($0.name)')"], $0.type) }
    }

    private static func sql(_ field: String) -> String {
        switch field {
        case "position", "revision", "type", "version": field
        case "stream": "lower(hex(stream_id))"
        case "streamKind":
            "CASE stream_kind WHEN 1 THEN 'flow' WHEN 2 THEN 'service' WHEN 3 THEN 'batch' END"
        case "flow": "CASE stream_kind WHEN 1 THEN \(FlowSource.uuid("stream_id")) END"
        case "recordedAt": "recorded_at / 1000.0"
        case "occurredAt": "coalesce(occurred_at, recorded_at) / 1000.0"
        case "@message": "data"
        case "operator": "json_extract(data, '$.operator')"
        case "@step": steps
        case "@hash": "lower(hex(leaf))"
        default: preconditionFailure("the field '\(field)' is in the schema and not here")
        }
    }

    private static let steps: String = {
        let cases = EventType.allCases.compactMap { type in
            type.concernedStep.map { "WHEN '\(type.rawValue)' THEN \($0.rawValue)" }
        }
        return "CASE type \(cases.joined(separator: " ")) END"
    }()
}
