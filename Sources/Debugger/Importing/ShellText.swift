import Flows

/// One command of a shell text: its words and what is fed to it.
struct ShellCommand {
    struct ShellWord {
        let bytes: [UInt8]
        let line: Int

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    var words: [ShellWord] = []
    /// The text of a here-document.
    var input: [UInt8]?

    var line: Int { words.first?.line ?? 1 }
    var name: String { words.first?.text ?? "" }
}

/// Takes shell text apart as bash does, as far as people paste it: words with `'…'`, `"…"`, `$'…'` and
/// backslashes, continued lines, comments, pipes, here-documents. Nothing is run and nothing expanded: a
/// variable or a substitution is an error with its place.
/// - SeeAlso: [Quoting](https://www.gnu.org/software/bash/manual/html_node/Quoting.html)
struct ShellText {
    private let bytes: [UInt8]
    private let source: ImportSource
    private var offset = 0
    private var line = 1
    private var pipelines: [[ShellCommand]] = []
    private var pipeline: [ShellCommand] = []
    private var command = ShellCommand()
    /// Here-documents whose text begins on the next line.
    private var awaited: [(delimiter: [UInt8], pipe: Int)] = []

    private init(_ source: ImportSource) {
        self.source = source
        bytes = source.bytes
    }

    /// The commands of the text, those of a pipe together.
    static func pipelines(of source: ImportSource) throws(ImportProblem) -> [[ShellCommand]] {
        var text = ShellText(source)
        try text.parse()
        return text.pipelines
    }

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func peek(_ distance: Int) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    private mutating func parse() throws(ImportProblem) {
        while let byte = current {
            switch byte {
            case 0x20, 0x09, 0x0D: offset += 1
            case 0x0A: endLine()
            case UInt8(ascii: "\\") where peek(1) == 0x0A:
                offset += 2
                line += 1
            case UInt8(ascii: "\\") where peek(1) == 0x0D && peek(2) == 0x0A:
                offset += 3
                line += 1
            case UInt8(ascii: "#"): offset = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.endIndex
            case UInt8(ascii: ";"):
                offset += 1
                endPipeline()
            case UInt8(ascii: "&"):
                offset += peek(1) == UInt8(ascii: "&") ? 2 : 1
                endPipeline()
            case UInt8(ascii: "|"):
                let isOr = peek(1) == UInt8(ascii: "|")
                offset += isOr ? 2 : 1
                if isOr { endPipeline() } else { endCommand() }
            case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "<"): try beginDocument()
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"):
                throw problem(
                    "'\(Character(Unicode.Scalar(byte)))' is not read here: import runs nothing"
                )
            default: command.words.append(try word())
            }
        }
        endPipeline()
    }

    private mutating func endCommand() {
        if !command.words.isEmpty { pipeline.append(command) }
        command = ShellCommand()
    }

    private mutating func endPipeline() {
        endCommand()
        if !pipeline.isEmpty { pipelines.append(pipeline) }
        pipeline = []
    }

    private mutating func endLine() {
        offset += 1
        line += 1
        // A pipe goes on after the text of its here-document, on the same line.
        let waiting = awaited
        awaited = []
        endCommand()
        for document in waiting where pipeline.indices.contains(document.pipe) {
            pipeline[document.pipe].input = documentText(until: document.delimiter)
        }
        endPipeline()
    }

    // MARK: Here-documents

    private mutating func beginDocument() throws(ImportProblem) {
        offset += 2
        if current == UInt8(ascii: "-") || current == UInt8(ascii: "<") {
            throw problem("only << and a word are read here")
        }
        while current == 0x20 { offset += 1 }
        let isQuoted = current == UInt8(ascii: "'") || current == UInt8(ascii: "\"")
        let delimiter = try word()
        guard isQuoted else {
            throw problem("quote the word after <<, so that nothing in the text is expanded")
        }
        awaited.append((delimiter.bytes, pipeline.count))
    }

    private mutating func documentText(until delimiter: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let content = bytes[offset..<end]
            offset = min(end + 1, bytes.count)
            line += 1
            if content.elementsEqual(delimiter) { break }
            text += content + [0x0A]
        }
        return text
    }

    // MARK: Words

    private mutating func word() throws(ImportProblem) -> ShellCommand.ShellWord {
        let start = line
        var text: [UInt8] = []
        scan: while let byte = current {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"),
                UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"):
                break scan
            case UInt8(ascii: "'"): try readSingleQuoted(into: &text)
            case UInt8(ascii: "\""): try readDoubleQuoted(into: &text)
            case UInt8(ascii: "$") where peek(1) == UInt8(ascii: "'"):
                try readANSIQuoted(into: &text)
            case UInt8(ascii: "$"), UInt8(ascii: "`"): try refuseExpansion(into: &text)
            case UInt8(ascii: "\\"):
                offset += 1
                if current == 0x0A {
                    line += 1
                } else if let escaped = current {
                    text.append(escaped)
                }
                offset += 1
            default:
                text.append(byte)
                offset += 1
            }
        }
        return ShellCommand.ShellWord(bytes: text, line: start)
    }

    private mutating func readSingleQuoted(into text: inout [UInt8]) throws(ImportProblem) {
        let start = line
        offset += 1
        while let byte = current {
            offset += 1
            if byte == UInt8(ascii: "'") { return }
            if byte == 0x0A { line += 1 }
            text.append(byte)
        }
        throw ImportProblem(source.place(line: start), "this quote is not closed: '")
    }

    private mutating func readDoubleQuoted(into text: inout [UInt8]) throws(ImportProblem) {
        let start = line
        offset += 1
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return
            case UInt8(ascii: "\\"):
                let next = peek(1)
                switch next {
                case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
                    text.append(next!)
                    offset += 2
                case 0x0A:
                    line += 1
                    offset += 2
                default:
                    text.append(byte)
                    offset += 1
                }
            case UInt8(ascii: "$"), UInt8(ascii: "`"): try refuseExpansion(into: &text)
            default:
                if byte == 0x0A { line += 1 }
                text.append(byte)
                offset += 1
            }
        }
        throw ImportProblem(source.place(line: start), "this quote is not closed: \"")
    }

    /// A dollar sign before a blank or a quote is one.
    private mutating func refuseExpansion(into text: inout [UInt8]) throws(ImportProblem) {
        let next = peek(1)
        let isName =
            next.map { byte in
                byte == UInt8(ascii: "{") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "_")
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || "0123456789@*#?$!".utf8.contains(byte)
            } ?? false
        guard current == UInt8(ascii: "`") || isName else {
            text.append(UInt8(ascii: "$"))
            offset += 1
            return
        }
        let rest = bytes[offset...].prefix { $0 > 0x20 && $0 != UInt8(ascii: "\"") }
        throw problem(
            "'\(String(decoding: rest.prefix(24), as: UTF8.self))' would be expanded by a shell",
            hint: "write its value, or put it in single quotes"
        )
    }

    private mutating func readANSIQuoted(into text: inout [UInt8]) throws(ImportProblem) {
        let start = line
        offset += 2
        while let byte = current {
            offset += 1
            switch byte {
            case UInt8(ascii: "'"): return
            case UInt8(ascii: "\\"): readANSIEscape(into: &text)
            default:
                if byte == 0x0A { line += 1 }
                text.append(byte)
            }
        }
        throw ImportProblem(source.place(line: start), "this quote is not closed: $'")
    }

    private mutating func readANSIEscape(into text: inout [UInt8]) {
        guard let escape = current else { return }
        offset += 1
        switch escape {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "a"): text.append(0x07)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "e"), UInt8(ascii: "E"): text.append(0x1B)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "v"): text.append(0x0B)
        case UInt8(ascii: "x"): appendByte(digits: 2, of: 16, to: &text)
        case UInt8(ascii: "u"): appendScalar(digits: 4, to: &text)
        case UInt8(ascii: "U"): appendScalar(digits: 8, to: &text)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            offset -= 1
            appendByte(digits: 3, of: 8, to: &text)
        default: text.append(escape)
        }
    }

    private mutating func number(digits: Int, of base: UInt32) -> UInt32? {
        var value: UInt32 = 0
        var count = 0
        while count < digits, let digit = current.flatMap(hexDigitValue), digit < base {
            value = value &* base &+ UInt32(digit)
            count += 1
            offset += 1
        }
        return count == 0 ? nil : value
    }

    private mutating func appendByte(digits: Int, of base: UInt32, to text: inout [UInt8]) {
        if let value = number(digits: digits, of: base) {
            text.append(UInt8(truncatingIfNeeded: value))
        }
    }

    /// Browsers write a character beyond U+FFFF as two escapes.
    private mutating func appendScalar(digits: Int, to text: inout [UInt8]) {
        guard var value = number(digits: digits, of: 16) else { return }
        if (0xD800..<0xDC00).contains(value), current == UInt8(ascii: "\\"),
            peek(1) == UInt8(ascii: "u")
        {
            let back = offset
            offset += 2
            if let low = number(digits: 4, of: 16), (0xDC00..<0xE000).contains(low) {
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            } else {
                offset = back
            }
        }
        text += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    }

    private func problem(_ reason: String, hint: String? = nil) -> ImportProblem {
        ImportProblem(source.place(line: line), reason, hint: hint)
    }
}
