/// A word, string, number or sign of a statement, for telling where a mistake stands.
///
/// - SeeAlso: [how SQLite cuts its text](https://www.sqlite.org/lang_keywords.html)
struct SQLToken: Equatable {
    enum Kind: Equatable {
        /// A keyword or a name, quoted or not.
        case word
        case string, number, sign
    }

    let kind: Kind
    /// Bytes of the statement's text.
    let range: Range<Int>
    /// The name without its quotes; for others as written.
    let text: String

    /// The tokens of `sql`, without white space and comments.
    static func tokens(of sql: String) -> [SQLToken] {
        let bytes = Array(sql.utf8)
        var tokens: [SQLToken] = []
        var offset = 0
        while offset < bytes.count {
            if let end = endOfBlank(in: bytes, at: offset) {
                offset = end
                continue
            }
            let token = token(in: bytes, at: offset)
            tokens.append(token)
            offset = token.range.upperBound
        }
        return tokens
    }

    /// Where the white space or comment that begins at `start` ends; nil when none begins.
    private static func endOfBlank(in bytes: [UInt8], at start: Int) -> Int? {
        switch bytes[start] {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20: return start + 1
        case UInt8(ascii: "-"):
            guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "-") else { return nil }
            return bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        case UInt8(ascii: "/"):
            guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "*") else { return nil }
            let end = (start + 2..<bytes.count).first {
                bytes[$0] == UInt8(ascii: "/") && bytes[$0 - 1] == UInt8(ascii: "*")
                    && $0 > start + 2
            }
            return end.map { $0 + 1 } ?? bytes.count
        default: return nil
        }
    }

    private static func token(in bytes: [UInt8], at start: Int) -> SQLToken {
        let first = bytes[start]
        if let closing = closingQuote(of: first) {
            let end = endOfQuoted(in: bytes, at: start, closing: closing)
            let inside = bytes[start + 1..<max(start + 1, end - 1)]
            return SQLToken(
                kind: first == UInt8(ascii: "'") ? .string : .word,
                range: start..<end,
                text: String(decoding: inside, as: UTF8.self)
            )
        }
        let isWord = isWordByte(first)
        let end =
            isWord
            ? bytes[start...].firstIndex { !isWordByte($0) } ?? bytes.count : start + 1
        let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        return SQLToken(
            kind: isNumber ? .number : isWord ? .word : .sign,
            range: start..<end,
            text: String(decoding: bytes[start..<end], as: UTF8.self)
        )
    }

    private static func closingQuote(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): byte
        case UInt8(ascii: "["): UInt8(ascii: "]")
        default: nil
        }
    }

    private static func endOfQuoted(in bytes: [UInt8], at start: Int, closing: UInt8) -> Int {
        var offset = start + 1
        while offset < bytes.count {
            if bytes[offset] == closing {
                let isDoubled = offset + 1 < bytes.count && bytes[offset + 1] == closing
                guard isDoubled, closing != UInt8(ascii: "]") else { return offset + 1 }
                offset += 1
            }
            offset += 1
        }
        return bytes.count
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
