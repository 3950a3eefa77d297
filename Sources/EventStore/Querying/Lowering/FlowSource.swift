import Flows
import Queries

/// The flows of a query's window, a row a flow.
enum FlowSource {
    /// What `failed` means; in these very words, so that the index over failures serves.
    static let failure = "IN ('function error', 'gateway failure', 'interrupted')"

    /// - `conditions`: further ones, on the columns of `flow_state`.
    static func relation(in scope: QueryScope, _ conditions: [String] = []) -> Relation {
        let window = scope.positions
        let place = "first_position BETWEEN \(window.lowerBound) AND \(window.upperBound - 1)"
        let rows = ([place] + conditions).joined(separator: " AND ")
        return scope.relation(
            { ["FROM flow_state\n  WHERE \(rows)"] },
            define: { name, range throws(QueryError) in
                if let hidden = hidden[name.name] { return .init([hidden], .any) }
                switch try QuerySchema.flows.resolve(name, at: range) {
                case .field(let field): return .init([sql(field.name)], field.type)
                case .document(let root, let path):
                    return document(root.name, path, of: "flow_id", in: scope)
                case .discovered: preconditionFailure("flows have no discovered fields")
                }
            }
        )
    }

    private static let hidden = [
        "#flow": "flow_id", "#order": "first_position", "#outcome": "outcome",
    ]

    /// The value at a path of a document of the flow whose id `flow` gives.
    static func document(
        _ name: String,
        _ path: [String],
        of flow: String,
        in scope: QueryScope
    ) -> Relation.Definition {
        let contents = scope.contents
        let function = scope.functions.register(name, arguments: 1) { arguments, output in
            guard let id = FlowID(bytes: UnsafeRawBufferPointer(arguments.bytes(0))) else { return }
            do {
                output.set(try contents.value(name, path, of: id), type: .any)
            } catch {
                output.fail("\(error)")
            }
        }
        return .init(["\(function)(\(flow))"], .any)
    }

    /// A UUID's 16 bytes in its usual spelling; in these very words, so that the index over ids serves.
    static func uuid(_ blob: String) -> String {
        "lower(substr(hex(\(blob)), 1, 8) || '-' || substr(hex(\(blob)), 9, 4) || '-' || "
            + "substr(hex(\(blob)), 13, 4) || '-' || substr(hex(\(blob)), 17, 4) || '-' || "
            + "substr(hex(\(blob)), 21))"
    }

    static func sql(_ field: String) -> String {
        switch field {
        case "id": uuid("flow_id")
        case "shortId": "printf('%08x', short_id)"
        case "apiKind": "api_kind"
        case "error.type": "error_type"
        case "error.message": "error_message"
        case "failed": "coalesce(outcome \(failure), 0)"
        case "duration": "duration_us / 1000.0"
        case "replayOf": "CASE WHEN replay_of IS NOT NULL THEN \(uuid("replay_of")) END"
        case "traceId": "trace_id"
        case "sentAt": "sent_at / 1000.0"
        case "triggered", "executed", "returned", "displayed": "\(field)_us / 1000.0"
        case "firstPosition": "first_position"
        case "lastPosition": "last_position"
        // These have the same name in the table.
        case "kind", "method", "path", "route", "api", "stage", "function", "status", "step",
            "state", "outcome", "cause", "cold", "attempts":
            field
        default: preconditionFailure("the field '\(field)' is in the schema and not here")
        }
    }
}
