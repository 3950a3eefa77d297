import Queries
import Testing

struct AggregateTests {
    private func result(
        _ name: String,
        _ rows: [[QueryValue]],
        times: [Double]? = nil,
        period: Period? = nil
    ) throws -> QueryValue {
        let function = try #require(FunctionCatalog.function(named: name))
        var accumulator = function.accumulator(period: period)
        for (index, row) in rows.enumerated() {
            accumulator.add(row, at: times.map { $0[index] } ?? Double(index))
        }
        return accumulator.result
    }

    private let numbers: [[QueryValue]] = [
        [.number(10)], [.string("20")], [.number(30)], [.number(40)],
    ]
    private let mixed: [[QueryValue]] = [
        [.string("b")], [.null], [.number(3)], [.string("a")], [.string("20")], [.structure("{}")],
        [.string("b")],
    ]

    @Test func `rows and values are counted`() throws {
        #expect(try result("count", [[], [], []]) == .number(3))
        #expect(try result("count", mixed) == .number(6))
        #expect(try result("countOverTime", mixed) == .number(6))
        #expect(try result("count_distinct", mixed) == .number(4))
        #expect(try result("count", []) == .number(0))
    }

    @Test func `numbers are measured, other values left out`() throws {
        #expect(try result("sum", numbers) == .number(100))
        #expect(try result("sumOverTime", mixed) == .number(23))
        #expect(try result("avg", numbers) == .number(25))
        #expect(try result("variance", numbers) == .number(125))
        guard case .number(let deviation) = try result("stddev", numbers) else {
            Issue.record("no number")
            return
        }
        #expect(abs(deviation - 11.180339887) < 1e-8)
        for name in ["sum", "avg", "stddev", "variance", "min", "max", "earliest", "sortsFirst"] {
            #expect(
                try result(name, [[.null], [.structure("[]")]])
                    == (name == "earliest" ? .structure("[]") : .null)
            )
        }
    }

    @Test func `a percentile is the nearest rank`() throws {
        func percentile(_ percent: Double) throws -> QueryValue {
            try result("pct", numbers.map { $0 + [.number(percent)] })
        }
        #expect(try percentile(50) == .number(20))
        #expect(try percentile(51) == .number(30))
        #expect(try percentile(0) == .number(10))
        #expect(try percentile(100) == .number(40))
        #expect(try result("percentile", []) == .null)
    }

    @Test func `the smallest and the largest value know numbers and texts`() throws {
        #expect(try result("min", mixed) == .number(3))
        #expect(try result("max", mixed) == .string("b"))
        #expect(try result("min", numbers) == .number(10))
        #expect(try result("max", [[.string("9")], [.string("10")]]) == .string("10"))
        #expect(try result("sortsFirst", mixed) == .string("a"))
        #expect(try result("sortsLast", mixed) == .string("20"))
    }

    @Test func `lists have each value once`() throws {
        #expect(try result("values", mixed) == .structure(#"["b",3,"a","20"]"#))
        // The same to a reader, other bytes.
        #expect(try result("countDistinct", [[.string("é")], [.string("e\u{301}")]]) == .number(2))
    }

    @Test func `the most frequent values come first`() throws {
        let rows = ["x", "y", "y", "z", "x", "y"].map { [QueryValue.number(2), .string($0)] }
        #expect(try result("topk", rows) == .structure(#"["y","x"]"#))
    }

    @Test func `the first and last value in time`() throws {
        let rows: [[QueryValue]] = [[.string("b")], [.null], [.string("c")], [.string("a")]]
        let times: [Double] = [2, 9, 3, 1]
        #expect(try result("earliest", rows, times: times) == .string("a"))
        #expect(try result("latest", rows, times: times) == .string("c"))
    }

    @Test func `a rate is growth in a period`() throws {
        let rows: [[QueryValue]] = [[.number(10)], [.number(40)], [.number(70)]]
        let minute = Period(count: 1, unit: .minute)
        #expect(
            try result("rate", rows, times: [0, 30_000, 120_000], period: minute) == .number(30)
        )
        #expect(try result("rate", rows, times: [5, 5, 5], period: minute) == .null)
    }

    @Test func `a histogram has buckets of one width`() throws {
        let rows = [0, 1, 2, 9, 10].map { [QueryValue.number(Double($0)), .number(2)] }
        #expect(try result("histogram", rows) == .structure(#"{"0-5":3,"5-10":2}"#))
        #expect(try result("histogram", [[.number(3), .number(4)]]) == .structure(#"{"3-3":1}"#))
    }
}
