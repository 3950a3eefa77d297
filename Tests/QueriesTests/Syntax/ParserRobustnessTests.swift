import Queries
import Testing

struct ParserRobustnessTests {
    private static let samples = [
        "fields @timestamp, strlen(@message) as n | filter @message like /a[b/]c/ and n > -1.5e3",
        "SOURCE '/aws/lambda/orders', /aws/lambda/b start=-1d end=now | stats pct(x, 95), count(*) by bin(5m)",
        "parse @message \"a * b \\* *\" as x, `y z` | sort x desc, y | dedup x | limit 5 # done",
        "join type=left left=a right=b where a.k = b.k (SOURCE events | filter type in ['x', \"y\"]) | fields a.x",
        "filter id not in (fields replayOf | limit 3) | unnest items[0].list into i | fillmissing with 0 for n",
        "parse body.x /(?<a>\\d+)-(?P<b>[^\\/]*)/ multi | filter `größe` = \"ä\\n\" or !ispresent(@`odd key`)",
    ]

    private func check(_ text: String) {
        let size = text.utf8.count
        do {
            let query = try parseQuery(text)
            #expect(query.range.upperBound <= size)
        } catch {
            #expect(
                (0...size).contains(error.range.lowerBound)
                    && (0...size).contains(error.range.upperBound),
                "\(text)"
            )
            #expect(!error.description.isEmpty && !error.description.hasSuffix("."))
        }
        let offset = size / 3
        if let (condition, end) = try? parseCondition(text, from: offset) {
            #expect((offset...size).contains(end))
            #expect(condition.range.upperBound <= end)
        }
    }

    @Test func `the samples are right`() throws {
        for sample in Self.samples { _ = try parseQuery(sample) }
    }

    @Test func `every beginning of a query is read or refused`() {
        for sample in Self.samples {
            for end in sample.unicodeScalars.indices {
                check(String(sample.unicodeScalars[..<end]))
            }
        }
    }

    @Test func `mutated queries are read or refused`() {
        let pieces = [
            "(", ")", "[", "]", "'", "\"", "`", "/", "\\", "|", ",", ".", "#", "=", "not ", " in ",
            " as ", "5m",
            "@", "é", "\u{0}", "\n", "-", "*", "^", "99999999999999999999", "count(", "{",
            "\u{1F600}", "“",
        ]
        for round in 0..<4000 {
            var random = SeededGenerator(round)
            var scalars = Array(random.element(of: Self.samples).unicodeScalars)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0...scalars.count, using: &random)
                if random.isOneIn(2), place < scalars.count {
                    scalars.removeSubrange(
                        place..<min(scalars.count, place + Int.random(in: 1...6, using: &random))
                    )
                } else {
                    scalars.insert(contentsOf: random.element(of: pieces).unicodeScalars, at: place)
                }
            }
            check(String(String.UnicodeScalarView(scalars)))
        }
    }

    @Test func `random bytes are read or refused`() {
        for round in 0..<2000 {
            var random = SeededGenerator(round)
            check(String(decoding: random.bytes(upTo: 60), as: UTF8.self))
            _ = try? RegularExpression(String(decoding: random.bytes(upTo: 20), as: UTF8.self))
        }
    }
}
