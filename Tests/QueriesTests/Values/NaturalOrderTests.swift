import Queries
import Testing

struct NaturalOrderTests {
    /// The list of the documentation of `sort`.
    static let documented = [
        "!:", "#", "*%04", "0#", "5A", "111A", "2345_", "@", "@_", "A", "A9876fghj", "a12345hfh",
        "0",
        "01", "1", "2", "3",
    ]

    @Test func `the documented list comes out of any order`() {
        for round in 0..<50 {
            var random = SeededGenerator(round)
            let sorted = Self.documented.shuffled(using: &random).map(QueryValue.string)
                .sorted { naturalOrder($0, $1) == .ascending }
            #expect(sorted == Self.documented.map(QueryValue.string))
        }
    }

    @Test func `numbers are ordered by size, missing values come first`() {
        let sorted: [QueryValue] = [
            .null, .string("x"), .boolean(true), .number(-3), .string("1.5"), .number(1.45),
            .number(12.25),
        ].sorted { naturalOrder($0, $1) == .ascending }
        #expect(
            sorted
                == [
                    .null, .boolean(true), .string("x"), .number(-3), .number(1.45), .string("1.5"),
                    .number(12.25),
                ]
        )
    }

    @Test func `the order is total`() {
        var random = SeededGenerator(7)
        let pieces = ["0", "1", "12", "007", "a", "B", "é", ".", "-", " ", "_", "e1"]
        let values: [QueryValue] = (0..<60).map { _ in
            random.isOneIn(5)
                ? .number(Double(random.number() % 100) / 4)
                : .string(
                    (0..<Int.random(in: 0...4, using: &random)).map { _ in
                        random.element(of: pieces)
                    }.joined()
                )
        }
        for a in values {
            for b in values {
                #expect(isOpposite(naturalOrder(a, b), naturalOrder(b, a)))
                if naturalOrder(a, b) == .same { #expect(a.text == b.text) }
                for c in values
                where naturalOrder(a, b) == .ascending && naturalOrder(b, c) == .ascending {
                    #expect(naturalOrder(a, c) == .ascending, "\(a) \(b) \(c)")
                }
            }
        }
    }

    private func isOpposite(_ a: ValueOrder, _ b: ValueOrder) -> Bool {
        switch (a, b) {
        case (.ascending, .descending), (.descending, .ascending), (.same, .same): true
        default: false
        }
    }
}
