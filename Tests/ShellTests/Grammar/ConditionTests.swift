import Queries
import Testing

@testable import Shell

/// Conditions and texts in a line: what belongs to them, and where the carets of their errors stand.
struct ConditionTests {
    private func parse(_ line: String) throws -> ParsedLine {
        try parseLine(line, verbs: verbsWithToys)
    }

    @Test(arguments: [
        ("ls where status > 500", "status > 500", "ls where"),
        ("ls where status >= 500 since -1h -n 5", "status >= 500", "ls where since -1h -n 5"),
        ("ls failed where path = \"/a b\" -o json", "path = \"/a b\"", "ls failed where -o json"),
        ("ls where a like /x|y>z/ until now", "a like /x|y>z/", "ls where until now"),
        ("ls where not (a > 1 or b < 2) &", "not (a > 1 or b < 2)", "ls where &"),
    ])
    func `a condition is one word, however it is written`(
        line: String,
        condition: String,
        others: String
    ) throws {
        let parsed = try parse(line)
        #expect(parsed.sink == .standardOutput)
        var words = parsed.words
        let index = try #require(words.firstIndex { $0.text == "where" })
        #expect(words[index + 1].text == condition)
        #expect(words[index + 1].isQuoted)
        words.remove(at: index + 1)
        #expect(words.map(\.text).joined(separator: " ") == others)
    }

    @Test
    func `quotes around the whole condition, as one-shot, are not a part of it`() throws {
        let line = try parse("ls where 'status >= 500 and a = \"b\"' since -1h")
        #expect(
            line.words.map(\.text)
                == ["ls", "where", "status >= 500 and a = \"b\"", "since", "-1h"]
        )
        #expect(line.words[2].range == 10..<35)
        #expect(try parse("ls where \"x\" = a").words[2].text == "\"x\" = a")
        let error = #expect(throws: ShellError.self) { try parse("ls where 'status >= ' x") }
        #expect(error?.range?.lowerBound == 20)
        #expect(throws: ShellError.self) { try parse("ls where 'a = 1 b'") }
    }

    @Test
    func `behind the condition pipes and files are what they are elsewhere`() throws {
        #expect(try parse("ls where status = 500 | wc -l").sink == .pipe("wc -l"))
        #expect(
            try parse("ls where s > 1 since -1h > out").sink == .file("out", isAppending: false)
        )
        #expect(try parse("ls where status > 500 \\g out").sink == .file("out", isAppending: false))
        #expect(try parse("ls where status > 500 \\G").isExpanded)
        #expect(try parse("ls since 5m > where").sink == .file("where", isAppending: false))
    }

    @Test
    func `without words behind it, where is a word`() throws {
        #expect(try parse("help where").words.map(\.text) == ["help", "where"])
        #expect(try parse("help where | wc").sink == .pipe("wc"))
        #expect(try parse("ls 'where' > x").words.map(\.text) == ["ls", "where"])
    }

    @Test
    func `verbs take the condition out of their words`() throws {
        let session = Console().session
        var words = Array(try parse("ls where a = 1 and b = 2 since -1h").words.dropFirst())
        let condition = try #require(try session.takeCondition(from: &words))
        #expect(condition.text.text == "a = 1 and b = 2")
        #expect(condition.text.offset == 9)
        #expect(condition.expression.range == 0..<15)
        #expect(words.map(\.text) == ["since", "-1h"])
        #expect(try session.takeCondition(from: &words) == nil)
        var none = Array(try parse("ls where").words.dropFirst())
        #expect(throws: ShellError.self) { try session.takeCondition(from: &none) }
    }

    @Test
    func `errors in a condition stand in the line`() {
        let error = #expect(throws: ShellError.self) { try parse("ls where status >= | wc") }
        #expect(error?.line == "ls where status >= | wc")
        #expect(error?.range == 19..<20)
        let other = QueryError("no field", at: 0..<3)
        let text = RawText("abc = 1", line: "ls where abc = 1", offset: 9)
        #expect(ShellError(other, in: text).range == 9..<12)
    }

    @Test
    func `a text is taken as it stands, without its options and where it goes`() throws {
        let line = try parse("query --explain --save x  filter a > 1 | limit 5 \\G")
        #expect(line.words.map(\.text) == ["query", "--explain", "--save", "x"])
        #expect(line.text?.text == "filter a > 1 | limit 5")
        #expect(line.text?.offset == 26)
        #expect(line.isExpanded)
        let bare = try parse("  stats count() by x \\g 'o p'")
        #expect(bare.words.map(\.text) == ["query"])
        #expect(bare.text?.text == "stats count() by x")
        #expect(bare.text?.offset == 2)
        #expect(bare.sink == .file("o p", isAppending: false))
        #expect(try parse("select 1;\\g|wc").sink == .pipe("wc"))
        #expect(try parse("filter a like \"\\\\g \"").text?.text == "filter a like \"\\\\g \"")
        #expect(try parse("query -- -x").text?.text == "-x")
    }
}

struct OneShotLineTests {
    private func line(_ arguments: String...) throws -> ParsedLine {
        try ParsedLine.oneShot(arguments, verbs: verbsWithToys)
    }

    @Test
    func `a condition may be one argument or several, and carets are right`() throws {
        let one = try line("ls", "where", "status >= 500", "since", "-1d")
        #expect(one.words.map(\.text) == ["ls", "where", "status >= 500", "since", "-1d"])
        #expect(one.words.map(\.range) == [0..<2, 3..<8, 9..<22, 23..<28, 29..<32])
        #expect(Set(one.words.map(\.line)) == ["ls where status >= 500 since -1d"])
        let several = try line("ls", "where", "status", ">=", "500", "function", "my fn")
        #expect(several.words.map(\.text) == ["ls", "where", "status >= 500", "function", "my fn"])
        let whole = try line("ls", "where", "status >= 500 since -1d -n 5")
        #expect(
            whole.words.map(\.text) == ["ls", "where", "status >= 500", "since", "-1d", "-n", "5"]
        )
        let error = #expect(throws: ShellError.self) {
            try ParsedLine.oneShot(["ls", "where", "status >="], verbs: verbs)
        }
        #expect(error?.line == "ls where status >=")
    }

    @Test
    func `a text takes all arguments but the options, wherever these stand`() throws {
        let query = try line("query", "filter a > 1 | limit 5", "-o", "jsonl")
        #expect(query.words.map(\.text) == ["query", "-o", "jsonl"])
        #expect(query.text?.text == "filter a > 1 | limit 5")
        #expect(query.text?.line == "query -o jsonl filter a > 1 | limit 5")
        #expect(query.text?.offset == 15)
        #expect(try line("query", "--save", "x", "limit", "5").text?.text == "limit 5")
        #expect(try line("query", "-x - 1").text?.text == "-x - 1")
        #expect(try line("query", "--", "-x").text?.text == "-x")
        #expect(try line("query", "--explian").words.map(\.text) == ["query", "--explian"])
        #expect(try line("sql", "select 'a > b'").text?.text == "select 'a > b'")
    }

    @Test
    func `other words are as they were`() throws {
        #expect(try line("ls", "a | b", "> x") == ParsedLine(arguments: ["ls", "a | b", "> x"]))
        #expect(try line("help", "where").words.map(\.text) == ["help", "where"])
    }
}
