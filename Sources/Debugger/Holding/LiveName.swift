import Queries

/// The fields of the schema `flows` that a flow under way has. The others are known when it has ended,
/// or only to the log.
enum LiveField: String {
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
}
