import Flows
import Foundation
import Gateway
import HTTPServer
import Lambda
import Testing

/// Random inputs from a fixed seed: a failure names the round that can be run again.
@Suite struct `Gateway properties` {
    /// SplitMix64.
    struct SeededGenerator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }

        mutating func text(_ pieces: [String], upTo count: Int) -> String {
            (0..<Int.random(in: 0...count, using: &self))
                .map { _ in pieces.randomElement(using: &self)! }.joined()
        }
    }

    static let targetPieces = [
        "/", "/", "a", "dev", "%", "%2", "%2F", "%zz", "%ff", "%00", "?", "&", "=", "+", ";", "é",
        "\u{301}", "\"", "\\", "{id}", "*", "#", " ", "\u{7}", "😀",
    ]
    static let textPieces = [
        "a", "B", ";", "=", ",", " ", "\"", "\\", "é", "\u{301}", "\u{1}", "Root=", "Parent=", "-",
        "1", "00", "*/*", "text/", "application/json", "AWS4-HMAC-SHA256",
    ]
    static let names = [
        "Host", "cookie", "COOKIE", "X-Forwarded-For", "content-type", "Content-Type", "accept",
        "Connection", "x-amzn-trace-id", "traceparent", "x-a", "X-A", "é", "Authorization",
        "Origin",
    ]

    @Test(arguments: [ProxyFormat.rest, .http1, .http2])
    func `any request becomes a valid event`(format: ProxyFormat) throws {
        for round in 0..<2000 {
            var random = SeededGenerator(state: UInt64(round))
            let request = HTTPRequest(
                method: ["GET", "POST", "OPTIONS", "é", ""].randomElement(using: &random)!,
                target: (round % 10 == 0 ? "" : "/") + random.text(Self.targetPieces, upTo: 12),
                headers: (0..<Int.random(in: 0...8, using: &random)).map { _ in
                    HTTPField(
                        Self.names.randomElement(using: &random)!,
                        random.text(Self.textPieces, upTo: 6)
                    )
                },
                body: (0..<Int.random(in: 0...20, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
            )
            let stage = ["dev", "$default"].randomElement(using: &random)!
            let api = APIConfiguration(
                kind: format == .rest ? .rest : .http,
                logicalID: "Api",
                stage: stage,
                routes: ["/", "/a/{id}", "/{proxy+}", "$default"].map {
                    RouteConfiguration(
                        method: "ANY",
                        path: $0,
                        integration: .function("F"),
                        payloadFormat: format,
                        timeoutMilliseconds: 1000
                    )
                },
                binaryMediaTypes: ["text/*"]
            )
            let match = Router(api).match(method: request.method, path: request.path)
            guard case .route(let route, _, let parameters, let path) = match else { continue }
            let trace = traceHeader(
                of: request,
                newRoot: "1-6b1f0a2e-5f0d7c1a9b3e4d2f8a6c0e11"
            )
            let context = ProxyEventContext(
                api: api,
                account: AccountIdentity(),
                route: route,
                pathParameters: parameters,
                pathInStage: path,
                requestID: "r",
                extendedRequestID: "e",
                traceID: trace.root,
                time: EventFixture.time,
                sourceIP: "::1",
                port: 3000
            )
            let bytes = proxyEvent(for: request, in: context)
            let event = try #require(
                try? object(bytes),
                "round \(round): \(String(decoding: bytes, as: UTF8.self))"
            )
            #expect(event["requestContext"] is [String: Any], "round \(round)")
            #expect(throws: Never.self, "round \(round)") { try checkJSON(bytes) }
            #expect(trace.root.utf8.count == 35, "round \(round)")
            if event["isBase64Encoded"] as? Bool == true {
                let body = try #require(event["body"] as? String)
                #expect(Data(base64Encoded: body) == Data(request.body), "round \(round)")
            }
        }
    }

    static let resultPieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\r\\n", "\\u000d", "\\u0000", "null", "true",
        "1", "200", "-1", "1e9", "99999999999999999999", " ", "é",
        #""statusCode":"#, #""headers":{"#, #""multiValueHeaders":{"#, #""cookies":["#,
        #""body":"a""#, #""isBase64Encoded":true"#, #""a":"b""#, #""Content-Length":"0""#,
    ]

    /// Whole objects with random parts reach the mapping far more often than random text does.
    static func result(_ random: inout SeededGenerator) -> String {
        guard Int.random(in: 0..<4, using: &random) > 0 else {
            return random.text(resultPieces, upTo: 16)
        }
        let values = [
            #""a""#, #""x\r\ny""#, #""\u0000""#, #""\n""#, "1", "true", "null", "[]",
            #"["a","b\r"]"#, #"{"a":"b"}"#, #"{"a b":"c"}"#, #"{"Set-Cookie":"d\n"}"#,
            #"{"a":["b","\r"]}"#, #"{"Transfer-Encoding":"chunked"}"#, "200", "204", #""404""#,
            "700", "100", #""aGk=""#,
        ]
        let keys = [
            "statusCode", "statusCode", "headers", "multiValueHeaders", "cookies", "body",
            "isBase64Encoded", "base64Encoded",
        ]
        var fields = Bool.random(using: &random) ? [#""statusCode":200"#] : []
        fields += (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let key = keys.randomElement(using: &random)!
            let value =
                key == "statusCode" && Bool.random(using: &random)
                ? "200" : values.randomElement(using: &random)!
            return "\"\(key)\":\(value)"
        }
        return "{\(fields.joined(separator: ","))}"
    }

    @Test(arguments: [ProxyFormat.rest, .http1, .http2])
    func `any result becomes a response that can be sent, or an error`(format: ProxyFormat) {
        let fixture = ResponseFixture(format: format, binary: ["*/*"])
        var mapped = 0
        for round in 0..<5000 {
            var random = SeededGenerator(state: UInt64(round))
            let result = Array(Self.result(&random).utf8)
            guard let decoded = try? fixture.response(result) else { continue }
            mapped += 1
            let response = finishResponse(
                decoded,
                for: format == .rest ? .rest : .http,
                requestID: "r",
                extendedRequestID: "e",
                trace: nil
            )
            #expect(200...599 ~= response.status, "round \(round)")
            for field in response.headers {
                let bytes = Array(field.name.utf8) + Array(field.value.utf8)
                #expect(!bytes.contains { $0 < 0x20 && $0 != 9 || $0 == 0x7F }, "round \(round)")
                #expect(
                    !["content-length", "transfer-encoding", "connection"].contains(
                        field.name.lowercased()
                    ),
                    "round \(round)"
                )
            }
            let types = response.headers.filter { $0.name.lowercased() == "content-type" }
            #expect(types.count <= 1, "round \(round)")
        }
        #expect(mapped > 300, "the generator makes too few valid results")
    }

    @Test func `any trace header is read without a new line in it`() {
        for round in 0..<5000 {
            var random = SeededGenerator(state: UInt64(round))
            let text = random.text(Self.textPieces, upTo: 12)
            if let trace = TraceHeader(parsing: text) {
                #expect(TraceHeader(parsing: trace.description) == trace, "round \(round)")
            }
            _ = TraceHeader(traceparent: text)
        }
    }
}
