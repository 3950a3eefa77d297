import Testing

@testable import Shell

struct DisplayWidthTests {
    @Test(arguments: [
        ("abc", 3), ("日本語", 6), ("한국", 4), ("é", 1), ("e\u{301}", 1), ("👍", 2), ("ｱ", 1),
        ("Ａ", 2), ("\u{200B}", 0), ("a\u{AD}b", 2), ("│", 1), ("—", 1), ("🇩🇪", 4), ("", 0),
    ])
    func `columns of a text`(text: String, columns: Int) {
        #expect(displayWidth(text) == columns)
    }

    @Test
    func `a wide character is never cut in half`() {
        let text = StyledText("日本語日本語")
        #expect(text.cut(to: 6, mark: "…").plain == "日本…")
        #expect(text.cut(to: 5, mark: "…").plain == "日本…")
        #expect(text.cut(to: 12, mark: "…").plain == "日本語日本語")
        #expect(text.cut(to: 6, mark: "…").padded(to: 6, isRightAligned: false).width == 6)
    }

    @Test
    func `lines break between words, and not between a number and its unit`() {
        let lines = StyledText("Event, deadline 29 s left").wrapped(to: 18, mark: "…")
        #expect(lines.map(\.plain) == ["Event, deadline", "29 s left"])
        let cut = StyledText("one two three four").wrapped(to: 7, lineLimit: 2, mark: "…")
        #expect(cut.map(\.plain) == ["one two", "three …"])
        #expect(StyledText("日本語日本").wrapped(to: 4, mark: "…").map(\.plain) == ["日本", "語日", "本"])
    }

    @Test
    func `controls, escapes and direction marks are spelled out`() {
        #expect(visible("a\u{1B}[31mb\u{7F}") == "a^[[31mb^?")
        #expect(visible("\u{9B}2J") == "<9B>2J")
        #expect(visible("abc\u{202E}def") == "abc<U+202E>def")
        #expect(visible("a\tb\r\n") == "a  b^M^J")
        #expect(visible("👨\u{200D}👩") == "👨👩")
        #expect(visible("نامه\u{200C}ای") == "نامه\u{200C}ای")
        #expect(visible(bytes: [0xFF, 0x41]) == "\u{FFFD}A")
    }
}
