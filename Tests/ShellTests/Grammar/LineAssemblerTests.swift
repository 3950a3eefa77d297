import Testing

@testable import Shell

struct LineAssemblerTests {
    /// The statements of a text that is read line by line; `…` when something is still open.
    private func statements(_ text: String, looksAhead: Bool) -> [String] {
        var lines = LineAssembler(verbs: verbsWithToys, looksAhead: looksAhead)
        var found: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            found += lines.add(String(line))
        }
        return found + (lines.isOpen ? ["…"] : [])
    }

    @Test
    func `verbs and shell commands are one line each, comments and empty lines nothing`() {
        #expect(
            statements("ls\n# no\n\n!date\nlogs %1", looksAhead: true) == [
                "ls", "!date", "logs %1",
            ]
        )
    }

    @Test
    func `SQL goes on to its semicolon`() {
        #expect(
            statements("select 1,\n\n 2;\nls", looksAhead: false) == ["select 1,\n\n 2;", "ls"]
        )
        #expect(
            statements("select 1; select 2; ls", looksAhead: false) == [
                "select 1;", " select 2;", " ls",
            ]
        )
        #expect(statements("select 1; -- done", looksAhead: false) == ["select 1;"])
        #expect(statements("select 1\n\\G\nls", looksAhead: false) == ["select 1\n\\G", "ls"])
        #expect(statements("select 1; \\g out", looksAhead: false) == ["select 1; \\g out"])
        #expect(statements("select 1; select 2", looksAhead: false) == ["select 1;", "…"])
    }

    @Test
    func `a typed query is complete unless its line ends with a bar`() {
        #expect(statements("filter a |\nlimit 1", looksAhead: false) == ["filter a |\nlimit 1"])
        #expect(
            statements("filter a\n| limit 1", looksAhead: false) == ["filter a", "| limit 1"]
        )
    }

    @Test
    func `a query that is read ahead goes on with the lines that begin with a bar`() {
        let text = "fields a\n  | sort a\n# why\n| limit 1\nls\nfilter b\n\nfilter c"
        #expect(
            statements(text, looksAhead: true) == [
                "fields a\n  | sort a\n# why\n| limit 1", "ls", "filter b", "…",
            ]
        )
    }

    @Test
    func `at the end what is open is a statement, at a pause a query is`() {
        var lines = LineAssembler(verbs: verbsWithToys, looksAhead: true)
        #expect(lines.add("filter a") == [])
        #expect(lines.pause() == ["filter a"])
        #expect(lines.add("select 1") == [])
        #expect(lines.pause() == [])
        #expect(lines.finish() == ["select 1"])
        #expect(lines.finish() == [])
    }
}
