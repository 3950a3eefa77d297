import Queries

/// Where in the grammar the end of a line stands.
struct CursorPlace {
    enum Kind {
        case firstWord
        /// After the verb: the finished words, the verb first, and the last one when it is an option.
        case word([String], option: String?)
        /// In the condition that begins at a byte, and the verb's words before it.
        case condition([String], start: Int)
        /// In a query that begins at a byte.
        case query(start: Int)
        case sql(start: Int)
        case file
        /// Free text, or a shell command.
        case nothing
    }

    private(set) var kind = Kind.nothing
    /// The byte where the word at the cursor begins, its quote included.
    private(set) var start = 0
    /// That word without its quote.
    private(set) var text = ""

    private let line: String
    private let bytes: [UInt8]
    private let verbs: [any Command.Type]
    private var offset = 0
    private var words: [String] = []

    init(_ line: String, verbs: [any Command.Type]) {
        self.line = line
        self.verbs = verbs
        bytes = Array(line.utf8)
        kind = find()
    }

    private mutating func find() -> Kind {
        skipBlanks()
        let first = bytes[offset...].prefix { !isBlankByte($0) }
        if first.endIndex == bytes.count, first.first != UInt8(ascii: "!") {
            if first.first == UInt8(ascii: "|") { return .query(start: offset) }
            return ended(.firstWord, from: offset)
        }
        if let place = metaCommandFile() { return ended(.file, from: place) }
        switch LineKind(line, verbs: verbs) {
        case .nothing: return ended(.nothing, from: offset)
        case .shell: return ended(.file, from: lastWordStart)
        case .query: return .query(start: offset)
        case .sql: return .sql(start: offset)
        case .verb: return verbLine()
        }
    }

    private mutating func ended(_ kind: Kind, from start: Int) -> Kind {
        self.start = start
        var rest = bytes[start...]
        if let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") {
            rest = rest.dropFirst()
        }
        text = String(decoding: rest, as: UTF8.self)
        return kind
    }

    private mutating func skipBlanks() {
        while offset < bytes.count, isBlankByte(bytes[offset]) { offset += 1 }
    }

    /// Behind the last blank.
    private var lastWordStart: Int {
        bytes.lastIndex(where: isBlankByte).map { $0 + 1 } ?? 0
    }

    /// Where the name behind `\g` begins.
    private func metaCommandFile() -> Int? {
        let start = lastWordStart
        let before = bytes[..<start].split(whereSeparator: isBlankByte).last
        return before.map(Array.init) == Array("\\g".utf8) ? start : nil
    }
}

// MARK: Verb lines

extension CursorPlace {
    private mutating func verbLine() -> Kind {
        while true {
            skipBlanks()
            guard offset < bytes.count else { return word(from: offset) }
            switch bytes[offset] {
            case UInt8(ascii: "|"): return .nothing
            case UInt8(ascii: ">"): return file()
            default: break
            }
            let wordStart = offset
            guard let finished = readWord() else { return word(from: wordStart) }
            words.append(finished)
            if words.count == 1, let text = textOfVerb() { return text }
            if words.count > 1, finished == "where", let condition = condition() {
                return condition
            }
        }
    }

    private mutating func word(from start: Int) -> Kind {
        ended(.word(words, option: words.last), from: start)
    }

    private mutating func file() -> Kind {
        while offset < bytes.count, bytes[offset] == UInt8(ascii: ">") { offset += 1 }
        skipBlanks()
        return ended(.file, from: offset)
    }

    /// Reads a word that a blank or a sign ends; nil when the line ends in it.
    private mutating func readWord() -> String? {
        var text: [UInt8] = []
        var quote: UInt8?
        while offset < bytes.count {
            let byte = bytes[offset]
            if quote == nil,
                isBlankByte(byte) || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">")
            {
                return String(decoding: text, as: UTF8.self)
            }
            offset += 1
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'"), offset < bytes.count {
                text.append(bytes[offset])
                offset += 1
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    /// The text of a verb that takes raw text.
    private func textOfVerb() -> Kind? {
        let name = Word(words[0], range: 0..<0, line: words[0])
        guard let verb = try? command(named: name, among: verbs), verb.takesRawText else {
            return nil
        }
        // Its options come first.
        guard bytes[offset...].first(where: { !isBlankByte($0) }) != UInt8(ascii: "-") else {
            return nil
        }
        return verb.name == "sql" ? .sql(start: offset) : .query(start: offset)
    }

    private var beginsOpenQuote: Bool {
        offset < bytes.count && bytes[offset] == UInt8(ascii: "'")
            && !bytes[(offset + 1)...].contains(bytes[offset])
    }

    /// A condition that is quoted as a whole.
    private mutating func insideQuote() -> Kind {
        _ = ended(.nothing, from: max(offset + 1, lastWordStart))
        return .condition(words.dropLast(), start: offset + 1)
    }

    /// The condition behind `where`, unless the line has gone on after it.
    private mutating func condition() -> Kind? {
        skipBlanks()
        if beginsOpenQuote { return insideQuote() }
        let start = offset
        let head = String(decoding: bytes[..<lastWordStart], as: UTF8.self)
        guard lastWordStart >= start, let end = try? parseCondition(head, from: start).end,
            head.utf8.dropFirst(end).contains(where: { !isBlankByte($0) })
        else {
            _ = ended(.nothing, from: max(start, lastWordStart))
            return .condition(words.dropLast(), start: start)
        }
        offset = end
        return nil
    }
}
