extension QueryParser {
    /// `parse [FIELD] …`, after its keyword.
    mutating func parseCommand() throws(QueryError) -> Parse {
        let hint = "as in: parse @message \"user=*, took *\" as user, took"
        let field = isParseForm ? nil : try primary()
        switch next.kind {
        case .string(let pattern): return try globParse(field, pattern)
        case .sign("/"): return try regexParse(field)
        case .word(let word) where word.lowercased() == "logfmt":
            advance()
            try expect(word: "as", hint: "as in: parse @message logfmt as m")
            return Parse(field: field, form: .logfmt, names: [try alias()])
        case .word(let word) where word.lowercased() == "csv":
            advance()
            try expect(word: "as", hint: "as in: parse @message csv as id, name")
            return Parse(field: field, form: .csv, names: try aliases())
        default: throw unexpected("a pattern", hint: hint)
        }
    }

    /// Whether the pattern comes at once, without a field before it.
    private var isParseForm: Bool {
        switch next.kind {
        case .string, .sign("/"): true
        case .word(let word) where ["logfmt", "csv"].contains(word.lowercased()):
            lexer.token(from: next.range.upperBound).isWord("as")
        default: false
        }
    }

    private mutating func globParse(
        _ field: Expression?,
        _ pattern: String
    ) throws(QueryError) -> Parse {
        let range = next.range
        advance()
        let texts = globTexts(pattern)
        guard texts.count > 1 else {
            throw QueryError(
                "the pattern has no *",
                at: range,
                hint: "each * is a value: parse \"took * ms\" as time"
            )
        }
        try expect(word: "as", hint: "one name for each *: as a, b")
        let names = try aliases()
        guard names.count == texts.count - 1 else {
            throw QueryError(
                "the pattern has \(texts.count - 1) *, but \(counted(names.count, "name"))",
                at: names[0].range.lowerBound..<lastEnd,
                hint: "one name for each *"
            )
        }
        try checkDistinct(names)
        return Parse(field: field, form: .glob(texts), names: names)
    }

    /// The literal texts around the stars; `\*` is a star itself.
    private func globTexts(_ pattern: String) -> [String] {
        var texts = [""]
        var isEscaped = false
        for character in pattern.unicodeScalars {
            if isEscaped {
                if character != "*" { texts[texts.count - 1].append("\\") }
                texts[texts.count - 1].unicodeScalars.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "*" {
                texts.append("")
            } else {
                texts[texts.count - 1].unicodeScalars.append(character)
            }
        }
        if isEscaped { texts[texts.count - 1].append("\\") }
        return texts
    }

    private mutating func regexParse(_ field: Expression?) throws(QueryError) -> Parse {
        let (pattern, range) = try regex()
        try checkRegex(pattern, at: range)
        let isMulti = take(word: "multi")
        let groups = captureGroups(in: range)
        let named = groups.compactMap { $0 }
        var names = named
        if take(word: "as") {
            names = try aliases()
            guard named.isEmpty else {
                throw QueryError(
                    "the groups have their names already",
                    at: names[0].range.lowerBound..<lastEnd,
                    hint: "either (?<name>…) or as name"
                )
            }
            guard names.count == groups.count else {
                throw QueryError(
                    "the expression has \(counted(groups.count, "group")), but \(counted(names.count, "name"))",
                    at: names[0].range.lowerBound..<lastEnd,
                    hint: "one name for each group in parentheses"
                )
            }
        }
        guard !names.isEmpty else {
            throw QueryError(
                "the expression captures nothing",
                at: range,
                hint: "as in: /took (?<time>\\d+) ms/"
            )
        }
        try checkDistinct(names)
        return Parse(field: field, form: .regex(pattern, isMulti: isMulti), names: names)
    }

    /// The groups of the regular expression at `range` that capture, with their names if they have any.
    private func captureGroups(in range: Range<Int>) -> [RangedText?] {
        var groups: [RangedText?] = []
        var isInBrackets = false
        var offset = range.lowerBound + 1
        while offset < range.upperBound - 1 {
            defer { offset += 1 }
            switch lexer.bytes[offset] {
            case UInt8(ascii: "\\"): offset += 1
            case UInt8(ascii: "["): isInBrackets = true
            case UInt8(ascii: "]"): isInBrackets = false
            case UInt8(ascii: "(") where !isInBrackets:
                guard lexer.byte(at: offset + 1) == UInt8(ascii: "?") else {
                    groups.append(nil)
                    continue
                }
                let isPython = lexer.byte(at: offset + 2) == UInt8(ascii: "P")
                let open = offset + (isPython ? 3 : 2)
                let start = open + 1
                let end = lexer.nameEnd(from: start)
                guard lexer.byte(at: open) == UInt8(ascii: "<"), end > start,
                    lexer.byte(at: end) == UInt8(ascii: ">")
                else { continue }
                groups.append(RangedText(lexer.text(start..<end), range: start..<end))
            default: break
            }
        }
        return groups
    }

    private func checkDistinct(_ names: [RangedText]) throws(QueryError) {
        var seen: Set<String> = []
        for name in names where !seen.insert(name.text).inserted {
            throw QueryError("the name '\(name.text)' is given twice", at: name.range)
        }
    }
}
