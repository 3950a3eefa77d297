import Flows
import Gateway
import HTTPServer
import Testing

@Suite struct TraceHeaderTests {
    static let root = "1-691f833c-79cf6a2b23942f8925881714"

    @Test(
        arguments: [
            (
                "Root=\(root);Parent=76ab2f41125eef94;Sampled=0;Lineage=1:9581a8d4:0",
                "Root=\(root);Parent=76ab2f41125eef94;Sampled=0;Lineage=1:9581a8d4:0"
            ),
            (
                "sampled=?; parent=76ab2f41125eef94; ROOT=\(root)",
                "Root=\(root);Parent=76ab2f41125eef94;Sampled=?"
            ),
            ("Self=1-67891234-12456789abcdef012345678;Root=\(root)", "Root=\(root)"),
            ("Root=\(root);Parent=zz;Sampled=2", "Root=\(root)"),
            ("Root=\(root);Foo=a=b", "Root=\(root);Foo=a=b"),
            ("Root=\(root)", "Root=\(root)"),
            ("Parent=76ab2f41125eef94", nil), ("Root=1-2-3", nil), ("", nil), (";;=;", nil),
            ("Root=2-691f833c-79cf6a2b23942f8925881714", nil),
        ] as [(String, String?)]
    )
    func `fields are read in any order and case`(text: String, expected: String?) {
        #expect(TraceHeader(parsing: text)?.description == expected)
    }

    @Test(
        arguments: [
            (
                "00-691f833c79cf6a2b23942f8925881714-76ab2f41125eef94-01",
                "Root=\(root);Parent=76ab2f41125eef94;Sampled=1"
            ),
            (
                "00-691f833c79cf6a2b23942f8925881714-76ab2f41125eef94-02",
                "Root=\(root);Parent=76ab2f41125eef94;Sampled=0"
            ),
            // No plausible time in front, and mapped all the same.
            (
                "00-ffffffffffffffffffffffffffffffff-76ab2f41125eef94-00",
                "Root=1-ffffffff-ffffffffffffffffffffffff;Parent=76ab2f41125eef94;Sampled=0"
            ),
            (
                "cc-691f833c79cf6a2b23942f8925881714-76ab2f41125eef94-01-future",
                "Root=\(root);Parent=76ab2f41125eef94;Sampled=1"
            ),
            ("00-691f833c79cf6a2b23942f8925881714-76ab2f41125eef94-01-more", nil),
            ("ff-691f833c79cf6a2b23942f8925881714-76ab2f41125eef94-01", nil),
            ("00-00000000000000000000000000000000-76ab2f41125eef94-01", nil),
            ("00-691f833c79cf6a2b23942f8925881714-0000000000000000-01", nil),
            ("00-691f833c-76ab2f41125eef94-01", nil), ("", nil),
        ] as [(String, String?)]
    )
    func `traceparent is mapped`(text: String, expected: String?) {
        #expect(TraceHeader(traceparent: text)?.description == expected)
    }

    /// Gives the numbers 1, 2, 3, …
    struct Counting: RandomNumberGenerator {
        var last: UInt64 = 0
        mutating func next() -> UInt64 {
            last += 1
            return last
        }
    }

    @Test func `a request without a trace begins one`() {
        var random = Counting()
        let request = HTTPRequest(method: "GET", target: "/")
        let trace = traceHeader(of: request, newRoot: Self.root)
        #expect(trace.description == "Root=\(Self.root)")
        #expect(
            trace.completed(random: &random).description
                == "Root=\(Self.root);Parent=0000000000000001;Sampled=0"
        )
    }

    @Test func `X-Amzn-Trace-Id comes before traceparent`() {
        var random = Counting()
        let parent = HTTPField(
            "traceparent",
            "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-76ab2f41125eef94-01"
        )
        var request = HTTPRequest(
            method: "GET",
            target: "/",
            headers: [parent, HTTPField("x-amzn-trace-id", "Root=\(Self.root);Sampled=1")]
        )
        let own = traceHeader(of: request, newRoot: "1-00000000-000000000000000000000000")
        #expect(own == TraceHeader(root: Self.root, sampled: "1"))
        #expect(own.completed(random: &random).sampled == "1")
        request.headers = [parent]
        #expect(
            traceHeader(of: request, newRoot: Self.root).root
                == "1-aaaaaaaa-aaaaaaaaaaaaaaaaaaaaaaaa"
        )
    }
}
