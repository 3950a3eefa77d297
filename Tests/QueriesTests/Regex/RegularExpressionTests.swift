import Queries
import Testing

struct RegularExpressionTests {
    /// The parts that the first match took, `nil` for groups that took no part; nil: no match.
    private func match(_ pattern: String, _ text: String) throws -> [String?]? {
        let expression = try RegularExpression(pattern)
        var copy = text
        return copy.withUTF8 { bytes in
            let found = expression.firstMatch(in: bytes)
            // Both machines must agree.
            #expect((found != nil) == expression.hasMatch(in: bytes))
            return found?.map { $0.map { String(decoding: bytes[$0], as: UTF8.self) } }
        }
    }

    @Test(
        arguments: [
            ("abc", "xabcx", ["abc"]), ("", "x", [""]), ("a|b|cd", "xcd", ["cd"]),
            ("a.c", "a\ncabc", ["abc"]), ("(?s)a.c", "a\nc", ["a\nc"]),
            ("^b", "ab", nil), ("(?m)^b", "a\nb", ["b"]), ("a$", "ab", nil), ("a$", "ba", ["a"]),
            ("(?m)a$", "a\nb", ["a"]), ("^$", "", [""]), ("^$", "x", nil), ("\\Aa\\z", "a", ["a"]),
            ("a*", "aaa", ["aaa"]), ("a*?", "aaa", [""]), ("a+?", "aaa", ["a"]),
            ("a??b", "ab", ["ab"]),
            ("a{2}", "aaa", ["aa"]), ("a{2,}", "aaaa", ["aaaa"]), ("a{1,2}", "aaa", ["aa"]),
            ("a{1,2}?", "aaa", ["a"]), ("a{,2}", "a{,2}", ["a{,2}"]), ("x{", "x{", ["x{"]),
            ("(a+)(b+)?", "aac", ["aa", "aa", nil]),
            ("(a|ab)(c|bcd)(d*)", "abcd", ["abcd", "a", "bcd", ""]),
            ("(?:a|b)c", "bc", ["bc"]), ("(?P<x>a)(?<y>b)", "ab", ["ab", "a", "b"]),
            ("(?i)ABC", "xaBc", ["aBc"]), ("(?i)größe", "GRÖSSE GRÖßE", ["GRÖßE"]),
            ("a(?i)b", "aB", ["aB"]), ("a(?i:b)c", "aBC", nil), ("(?i)a(?-i)b", "AB", nil),
            ("[a-c]+", "xxbcad", ["bca"]), ("[^a-c]+", "abxyc", ["xy"]), ("[]a]+", "]a", ["]a"]),
            ("[\\d.-]+", "a-1.5", ["-1.5"]), ("[[:alpha:]]+", "12ab3", ["ab"]),
            ("[[:^digit:]]", "1a", ["a"]),
            ("\\d+\\s\\w+", "in 12 ms", ["12 ms"]), ("\\D\\S\\W", "1ab !", ["ab "]),
            ("\\bfoo\\b", "afoo foo", ["foo"]), ("\\Boo", "foo", ["oo"]),
            ("\\bfoo\\b", "food", nil),
            ("\\Qa.b\\E+", "a.bb", ["a.bb"]), ("\\x41\\x{e9}", "Aé", ["Aé"]),
            ("\\t\\.", "\t.", ["\t."]),
            ("日.語", "日本語", ["日本語"]), (".", "é", ["é"]), ("[à-ü]+", "xéàz", ["éà"]),
            ("(a*)*", "b", ["", ""]), ("(|a)*", "aa", ["", ""]), ("(|a)+", "aa", ["", ""]),
            ("(a|b*)*c", "abbac", ["abbac", "a"]),
            ("(?U)a+", "aaa", ["a"]), ("eni-.*? ", "x eni-12 y", ["eni-12 "]),
            (
                "user=(?<u>.*?), method:(?<m>.*?),", "user=a b, method:GET, x",
                ["user=a b, method:GET,", "a b", "GET"]
            ),
            ("(error|failure)", "a failure", ["failure", "failure"]), ("x*$", "axx", ["xx"]),
        ] as [(String, String, [String?]?)]
    )
    func `a match is the leftmost one that the expression prefers`(
        _ pattern: String,
        _ text: String,
        _ parts: [String?]?
    ) throws {
        #expect(try match(pattern, text) == parts)
    }

    @Test(
        arguments: [
            ("(a", "the group has no end", "("), ("a)", "')' without '('", ")"),
            ("[a", "the brackets have no end", "["), ("*a", "nothing to repeat", "*"),
            ("a**", "two repetitions in a row", "*"),
            ("a{1001}", "at most 1000 repetitions", "{1001}"),
            ("a{3,2}", "the larger number comes last", "{3,2}"),
            ("[z-a]", "the range is upside down", "-a"),
            ("(?=a)", "looking around is not supported", "(?="),
            ("(?<!a)b", "looking around is not supported", "(?<"),
            ("(a)\\1", "back references are not supported", "\\1"),
            ("\\y", "'\\y' has no meaning", "\\y"),
            ("a\\", "the text ends after '\\'", "\\"),
            ("\\pL", "classes of Unicode are not supported", "\\p"),
            ("(?<a>x)(?<a>y)", "the name 'a' is given twice", "(?<a>"),
            ("(?x)a", "'(?' begins no group", "(?x"),
            ("ä[[:alhpa:]]", "no class 'alhpa'; did you mean alpha?", "[:alhpa:]"),
        ]
    )
    func `what is not understood is refused at its place`(
        _ pattern: String,
        message: String,
        at marked: String
    ) throws {
        let error = try #require(throws: RegexError.self) { try RegularExpression(pattern) }
        #expect(error.description == message)
        #expect(part(of: pattern, error.range) == marked)
    }

    @Test func `expressions that grow without bound are refused`() {
        #expect(throws: RegexError.self) { try RegularExpression("((a{1000}){1000}){1000}") }
        #expect(throws: RegexError.self) {
            try RegularExpression(String(repeating: "(", count: 100_000))
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "(a+)+$", "(a|a)*b", "(a|aa)+c", "(.*)*(.*)*(.*)*x", "(a?){25}a{25}b", "(x+x+)+y",
            "[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*0", "(a|b|ab)*bc", ".*.*=.*", "\\b(a+)+\\b!",
        ]
    )
    func `hostile expressions take linear time`(_ pattern: String) throws {
        let text = String(repeating: "a", count: 20_000)
        #expect(try !RegularExpression(pattern).hasMatch(in: text + "!") || pattern.hasSuffix("!"))
    }

    /// The set of states is made anew whenever it is full.
    @Test func `an automaton with too many states forgets and goes on`() throws {
        let expression = try RegularExpression("(a|b)*a(a|b){12}c")
        var random = SeededGenerator(1)
        var text = String((0..<20_000).map { _ in random.isOneIn(2) ? "a" : "b" })
        #expect(!expression.hasMatch(in: text))
        text += "abbbbbbbbbbbbc"
        #expect(expression.hasMatch(in: text))
    }

    @Test func `random expressions agree with a plain backtracking matcher`() throws {
        for round in 0..<3000 {
            var random = SeededGenerator(round)
            let (pattern, matcher) = PlainMatcher.random(&random, depth: 3)
            let text = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                random.element(of: ["a", "b", "c", "-", "\n"])
            }.joined()
            let expected = matcher.firstMatch(in: Array(text))
            let found = try match(pattern, text)
            #expect((found != nil) == (expected != nil), "round \(round): /\(pattern)/ on \(text)")
            // How a loop of empty rounds ends differs between engines.
            if !matcher.hasEmptyRounds {
                #expect(found?[0] == expected, "round \(round): /\(pattern)/ on \(text)")
            }
        }
    }

    @Test func `bytes that are no UTF-8 are characters of their own`() throws {
        let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0xE9, 0x63]
        for (pattern, holds) in [("a.b.c", true), ("a\u{FFFD}b", true), ("a..b", false)] {
            let expression = try RegularExpression(pattern)
            #expect(bytes.withUnsafeBufferPointer { expression.hasMatch(in: $0) } == holds)
        }
    }

    @Test func `all matches are found, empty ones too`() throws {
        var text = "aXbéX"
        let expression = try RegularExpression("X|")
        let starts = text.withUTF8 { bytes in
            expression.matches(in: bytes).map { $0[0]?.lowerBound }
        }
        #expect(starts == [0, 1, 2, 3, 5, 6])
    }

    @Test(
        arguments: [
            ("\\d+", "a1b22", "#", "a#b#"), ("(\\w)(\\d)", "a1 b2", "$2$1", "1a 2b"),
            ("(?<n>b)", "abc", "[${n}]", "a[b]c"), ("b", "abc", "\\\\$$", "a\\$c"),
            ("x*", "ab", "-", "-a-b-"),
            ("b", "abc", "$1", "a$1c"), ("(b)|x", "bx", "<\\1>", "<b><>"), ("q", "abc", "z", "abc"),
        ]
    )
    func `matches are replaced by a template`(
        _ pattern: String,
        _ text: String,
        _ template: String,
        _ result: String
    ) throws {
        #expect(try RegularExpression(pattern).replacingMatches(in: text, with: template) == result)
    }
}

/// A matcher that tries every way in order of preference: slow, and plain enough to be believed.
private indirect enum PlainMatcher {
    case character(Character)
    case any
    case sequence([PlainMatcher])
    case alternation([PlainMatcher])
    case repetition(PlainMatcher, lower: Int, isGreedy: Bool)
    case optional(PlainMatcher, isGreedy: Bool)
    case start, end, boundary, lineStart, lineEnd

    /// An expression and its matcher.
    static func random(_ random: inout SeededGenerator, depth: Int) -> (String, PlainMatcher) {
        if depth == 0 || random.isOneIn(4) {
            switch Int.random(in: 0..<9, using: &random) {
            case 0: return (".", .any)
            case 1: return ("^", .start)
            case 2: return ("$", .end)
            case 3: return ("\\b", .boundary)
            case 4: return ("(?m:^)", .lineStart)
            case 5: return ("(?m:$)", .lineEnd)
            default:
                let character = random.element(of: ["a", "b", "c"] as [Character])
                return (String(character), .character(character))
            }
        }
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            self.random(&random, depth: depth - 1)
        }
        let isGreedy = random.isOneIn(2)
        let mark = isGreedy ? "" : "?"
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            return ("(" + parts.map(\.0).joined(separator: "|") + ")", .alternation(parts.map(\.1)))
        case 1:
            return (
                "(\(parts[0].0))*\(mark)", .repetition(parts[0].1, lower: 0, isGreedy: isGreedy)
            )
        case 2:
            return (
                "(\(parts[0].0))+\(mark)", .repetition(parts[0].1, lower: 1, isGreedy: isGreedy)
            )
        case 3: return ("(\(parts[0].0))?\(mark)", .optional(parts[0].1, isGreedy: isGreedy))
        default: return ("(" + parts.map(\.0).joined() + ")", .sequence(parts.map(\.1)))
        }
    }

    private var canBeEmpty: Bool {
        switch self {
        case .character, .any: false
        case .start, .end, .boundary, .lineStart, .lineEnd, .optional: true
        case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
        case .alternation(let branches): branches.contains(where: \.canBeEmpty)
        case .repetition(let inner, let lower, _): lower == 0 || inner.canBeEmpty
        }
    }

    var hasEmptyRounds: Bool {
        switch self {
        case .character, .any, .start, .end, .boundary, .lineStart, .lineEnd: false
        case .sequence(let parts), .alternation(let parts): parts.contains(where: \.hasEmptyRounds)
        case .optional(let inner, _): inner.hasEmptyRounds
        case .repetition(let inner, _, _): inner.canBeEmpty || inner.hasEmptyRounds
        }
    }

    func firstMatch(in text: [Character]) -> String? {
        for start in 0...text.count {
            var end: Int?
            _ = run(text, start) { found in
                end = found
                return true
            }
            if let end { return String(text[start..<end]) }
        }
        return nil
    }

    /// Calls `next` with every end, the preferred first, until it says true.
    private func run(_ text: [Character], _ at: Int, _ next: (Int) -> Bool) -> Bool {
        switch self {
        case .character(let character):
            return at < text.count && text[at] == character && next(at + 1)
        case .any: return at < text.count && text[at] != "\n" && next(at + 1)
        case .start: return at == 0 && next(at)
        case .end: return at == text.count && next(at)
        case .lineStart: return (at == 0 || text[at - 1] == "\n") && next(at)
        case .lineEnd: return (at == text.count || text[at] == "\n") && next(at)
        case .boundary:
            func isWord(_ index: Int) -> Bool {
                text.indices.contains(index) && text[index].isLetter
            }
            return isWord(at - 1) != isWord(at) && next(at)
        case .sequence(let parts):
            guard let first = parts.first else { return next(at) }
            return first.run(text, at) {
                PlainMatcher.sequence(Array(parts.dropFirst())).run(text, $0, next)
            }
        case .alternation(let branches): return branches.contains { $0.run(text, at, next) }
        case .optional(let inner, let isGreedy):
            if isGreedy { return inner.run(text, at, next) || next(at) }
            return next(at) || inner.run(text, at, next)
        case .repetition(let inner, let lower, let isGreedy):
            func more() -> Bool {
                inner.run(text, at) { end in
                    // A round without a character ends the loop.
                    end == at
                        ? next(end)
                        : PlainMatcher.repetition(
                            inner,
                            lower: max(0, lower - 1),
                            isGreedy: isGreedy
                        )
                        .run(text, end, next)
                }
            }
            if lower > 0 { return more() }
            return isGreedy ? more() || next(at) : next(at) || more()
        }
    }
}
