/// One line of a function's log, as CloudWatch would have it.
public struct LogLine: Equatable, Sendable {
    /// Who wrote it, in machine formats: the platform's line or the function.
    public enum Source: String, CaseIterable, Sendable {
        case initStart = "INIT_START"
        case initReport = "INIT_REPORT"
        case start = "START"
        case function
        case timeout = "TIMEOUT"
        case exit = "EXIT"
        case end = "END"
        case report = "REPORT"
    }

    public let time: Timestamp
    public let source: Source
    public let attempt: Int
    /// Without its line feed.
    public var text: String

    public init(time: Timestamp, source: Source, attempt: Int, text: String) {
        self.time = time
        self.source = source
        self.attempt = attempt
        self.text = text
    }
}
