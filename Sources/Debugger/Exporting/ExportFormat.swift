/// The forms in which recorded flows leave the log.
public enum ExportFormat: String, CaseIterable, Sendable {
    case curl, http, har, event, pytest, sam, otlp

    /// Of a file with one flow, or with many.
    public var fileExtension: String {
        switch self {
        case .curl: "sh"
        case .http: "http"
        case .har: "har"
        case .event, .sam: "json"
        case .pytest: "py"
        case .otlp: "otlp.json"
        }
    }

    /// One line for help and completion.
    public var summary: String {
        switch self {
        case .curl: "a command line that sends the request again"
        case .http: "request and response as HTTP messages"
        case .har: "HTTP Archive 1.2, for browsers and proxies"
        case .event: "the Lambda event, byte for byte"
        case .pytest: "a test that calls the handler and expects what was recorded"
        case .sam: "an event file for sam local invoke -e"
        case .otlp: "OpenTelemetry spans, OTLP/JSON"
        }
    }
}
