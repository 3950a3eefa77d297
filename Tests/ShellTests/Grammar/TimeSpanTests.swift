import Testing

@testable import Shell

struct TimeSpanTests {
    private func span(_ text: String, shortest: Int64 = 100_000) throws(ShellError) -> Int64 {
        try timeSpan(Word(text, range: 0..<text.utf8.count, line: text), shortest: shortest)
    }

    @Test(arguments: [
        ("2s", 2_000_000), ("2", 2_000_000), ("0.5s", 500_000), ("0.5", 500_000),
        ("500ms", 500_000), ("1m30s", 90_000_000), ("1h", 3_600_000_000), ("24h", 86_400_000_000),
        ("0.1s", 100_000), ("1.5h", 5_400_000_000),
        ("90minutes", 5_400_000_000),
    ])
    func `lengths of time`(text: String, microseconds: Int64) throws {
        #expect(try span(text) == microseconds)
    }

    @Test(arguments: [
        "", "s", "2x", "2 s", "-2s", "5months", "2s3", ".5s", "1.s", "1.2.3s", "99ms", "0", "25h",
        "9999999s", "1.1234567s", "99999999999w", "99999999999999999999s",
    ])
    func `everything else is refused`(text: String) {
        #expect(throws: ShellError.self) { try span(text) }
    }

    @Test
    func `too short says how short it may be`() {
        let error = #expect(throws: ShellError.self) { try span("10ms") }
        #expect(error?.message == "'10ms' is not between 100 ms and a day")
    }

    @Test(arguments: [
        ("2x", "'2x' has the unknown unit 'x'"), ("1m30", "'1m30' has no unit"),
        ("soon", "'soon' is no length of time"), ("1w", "and a day"),
        ("99999999999w", "'99999999999w' is no length of time"),
    ])
    func `the error says the same wherever a length stands`(text: String, message: String) {
        let console = Console()
        for line in [
            "watch \(text) ls", "tail --timeout \(text)", "sql --timeout \(text) select 1",
        ] {
            #expect(transcript(of: line, console).contains(message), "\(line)")
        }
    }

    @Test(arguments: [
        ("2x", "'2x' has the unknown unit 'x'"), ("1m30", "'1m30' has no unit"),
        ("99999999999w", "'99999999999w' is no length of time"),
    ])
    func `a moment given by a length has the same errors`(text: String, message: String) {
        #expect(transcript(of: "ls since \(text)", Console()).contains(message))
        #expect(transcript(of: "ls since -\(text)", Console()).contains(message.dropFirst()))
    }

    private func transcript(of line: String, _ console: Console) -> String {
        _ = console.run(line)
        return console.errors
    }
}
