import Gateway
import HTTPServer
import Testing

@Suite struct `CORS` {
    static let cors = CORSConfiguration(
        allowOrigins: ["https://a.example", "http://*"],
        allowMethods: ["GET", "POST"],
        allowHeaders: ["content-type", "x-id"],
        exposeHeaders: ["x-one", "x-two"],
        allowCredentials: true,
        maxAgeSeconds: 600
    )
    static let open = CORSConfiguration(
        allowOrigins: ["*"],
        allowMethods: ["*"],
        allowHeaders: ["*"]
    )

    static func preflight(_ origin: String?, method: String? = "PUT") -> HTTPRequest {
        var headers: [HTTPField] = []
        if let origin { headers.append(HTTPField("Origin", origin)) }
        if let method { headers.append(HTTPField("Access-Control-Request-Method", method)) }
        headers.append(HTTPField("Access-Control-Request-Headers", "x-a, x-b"))
        return HTTPRequest(method: "OPTIONS", target: "/x", headers: headers)
    }

    /// One line a header.
    static func lines(_ response: HTTPResponse?) -> [String]? {
        response.map { $0.headers.map { "\($0.name): \($0.value)" } }
    }

    @Test func `a preflight is answered with the configured lists`() {
        let response = preflightResponse(to: Self.preflight("https://a.example"), cors: Self.cors)
        #expect(response?.status == 204)
        #expect(response?.body == [])
        #expect(
            Self.lines(response) == [
                "access-control-allow-origin: https://a.example",
                "access-control-allow-credentials: true",
                "access-control-allow-methods: GET,POST",
                "access-control-allow-headers: content-type,x-id",
                "access-control-max-age: 600",
            ]
        )
    }

    @Test func `a preflight from elsewhere is a 204 that allows nothing`() {
        let response = preflightResponse(to: Self.preflight("https://b.example"), cors: Self.cors)
        #expect(response == HTTPResponse(status: 204))
    }

    @Test(
        arguments: [
            ("http://x.example", "http://x.example"), ("HTTP://x", "HTTP://x"),
            ("https://a.example.evil", nil), ("https://a.exampl", nil), ("null", nil),
            ("http://x\r\nset-cookie: a=b", nil),
        ] as [(String, String?)]
    )
    func `origins are compared whole, or by their scheme`(origin: String, allowed: String?) {
        let response = preflightResponse(to: Self.preflight(origin), cors: Self.cors)
        #expect(response?.headers.first(named: "access-control-allow-origin") == allowed)
    }

    @Test func `wildcards are answered as they are configured`() {
        #expect(
            Self.lines(preflightResponse(to: Self.preflight("https://z"), cors: Self.open)) == [
                "access-control-allow-origin: *", "access-control-allow-methods: *",
                "access-control-allow-headers: *",
            ]
        )
    }

    @Test func `with credentials a wildcard names what was asked`() {
        var cors = Self.open
        cors.allowOrigins = ["https://z"]
        cors.allowCredentials = true
        #expect(
            Self.lines(preflightResponse(to: Self.preflight("https://z"), cors: cors)) == [
                "access-control-allow-origin: https://z", "access-control-allow-credentials: true",
                "access-control-allow-methods: PUT", "access-control-allow-headers: x-a, x-b",
            ]
        )
    }

    @Test func `other requests are no preflight`() {
        #expect(preflightResponse(to: Self.preflight(nil), cors: Self.cors) == nil)
        #expect(
            preflightResponse(to: Self.preflight("https://z", method: nil), cors: Self.cors) == nil
        )
        var get = Self.preflight("https://a.example")
        get.method = "GET"
        #expect(preflightResponse(to: get, cors: Self.cors) == nil)
    }

    @Test(
        arguments: [
            (
                "https://a.example",
                [
                    "x-one: 1", "access-control-allow-origin: https://a.example",
                    "access-control-allow-credentials: true",
                    "access-control-expose-headers: x-one,x-two",
                ]
            ),
            ("https://b.example", ["x-one: 1"]),
            (nil, ["x-one: 1"]),
        ] as [(String?, [String])]
    )
    func `the function's own headers are replaced`(origin: String?, expected: [String]) {
        let request = HTTPRequest(
            method: "GET",
            target: "/",
            headers: origin.map { [HTTPField("origin", $0)] } ?? []
        )
        let response = HTTPResponse(
            status: 200,
            headers: [
                HTTPField("Access-Control-Allow-Origin", "*"), HTTPField("x-one", "1"),
                HTTPField("access-control-max-age", "9"),
            ]
        )
        #expect(
            Self.lines(applyCORS(to: response, request: request, cors: Self.cors)) == expected
        )
    }
}
