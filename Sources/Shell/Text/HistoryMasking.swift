import Flows

/// A line of the prompt as the history keeps it: values that are given to masked names are left out.
///
/// The line may be anything: words, a condition, a query, SQL, JSON, a header, a shell command. It is
/// therefore not parsed but searched for masked names, and where it is not sure how far a value goes,
/// too much is left out and not too little:
///
/// 1. after a name, behind `=`, `:`, another comparison, `like`, `in` or `between`: the text in quotes,
///    the list, the object or the pattern there, else the word; a header to the end of its quotes;
/// 2. before a name and a comparison: the text in quotes or the number;
/// 3. in the same function call as a name: all texts in quotes;
/// 4. after an option with such a name: the next word.
///
/// Lines without such names are unchanged.
func maskedForHistory(_ line: String) -> String {
    var scanner = MaskingScanner(line)
    return scanner.masked()
}

private struct MaskingScanner {
    private let bytes: [UInt8]
    private var hidden: [Range<Int>] = []
    /// The quote that the place lies in, where there is one.
    private var openQuote: UInt8?
    /// The opening parentheses of function calls around the place.
    private var calls: [Int?] = []

    init(_ line: String) { bytes = Array(line.utf8) }

    mutating func masked() -> String {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if isNameByte(byte) {
                let end = nameEnd(from: index)
                if isMaskedName(index..<end) { hideValues(of: index..<end) }
                index = end
            } else {
                follow(byte, at: index)
                let isEscape =
                    byte == UInt8(ascii: "\\") && index + 1 < bytes.count
                    && !isNameByte(bytes[index + 1])
                index += isEscape ? 2 : 1
            }
        }
        return text()
    }

    private func text() -> String {
        var result: [UInt8] = []
        var position = 0
        for range in hidden.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            // Inside of another one already.
            guard range.upperBound > position else { continue }
            if range.lowerBound >= position {
                result += bytes[position..<range.lowerBound]
                result += Array(maskedValue.utf8)
            }
            position = range.upperBound
        }
        result += bytes[position...]
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func follow(_ byte: UInt8, at index: Int) {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            if openQuote == nil {
                openQuote = byte
            } else if openQuote == byte {
                openQuote = nil
            }
        case UInt8(ascii: "("):
            calls.append(index > 0 && isNameByte(bytes[index - 1]) ? index : nil)
        case UInt8(ascii: ")"): _ = calls.popLast()
        default: break
        }
    }
}

// MARK: Names

extension MaskingScanner {
    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "%"), 0x80...:
            true
        default: false
        }
    }

    private func nameEnd(from start: Int) -> Int {
        bytes[start...].firstIndex { !isNameByte($0) } ?? bytes.count
    }

    /// Whether a part between dots is a masked name; options begin with `-`.
    private func isMaskedName(_ range: Range<Int>) -> Bool {
        let name = String(decoding: bytes[range], as: UTF8.self)
        return percentDecoded(name[...]).split(separator: ".").contains { part in
            isMasked(part.drop { $0 == "-" || $0 == "@" || $0 == "$" })
        }
    }

    private mutating func hideValues(of name: Range<Int>) {
        if let value = valueAfter(name) { hidden.append(value) }
        if let value = valueBefore(name) { hidden.append(value) }
        if let call = calls.last ?? nil { hideTexts(inCallFrom: call, name) }
    }
}

// MARK: After the name

extension MaskingScanner {
    private func skipBlanks(from index: Int) -> Int {
        bytes[index...].firstIndex { !isBlankByte($0) } ?? bytes.count
    }

    private func valueAfter(_ name: Range<Int>) -> Range<Int>? {
        let isOption = bytes[name.lowerBound] == UInt8(ascii: "-")
        let behind = bytes[name.upperBound...].firstIndex { !isCloser($0) } ?? bytes.count
        guard let (sign, end) = comparison(at: behind) else {
            let next = skipBlanks(from: name.upperBound)
            guard isOption, next > name.upperBound, next < bytes.count,
                bytes[next] != UInt8(ascii: "-")
            else { return nil }
            return value(at: next, sign: "", wasQuoted: false)
        }
        let start = skipBlanks(from: end)
        guard start < bytes.count else { return nil }
        if sign == "between" { return start..<bytes.count }
        return value(at: start, sign: sign, wasQuoted: behind > name.upperBound)
    }

    /// What may stand between a name and its comparison: `authorization") =`.
    private func isCloser(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: ")"),
            UInt8(ascii: "]"), UInt8(ascii: "\\"):
            true
        default: isBlankByte(byte)
        }
    }

    private static let words: Set<String> = [
        "like", "in", "is", "glob", "regexp", "match", "between",
    ]

    private func comparison(at start: Int) -> (sign: String, end: Int)? {
        guard start < bytes.count else { return nil }
        let signs = Set("=!<>~:".utf8)
        if signs.contains(bytes[start]) {
            let end = bytes[start...].firstIndex { !signs.contains($0) } ?? bytes.count
            return (String(decoding: bytes[start..<end], as: UTF8.self), end)
        }
        var end = nameEnd(from: start)
        var word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        if word == "not" || word == "is" {
            let next = skipBlanks(from: end)
            let nextEnd = nameEnd(from: next)
            let second = String(decoding: bytes[next..<nextEnd], as: UTF8.self).lowercased()
            if Self.words.contains(second) || second == "not" { (word, end) = (second, nextEnd) }
        }
        return Self.words.contains(word) || word == "not" ? (word, end) : nil
    }

    private func value(at start: Int, sign: String, wasQuoted: Bool) -> Range<Int> {
        let quote = bytes[start...].firstIndex { $0 != UInt8(ascii: "\\") } ?? bytes.count
        guard quote < bytes.count else { return start..<bytes.count }
        switch bytes[quote] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
            // The end of the quotes around name and sign: there is no value.
            if quote == start, bytes[quote] == openQuote, !wasQuoted, endsWord(quote + 1) {
                return start..<start
            }
            return quote + 1..<textEnd(from: quote, escapes: quote - start)
        case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"):
            return quote + 1..<groupEnd(from: quote)
        case UInt8(ascii: "/"):
            return quote + 1..<textEnd(from: quote, escapes: 0)
        default: return start..<wordEnd(from: start, sign: sign, wasQuoted: wasQuoted)
        }
    }

    private func endsWord(_ index: Int) -> Bool {
        index >= bytes.count || isBlankByte(bytes[index]) || bytes[index] == UInt8(ascii: "|")
    }

    /// The closing quote that has as many backslashes before it as the opening one; doubled quotes do
    /// not close.
    private func textEnd(from start: Int, escapes: Int) -> Int {
        let quote = bytes[start]
        var index = start + 1
        while index < bytes.count {
            let slashes =
                (bytes[index...].firstIndex { $0 != UInt8(ascii: "\\") } ?? bytes.count)
                - index
            index += slashes
            guard index < bytes.count, bytes[index] == quote else {
                if slashes == 0 { index += 1 }
                continue
            }
            if slashes <= escapes {
                guard index + 1 < bytes.count, bytes[index + 1] == quote, escapes == 0 else {
                    return index - slashes
                }
                index += 1
            }
            index += 1
        }
        return bytes.count
    }

    private func groupEnd(from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return index }
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                index = textEnd(from: index, escapes: 0)
            default: break
            }
            index += 1
        }
        return bytes.count
    }

    private func wordEnd(from start: Int, sign: String, wasQuoted: Bool) -> Int {
        let end = bytes[start...].firstIndex { byte in
            if byte == openQuote { return true }
            if byte == 0x0A { return true }
            // A header, or a form in quotes, has blanks in it.
            if sign == ":", !wasQuoted { return false }
            if openQuote != nil, !wasQuoted { return byte == UInt8(ascii: "&") }
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ","), UInt8(ascii: ";"),
                UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
                return true
            default: return isBlankByte(byte)
            }
        }
        return end ?? bytes.count
    }
}

// MARK: Before and beside the name

extension MaskingScanner {
    /// `"x" = authorization`
    private func valueBefore(_ name: Range<Int>) -> Range<Int>? {
        var index = name.lowerBound
        func back(while condition: (UInt8) -> Bool) {
            while index > 0, condition(bytes[index - 1]) { index -= 1 }
        }
        back { isBlankByte($0) || $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "(") }
        let afterSign = index
        back { Set("=!<>~".utf8).contains($0) }
        guard index < afterSign else { return nil }
        back(while: isBlankByte)
        guard index > 0 else { return nil }
        let last = bytes[index - 1]
        if last == UInt8(ascii: "'") || last == UInt8(ascii: "\"") {
            let start = bytes[..<(index - 1)].lastIndex(of: last) ?? 0
            return start + 1..<max(start + 1, index - 1)
        }
        let end = index
        back(while: isNameByte)
        guard index < end, (0x30...0x39).contains(bytes[index]) else { return nil }
        return index..<end
    }

    private mutating func hideTexts(inCallFrom start: Int, _ name: Range<Int>) {
        let end = groupEnd(from: start)
        var index = start + 1
        while index < end {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            let close = textEnd(from: index, escapes: 0)
            // `json_extract(data, '$.password')` names it in a text.
            if !(index + 1...close).contains(name.lowerBound) { hidden.append(index + 1..<close) }
            index = close + 1
        }
    }
}
