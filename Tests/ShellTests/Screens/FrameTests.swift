import Flows
import Testing

@testable import Shell

/// Whatever clients and functions send, screens keep their frame and terminals get no commands.
struct FrameTests {
    private func randomText(_ random: inout SeededRandom) -> String {
        let pieces: [[UInt8]] = [
            [0x1B, 0x5B, 0x32, 0x4A], [0x00], [0x07], [0x0D], [0x09], [0x7F], [0xC2, 0x9B],
            [0xFF], [0xC3], Array("日本".utf8), Array("👩‍👧".utf8), Array("e\u{301}".utf8),
            Array("\u{202E}".utf8), Array("\u{2028}".utf8), Array("│".utf8), Array("a b".utf8),
            Array("\u{1B}]0;title\u{07}".utf8), Array("\u{FEFF}".utf8), Array("\"\\".utf8),
        ]
        var bytes: [UInt8] = []
        for _ in 0..<(random.next() % 12) {
            if random.next() % 3 == 0 {
                bytes.append(UInt8(truncatingIfNeeded: random.next()))
            } else {
                bytes += pieces[Int(random.next() % UInt64(pieces.count))]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func hostileStory(_ random: inout SeededRandom) -> Story {
        var story = Story(short: 0x0BAD_0001)
        story.sent(
            target: "/" + randomText(&random),
            body: randomText(&random),
            headers: [(randomText(&random), randomText(&random))]
        )
        story.triggered(route: "POST /" + randomText(&random))
        story.started()
        story.executed(
            error: randomText(&random),
            document: randomText(&random),
            log: (0..<3).map { _ in randomText(&random).filter { $0 != "\n" } }
        )
        story.returned(500, after: 1210.5, body: randomText(&random))
        story.displayed(after: 1211)
        return story
    }

    @Test(arguments: [40, 80, 100, 133])
    func `hostile bytes neither break a frame nor reach the terminal`(columns: Int) {
        var random = SeededRandom(seed: UInt64(columns))
        for _ in 0..<25 {
            let console = Console([hostileStory(&random).events], columns: columns)
            for verb in [
                "steps 0bad0001", "steps -v 0bad0001", "track 0bad0001", "track -v 0bad0001", "ls",
                "events", "timeline 0bad0001 -v", "explain 0bad0001",
            ] {
                let start = console.output.endIndex
                #expect(console.run(verb) == 0)
                let lines = console.output[start...].split(separator: "\n")
                for line in lines {
                    #expect(displayWidth(String(line)) <= columns, "\(verb): \(line)")
                }
                let frame = lines.filter { $0.contains("─┼─") }
                if let rule = frame.first, !verb.hasPrefix("ls") {
                    let bars = positions(of: "┼", in: String(rule))
                    for line in lines where line.contains("│ orders") || line.hasPrefix(" Request")
                    {
                        let own = positions(of: "│", in: String(line))
                        #expect(Set(bars).isSubset(of: own), "\(verb): \(line)")
                    }
                }
            }
            for verb in ["show", "logs", "timeline", "explain"] {
                for format in OutputFormat.allCases {
                    console.run("\(verb) 0bad0001 -o \(format.rawValue)")
                }
            }
            expectHarmless(console.bytes)
            #expect(console.errors.isEmpty)
        }
    }

    private func positions(of sign: Character, in line: String) -> [Int] {
        var column = 0
        var found: [Int] = []
        for character in line {
            if character == sign { found.append(column) }
            column += displayWidth(String(character))
        }
        return found
    }

    /// No control character but line feeds and the tabs of TSV.
    private func expectHarmless(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let bad = text.unicodeScalars.filter {
            ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || (0x7F..<0xA0).contains($0.value)
        }
        #expect(bad.isEmpty)
    }
}
