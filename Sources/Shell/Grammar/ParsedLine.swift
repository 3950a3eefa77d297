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
    /// What a verb that takes text reads itself.
    public var text: RawText?
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

    init(
        words: [Word],
        text: RawText? = nil,
        sink: Sink = .standardOutput,
        isExpanded: Bool = false
    ) {
        self.words = words
        self.text = text
        self.sink = sink
        self.isExpanded = isExpanded
    }
}

/// A word so that ``parseLine(_:verbs:)`` gives it back.
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
