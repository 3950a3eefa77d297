import Testing

@testable import Shell

struct TerminalLineTests {
    private let notice =
        "◼ b1 7f45c0de POST /orders held before executed · client waits (30 s limit, goes on in 25 s)"

    @Test func `a notice was broken inside of a word`() {
        let text = terminalLine(notice, columns: 80)
        #expect(
            text
                == "◼ b1 7f45c0de POST /orders held before executed · client waits (30 s limit,\n"
                + "  goes on in 25 s)"
        )
        #expect(terminalLine(notice, columns: 120) == notice)
        #expect(terminalLine(notice, columns: nil) == notice)
    }
}
