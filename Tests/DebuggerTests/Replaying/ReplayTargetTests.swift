import HTTPServer
import Testing

@testable import Debugger

/// Where replays can go.
@Suite struct `The target of a replay` {
    @Test func `is a function by its name`() throws {
        #expect(try ReplayTarget("orders") == .function("orders"))
        #expect(throws: ReplayRefusal.self) { try ReplayTarget("") }
        #expect(throws: ReplayRefusal.self) { try ReplayTarget("two words") }
    }

    @Test(arguments: [
        ("http://127.0.0.1:4000", HTTPEndpoint(host: "127.0.0.1", port: 4000), ""),
        ("http://localhost", HTTPEndpoint(host: "localhost", port: 80), ""),
        ("HTTP://host:8080/prod/", HTTPEndpoint(host: "host", port: 8080), "/prod"),
        ("http://[::1]:3000/a/b", HTTPEndpoint(host: "::1", port: 3000), "/a/b"),
        ("https://host/prod", HTTPEndpoint(.https, host: "host", port: 443), "/prod"),
        ("https://host:80", HTTPEndpoint(.https, host: "host", port: 80), ""),
        ("https://[::1]", HTTPEndpoint(.https, host: "::1", port: 443), ""),
    ])
    func `is another front door`(text: String, endpoint: HTTPEndpoint, path: String) throws {
        let target = try ReplayTarget(text)
        #expect(target == .door(HTTPAddress(endpoint, path: path)))
        #expect(target.remoteAddress?.endpoint == endpoint)
        #expect(try target.text.map { try ReplayTarget($0) } == target)
    }

    @Test func `is written without the port of its scheme`() throws {
        #expect(try ReplayTarget("https://host:443/a").text == "https://host/a")
        #expect(try ReplayTarget("http://host:80").text == "http://host")
        #expect(try ReplayTarget("http://host:443").text == "http://host:443")
    }

    @Test(arguments: [
        ("http://127.0.0.1:3001", HTTPEndpoint(host: "127.0.0.1", port: 3001)),
        (
            "https://lambda.eu-west-1.amazonaws.com",
            HTTPEndpoint(.https, host: "lambda.eu-west-1.amazonaws.com", port: 443)
        ),
    ])
    func `is an Invoke API where the path is one`(
        origin: String,
        endpoint: HTTPEndpoint
    ) throws {
        let base = "\(origin)/2015-03-31/functions"
        let address = HTTPAddress(endpoint, path: "")
        for text in [base, base + "/"] {
            #expect(try ReplayTarget(text) == .lambda(address, function: nil))
        }
        for text in ["\(base)/orders", "\(base)/orders/invocations"] {
            let target = try ReplayTarget(text)
            #expect(target == .lambda(address, function: "orders"))
            #expect(try target.text.map { try ReplayTarget($0) } == target)
        }
        #expect(throws: ReplayRefusal.self) { try ReplayTarget("\(base)/orders/versions") }
    }

    @Test(arguments: [
        ("https://", "has no host"), ("ftp://example.com", "is no HTTP URL"),
        ("http://", "has no host"), ("http://host:0", "has no host and port"),
        ("http://host:99999", "has no host and port"), ("http://a@host/", "more than host"),
        ("http://host/?q=1", "more than host"), ("http://host/#part", "more than host"),
    ])
    func `that cannot be reached is refused with the reason`(text: String, words: String) {
        let refusal = #expect(throws: ReplayRefusal.self) { try ReplayTarget(text) }
        #expect(refusal?.description.contains(words) == true, "\(refusal?.description ?? "")")
    }
}
