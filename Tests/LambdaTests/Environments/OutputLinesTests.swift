import Testing

@testable import Lambda

struct OutputLinesTests {
    @Test func `bytes become lines, whatever pieces they come in`() {
        for size in 1...12 {
            var lines = OutputLines()
            var found: [String] = []
            let text = Array("one\n\ntwo\r\nthree".utf8)
            for start in stride(from: 0, to: text.count, by: size) {
                lines.append(text[start..<min(start + size, text.count)])
                while let line = lines.nextLine(atEnd: false) { found.append(string(line)) }
            }
            #expect(found == ["one", "", "two\r"])
            #expect(lines.nextLine(atEnd: true).map(string) == "three")
            #expect(lines.nextLine(atEnd: true) == nil)
        }
    }

    @Test func `a line without an end is cut at its limit`() {
        var lines = OutputLines()
        lines.append([UInt8](repeating: 0x61, count: OutputLines.longestLine - 1))
        #expect(lines.nextLine(atEnd: false) == nil)
        lines.append([0x61, 0x62])
        #expect(lines.nextLine(atEnd: false)?.count == OutputLines.longestLine + 1)
        #expect(lines.nextLine(atEnd: true) == nil)
    }

    private func string(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line, as: UTF8.self)
    }
}
