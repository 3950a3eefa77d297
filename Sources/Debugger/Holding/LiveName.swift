import Lambda
import Queries

/// The fields of the schema `flows` that a flow under way has. The others are known when it has ended,
/// or only to the log.
enum LiveField: String, CaseIterable {
    case id
    case shortId
    case kind
    case method
    case path
    case route
    case api
    case apiKind
    case stage
    case function
    case status
    case step
    case state
    case cause
    case failed
    case errorType = "error.type"
    case errorMessage = "error.message"
    case duration
    case cold
    case attempts
    case replayOf
    case traceId
    case sentAt

    /// The first hand-off at which it has a value that can be meant.
    var firstKnown: HandOffPoint {
        switch self {
        case .id, .shortId, .kind, .method, .path, .api, .apiKind, .stage, .step, .state, .duration,
            .attempts, .replayOf, .traceId, .sentAt:
            .sent
        case .route, .function: .triggered
        case .cause, .failed, .errorType, .errorMessage, .cold: .executed
        case .status: .returned
        }
    }
}

/// What a name in a condition stands for on a flow under way.
enum LiveName {
    case field(LiveField)
    /// A member of a document, or all of it when the path is empty.
    case request([String])
    case event([String])
    case result([String])
    case response([String])
    case unknown

    init(_ resolved: ResolvedField) {
        switch resolved {
        case .field(let field):
            self = LiveField(rawValue: field.name).map { .field($0) } ?? .unknown
        case .document(let document, let path):
            switch document.name {
            case "request": self = .request(path)
            case "event": self = .event(path)
            case "result": self = .result(path)
            case "response": self = .response(path)
            default: self = .unknown
            }
        case .discovered: self = .unknown
        }
    }

    /// The first hand-off at which it can have a value; nil when it has none before the flow has ended.
    var firstKnown: HandOffPoint? {
        switch self {
        case .field(let field): field.firstKnown
        case .request: .sent
        case .event: .triggered
        case .result: .executed
        case .response: .returned
        case .unknown: nil
        }
    }

    /// What can be asked for at a hand-off, in one line.
    static func known(at point: HandOffPoint) -> String {
        let fields = LiveField.allCases.filter { $0.firstKnown.rawValue <= point.rawValue }
        let documents = HandOffPoint.allCases.filter { $0.rawValue <= point.rawValue }
        return (fields.map(\.rawValue) + documents.map { "\($0.documentName).…" })
            .joined(separator: ", ")
    }
}
