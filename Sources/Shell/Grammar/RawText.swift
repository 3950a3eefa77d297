import Queries

/// A part of a line that is read byte for byte and not as words: a query, a statement of SQL, a
/// condition.
public struct RawText: Equatable, Sendable {
    /// Without the blanks around it.
    public let text: String
    /// The whole line, and the byte of it where ``text`` begins.
    public let line: String
    public let offset: Int

    public init(_ text: String, line: String, offset: Int) {
        self.text = text
        self.line = line
        self.offset = offset
    }

    /// The place of some bytes of ``text``, for the caret of an error.
    public func place(_ range: Range<Int>) -> Word {
        let bytes = text.utf8
        let lower = min(max(0, range.lowerBound), bytes.count)
        let upper = min(max(lower, range.upperBound), bytes.count)
        let start = bytes.index(bytes.startIndex, offsetBy: lower)
        let end = bytes.index(bytes.startIndex, offsetBy: upper)
        return Word(
            String(decoding: bytes[start..<end], as: UTF8.self),
            range: (offset + lower)..<(offset + upper),
            line: line,
            isQuoted: true
        )
    }
}

extension ShellError {
    /// What is wrong with a query, with the caret in the line that it is a part of.
    public init(_ error: QueryError, in text: RawText) {
        self.init(error.description, at: text.place(error.range), hint: error.hint)
    }
}
