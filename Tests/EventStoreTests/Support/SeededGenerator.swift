/// Random values from a fixed seed (SplitMix64): a failure names the round that can be run again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    /// Whether texts may hold U+0000, at which SQLite's text functions, and GRDB's reading, stop.
    var givesNUL = true

    init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// True once in `count` times.
    mutating func isOneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

    mutating func element<Element>(of elements: [Element]) -> Element {
        elements.randomElement(using: &self)!
    }

    /// A number from a wide range of sizes, small ones as likely as large ones.
    mutating func number() -> Int { Int(next() >> UInt64.random(in: 1...63, using: &self)) }

    mutating func bytes(upTo count: Int) -> [UInt8] {
        (0..<Int.random(in: 0...count, using: &self)).map { _ in
            UInt8.random(in: 0...255, using: &self)
        }
    }

    /// Text of awkward pieces: quotes, escapes, control characters, combining marks, line breaks.
    mutating func text(upTo count: Int = 8) -> String {
        let pieces = [
            "a", "order", "Z", "0", "/", "\\", "\"", "\\q", "\\u12", "{", "}", ":", ",", " ", "\n",
            "\r",
            "\t", "\u{0}", "\u{7}", "\u{1F}", "\u{7F}", "é", "e\u{301}", "😀", "\u{2028}",
            "\u{FFFD}",
        ]
        let text = (0..<Int.random(in: 0...count, using: &self)).map { _ in element(of: pieces) }
        return text.filter { givesNUL || $0 != "\u{0}" }.joined()
    }

    /// Such text without line feeds.
    mutating func line() -> String {
        String(String.UnicodeScalarView(text().unicodeScalars.filter { $0 != "\n" }))
    }

    /// Nil once in three times.
    mutating func perhaps<Value>(_ value: (inout SeededGenerator) -> Value) -> Value? {
        isOneIn(3) ? nil : value(&self)
    }
}
