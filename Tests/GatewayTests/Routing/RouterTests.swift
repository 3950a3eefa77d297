import Flows
import Gateway
import Testing

@Suite struct RouterTests {
    /// `METHOD /path` lines as the routes of an API.
    static func api(
        _ kind: APIConfiguration.Kind,
        stage: String = "$default",
        _ keys: String...
    ) -> APIConfiguration {
        let routes = keys.map { key in
            let parts = key.split(separator: " ")
            return RouteConfiguration(
                method: parts.count == 2 ? String(parts[0]) : "ANY",
                path: String(parts.last!),
                integration: .function("F"),
                payloadFormat: kind == .rest ? .rest : .http2,
                timeoutMilliseconds: 29_000
            )
        }
        return APIConfiguration(kind: kind, logicalID: "Api", stage: stage, routes: routes)
    }

    /// The route's key and its parameters, such as `GET /pets/{id} id=2`; or the miss by name.
    static func answer(_ api: APIConfiguration, _ request: String) -> String {
        let parts = request.split(separator: " ")
        switch Router(api).match(method: String(parts[0]), path: parts[1]) {
        case .noStage: return "noStage"
        case .noRoute: return "noRoute"
        case .route(let route, let index, let parameters, _):
            #expect(api.routes[index] == route)
            return ([route.key] + parameters.map { "\($0.name)=\($0.value)" })
                .joined(separator: " ")
        }
    }

    static func pathInStage(_ api: APIConfiguration, _ path: Substring) -> Substring? {
        guard case .route(_, _, _, let rest) = Router(api).match(method: "GET", path: path) else {
            return nil
        }
        return rest
    }

    @Test(arguments: [
        ("GET /pets/dog/1", "GET /pets/dog/1"),
        ("GET /pets/dog/2", "GET /pets/dog/{id} id=2"),
        ("GET /pets/cat/1", "GET /pets/{proxy+} proxy=cat/1"),
        ("POST /test/5", "ANY /{proxy+} proxy=test/5"),
        // The better path lacks the verb, so that the worse one has it.
        ("POST /pets/dog/1", "ANY /{proxy+} proxy=pets/dog/1"),
        ("GET /", "$default"),
        ("PROPFIND /pets/dog/1", "$default"),
        ("GET /pets", "ANY /{proxy+} proxy=pets"),
        // Trailing slashes count on HTTP APIs.
        ("GET /pets/dog/1/", "GET /pets/{proxy+} proxy=dog/1"),
        ("GET //pets/dog/1", "GET /pets/dog/1"),
        ("GET http://example.com/pets/dog/1", "GET /pets/dog/1"),
        ("GET HTTPS://example.com", "$default"),
        ("OPTIONS *", "noStage"),
        ("CONNECT example.com:443", "noStage"),
    ])
    func `routes the documented example of HTTP APIs`(request: String, expected: String) {
        let api = Self.api(
            .http,
            "GET /pets/dog/1",
            "GET /pets/dog/{id}",
            "GET /pets/{proxy+}",
            "ANY /{proxy+}",
            "$default"
        )
        #expect(Self.answer(api, request) == expected)
    }

    @Test(arguments: [
        ("GET /orders", "GET /orders"),
        ("GET /orders/", "GET /orders"),
        ("GET /orders//", "GET /orders"),
        ("GET //orders", "GET /orders"),
        ("HEAD /orders", "noRoute"),
        ("POST /orders", "noRoute"),
        ("GET /orders/42", "ANY /orders/{id} id=42"),
        ("DELETE /orders/42", "DELETE /orders/{id} id=42"),
        ("TRACE /orders/42", "noRoute"),
        ("get /orders", "noRoute"),
        ("GET /orders/a%2Fb", "ANY /orders/{id} id=a%2Fb"),
        ("GET /orders//items", "noRoute"),
        ("GET /orders/7/items", "GET /orders/{order}/items order=7"),
        // Greedy takes at least one segment and keeps the slashes inside.
        ("GET /files", "noRoute"),
        ("GET /files/", "noRoute"),
        ("GET /files/a//b/c/", "GET /files/{path+} path=a//b/c"),
        ("GET /files//a", "GET /files/{path+} path=a"),
        ("GET /caf%C3%A9", "GET /café"),
        ("GET /", "GET /"),
        ("GET //", "GET /"),
    ])
    func `routes REST APIs`(request: String, expected: String) {
        let api = Self.api(
            .rest,
            "GET /",
            "GET /orders",
            "ANY /orders/{id}",
            "DELETE /orders/{id}",
            "GET /orders/{order}/items",
            "GET /files/{path+}",
            "GET /café"
        )
        #expect(Self.answer(api, request) == expected)
    }

    @Test func `REST prefers the literal level, HTTP the full match`() {
        let keys = ("GET /a/{proxy+}", "GET /{x}/b")
        #expect(
            Self.answer(Self.api(.rest, keys.0, keys.1), "GET /a/b") == "GET /a/{proxy+} proxy=b"
        )
        #expect(Self.answer(Self.api(.http, keys.0, keys.1), "GET /a/b") == "GET /{x}/b x=a")
    }

    @Test func `a literal path with ANY beats a parameter with the method`() {
        for kind in [APIConfiguration.Kind.rest, .http] {
            let api = Self.api(kind, "GET /pets/{id}", "ANY /pets/dog")
            #expect(Self.answer(api, "GET /pets/dog") == "ANY /pets/dog")
        }
    }

    @Test func `a dead end below a literal goes back to the parameter`() {
        let api = Self.api(.rest, "GET /a/b/c", "GET /{x}/b/d", "GET /{x}/{y+}")
        #expect(Self.answer(api, "GET /a/b/d") == "GET /{x}/b/d x=a")
        #expect(Self.answer(api, "GET /a/q") == "GET /{x}/{y+} x=a y=q")
    }

    @Test(
        arguments: [
            ("/dev/orders", "/orders"), ("/dev/orders/", "/orders/"), ("/orders", "/orders"),
            ("/dev", ""), ("/dev/", "/"), ("/dev//orders", "//orders"), ("/", "/"),
            ("/device", nil), ("/dev/dev", nil),
        ] as [(String, String?)]
    )
    func `a named stage is the first segment, or left out`(path: String, rest: String?) {
        let api = Self.api(.rest, stage: "dev", "GET /", "GET /orders")
        #expect(Self.pathInStage(api, path[...]).map { String($0) } == rest)
    }

    @Test func `without a $default route an HTTP API finds nothing`() {
        #expect(Self.answer(Self.api(.http, "GET /a"), "GET /b") == "noRoute")
        #expect(Self.answer(Self.api(.http, "GET /a"), "GET /a/") == "noRoute")
    }

    @Test func `three hundred routes are all found`() {
        var api = Self.api(.rest)
        for number in 0..<300 {
            api.routes += Self.api(.rest, "GET /r\(number % 17)/x\(number)/{id}").routes
        }
        let router = Router(api)
        for number in 0..<300 {
            let match = router.match(method: "GET", path: "/r\(number % 17)/x\(number)/7")
            guard case .route(_, let index, let parameters, _) = match else {
                Issue.record("route \(number) was not found")
                continue
            }
            #expect(index == number)
            #expect(parameters.map(\.value) == ["7"])
        }
    }
}
