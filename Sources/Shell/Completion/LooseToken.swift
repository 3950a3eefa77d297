/// One word or sign of a query or of SQL that is not finished: what completion must know of it.
///
/// Unlike the parsers' tokens these exist for every text, whatever is missing in it.
struct LooseToken: Equatable {
    enum Kind: Equatable {
        /// A name with its dots, `@` and backquoted parts, or a keyword.
        case name
        /// A number or a period.
        case number
        /// In single or double quotes.
        case text(isClosed: Bool)
        case regex
        case sign
    }

    var kind: Kind
    /// As it is written.
    var text: String
    var range: Range<Int>

    func isWord(_ word: String) -> Bool { kind == .name && text.lowercased() == word }
    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}

enum LooseLanguage {
    case query, sql
}

/// The tokens of `bytes` from `start` on.
func looseTokens(_ bytes: [UInt8], from start: Int, _ language: LooseLanguage) -> [LooseToken] {
    var scanner = LooseScanner(bytes: bytes, language: language, offset: start)
    return scanner.tokens()
}

private struct LooseScanner {
    let bytes: [UInt8]
    let language: LooseLanguage
    var offset: Int
    private var found: [LooseToken] = []

    init(bytes: [UInt8], language: LooseLanguage, offset: Int) {
        self.bytes = bytes
        self.language = language
        self.offset = offset
    }

    mutating func tokens() -> [LooseToken] {
        while offset < bytes.count {
            let start = offset
            if isBlankByte(bytes[offset]) {
                offset += 1
            } else if let end = commentEnd() {
                offset = end
            } else {
                let kind = token()
                let text = String(decoding: bytes[start..<offset], as: UTF8.self)
                found.append(LooseToken(kind: kind, text: text, range: start..<offset))
            }
        }
        return found
    }

    private func byte(_ distance: Int) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    private func commentEnd() -> Int? {
        switch (language, bytes[offset], byte(1)) {
        case (.query, UInt8(ascii: "#"), _),
            (.sql, UInt8(ascii: "-"), UInt8(ascii: "-")):
            return bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
        case (.sql, UInt8(ascii: "/"), UInt8(ascii: "*")):
            var end = offset + 2
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

    private mutating func token() -> LooseToken.Kind {
        let first = bytes[offset]
        switch first {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return text(closedBy: first)
        case UInt8(ascii: "/") where mayBeRegex: return regex()
        case _ where isNameByte(first):
            while let byte = byte(0), isNameByte(byte) {
                offset += 1
                if byte == UInt8(ascii: "`") { skip(to: byte) }
            }
            return (0x30...0x39).contains(first) ? .number : .name
        default: return sign(first)
        }
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "@"),
            UInt8(ascii: "."), UInt8(ascii: "`"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    private mutating func skip(to close: UInt8) {
        offset = bytes[offset...].firstIndex(of: close).map { $0 + 1 } ?? bytes.count
    }

    private mutating func text(closedBy quote: UInt8) -> LooseToken.Kind {
        offset += 1
        while let byte = byte(0) {
            offset += 1
            if byte == UInt8(ascii: "\\"), language == .query {
                offset = min(offset + 1, bytes.count)
            } else if byte == quote {
                return .text(isClosed: true)
            }
        }
        return .text(isClosed: false)
    }

    /// A slash divides, except where a pattern is expected.
    private var mayBeRegex: Bool {
        guard language == .query, let last = found.last else { return false }
        return last.isWord("like") || last.isSign("=~") || last.isWord("parse")
    }

    private mutating func regex() -> LooseToken.Kind {
        offset += 1
        while let byte = byte(0) {
            offset += 1
            if byte == UInt8(ascii: "\\") {
                offset = min(offset + 1, bytes.count)
            } else if byte == UInt8(ascii: "/") {
                break
            }
        }
        return .regex
    }

    private mutating func sign(_ first: UInt8) -> LooseToken.Kind {
        let second = byte(1)
        let isPair =
            second == UInt8(ascii: "=") && Set("=!<>".utf8).contains(first)
            || (first == UInt8(ascii: "=") && second == UInt8(ascii: "~"))
            || (first == UInt8(ascii: "<") && second == UInt8(ascii: ">"))
        offset += isPair ? 2 : 1
        return .sign
    }
}
