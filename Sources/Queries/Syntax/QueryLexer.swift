/// Cuts the text of a query into tokens, each when it is asked for: whether `/` divides or begins a
/// regular expression only the parser knows.
struct QueryLexer {
    let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// The first offset from `offset` on that is neither white space nor in a comment.
    func visible(from offset: Int) -> Int {
        var offset = offset
        while let byte = byte(at: offset) {
            switch byte {
            case 0x20, 0x09...0x0D: offset += 1
            case UInt8(ascii: "#"):
                while let byte = self.byte(at: offset), byte != 0x0A { offset += 1 }
            default: return offset
            }
        }
        return offset
    }

    /// The token that begins after white space and comments from `offset` on.
    func token(from offset: Int) -> QueryToken {
        let start = visible(from: offset)
        guard let byte = byte(at: start) else {
            return QueryToken(kind: .end, range: bytes.count..<bytes.count)
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(from: start)
        case UInt8(ascii: "`"): return quotedName(from: start)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return number(from: start)
        default: break
        }
        let end = nameEnd(from: start)
        if end > start {
            return QueryToken(kind: .word(text(start..<end)), range: start..<end)
        }
        return sign(from: start)
    }

    /// Where a part of a name ends that begins at `offset`: letters, digits, `_` and `@`.
    func nameEnd(from offset: Int) -> Int {
        var offset = offset
        while let byte = byte(at: offset) {
            if isNameByte(byte) {
                offset += 1
            } else if byte >= 0x80, let scalar = scalar(at: offset),
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            {
                offset += scalar.utf8.count
            } else {
                break
            }
        }
        return offset
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "@"):
            true
        default: false
        }
    }

    private func scalar(at offset: Int) -> Unicode.Scalar? {
        String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
            .unicodeScalars.first
    }

    // MARK: Kinds

    private func wrong(_ message: String, _ range: Range<Int>, hint: String? = nil) -> QueryToken {
        QueryToken(kind: .wrong(QueryError(message, at: range, hint: hint)), range: range)
    }

    private func string(from start: Int) -> QueryToken {
        let quote = bytes[start]
        var content: [UInt8] = []
        var offset = start + 1
        while let byte = byte(at: offset) {
            offset += 1
            if byte == quote {
                let text = String(decoding: content, as: UTF8.self)
                return QueryToken(kind: .string(text), range: start..<offset)
            }
            guard byte == UInt8(ascii: "\\"), let escaped = self.byte(at: offset) else {
                content.append(byte)
                continue
            }
            offset += 1
            switch escaped {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: "/"):
                content.append(escaped)
            case UInt8(ascii: "n"): content.append(0x0A)
            case UInt8(ascii: "r"): content.append(0x0D)
            case UInt8(ascii: "t"): content.append(0x09)
            // Another backslash belongs to what the string is for: a pattern, a path.
            default: content += [byte, escaped]
            }
        }
        let sign = quote == UInt8(ascii: "'") ? "'" : "\""
        return wrong("the text has no end", start..<bytes.count, hint: "close it with \(sign)")
    }

    private func quotedName(from start: Int) -> QueryToken {
        guard let end = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "`")) else {
            return wrong("the name has no end", start..<bytes.count, hint: "close it with `")
        }
        guard end > start + 1 else { return wrong("the name is empty", start..<end + 1) }
        return QueryToken(kind: .quotedName(text(start + 1..<end)), range: start..<end + 1)
    }

    /// `12`, `12.5`, `1e3`, `5m`
    private func number(from start: Int) -> QueryToken {
        var end = digitsEnd(from: start)
        if byte(at: end) == UInt8(ascii: "."), digitsEnd(from: end + 1) > end + 1 {
            end = digitsEnd(from: end + 1)
        }
        let mantissaEnd = end
        if byte(at: end) == UInt8(ascii: "e") || byte(at: end) == UInt8(ascii: "E") {
            let hasSign =
                byte(at: end + 1) == UInt8(ascii: "-") || byte(at: end + 1) == UInt8(ascii: "+")
            let exponent = end + (hasSign ? 2 : 1)
            if digitsEnd(from: exponent) > exponent { end = digitsEnd(from: exponent) }
        }
        let wordEnd = nameEnd(from: end)
        let range = start..<wordEnd
        if wordEnd == end, let number = Double(text(start..<end)), number.isFinite {
            return QueryToken(kind: .number(number), range: range)
        }
        let digits = text(start..<mantissaEnd)
        if let unit = Period.Unit(spelling: text(mantissaEnd..<wordEnd)) {
            if let period = Period(number: digits, unit: unit) {
                return QueryToken(kind: .period(period), range: range)
            }
            return wrong(
                "'\(text(range))' is no period",
                range,
                hint: "a whole number and a unit, as in 5m or 500ms"
            )
        }
        let word = text(range)
        return wrong(
            "'\(word)' is neither a number nor a period",
            range,
            hint: "text stands in quotes: \"\(word)\"; a period is as in 5m"
        )
    }

    private func digitsEnd(from offset: Int) -> Int {
        var offset = offset
        while let byte = byte(at: offset), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            offset += 1
        }
        return offset
    }

    private func sign(from start: Int) -> QueryToken {
        let pair = text(start..<min(start + 2, bytes.count))
        switch pair {
        case "==": return QueryToken(kind: .sign("="), range: start..<start + 2)
        case "!=", "<=", ">=", "=~":
            return QueryToken(kind: .sign(pair), range: start..<start + 2)
        case "<>": return wrong("'<>' is no operator", start..<start + 2, hint: "unequal is !=")
        case "&&": return wrong("'&&' is no operator", start..<start + 2, hint: "write: and")
        case "||": return wrong("'||' is no operator", start..<start + 2, hint: "write: or")
        case "!~":
            return wrong("'!~' is no operator", start..<start + 2, hint: "write: not like /…/")
        default: break
        }
        if UInt8(ascii: "!") <= bytes[start], bytes[start] <= UInt8(ascii: "~") {
            let sign = text(start..<start + 1)
            if "()[],|=!<>+-*/%^:.".contains(sign) {
                return QueryToken(kind: .sign(sign), range: start..<start + 1)
            }
            return wrong("'\(sign)' has no meaning here", start..<start + 1)
        }
        let scalar = scalar(at: start) ?? "\u{FFFD}"
        let range = start..<min(start + scalar.utf8.count, bytes.count)
        switch scalar {
        case "\u{2018}"..."\u{201F}", "\u{00AB}", "\u{00BB}":
            return wrong("'\(scalar)' is no quotation mark here", range, hint: "\"text\"")
        default: return wrong("'\(scalar)' has no meaning here", range)
        }
    }

    /// A regular expression from its first slash on, without its slashes and with `\/` as `/`.
    /// A slash between brackets does not end it.
    func regex(from start: Int) throws(QueryError) -> (pattern: String, range: Range<Int>) {
        var pattern: [UInt8] = []
        var isInBrackets = false
        var offset = start + 1
        while let byte = byte(at: offset) {
            offset += 1
            switch byte {
            case UInt8(ascii: "/") where !isInBrackets:
                return (String(decoding: pattern, as: UTF8.self), start..<offset)
            case UInt8(ascii: "\\"):
                guard let escaped = self.byte(at: offset) else { break }
                offset += 1
                if escaped != UInt8(ascii: "/") { pattern.append(byte) }
                pattern.append(escaped)
                continue
            case UInt8(ascii: "["): isInBrackets = true
            case UInt8(ascii: "]"): isInBrackets = false
            default: break
            }
            pattern.append(byte)
        }
        throw QueryError(
            "the regular expression has no end",
            at: start..<bytes.count,
            hint: "close it with /"
        )
    }
}
