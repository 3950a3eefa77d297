/// The places in a statement of SQL that the prompt must know; what it means is SQLite's business.
enum SQLText {
    /// Where the first statement of `text` ends: at a `;`, or before `\G` or `\g`, outside of quotes and
    /// comments. Nil: more is to come.
    /// - SeeAlso: [SQLite's literals and comments](https://www.sqlite.org/lang_expr.html#literal_values_constants_)
    static func end(of text: some Collection<UInt8>) -> Int? {
        let bytes = Array(text)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ";"): return index
            case UInt8(ascii: "\\") where isMetaCommand(bytes, at: index): return index
            default: index = end(ofTokenAt: index, in: bytes)
            }
        }
        return nil
    }

    /// Whether nothing but blanks and comments is there.
    static func isBlank(_ text: some Collection<UInt8>) -> Bool {
        let bytes = Array(text)
        var index = 0
        while index < bytes.count {
            let isComment = comment(at: index, in: bytes) != nil
            guard isComment || isBlankByte(bytes[index]) else { return false }
            index = end(ofTokenAt: index, in: bytes)
        }
        return true
    }

    /// `\g` or `\G` as a word of its own, or with a pipe right behind it.
    private static func isMetaCommand(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index + 1 < bytes.count, bytes[index + 1] | 0x20 == UInt8(ascii: "g") else {
            return false
        }
        guard index + 2 < bytes.count else { return true }
        return isBlankByte(bytes[index + 2]) || bytes[index + 2] == UInt8(ascii: "|")
    }

    /// One past a quoted text, a comment or a single byte; the end of the text when it is not closed.
    private static func end(ofTokenAt index: Int, in bytes: [UInt8]) -> Int {
        if let comment = comment(at: index, in: bytes) { return comment }
        let close: UInt8
        switch bytes[index] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): close = bytes[index]
        case UInt8(ascii: "["): close = UInt8(ascii: "]")
        default: return index + 1
        }
        // A doubled quote closes one text and opens the next, which comes to the same.
        return bytes[(index + 1)...].firstIndex(of: close).map { $0 + 1 } ?? bytes.count
    }

    /// One past the comment that begins at `index`.
    private static func comment(at index: Int, in bytes: [UInt8]) -> Int? {
        guard index + 1 < bytes.count else { return nil }
        switch (bytes[index], bytes[index + 1]) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-")):
            return bytes[index...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        case (UInt8(ascii: "/"), UInt8(ascii: "*")):
            var end = index + 2
            while end + 1 < bytes.count {
                if bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == UInt8(ascii: "/") {
                    return end + 2
                }
                end += 1
            }
            return bytes.count
        default: return nil
        }
    }
}

func isBlankByte(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
