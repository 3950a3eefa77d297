/// The forms in which other systems keep what happened.
public enum ImportFormat: String, CaseIterable, Sendable {
    /// The record of an asynchronous invocation, as Lambda sends it to a destination.
    case destination
    /// Messages of a queue as `aws sqs receive-message` prints them: of a dead-letter queue, or of a
    /// queue that is a destination.
    case queue
    /// API Gateway's access log, in the common log format or as JSON.
    case accessLog = "access-log"
    /// A function's log, exported from CloudWatch.
    case functionLog = "function-log"
    case har
    case curl
    /// A Lambda event.
    case event

    /// One line for help and completion.
    public var summary: String {
        switch self {
        case .destination: "records of Lambda destinations"
        case .queue: "messages of a dead-letter queue or a destination's queue (receive-message)"
        case .accessLog: "API Gateway access logs, common log format or JSON"
        case .functionLog: "a function's CloudWatch log, JSON (filter-log-events) or text"
        case .har: "HTTP Archive"
        case .curl: "curl command lines"
        case .event: "Lambda events, JSON"
        }
    }
}
