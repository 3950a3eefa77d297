import Gateway
import HTTPServer
import Testing

@Suite struct RequestLimitsTests {
    typealias Row = (what: String, request: HTTPRequest, rest: GatewayError?, http: GatewayError?)

    static let rows: [Row] = [
        ("small", HTTPRequest(method: "GET", target: "/", headBytes: 10_240), nil, nil),
        (
            "long target",
            HTTPRequest(method: "GET", target: String(repeating: "a", count: 10_241)),
            .targetTooLong, .targetTooLong
        ),
        (
            "long head", HTTPRequest(method: "GET", target: "/", headBytes: 10_241), nil,
            .headTooLarge
        ),
        (
            "long values",
            HTTPRequest(
                method: "GET",
                target: "/",
                headers: [HTTPField("a", String(repeating: "v", count: 10_241))]
            ),
            .headTooLarge, nil
        ),
        (
            "large body",
            HTTPRequest(
                method: "POST",
                target: "/",
                body: [UInt8](repeating: 0, count: 10_485_761)
            ),
            .requestTooLarge, .requestTooLarge
        ),
        (
            "a body that stops early",
            HTTPRequest(
                method: "POST",
                target: "/",
                headers: [HTTPField("content-length", "9")],
                body: [1],
                isComplete: false
            ),
            .badRequest, .badRequest
        ),
        (
            "a body cut off at the limit",
            HTTPRequest(
                method: "POST",
                target: "/",
                headers: [HTTPField("Content-Length", "99999999")],
                body: [1],
                isComplete: false
            ),
            .requestTooLarge, .requestTooLarge
        ),
    ]

    @Test(arguments: rows.indices)
    func `refuses what API Gateway refuses`(index: Int) {
        let row = Self.rows[index]
        #expect(RequestLimits.refusal(of: row.request, by: .rest) == row.rest, "\(row.what)")
        #expect(RequestLimits.refusal(of: row.request, by: .http) == row.http, "\(row.what)")
    }
}
