import Testing

@testable import HTTPServer

@Suite struct `An endpoint` {
    @Test(arguments: [
        (HTTPEndpoint(.http, host: "h"), "h", "h:80"),
        (HTTPEndpoint(.https, host: "h"), "h", "h:443"),
        (HTTPEndpoint(.https, host: "h", port: 80), "h:80", "h:80"),
        (HTTPEndpoint(.http, host: "h", port: 443), "h:443", "h:443"),
        (HTTPEndpoint(.https, host: "::1"), "[::1]", "[::1]:443"),
        (HTTPEndpoint(.http, host: "::1", port: 3000), "[::1]:3000", "[::1]:3000"),
    ])
    func `names itself without the port that its scheme has`(
        endpoint: HTTPEndpoint,
        authority: String,
        address: String
    ) {
        #expect(endpoint.authority == authority)
        #expect(endpoint.address == address)
    }

    @Test func `on this machine is known by its host`() {
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.9.8.7", "::1"] {
            #expect(HTTPEndpoint(host: host).isLoopback, "\(host)")
        }
        for host in [
            "127.0.0.1.example.com", "localhost.example.com", "128.0.0.1", "127.0.0.999", "127.1.1",
            "0.0.0.0", "10.0.0.1", "::2",
        ] {
            #expect(!HTTPEndpoint(host: host).isLoopback, "\(host)")
        }
    }
}
