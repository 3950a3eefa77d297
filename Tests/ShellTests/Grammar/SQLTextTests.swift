import Testing

@testable import Shell

struct SQLTextTests {
    @Test(arguments: [
        ("select 1;", 8), ("select ';';", 10), ("select 'it''s;';", 15), ("select \";\" ;", 11),
        ("select `;`;", 10), ("select [;];", 10), ("-- ;\nselect 1;", 13),
        ("/* ; */ select 1;", 16),
        ("select 1 \\G", 9), ("select 1\\g", 8), ("select 1 \\g out", 9), ("select 1 \\g|wc", 9),
        (";", 0),
    ])
    func `a statement ends at a semicolon, or before a backslash command`(text: String, end: Int) {
        #expect(SQLText.end(of: text.utf8) == end)
    }

    @Test(arguments: [
        "", "select 1", "select ';", "select 1 -- ;", "select /* ; ", "select \"a;", "select [a;",
        "select '\\g'", "select 1 \\gx", "select '' ';",
    ])
    func `until then it goes on`(text: String) {
        #expect(SQLText.end(of: text.utf8) == nil)
    }

    @Test
    func `blanks and comments are nothing`() {
        #expect(SQLText.isBlank(" \n-- a\n /* b\n */ ".utf8))
        #expect(SQLText.isBlank("".utf8))
        #expect(!SQLText.isBlank(" -- a\n1".utf8))
    }
}
