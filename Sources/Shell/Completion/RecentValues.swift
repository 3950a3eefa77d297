import EventStore
import Flows

/// The values that the fields of a flow have had lately.
struct RecentValues {
    private let counts: [(value: String, count: Int)]
    private let isNumber: Bool

    /// The most values that are offered.
    private static let limit = 40

    /// Nil when nothing is known of that field, which may be named in any of its spellings:
    /// `error.type`, `errorType`, `error_type`.
    init?(of field: String, in flows: [FlowSummary]) {
        guard let read = Self.readers[Self.plain(field)] else { return nil }
        isNumber = Self.plain(field) == "status"
        var counted: [String: Int] = [:]
        for flow in flows {
            if let value = read(flow), !value.isEmpty { counted[value, default: 0] += 1 }
        }
        counts = counted.map { ($0.key, $0.value) }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }

    /// The values as they are written, the most frequent first. `quote` is put around texts; nil leaves
    /// quoting to the line's words.
    func completions(quote: Character?) -> [Completion] {
        counts.prefix(Self.limit).map { value, count in
            let text = isNumber ? value : quote.map { Self.quoted(value, by: $0) } ?? value
            return Completion(text, "\(countText(count)) lately")
        }
    }

    private static func quoted(_ value: String, by quote: Character) -> String {
        var text = String(quote)
        for character in value {
            // SQL doubles a quote, queries escape it.
            if quote == "'", character == "'" { text += "'" }
            if quote == "\"", character == "\"" || character == "\\" { text += "\\" }
            text.append(character)
        }
        return text + String(quote)
    }

    /// `error.type`, `errorType` and `error_type` are the same.
    private static func plain(_ field: String) -> String {
        field.lowercased().filter { $0 != "." && $0 != "_" && $0 != "@" && $0 != "`" }
    }

    private static let readers: [String: @Sendable (FlowSummary) -> String?] = [
        "status": { $0.status.map { String($0) } }, "path": { $0.path }, "route": { $0.route },
        "method": { $0.method }, "function": { $0.function }, "errortype": { $0.errorType },
        "state": { $0.state }, "outcome": { $0.outcome?.rawValue }, "kind": { $0.kind.rawValue },
        "api": { $0.api }, "cause": { $0.cause }, "stage": { $0.stage },
    ]
}
