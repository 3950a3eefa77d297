import Queries

/// Takes a line of the prompt apart.
///
/// Words stand between blanks. `'…'` keeps everything, `"…"` and bare words know the backslash.
/// Outside quotes `|` ends the words and the rest is a shell command; `>` and `>>` name a file.
/// After `where` a condition is read as the query language has it, so that `>` compares there; it is
/// one word, exactly as it was written. `\g FILE`, `\g |COMMAND` and `\G` at the end mean the same in
/// every line, also where a verb reads its text itself.
/// - Throws: an open quote, a missing command or file, a condition that is wrong, with the place.
func parseLine(
    _ line: String,
    verbs: [any Command.Type] = Shell.verbs
) throws(ShellError) -> ParsedLine {
    var parser = LineParser(line, verbs: verbs)
    switch LineKind(line, verbs: verbs) {
    case .query: return try parser.parseText(for: "query")
    case .sql: return try parser.parseText(for: "sql")
    case .nothing, .shell, .verb: return try parser.parse()
    }
}

private struct LineParser {
    let line: String
    let bytes: [UInt8]
    let verbs: [any Command.Type]
    var offset = 0
    var words: [Word] = []
    var isExpanded = false

    init(_ line: String, verbs: [any Command.Type]) {
        self.line = line
        self.bytes = Array(line.utf8)
        self.verbs = verbs
    }

    mutating func parse() throws(ShellError) -> ParsedLine {
        while let byte = nextVisible() {
            switch byte {
            case UInt8(ascii: "|"): return finished(sink: .pipe(try command()))
            case UInt8(ascii: ">"): return finished(sink: try file())
            case UInt8(ascii: "\\") where isMetaCommand("g"):
                return finished(sink: try redirection())
            default: words.append(try word())
            }
            if words.count == 1, takesText(words[0]) { return try parseText() }
            if words.count > 1, isWhere(words[words.count - 1]) { try condition() }
        }
        return finished(sink: .standardOutput)
    }

    private mutating func finished(sink: Sink) -> ParsedLine {
        let isLast = words.last.map { !$0.isQuoted && rawText($0.range) == "\\G" } ?? false
        if isLast { words.removeLast() }
        return ParsedLine(words: words, sink: sink, isExpanded: isLast || isExpanded)
    }

    private func rawText(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private mutating func nextVisible() -> UInt8? {
        while offset < bytes.count, isBlankByte(bytes[offset]) { offset += 1 }
        return offset < bytes.count ? bytes[offset] : nil
    }
}

// MARK: Words

extension LineParser {
    private mutating func word() throws(ShellError) -> Word {
        let start = offset
        var text: [UInt8] = []
        var isQuoted = false
        scan: while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "|"), UInt8(ascii: ">"): break scan
            case _ where isBlankByte(byte): break scan
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
}

// MARK: Sinks

extension LineParser {
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
        while isBlankByte(bytes[end - 1]) { end -= 1 }
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
        return .file(try lastWord(), isAppending: isAppending)
    }

    /// What follows `\g`: nothing, a file or a command.
    private mutating func redirection() throws(ShellError) -> Sink {
        offset += 2
        guard let byte = nextVisible() else { return .standardOutput }
        if byte == UInt8(ascii: "|") { return .pipe(try command()) }
        return .file(try lastWord(), isAppending: false)
    }

    private mutating func lastWord() throws(ShellError) -> String {
        let name = try word()
        guard nextVisible() == nil else {
            throw ShellError(
                "nothing may follow the file name",
                at: Word("", range: offset..<bytes.count, line: line),
                hint: "put the file last, or quote its name"
            )
        }
        return name.text
    }

    /// `\g` or `\G` with a blank, a pipe or nothing behind it.
    private func isMetaCommand(_ letter: Unicode.Scalar) -> Bool {
        guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
            bytes[offset + 1] == UInt8(ascii: letter)
        else { return false }
        guard offset + 2 < bytes.count else { return true }
        return isBlankByte(bytes[offset + 2])
            || (letter == "g" && bytes[offset + 2] == UInt8(ascii: "|"))
    }
}

// MARK: Conditions and texts

extension LineParser {
    private func isWhere(_ word: Word) -> Bool { !word.isQuoted && word.text == "where" }

    /// Reads what follows `where`; nothing does when the line or its words end there.
    private mutating func condition() throws(ShellError) {
        guard let byte = nextVisible(), byte != UInt8(ascii: "|"), byte != UInt8(ascii: ">") else {
            return
        }
        let (word, end) = try conditionWord(in: line, from: offset)
        words.append(word)
        offset = end
    }

    private func takesText(_ word: Word) -> Bool {
        guard let verb = try? Shell.command(named: word, among: verbs) else { return false }
        return verb.takesRawText
    }

    /// The rest of the line after the verb: its options, then the text.
    private mutating func parseText() throws(ShellError) -> ParsedLine {
        let options = (try? Shell.command(named: words[0], among: verbs))?.allOptions ?? []
        while nextVisible() == UInt8(ascii: "-") {
            let start = offset
            let option = try word()
            guard isOption(option) else {
                offset = start
                break
            }
            if option.text == "--" { break }
            words.append(option)
            let takesValue = options.contains { $0.value != nil && $0.names.contains(option.text) }
            if takesValue, nextVisible() != nil { words.append(try word()) }
        }
        return try textAndSink()
    }

    /// The whole line is the text of a verb that is not named.
    mutating func parseText(for verb: String) throws(ShellError) -> ParsedLine {
        words = [Word(verb, range: 0..<0, line: line)]
        return try textAndSink()
    }

    /// The text up to `\g`, `\G` or the end, and what these say.
    private mutating func textAndSink() throws(ShellError) -> ParsedLine {
        _ = nextVisible()
        let start = offset
        var end = bytes.count
        var sink = Sink.standardOutput
        if let meta = lastMetaCommand(from: start) {
            end = meta
            offset = meta
            if isMetaCommand("g") { sink = try redirection() } else { isExpanded = true }
        }
        while end > start, isBlankByte(bytes[end - 1]) { end -= 1 }
        let text = RawText(rawText(start..<end), line: line, offset: start)
        return ParsedLine(words: words, text: text, sink: sink, isExpanded: isExpanded)
    }

    /// A `\G` that ends the line, or the last `\g`: after a blank or a semicolon.
    private mutating func lastMetaCommand(from start: Int) -> Int? {
        let saved = offset
        defer { offset = saved }
        for place in stride(from: bytes.count - 2, through: start, by: -1) {
            guard bytes[place] == UInt8(ascii: "\\"), place > start else { continue }
            let before = bytes[place - 1]
            guard isBlankByte(before) || before == UInt8(ascii: ";") else { continue }
            offset = place
            if isMetaCommand("g") { return place }
            let isLast = bytes[(place + 2)...].allSatisfy(isBlankByte)
            if isMetaCommand("G"), isLast { return place }
        }
        return nil
    }
}

/// The condition that begins at a byte of `line`, as one word in its exact spelling, and where it ends.
///
/// Quotes around the whole of it, which other shells need, are left out.
func conditionWord(
    in line: String,
    from offset: Int
) throws(ShellError) -> (word: Word, end: Int) {
    let whole = RawText(line, line: line, offset: 0)
    do {
        let end = try parseCondition(line, from: offset).end
        // A text alone is no condition: what it holds is meant.
        if let inside = quotedRange(in: line, from: offset), end == inside.upperBound + 1 {
            let text = RawText(whole.place(inside).text, line: line, offset: inside.lowerBound)
            return (try quotedCondition(text), end)
        }
        return (whole.place(offset..<end), end)
    } catch let error as ShellError {
        throw error
    } catch let error as QueryError {
        // Its places are those of the whole line.
        throw ShellError(error, in: whole)
    } catch {
        throw ShellError("\(error)")
    }
}

private func quotedCondition(_ text: RawText) throws(ShellError) -> Word {
    do {
        let end = try parseCondition(text.text).end
        let rest = text.text.utf8.dropFirst(end)
        if rest.allSatisfy(isBlankByte) { return text.place(0..<text.text.utf8.count) }
        throw ShellError(
            "the condition ends before this",
            at: text.place(end..<text.text.utf8.count),
            hint: "put only the condition between the quotes"
        )
    } catch let error as ShellError {
        throw error
    } catch let error as QueryError {
        throw ShellError(error, in: text)
    } catch {
        throw ShellError("\(error)")
    }
}

/// What the quotes that begin at a byte hold; nil where they hold anything escaped or have no end.
private func quotedRange(in line: String, from offset: Int) -> Range<Int>? {
    let bytes = Array(line.utf8)
    guard offset < bytes.count,
        bytes[offset] == UInt8(ascii: "'") || bytes[offset] == UInt8(ascii: "\""),
        let end = bytes[(offset + 1)...].firstIndex(of: bytes[offset])
    else { return nil }
    let inside = bytes[(offset + 1)..<end]
    return inside.contains(UInt8(ascii: "\\")) ? nil : offset + 1..<end
}
