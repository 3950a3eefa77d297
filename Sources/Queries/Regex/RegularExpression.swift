import Synchronization

/// A regular expression in RE2's syntax, in time linear in the text whatever the expression and the
/// text are.
///
/// Not supported, as in RE2: looking around and back references; and not the classes `\p{…}`. Counts
/// go to 1,000, and an expression that would become too large is refused.
/// - SeeAlso: [RE2 syntax](https://github.com/google/re2/wiki/Syntax)
public final class RegularExpression: Sendable {
    public let pattern: String
    /// The names of the groups from 1 on, nil for those without.
    public let groupNames: [String?]
    private let program: RegexProgram
    /// A text that every match is: then it is only searched for.
    private let literal: [UInt8]?
    /// Its table grows with what is searched. Owner: this lock.
    private let automaton: Mutex<RegexAutomaton>

    /// - Throws: what is wrong with the pattern, and where.
    public init(_ pattern: String) throws(RegexError) {
        var parser = RegexParser(pattern)
        let node = try parser.parse()
        self.pattern = pattern
        groupNames = parser.groupNames
        program = try RegexProgram(node, groupCount: parser.groupNames.count)
        literal = literalBytes(node)
        automaton = Mutex(RegexAutomaton(program))
    }

    /// Whether a match is anywhere in the text.
    public func hasMatch(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { hasMatch(in: $0) }
    }

    /// ``hasMatch(in:)`` of UTF-8; bytes that are none count as U+FFFD.
    public func hasMatch(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        if let literal { return firstOffset(of: literal, in: text) != nil }
        return automaton.withLock { $0.hasMatch(in: text) }
    }

    /// The first match: the bytes of the whole, then of each group, nil for groups that took no part.
    public func firstMatch(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>?]? {
        guard hasMatch(in: text) else { return nil }
        var search = RegexSearch(program, in: text)
        return search.firstMatch(from: 0).map(ranges)
    }

    /// All matches from left to right, none inside another, at most `limit`.
    public func matches(
        in text: UnsafeBufferPointer<UInt8>,
        limit: Int = .max
    ) -> [[Range<Int>?]] {
        guard hasMatch(in: text) else { return [] }
        var search = RegexSearch(program, in: text)
        var found: [[Range<Int>?]] = []
        var offset = 0
        while offset <= text.count, found.count < limit,
            let slots = search.firstMatch(from: offset)
        {
            found.append(ranges(slots))
            // After an empty match the next one begins a character later.
            let end = slots[1]
            let isEmpty = end == slots[0]
            offset =
                isEmpty && end < text.count
                ? end + decodeScalar(text, at: end).1 : end + (isEmpty ? 1 : 0)
        }
        return found
    }

    private func ranges(_ slots: [Int]) -> [Range<Int>?] {
        stride(from: 0, to: slots.count, by: 2).map { index in
            slots[index] >= 0 && slots[index + 1] >= 0 ? slots[index]..<slots[index + 1] : nil
        }
    }

    /// The text with every match replaced. In `template`, `$1`, `\1` and `${name}` are what the groups
    /// took, `$$` and `\\` the signs themselves.
    public func replacingMatches(in text: String, with template: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            let matches = matches(in: bytes)
            guard !matches.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
            let pieces = templatePieces(template)
            var result: [UInt8] = []
            var end = 0
            for match in matches {
                guard let whole = match[0] else { continue }
                result += bytes[end..<whole.lowerBound]
                for piece in pieces {
                    switch piece {
                    case .text(let text): result += text
                    case .group(let number): if let range = match[number] { result += bytes[range] }
                    }
                }
                end = whole.upperBound
            }
            result += bytes[end...]
            return String(decoding: result, as: UTF8.self)
        }
    }

    private enum TemplatePiece {
        case text([UInt8])
        case group(Int)
    }

    private func templatePieces(_ template: String) -> [TemplatePiece] {
        var pieces: [TemplatePiece] = []
        var text: [UInt8] = []
        var rest = Array(template.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\\"), let next = rest.first
            else {
                text.append(byte)
                continue
            }
            if next == byte {
                text.append(byte)
                rest.removeFirst()
            } else if let (group, length) = groupReference(
                rest,
                isDollar: byte == UInt8(ascii: "$")
            ) {
                pieces += [.text(text), .group(group)]
                text = []
                rest = rest.dropFirst(length)
            } else {
                text.append(byte)
            }
        }
        return pieces + [.text(text)]
    }

    /// The group that `1`, `{1}` or `{name}` stands for, and its length; nil when there is none.
    private func groupReference(_ text: ArraySlice<UInt8>, isDollar: Bool) -> (Int, Int)? {
        if isDollar, text.first == UInt8(ascii: "{"),
            let end = text.firstIndex(of: UInt8(ascii: "}"))
        {
            let name = String(decoding: text[text.startIndex + 1..<end], as: UTF8.self)
            let number = groupNames.firstIndex(of: name).map { $0 + 1 } ?? Int(name)
            guard let number, (0...groupNames.count).contains(number) else { return nil }
            return (number, end - text.startIndex + 1)
        }
        guard let digit = text.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else {
            return nil
        }
        let number = Int(digit - UInt8(ascii: "0"))
        return number <= groupNames.count ? (number, 1) : nil
    }
}

extension RegularExpression {
    /// Expressions that were made lately, so that one that comes with every row is made once.
    private static let recent = Mutex<[String: RegularExpression?]>([:])
    private static let recentLimit = 64

    /// The expression of a pattern, perhaps made before; nil when it is invalid.
    public static func cached(_ pattern: String) -> RegularExpression? {
        if let known = recent.withLock({ $0[pattern] }) { return known }
        let made = try? RegularExpression(pattern)
        recent.withLock { recent in
            if recent.count >= recentLimit { recent.removeAll() }
            recent[pattern] = .some(made)
        }
        return made
    }
}

/// The bytes that the node matches, when it matches one text only.
private func literalBytes(_ node: RegexNode) -> [UInt8]? {
    switch node {
    case .empty: return []
    case .set(let set):
        guard set.ranges.count == 1, set.ranges[0].count == 1,
            let scalar = Unicode.Scalar(set.ranges[0].lowerBound), scalar != "\u{FFFD}"
        else { return nil }
        return Array(String(scalar).utf8)
    case .sequence(let nodes):
        var bytes: [UInt8] = []
        for node in nodes {
            guard let more = literalBytes(node) else { return nil }
            bytes += more
        }
        return bytes
    case .capture(let node, _): return literalBytes(node)
    case .alternation, .repetition, .assertion: return nil
    }
}

/// Where `part` first stands in `text`.
func firstOffset(of part: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = part.first else { return 0 }
    guard text.count >= part.count else { return nil }
    let last = text.count - part.count
    var offset = 0
    while offset <= last {
        if text[offset] == first {
            var index = 1
            while index < part.count, text[offset + index] == part[index] { index += 1 }
            if index == part.count { return offset }
        }
        offset += 1
    }
    return nil
}
