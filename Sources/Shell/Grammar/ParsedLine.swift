/// One word of a line, without its quotes, and where it stood.
public struct Word: Equatable, Sendable {
    public let text: String
    /// Byte range in ``line``, quotes included.
    public let range: Range<Int>
    public let line: String
    /// A quoted word is never an option or a keyword.
    public let isQuoted: Bool

    public init(_ text: String, range: Range<Int>, line: String, isQuoted: Bool = false) {
        self.text = text
        self.range = range
        self.line = line
        self.isQuoted = isQuoted
    }

    /// The place behind the last word, for «something is missing here».
    static func end(of line: String) -> Word {
        let end = line.utf8.count
        return Word("", range: end..<end, line: line)
    }
}

/// Where the output of a line goes.
public enum Sink: Equatable, Sendable {
    case standardOutput
    /// `| command`, run by `/bin/sh -c`.
    case pipe(String)
    /// `> file`, or `>> file` at its end.
    case file(String, isAppending: Bool)
}

/// A line taken apart: words and sink. What the words mean is the verb's business.
public struct ParsedLine: Equatable, Sendable {
    public var words: [Word]
    public var sink: Sink
    /// A `\G` stood at the end: `-o expanded` for this line.
    public var isExpanded: Bool

    /// The words of a one-shot command, which the user's own shell has taken apart already: no
    /// quotes, pipes or redirections are looked for.
    public init(arguments: [String]) {
        var line = ""
        var places: [(String, Range<Int>)] = []
        for argument in arguments {
            if !line.isEmpty { line += " " }
            let start = line.utf8.count
            line += quoted(argument)
            places.append((argument, start..<line.utf8.count))
        }
        words = places.map { text, range in
            Word(text, range: range, line: line)
        }
        sink = .standardOutput
        isExpanded = false
    }

    init(words: [Word], sink: Sink, isExpanded: Bool) {
        self.words = words
        self.sink = sink
        self.isExpanded = isExpanded
    }
}

/// Takes a line of the prompt apart.
///
/// Words stand between blanks. `'…'` keeps everything, `"…"` and bare words know the backslash.
/// Outside quotes `|` ends the words and the rest is a shell command; `>` and `>>` name a file.
/// - Throws: an open quote, a missing command or file, with the place.
func parseLine(_ line: String) throws(ShellError) -> ParsedLine {
    var parser = LineParser(line)
    return try parser.parse()
}

/// A word so that ``parseLine(_:)`` gives it back.
func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
        switch $0 {
        case 0...0x20, UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"),
            UInt8(ascii: "|"), UInt8(ascii: ">"), 0x7F:
            false
        default: true
        }
    }
    if isPlain, !word.isEmpty { return word }
    if !word.contains("'") { return "'\(word)'" }
    var text = "\""
    for character in word {
        if character == "\"" || character == "\\" { text.append("\\") }
        text.append(character)
    }
    return text + "\""
}

private struct LineParser {
    let line: String
    let bytes: [UInt8]
    var offset = 0
    var words: [Word] = []

    init(_ line: String) {
        self.line = line
        self.bytes = Array(line.utf8)
    }

    mutating func parse() throws(ShellError) -> ParsedLine {
        while let byte = nextVisible() {
            switch byte {
            case UInt8(ascii: "|"): return finished(sink: .pipe(try command()))
            case UInt8(ascii: ">"): return finished(sink: try file())
            default: words.append(try word())
            }
        }
        return finished(sink: .standardOutput)
    }

    private mutating func finished(sink: Sink) -> ParsedLine {
        let isExpanded = words.last.map { !$0.isQuoted && rawText($0.range) == "\\G" } ?? false
        if isExpanded { words.removeLast() }
        return ParsedLine(words: words, sink: sink, isExpanded: isExpanded)
    }

    private func rawText(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private mutating func nextVisible() -> UInt8? {
        while offset < bytes.count, isBlank(bytes[offset]) { offset += 1 }
        return offset < bytes.count ? bytes[offset] : nil
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private mutating func word() throws(ShellError) -> Word {
        let start = offset
        var text: [UInt8] = []
        var isQuoted = false
        scan: while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "|"), UInt8(ascii: ">"): break scan
            case _ where isBlank(byte): break scan
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                isQuoted = true
                try readQuoted(by: byte, into: &text)
            case UInt8(ascii: "\\") where offset + 1 < bytes.count:
                text.append(bytes[offset + 1])
                offset += 2
            default:
                text.append(byte)
                offset += 1
            }
        }
        return Word(
            String(decoding: text, as: UTF8.self),
            range: start..<offset,
            line: line,
            isQuoted: isQuoted
        )
    }

    private mutating func readQuoted(by quote: UInt8, into text: inout [UInt8]) throws(ShellError) {
        let start = offset
        offset += 1
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == quote {
                offset += 1
                return
            }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), offset + 1 < bytes.count {
                offset += 1
            }
            text.append(bytes[offset])
            offset += 1
        }
        throw ShellError(
            "this quote is not closed",
            at: Word("", range: start..<start + 1, line: line),
            hint: "close it with \(Character(Unicode.Scalar(quote)))"
        )
    }

    private mutating func command() throws(ShellError) -> String {
        let bar = offset
        offset += 1
        guard nextVisible() != nil else {
            throw ShellError(
                "no command after '|'",
                at: Word("", range: bar..<bar + 1, line: line),
                hint: "as in: logs %1 | grep WARN"
            )
        }
        var end = bytes.count
        while isBlank(bytes[end - 1]) { end -= 1 }
        defer { offset = bytes.count }
        return rawText(offset..<end)
    }

    private mutating func file() throws(ShellError) -> Sink {
        let arrow = offset
        offset += 1
        let isAppending = offset < bytes.count && bytes[offset] == UInt8(ascii: ">")
        if isAppending { offset += 1 }
        guard let byte = nextVisible(), byte != UInt8(ascii: "|"), byte != UInt8(ascii: ">") else {
            throw ShellError(
                "no file name after '>'",
                at: Word("", range: arrow..<offset, line: line),
                hint: "as in: ls -o csv > flows.csv"
            )
        }
        let name = try word()
        guard nextVisible() == nil else {
            throw ShellError(
                "nothing may follow the file name",
                at: Word("", range: offset..<bytes.count, line: line),
                hint: "put the file last, or quote its name"
            )
        }
        return .file(name.text, isAppending: isAppending)
    }
}
