import Flows

/// Reads RE2's syntax.
struct RegexParser {
    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesLineFeed = false
        var isUngreedy = false
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var flags = Flags()
    private var depth = 0
    /// The names of the groups from 1 on.
    private(set) var groupNames: [String?] = []

    private static let depthLimit = 100
    /// The largest number in `{n,m}`, as RE2 has it.
    private static let repetitionLimit = 1000

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    mutating func parse() throws(RegexError) -> RegexNode {
        let node = try alternation()
        guard index == scalars.count else { throw error("')' without '('", index) }
        return node
    }

    private func error(_ message: String, _ at: Int, length: Int = 1) -> RegexError {
        let start = String(String.UnicodeScalarView(scalars[..<min(at, scalars.count)])).utf8.count
        let end = String(String.UnicodeScalarView(scalars[..<min(at + length, scalars.count)])).utf8
            .count
        return RegexError(description: message, range: start..<max(end, start))
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func scalar(after distance: Int) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    // MARK: Structure

    private mutating func alternation() throws(RegexError) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("too many nested groups", index) }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternation(branches)
    }

    private mutating func sequence() throws(RegexError) -> RegexNode {
        var nodes: [RegexNode] = []
        while let scalar = current, scalar != "|", scalar != ")" {
            // Flags such as (?i) hold to the end of the group and match nothing.
            if let flags = try inlineFlags() {
                self.flags = flags
                continue
            }
            if scalar == "\\", self.scalar(after: 1) == "Q" {
                nodes += quotedText()
                // What follows repeats the last character.
                if let last = nodes.popLast() { nodes.append(try repeated(last)) }
                continue
            }
            nodes.append(try repeated(try atom()))
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func repeated(_ node: RegexNode) throws(RegexError) -> RegexNode {
        let start = index
        let bounds: (Int, Int?)
        switch current {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            guard let counts = try counts() else { return node }
            bounds = counts
        default: return node
        }
        if scalars[start] != "{" { index += 1 }
        var isGreedy = !flags.isUngreedy
        if take("?") { isGreedy.toggle() }
        if let next = current, next == "*" || next == "+" || next == "?" {
            throw error("two repetitions in a row", index)
        }
        return .repetition(node, lower: bounds.0, upper: bounds.1, isGreedy: isGreedy)
    }

    /// `{3}`, `{3,}`, `{3,5}`; nil when the brace is a character.
    private mutating func counts() throws(RegexError) -> (Int, Int?)? {
        var end = index + 1
        var numbers: [Int?] = [nil]
        while end < scalars.count, scalars[end] != "}" {
            if let digit = Int(String(scalars[end])) {
                numbers[numbers.count - 1] = min(
                    (numbers[numbers.count - 1] ?? 0) * 10 + digit,
                    10_000
                )
            } else if scalars[end] == ",", numbers.count == 1 {
                numbers.append(nil)
            } else {
                return nil
            }
            end += 1
        }
        guard end < scalars.count, let lower = numbers[0] else { return nil }
        let upper = numbers.count == 1 ? lower : numbers[1]
        guard lower <= Self.repetitionLimit, (upper ?? 0) <= Self.repetitionLimit else {
            throw error(
                "at most \(Self.repetitionLimit) repetitions",
                index,
                length: end - index + 1
            )
        }
        if let upper, upper < lower {
            throw error("the larger number comes last", index, length: end - index + 1)
        }
        index = end + 1
        return (lower, upper)
    }

    // MARK: Groups

    /// The flags after `(?i)`; nil when no such thing comes next.
    private mutating func inlineFlags() throws(RegexError) -> Flags? {
        guard current == "(", scalar(after: 1) == "?" else { return nil }
        let start = index
        index += 2
        guard let flags = flagLetters(), take(")") else {
            index = start
            return nil
        }
        return flags
    }

    private mutating func flagLetters() -> Flags? {
        var result = flags
        var value = true
        while let letter = current {
            switch letter {
            case "i": result.ignoresCase = value
            case "m": result.isMultiline = value
            case "s": result.dotMatchesLineFeed = value
            case "U": result.isUngreedy = value
            case "-" where value: value = false
            default: return result
            }
            index += 1
        }
        return result
    }

    private mutating func group() throws(RegexError) -> RegexNode {
        let start = index
        index += 1
        let outer = flags
        defer { flags = outer }
        var capture: Int?
        if take("?") {
            if current == ":" {
                index += 1
            } else if let name = try groupName(start) {
                groupNames.append(name)
                capture = groupNames.count
            } else if let inner = flagLetters(), take(":") {
                flags = inner
            } else {
                throw error(
                    isLookaround ? "looking around is not supported" : "'(?' begins no group",
                    start,
                    length: 3
                )
            }
        } else {
            groupNames.append(nil)
            capture = groupNames.count
        }
        let inner = try alternation()
        guard take(")") else { throw error("the group has no end", start) }
        return capture.map { .capture(inner, index: $0) } ?? inner
    }

    private var isLookaround: Bool {
        if current == "=" || current == "!" { return true }
        return current == "<" && (scalar(after: 1) == "=" || scalar(after: 1) == "!")
    }

    /// `<name>` and `P<name>`.
    private mutating func groupName(_ start: Int) throws(RegexError) -> String? {
        let open = current == "P" ? 1 : 0
        guard scalar(after: open) == "<", scalar(after: open + 1) != "=",
            scalar(after: open + 1) != "!"
        else { return nil }
        index += open + 1
        var name = ""
        while let scalar = current, scalar != ">" {
            guard
                scalar == "_" || scalar == "@" || scalar.properties.isAlphabetic
                    || scalar.properties.numericType != nil
            else { throw error("a group's name has letters, digits and _", index) }
            name.unicodeScalars.append(scalar)
            index += 1
        }
        guard take(">"), !name.isEmpty else { throw error("the group's name has no end", start) }
        guard !groupNames.contains(name) else {
            throw error("the name '\(name)' is given twice", start, length: index - start)
        }
        return name
    }

    // MARK: Atoms

    private mutating func atom() throws(RegexError) -> RegexNode {
        let start = index
        guard let scalar = current else { return .empty }
        switch scalar {
        case "(": return try group()
        case "[": return .set(try bracketSet())
        case "*", "+", "?": throw error("nothing to repeat", start)
        case "\\": return try escape()
        case "^":
            index += 1
            return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$":
            index += 1
            return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case ".":
            index += 1
            return .set(flags.dotMatchesLineFeed ? .all : ScalarSet(0x0A...0x0A).inverted)
        default:
            index += 1
            return .set(cased(ScalarSet(scalar)))
        }
    }

    private func cased(_ set: ScalarSet) -> ScalarSet { flags.ignoresCase ? set.ignoringCase : set }

    private mutating func escape() throws(RegexError) -> RegexNode {
        let start = index
        guard let letter = scalar(after: 1) else { throw error("the text ends after '\\'", start) }
        switch letter {
        case "b", "B", "A", "z":
            index += 2
            return .assertion(
                letter == "b"
                    ? .wordBoundary
                    : letter == "B" ? .notWordBoundary : letter == "A" ? .textStart : .textEnd
            )
        case "1"..."9": throw error("back references are not supported", start, length: 2)
        default: return .set(cased(try escapedSet()))
        }
    }

    /// `\Q…\E`
    private mutating func quotedText() -> [RegexNode] {
        index += 2
        var nodes: [RegexNode] = []
        while let scalar = current {
            if scalar == "\\", self.scalar(after: 1) == "E" {
                index += 2
                break
            }
            nodes.append(.set(cased(ScalarSet(scalar))))
            index += 1
        }
        return nodes
    }

    /// The characters of an escape, in and out of brackets.
    private mutating func escapedSet() throws(RegexError) -> ScalarSet {
        let start = index
        guard let letter = scalar(after: 1) else { throw error("the text ends after '\\'", start) }
        index += 2
        switch letter {
        case "d": return .digits
        case "D": return ScalarSet.digits.inverted
        case "w": return .wordCharacters
        case "W": return ScalarSet.wordCharacters.inverted
        case "s": return .whitespace
        case "S": return ScalarSet.whitespace.inverted
        case "t": return ScalarSet("\t")
        case "n": return ScalarSet("\n")
        case "r": return ScalarSet("\r")
        case "f": return ScalarSet("\u{0C}")
        case "v": return ScalarSet("\u{0B}")
        case "a": return ScalarSet("\u{07}")
        case "x": return ScalarSet(try hexadecimal(start))
        case "p", "P": throw error("classes of Unicode are not supported", start, length: 2)
        default:
            guard !letter.properties.isAlphabetic, letter.properties.numericType == nil else {
                throw error("'\\\(letter)' has no meaning", start, length: 2)
            }
            return ScalarSet(letter)
        }
    }

    /// `\x7F`, `\x{10FFFF}`
    private mutating func hexadecimal(_ start: Int) throws(RegexError) -> Unicode.Scalar {
        var digits = ""
        if take("{") {
            while let scalar = current, scalar != "}" {
                digits.unicodeScalars.append(scalar)
                index += 1
            }
            _ = take("}")
        } else {
            digits = String(
                String.UnicodeScalarView(scalars[index..<min(index + 2, scalars.count)])
            )
            index = min(index + 2, scalars.count)
            guard digits.count == 2 else {
                throw error("two hexadecimal digits follow '\\x'", start)
            }
        }
        guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
            throw error("'\\x' needs hexadecimal digits", start, length: index - start)
        }
        return scalar
    }

    /// `[a-z\d[:alpha:]]`, `[^…]`
    private mutating func bracketSet() throws(RegexError) -> ScalarSet {
        let start = index
        index += 1
        let isInverted = take("^")
        var set = ScalarSet()
        var isFirst = true
        while let scalar = current, scalar != "]" || isFirst {
            isFirst = false
            if let named = try namedClass() {
                set.formUnion(named)
                continue
            }
            let lower = try bracketItem()
            guard current == "-", let next = self.scalar(after: 1), next != "]",
                let first = lower.ranges.first, lower.ranges.count == 1, first.count == 1
            else {
                set.formUnion(lower)
                continue
            }
            let rangeStart = index
            index += 1
            let upper = try bracketItem()
            guard upper.ranges.count == 1, let last = upper.ranges.first, last.count == 1,
                first.lowerBound <= last.upperBound
            else { throw error("the range is upside down", rangeStart, length: 2) }
            set.insert(first.lowerBound...last.upperBound)
        }
        guard take("]") else { throw error("the brackets have no end", start) }
        set = cased(set)
        return isInverted ? set.inverted : set
    }

    private mutating func bracketItem() throws(RegexError) -> ScalarSet {
        guard let scalar = current else { throw error("the brackets have no end", index) }
        if scalar == "\\" {
            if self.scalar(after: 1) == "b" {
                throw error("'\\b' has no meaning in brackets", index, length: 2)
            }
            return try escapedSet()
        }
        index += 1
        return ScalarSet(scalar)
    }

    /// `[:alpha:]`, `[:^alpha:]`
    private mutating func namedClass() throws(RegexError) -> ScalarSet? {
        guard current == "[", scalar(after: 1) == ":" else { return nil }
        let start = index
        var end = index + 2
        while end + 1 < scalars.count, !(scalars[end] == ":" && scalars[end + 1] == "]") {
            end += 1
        }
        guard end + 1 < scalars.count else { return nil }
        var name = String(String.UnicodeScalarView(scalars[index + 2..<end]))
        let isInverted = name.hasPrefix("^")
        if isInverted { name.removeFirst() }
        guard let set = Self.namedClasses[name] else {
            throw error(
                "no class '\(name)'"
                    + didYouMean(nearest(to: name, among: Self.namedClasses.keys.sorted())),
                start,
                length: end + 2 - start
            )
        }
        index = end + 2
        return isInverted ? set.inverted : set
    }

    private static let namedClasses: [String: ScalarSet] = [
        "alnum": ScalarSet(0x30...0x39, 0x41...0x5A, 0x61...0x7A),
        "alpha": ScalarSet(0x41...0x5A, 0x61...0x7A), "ascii": ScalarSet(0...0x7F),
        "blank": ScalarSet(0x09...0x09, 0x20...0x20), "cntrl": ScalarSet(0...0x1F, 0x7F...0x7F),
        "digit": .digits, "graph": ScalarSet(0x21...0x7E), "lower": ScalarSet(0x61...0x7A),
        "print": ScalarSet(0x20...0x7E),
        "punct": ScalarSet(0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E),
        "space": ScalarSet(0x09...0x0D, 0x20...0x20), "upper": ScalarSet(0x41...0x5A),
        "word": .wordCharacters, "xdigit": ScalarSet(0x30...0x39, 0x41...0x46, 0x61...0x66),
    ]
}

/// What is wrong with a regular expression, and which bytes of it are meant.
public struct RegexError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    public let range: Range<Int>
}
