/// Reads JSON text in one pass without building a tree: the caller asks for what should come next.
///
/// Every method that reads throws ``JSONSyntaxError`` with the offset of the byte that was wrong.
/// - SeeAlso: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)
public struct JSONScanner: ~Copyable {
    /// What kind of value begins at the current place.
    public enum Kind: Sendable {
        case object, array, string, number, boolean, null
    }

    private let bytes: [UInt8]
    /// The offset of the next byte to read.
    public private(set) var offset: Int
    private var depth = 0
    /// Deeper nesting than this is refused instead of exhausting the stack.
    private static let depthLimit = 512

    public init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    /// The kind of the value that comes next.
    public mutating func peek() throws(JSONSyntaxError) -> Kind {
        skipWhitespace()
        guard offset < bytes.count else { throw error("a value, but the text ends") }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw error("a value")
        }
    }

    /// Enters an object. Then ask ``nextKey()`` until it gives nil.
    public mutating func beginObject() throws(JSONSyntaxError) {
        try expect(UInt8(ascii: "{"), "'{'")
        try descend()
        isFirst = true
    }

    /// The next key of the current object, or nil after its end.
    public mutating func nextKey() throws(JSONSyntaxError) -> String? {
        guard try advanceElement(closing: UInt8(ascii: "}")) else { return nil }
        let key = try readString()
        try expect(UInt8(ascii: ":"), "':'")
        isFirst = false
        return key
    }

    /// Enters an array. Then ask ``nextElement()`` before each element until it gives false.
    public mutating func beginArray() throws(JSONSyntaxError) {
        try expect(UInt8(ascii: "["), "'['")
        try descend()
        isFirst = true
    }

    /// Whether another element follows in the current array.
    public mutating func nextElement() throws(JSONSyntaxError) -> Bool {
        guard try advanceElement(closing: UInt8(ascii: "]")) else { return false }
        isFirst = false
        return true
    }

    public mutating func readString() throws(JSONSyntaxError) -> String {
        String(decoding: try readStringBytes(), as: UTF8.self)
    }

    /// The string's UTF-8 with escapes resolved; a lone surrogate becomes U+FFFD.
    public mutating func readStringBytes() throws(JSONSyntaxError) -> [UInt8] {
        try expect(UInt8(ascii: "\""), "a string")
        let start = offset
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                defer { offset += 1 }
                return Array(bytes[start..<offset])
            }
            if byte == UInt8(ascii: "\\") { return try readEscapedString(from: start) }
            if byte < 0x20 { throw error("an escape instead of a control character") }
            offset += 1
        }
        throw error("the closing quote, but the text ends")
    }

    public mutating func readBoolean() throws(JSONSyntaxError) -> Bool {
        if skip(literal: "true") { return true }
        if skip(literal: "false") { return false }
        throw error("true or false")
    }

    public mutating func readNull() throws(JSONSyntaxError) {
        guard skip(literal: "null") else { throw error("null") }
    }

    /// The number's own text, checked against the grammar.
    public mutating func readNumberText() throws(JSONSyntaxError) -> String {
        skipWhitespace()
        let start = offset
        if current == UInt8(ascii: "-") { offset += 1 }
        if current == UInt8(ascii: "0") {
            offset += 1
        } else {
            try skipDigits()
        }
        if current == UInt8(ascii: ".") {
            offset += 1
            try skipDigits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            offset += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
            try skipDigits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    /// Passes over one value and gives its exact bytes.
    @discardableResult
    public mutating func skipValue() throws(JSONSyntaxError) -> ArraySlice<UInt8> {
        let kind = try peek()
        let start = offset
        switch kind {
        case .object:
            try beginObject()
            while try nextKeySkipped() { try skipValue() }
        case .array:
            try beginArray()
            while try nextElement() { try skipValue() }
        case .string: try skipString()
        case .number: _ = try readNumberText()
        case .boolean: _ = try readBoolean()
        case .null: try readNull()
        }
        return bytes[start..<offset]
    }

    /// Refuses anything but white space after the value.
    public mutating func finish() throws(JSONSyntaxError) {
        skipWhitespace()
        guard offset == bytes.count else { throw error("the end of the text") }
    }

    // MARK: Steps

    private var isFirst = true

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func descend() throws(JSONSyntaxError) {
        depth += 1
        guard depth <= Self.depthLimit else { throw error("at most 512 levels of nesting") }
    }

    private mutating func advanceElement(closing bracket: UInt8) throws(JSONSyntaxError) -> Bool {
        skipWhitespace()
        if current == bracket {
            offset += 1
            depth -= 1
            isFirst = false
            return false
        }
        if !isFirst {
            try expect(UInt8(ascii: ","), "',' or the closing bracket")
            skipWhitespace()
            guard current != bracket else { throw error("another element after ','") }
        }
        return true
    }

    private mutating func nextKeySkipped() throws(JSONSyntaxError) -> Bool {
        guard try advanceElement(closing: UInt8(ascii: "}")) else { return false }
        skipWhitespace()
        try skipString()
        try expect(UInt8(ascii: ":"), "':'")
        isFirst = false
        return true
    }

    private mutating func skipString() throws(JSONSyntaxError) {
        try expect(UInt8(ascii: "\""), "a string")
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return
            case UInt8(ascii: "\\"): try skipEscape()
            case 0..<0x20: throw error("an escape instead of a control character")
            default: offset += 1
            }
        }
        throw error("the closing quote, but the text ends")
    }

    private mutating func skipEscape() throws(JSONSyntaxError) {
        offset += 1
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"):
            offset += 1
        case UInt8(ascii: "u"):
            offset += 1
            _ = try readFourDigits()
        case nil: throw error("the closing quote, but the text ends")
        default: throw error("an escape that JSON knows")
        }
    }

    private mutating func readEscapedString(from start: Int) throws(JSONSyntaxError) -> [UInt8] {
        var text = Array(bytes[start..<offset])
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: "\"") { return text }
            if byte < 0x20 { throw error("an escape instead of a control character") }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard let escape = current else { break }
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "u"):
                offset += 1
                text.append(contentsOf: try readUnicodeEscape())
                continue
            default: throw error("an escape that JSON knows")
            }
            offset += 1
        }
        throw error("the closing quote, but the text ends")
    }

    private mutating func readUnicodeEscape() throws(JSONSyntaxError) -> [UInt8] {
        let unit = try readFourDigits()
        var value = UInt32(unit)
        if (0xD800..<0xDC00).contains(unit), current == UInt8(ascii: "\\"),
            offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "u")
        {
            let back = offset
            offset += 2
            let low = try readFourDigits()
            if (0xDC00..<0xE000).contains(low) {
                value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
            } else {
                offset = back
            }
        }
        return Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    }

    private mutating func readFourDigits() throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = hexDigitValue(byte) else {
                throw error("four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }

    private mutating func skipDigits() throws(JSONSyntaxError) {
        let start = offset
        while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            offset += 1
        }
        guard offset > start else { throw error("a digit") }
    }

    private mutating func skip(literal: StaticString) -> Bool {
        skipWhitespace()
        let count = literal.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        for index in 0..<count where bytes[offset + index] != literal.utf8Start[index] {
            return false
        }
        offset += count
        return true
    }

    private mutating func expect(_ byte: UInt8, _ name: StaticString) throws(JSONSyntaxError) {
        skipWhitespace()
        guard current == byte else { throw error(name) }
        offset += 1
    }

    private mutating func skipWhitespace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    private func error(_ expected: StaticString) -> JSONSyntaxError {
        JSONSyntaxError(offset: min(offset, bytes.count), expected: "\(expected)")
    }
}

/// The text is not JSON: what was expected, and at which byte offset.
public struct JSONSyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
    public let offset: Int
    public let expected: String

    public init(offset: Int, expected: String) {
        self.offset = offset
        self.expected = expected
    }

    public var description: String { "not JSON at byte \(offset): expected \(expected)" }
}

/// Checks that the bytes are exactly one JSON value.
public func checkJSON(_ bytes: [UInt8]) throws(JSONSyntaxError) {
    var scanner = JSONScanner(bytes)
    try scanner.skipValue()
    try scanner.finish()
}

/// The value of a string member of the object that a document is; nil when the document is no object,
/// or the member is missing or no string.
public func topLevelString(_ name: String, in document: [UInt8]) -> String? {
    var scanner = JSONScanner(document)
    do {
        try scanner.beginObject()
        while let key = try scanner.nextKey() {
            if key == name, try scanner.peek() == .string { return try scanner.readString() }
            try scanner.skipValue()
        }
    } catch {
        return nil
    }
    return nil
}
