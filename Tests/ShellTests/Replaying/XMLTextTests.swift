import Testing

@testable import Shell

/// Text in a JUnit report.
@Suite struct `Text in XML` {
    @Test func `is ASCII with everything else as references`() {
        #expect(xmlText("a<b>&\"c\"") == "a&lt;b&gt;&amp;&quot;c&quot;")
        #expect(xmlText("ü → 😀") == "&#252; &#8594; &#128512;")
    }

    @Test func `has no character that XML does not allow`() {
        #expect(xmlText("\u{0}\u{1B}[31m\u{FFFE}") == "&#65533;&#65533;[31m&#65533;")
    }

    @Test func `keeps its lines, in an attribute as references`() {
        #expect(xmlText("a\n\tb\r", inAttribute: false) == "a\n&#9;b&#13;")
        #expect(xmlText("a\n\tb\r") == "a&#10;&#9;b&#13;")
    }
}
