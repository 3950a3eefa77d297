import Testing

@testable import Shell

struct ParsedLineTests {
    @Test
    func `words, quotes and escapes`() throws {
        let line = try parseLine(#"  ls 'a b' "c \"d" e\ f ''  "#)
        #expect(line.words.map(\.text) == ["ls", "a b", "c \"d", "e f", ""])
        #expect(line.words.map(\.isQuoted) == [false, true, true, false, true])
        #expect(line.words[1].range == 5..<10)
        #expect(line.sink == .standardOutput)
    }

    @Test
    func `sinks`() throws {
        #expect(try parseLine("logs %1 | grep 'a|b' > x ").sink == .pipe("grep 'a|b' > x"))
        #expect(try parseLine("ls > out.csv").sink == .file("out.csv", isAppending: false))
        #expect(try parseLine("ls>>'o p'").sink == .file("o p", isAppending: true))
        #expect(try parseLine("ls 'a > b'").sink == .standardOutput)
        #expect(try parseLine(#"ls \G"#).isExpanded)
        #expect(try parseLine(#"ls '\G'"#).isExpanded == false)
    }

    @Test(arguments: ["", "a", "a b", "it's", "\"", "a\\b", "|", ">x", "日本 語", "\t"])
    func `a quoted word is read back as it was`(word: String) throws {
        #expect(try parseLine("x \(quoted(word))").words.map(\.text) == ["x", word])
    }

    @Test
    func `any line is either read or refused with a place in it`() {
        var random = SeededRandom(seed: 7)
        let alphabet = Array("whereab '\"\\|>%@#-:\u{1B}日")
        for _ in 0..<5000 {
            let count = Int(random.next() % 12)
            let line = String(
                (0..<count).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
            )
            do {
                for word in try parseLine(line).words {
                    #expect(word.range.upperBound <= line.utf8.count)
                }
            } catch {
                #expect(error.range.map { $0.upperBound <= line.utf8.count } == true)
            }
        }
    }
}

/// SplitMix64: the same numbers in every run.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
