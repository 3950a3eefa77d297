/// The log cannot be opened, read or written: what happened, and what to do next.
public struct LogError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// No file at the path.
        case notFound
        /// The file or folder cannot be read or written.
        case unreadable
        /// Written by a newer program.
        case newer
        /// Written by an older program, and not brought up to date yet.
        case older
        /// Another service holds the log.
        case busy
        /// Not a log, or its pages or events do not make sense.
        case corrupt
        /// No room on the disk.
        case diskFull
        /// Stopped by whoever asked for it.
        case interrupted
    }

    static let interrupted = LogError(.interrupted, "interrupted")

    public let code: Code
    public let description: String
    public let hint: String

    public init(_ code: Code, _ description: String, hint: String = "") {
        self.code = code
        self.description = description
        self.hint = hint
    }
}
