import Testing

@testable import Shell

@Suite struct SavedQueryTests {
    private func value(_ name: String, _ text: String) -> (name: Word, value: String) {
        (Word(name, range: 0..<name.utf8.count, line: "\(name)=\(text)"), text)
    }

    private let slow = SavedQuery(
        name: "slow",
        summary: "",
        text: "filter duration > {{ms}} | limit {{limit=50}} | display {{ms}}"
    )

    @Test func `parameters are named once, with their defaults`() {
        #expect(slow.parameters.map(\.description) == ["ms", "limit=50"])
        #expect(slow.usage == "query slow ms=… limit=50")
    }

    @Test func `values take the place of every mention`() throws {
        let text = try slow.text(with: [value("ms", "1000")])
        #expect(text == "filter duration > 1000 | limit 50 | display 1000")
        let other = try slow.text(with: [value("ms", "7"), value("limit", "2")])
        #expect(other == "filter duration > 7 | limit 2 | display 7")
    }

    @Test func `a parameter without value is an error that shows the line to type`() {
        #expect(throws: ShellError("slow needs a value for 'ms'", hint: slow.usage)) {
            try slow.text(with: [])
        }
    }

    @Test func `a value without parameter names the nearest one`() {
        let given = value("limt", "2")
        #expect(
            throws: ShellError(
                "slow has no parameter 'limt'; did you mean limit?",
                at: given.name,
                hint: slow.usage
            )
        ) {
            try slow.text(with: [value("ms", "1"), given])
        }
    }

    @Test func `braces around something else than a name are text`() throws {
        let query = SavedQuery(name: "q", summary: "", text: "parse @message '{{*}} {{a b}}' as x")
        #expect(query.parameters.isEmpty)
        #expect(try query.text(with: []) == query.text)
    }
}
