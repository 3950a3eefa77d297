import EventStore

/// Something the user asked cannot be done: what, where in the line, what was probably meant, and
/// what to type next.
public struct ShellError: Error, Equatable, Sendable {
    /// Decides the exit code.
    public enum Code: Int32, Sendable {
        /// The line cannot be understood, or names a flow that does not exist: exit code 2.
        case usage = 2
        /// The log or the service cannot be reached: exit code 3.
        case unreachable = 3
        /// Ctrl-C or a signal to end: exit code 130.
        case interrupted = 130
    }

    /// What ran was stopped by the user.
    static let interrupted = ShellError(.interrupted, "interrupted")

    public var code: Code
    /// What is wrong, without a full stop.
    public var message: String
    /// The line in question and the byte range in it that the caret points at.
    public var line: String?
    public var range: Range<Int>?
    /// Rows to choose from, for an ambiguous reference.
    public var candidates: [String]
    /// What to type next.
    public var hint: String?

    public init(
        _ code: Code,
        _ message: String,
        at word: Word? = nil,
        candidates: [String] = [],
        hint: String? = nil
    ) {
        self.code = code
        self.message = message
        self.line = word?.line
        self.range = word?.range
        self.candidates = candidates
        self.hint = hint
    }

    /// The line is wrong, or names something that is not there.
    public init(
        _ message: String,
        at word: Word? = nil,
        candidates: [String] = [],
        hint: String? = nil
    ) {
        self.init(.usage, message, at: word, candidates: candidates, hint: hint)
    }

    init(_ error: LogError) {
        guard error.code != .interrupted else {
            self = .interrupted
            return
        }
        let hint = error.hint
        self.init(.unreachable, error.description, hint: hint.isEmpty ? nil : hint)
    }
}

extension ShellError {
    /// The lines for standard error: the line, a caret under the part in question with the
    /// message, the candidates, the next command.
    func screen() -> [StyledText] {
        var lines: [StyledText] = []
        if let line, let range {
            let bytes = Array(line.utf8)
            let start = min(range.lowerBound, bytes.count)
            let end = min(range.upperBound, bytes.count)
            // Of several lines, the one that the caret stands in.
            let first = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            let last = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let before = displayWidth(visible(bytes: bytes[first..<start]))
            let marked = max(
                1,
                displayWidth(visible(bytes: bytes[start..<max(start, min(end, last))]))
            )
            lines.append(StyledText(" \(String(decoding: bytes[first..<last], as: UTF8.self))"))
            lines.append(
                StyledText(String(repeating: " ", count: before + 1))
                    + StyledText(String(repeating: "^", count: marked), .failure)
                    + StyledText(" \(message)")
            )
        } else {
            lines.append(StyledText(" \(message)"))
        }
        lines += candidates.map { StyledText("   \($0)") }
        if let hint { lines.append(StyledText(" next: ", .faint) + StyledText(hint)) }
        return lines
    }
}
