import Testing

@testable import Shell

/// The line that tells how far a batch is.
@Suite struct `The progress of a batch` {
    private static func line(_ done: Int, failed: Int, of count: Int, isUTF8: Bool = true) -> String
    {
        let terminal = Terminal(columns: 100, rows: 24, hasColour: false, isUTF8: isUTF8)
        var progress = ReplayProgress("b-12", count: count, terminal: terminal)
        for index in 0..<done { progress.take(isFailure: index < failed) }
        return progress.line(after: 500_000).plain
    }

    @Test func `tells rate, failures and the time left`() {
        #expect(
            Self.line(512, failed: 14, of: 1024)
                == " b-12 ▕████████████░░░░░░░░░░░░▏ 512/1 024 · 498 fine, 14 failed · 1 024/s · 500 ms left"
        )
    }

    @Test func `is there from the start to the end, in ASCII too`() {
        #expect(Self.line(0, failed: 0, of: 3).hasSuffix("0/3 · 0 fine, 0 failed"))
        #expect(
            Self.line(3, failed: 3, of: 3, isUTF8: false)
                .hasPrefix(" b-12 [########################] 3/3 ")
        )
    }
}
