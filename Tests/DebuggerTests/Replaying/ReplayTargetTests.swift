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
        ("http://127.0.0.1:4000", "127.0.0.1", 4000, ""),
        ("http://localhost", "localhost", 80, ""),
        ("HTTP://host:8080/prod/", "host", 8080, "/prod"),
        ("http://[::1]:3000/a/b", "::1", 3000, "/a/b"),
    ])
    func `is another front door`(text: String, host: String, port: Int, path: String) throws {
        let target = try ReplayTarget(text)
        #expect(target == .door(HTTPAddress(host: host, port: port, path: path)))
        #expect(target.remoteAddress?.host == host)
        #expect(try target.text.map { try ReplayTarget($0) } == target)
    }

    @Test func `is an Invoke API where the path is one`() throws {
        let base = "http://127.0.0.1:3001/2015-03-31/functions"
        let address = HTTPAddress(host: "127.0.0.1", port: 3001, path: "")
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
        ("https://example.com", "https is not spoken"), ("ftp://example.com", "is no HTTP URL"),
        ("http://", "has no host"), ("http://host:0", "has no host and port"),
        ("http://host:99999", "has no host and port"), ("http://a@host/", "more than host"),
        ("http://host/?q=1", "more than host"), ("http://host/#part", "more than host"),
    ])
    func `that cannot be reached is refused with the reason`(text: String, words: String) {
        let refusal = #expect(throws: ReplayRefusal.self) { try ReplayTarget(text) }
        #expect(refusal?.description.contains(words) == true, "\(refusal?.description ?? "")")
    }
}
