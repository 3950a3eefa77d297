import Debugger
import Flows
import Queries
import Testing

@Suite struct `The comparison of two flows` {
    private func compare(
        _ left: ComparedFlow,
        _ right: ComparedFlow,
        strict: Bool = false,
        ignoring paths: [String] = []
    ) -> FlowComparison {
        FlowComparison(
            left,
            right,
            options: FlowComparison.Options(
                isStrict: strict,
                ignoredPaths: paths.map { path in
                    FieldName(path.split(separator: ".").map { String($0) })
                }
            )
        )
    }

    /// `path: left → right`, as short as it can be read.
    private func lines(_ comparison: FlowComparison) -> [String] {
        comparison.differences.map {
            "\($0.path.text): \(text($0.left)) → \(text($0.right))"
        }
    }

    private func text(_ value: ComparedValue?) -> String {
        switch value {
        case .json(let json): String(decoding: json.bytes, as: UTF8.self)
        case .text(let text): "'\(text)'"
        case .binary(let bytes): "\(bytes)"
        case nil: "-"
        }
    }

    /// The differences of two bodies.
    private func bodies(_ left: String, _ right: String, strict: Bool = false) throws -> [String] {
        lines(
            compare(
                try .make(body: Array(left.utf8)),
                try .make(body: Array(right.utf8)),
                strict: strict
            )
        )
    }

    @Test
    func `a flow is the same as itself, part by part`() throws {
        let flow = try ComparedFlow.make(body: Array("{}".utf8), log: ["one"])
        let comparison = compare(flow, flow, strict: true)
        #expect(comparison.isSame)
        #expect(comparison.differences.isEmpty)
        #expect(comparison.ignored.isEmpty)
        #expect(
            comparison.parts.map(\.path.text) == [
                "state", "status", "event", "result", "response.headers", "response.body", "log",
            ]
        )
        #expect(comparison.parts.allSatisfy { $0.verdict == .identical })
    }

    @Test
    func `status, state and error are told first`() throws {
        let failed = try ComparedFlow.make(
            result: #"{"errorType":"KeyError","errorMessage":"'sku'"}"#,
            errorType: "KeyError",
            status: 500
        )
        #expect(
            lines(compare(failed, try .make())) == [
                #"state: "failed" → "displayed""#, "status: 500 → 200",
                #"error: "KeyError: 'sku'" → -"#,
                #"result: {"errorType":"KeyError","errorMessage":"'sku'"} → {"statusCode":200}"#,
            ]
        )
    }

    // MARK: JSON

    @Test
    func `objects are compared by name, whatever the order and the white space`() throws {
        #expect(try bodies(#"{"a":1,"b":2}"#, #"{ "b": 2, "a": 1 }"#).isEmpty)
        #expect(
            try bodies(#"{"a":1,"b":{"c":true,"x":0}}"#, #"{"a":1.0,"b":{"d":null,"x":0},"e":[]}"#)
                == [
                    "response.body.a: 1 → 1.0", "response.body.b.c: true → -",
                    "response.body.b.d: - → null", "response.body.e: - → []",
                ]
        )
    }

    @Test
    func `objects with no name in common are told whole`() throws {
        #expect(
            try bodies(#"{"message":"no"}"#, #"{"id":1,"qty":2}"#)
                == [#"response.body: {"message":"no"} → {"id":1,"qty":2}"#]
        )
        #expect(try bodies(#"{}"#, #"{"id":1}"#) == ["response.body.id: - → 1"])
    }

    @Test
    func `an element put into an array is one difference`() throws {
        #expect(try bodies("[1,2,3]", "[0,1,2,3]") == ["response.body.0: - → 0"])
        #expect(try bodies("[1,2,3]", "[1,3]") == ["response.body.1: 2 → -"])
        #expect(
            try bodies(#"[{"a":1},{"a":2}]"#, #"[{"a":1},{"a":3},{"a":4}]"#)
                == ["response.body.1.a: 2 → 3", #"response.body.2: - → {"a":4}"#]
        )
        #expect(try bodies("[]", "[[1]]") == ["response.body.0: - → [1]"])
    }

    @Test
    func `kinds that differ are told as they are`() throws {
        #expect(try bodies(#"{"a":"1"}"#, #"{"a":1}"#) == [#"response.body.a: "1" → 1"#])
        #expect(try bodies(#"{"a":[1]}"#, #"{"a":{"0":1}}"#).count == 1)
        #expect(try bodies("plain", "other") == ["response.body: 'plain' → 'other'"])
        #expect(try bodies("plain", "[1]") == ["response.body: 'plain' → [1]"])
        #expect(try bodies("", "[1]") == ["response.body: - → [1]"])
    }

    @Test
    func `strings that hold JSON are walked into`() throws {
        let left = #"{"body":"{\"sku\":\"A-1\",\"qty\":2}"}"#
        let right = #"{"body":"{\"qty\":3,\"sku\":\"A-1\"}"}"#
        #expect(
            lines(compare(try .make(event: left), try .make(event: right)))
                == ["event.body.qty: 2 → 3"]
        )
    }

    @Test
    func `a base64 body is compared by what it stands for`() throws {
        func event(_ body: [UInt8]) -> String {
            #"{"body":"\#(base64Text(body))","isBase64Encoded":true}"#
        }
        #expect(
            lines(
                compare(
                    try .make(event: event(Array(#"{"qty":2}"#.utf8))),
                    try .make(event: event(Array(#"{"qty":3}"#.utf8)))
                )
            ) == ["event.body.qty: 2 → 3"]
        )
        #expect(
            lines(compare(try .make(event: event([0xFF, 1])), try .make(event: event([0xFF, 2]))))
                == ["event.body: [255, 1] → [255, 2]"]
        )
    }

    @Test
    func `binary bodies are compared byte for byte`() throws {
        let left = try ComparedFlow.make(body: [0x89, 0x50, 0, 1])
        #expect(compare(left, try .make(body: [0x89, 0x50, 0, 1])).isSame)
        #expect(
            lines(compare(left, try .make(body: [0x89, 0x50, 0, 2])))
                == ["response.body: [137, 80, 0, 1] → [137, 80, 0, 2]"]
        )
        #expect(
            lines(compare(left, try .make(body: Array("text".utf8))))
                == ["response.body: [137, 80, 0, 1] → 'text'"]
        )
    }

    // MARK: What is left out

    @Test
    func `what differs each time is left out by its name, and named`() throws {
        func flow(_ mark: String) throws -> ComparedFlow {
            try .make(
                event: """
                    {"headers":{"host":"127.0.0.1:300\(mark)","X-Amzn-Trace-Id":"\(mark)"},\
                    "requestContext":{"requestId":"\(mark)","time":"\(mark)","timeout":"x"}}
                    """,
                headers: [("Date", mark), ("apigw-requestid", mark), ("x", "y")]
            )
        }
        let comparison = compare(try flow("1"), try flow("2"))
        #expect(comparison.isSame)
        #expect(
            comparison.ignored.sorted() == [
                "X-Amzn-Trace-Id", "apigw-requestid", "date", "port of host", "requestId", "time",
            ]
        )
        #expect(comparison.parts.first { $0.path.text == "event" }?.verdict == .equivalent)
        let strict = compare(try flow("1"), try flow("2"), strict: true)
        #expect(strict.differences.count == 6)
        #expect(strict.ignored.isEmpty)
    }

    @Test
    func `another host is a difference, another port is none`() throws {
        func event(_ host: String) -> String { #"{"headers":{"host":"\#(host)"}}"# }
        #expect(
            compare(try .make(event: event("a:1")), try .make(event: event("a:2"))).isSame
        )
        #expect(
            !compare(try .make(event: event("a:1")), try .make(event: event("b:1"))).isSame
        )
    }

    @Test
    func `names that only look volatile are compared`() throws {
        #expect(
            try bodies(#"{"timeout":1,"times":2,"id":3}"#, #"{"timeout":2,"times":3,"id":4}"#).count
                == 3
        )
    }

    @Test
    func `a path is left out with all below it, a star is any part`() throws {
        let left = try ComparedFlow.make(
            body: Array(#"{"id":1,"items":[{"id":1,"n":1},{"id":2,"n":2}],"x":{"y":1}}"#.utf8)
        )
        let right = try ComparedFlow.make(
            body: Array(#"{"id":2,"items":[{"id":3,"n":1},{"id":4,"n":9}],"x":{"y":2}}"#.utf8)
        )
        #expect(
            lines(
                compare(
                    left,
                    right,
                    ignoring: ["response.body.id", "response.body.items.*.id", "response.body.x"]
                )
            ) == ["response.body.items.1.n: 2 → 9"]
        )
        #expect(compare(left, right, ignoring: ["response"]).isSame)
        let comparison = compare(left, right, strict: true, ignoring: ["response.body.id"])
        #expect(comparison.ignored == ["response.body.id"])
        #expect(comparison.differences.count == 4)
    }

    // MARK: Log lines, requests

    @Test
    func `log lines that are added, changed and taken away`() throws {
        let left = try ComparedFlow.make(log: ["one", "two", "three", "four"])
        let right = try ComparedFlow.make(log: ["one", "2", "three", "four", "five"])
        #expect(lines(compare(left, right)) == ["log.2: 'two' → '2'", "log.5: - → 'five'"])
        #expect(lines(compare(right, left)) == ["log.2: '2' → 'two'", "log.5: 'five' → -"])
    }

    @Test
    func `times and the flow's own ids in log lines make no difference`() throws {
        func flow(_ short: UInt64, _ time: String) throws -> ComparedFlow {
            let id = try ComparedFlow.make(short: short).flow.id.lambdaRequestID(kind: .door)
            return try .make(short: short, log: ["[INFO]\t\(time)\t\(id)\tmaking order"])
        }
        let left = try flow(1, "2026-11-22T15:01:50.102Z")
        let right = try flow(2, "2026-11-22 15:02:51,5")
        let comparison = compare(left, right)
        #expect(comparison.isSame)
        #expect(comparison.ignored == ["times and ids in log lines"])
        #expect(!compare(left, right, strict: true).isSame)
    }

    @Test
    func `requests are compared where there is no event that holds them`() throws {
        let refused = try ComparedFlow.make(event: nil, status: 404, target: "/a")
        let other = try ComparedFlow.make(event: nil, status: 404, target: "/b")
        #expect(lines(compare(refused, other)) == [#"request.target: "/a" → "/b""#])
        let served = try ComparedFlow.make(target: "/b")
        #expect(compare(try .make(target: "/a"), served).isSame)
    }

    // MARK: Properties

    @Test
    func `strictly compared, two values are the same exactly when they are equal`() throws {
        for round in 0..<400 {
            var random = SeededRandom(round)
            let left = random.json(depth: 3)
            let right = round.isMultiple(of: 3) ? left : random.json(depth: 3)
            let (a, b) = (left.bytes, right.bytes)
            let there = compare(try .make(body: a), try .make(body: b), strict: true)
            #expect(there.isSame == (left == right), "round \(round)")
            // From the other side the same places differ.
            let back = compare(try .make(body: b), try .make(body: a), strict: true)
            #expect(
                Set(there.differences.map(\.path)) == Set(back.differences.map(\.path)),
                "round \(round)"
            )
        }
    }

    @Test
    func `an answer from elsewhere differs by nothing but its connection`() throws {
        let here = try ComparedFlow.make(body: Array("{}".utf8))
        let there = try ComparedFlow.make(
            headers: [("Content-Length", "2"), ("Connection", "close"), ("Keep-Alive", "a")],
            body: Array("{}".utf8)
        )
        let comparison = compare(here, there)
        #expect(comparison.isSame, "\(lines(comparison))")
        #expect(comparison.ignored.sorted() == ["connection", "content-length", "keep-alive"])
        #expect(!compare(here, there, strict: true).isSame)
        // Elsewhere such names are names like any other.
        #expect(try !bodies(#"{"connection":1}"#, #"{"connection":2}"#).isEmpty)
    }

    @Test
    func `what the source of an imported flow does not tell is no difference`() throws {
        let line =
            #"127.0.0.1 - - [22/Nov/2026:15:01:50 +0000] "POST /orders HTTP/1.1" 200 12 a1"#
        let imported = try RecordedFlow.imported(line)
        let left = try #require(try ComparedFlow(events: imported.events))
        let comparison = compare(left, try .make(body: Array("{}".utf8), log: ["a"]))
        #expect(comparison.isSame, "\(lines(comparison))")
        let unknown = comparison.parts.filter { $0.verdict == .unknown }.map(\.path.text)
        #expect(
            unknown == [
                "request.body", "event", "result", "response.headers", "response.body", "log",
            ]
        )
        // What it tells is compared.
        let other = compare(left, try .make(status: 404, target: "/other"))
        #expect(lines(other).contains("status: 200 → 404"))
        #expect(lines(other).contains { $0.hasPrefix("request.target") })
    }
}

/// Random JSON from a seed; arrays and objects stand in one order of names, so that equal values have
/// equal text.
private struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }

    mutating func json(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &self) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &self))
        case 2: return .number(String(Int.random(in: 0..<3, using: &self)))
        case 3: return .string(["", "a", "[x", "é\n"].randomElement(using: &self)!)
        case 4:
            return .array(
                (0..<Int.random(in: 0..<4, using: &self)).map { _ in json(depth: depth - 1) }
            )
        default:
            return .object(
                ["a", "b", "c"].filter { _ in Bool.random(using: &self) }
                    .map { JSONValue.Member($0, json(depth: depth - 1)) }
            )
        }
    }
}
