import Flows
import Foundation
import Testing

@testable import Debugger

@Suite struct `A curl command` {
    private func request(
        _ method: String,
        _ target: String,
        _ headers: [(name: String, value: String)],
        _ body: [UInt8] = []
    ) throws -> RecordedFlow {
        var making = FlowMaking()
        making.sent(method, target, headers: headers, body: body)
        return try making.recorded()
    }

    @Test func `names method, target, fields and body, and keeps curl from adding its own`() throws
    {
        let flow = try request(
            "POST",
            "/orders?a=1",
            [
                ("Host", "127.0.0.1:3000"), ("content-type", "application/json"),
                ("Content-Length", "9"),
            ],
            Array(#"{"a":"'"}"#.utf8)
        )
        #expect(
            try exported(.curl, [flow]) == #"""
                # 7f3a9c21 POST /orders?a=1, 2026-11-22T15:01:50.102Z
                curl -X POST 'http://127.0.0.1:3000/orders?a=1' \
                  -H 'content-type: application/json' \
                  -H 'User-Agent:' \
                  -H 'Accept:' \
                  --data-raw '{"a":"'\''"}'

                """#
        )
    }

    @Test func `masks credentials unless they are asked for`() throws {
        let flow = try FlowMaking.failedOrder()
        let masked = try exported(.curl, [flow], isUnmasked: false)
        #expect(masked.contains("-H 'Authorization: ‹masked›'"))
        #expect(masked.contains("token=‹masked›"))
        #expect(!masked.contains("Bearer abc") && !masked.contains("token=abc"))
        let whole = try exported(.curl, [flow])
        #expect(whole.contains("-H 'Authorization: Bearer abc'"))
        var export = FlowExport(.curl, isSingle: true, isUnmasked: false)
        _ = try export.write(flow)
        // The field, and the target in the command and in the comment above it.
        #expect(export.maskedCount == 3)
    }

    static let requests:
        [(method: String, target: String, headers: [(name: String, value: String)], body: [UInt8])] =
            [
                ("GET", "/plain", [("User-Agent", "test/1"), ("Accept", "*/*")], []),
                ("GET", "/a/../b/./c?x=[1]&y={2}&z=a%20b", [], []),
                ("HEAD", "/head", [("X-One", "1"), ("X-One", "2"), ("X-Empty", "")], []),
                ("DELETE", "/orders/7", [("Content-Length", "0")], []),
                ("POST", "/empty", [("Content-Length", "0")], []),
                (
                    "PUT", "/quotes", [("X-Quote", #"it's "so" $HOME `x` \n"#)],
                    Array("line one\nit's $HOME `x` \\ \"q\" @file\n".utf8)
                ),
                ("POST", "/at", [("Content-Type", "text/plain")], Array("@not-a-file".utf8)),
                (
                    "POST", "/binary", [("Content-Type", "application/octet-stream")],
                    (0...255).map { UInt8($0) } + Array("\r\n".utf8)
                ),
                ("POST", "/long", [], [UInt8](repeating: 0x61, count: 200_000)),
                ("POST", "/large", [], [UInt8](repeating: 0xFE, count: 1_500_000)),
                ("PATCH", "/utf8", [("X-Name", "Jürgen")], Array("größer 😀".utf8)),
            ]

    /// The real curl runs the command, and a server looks at what comes.
    @Test(arguments: requests.indices)
    func `that the real curl runs sends the recorded request`(_ index: Int) async throws {
        let (method, target, headers, body) = Self.requests[index]
        let server = try OneShotServer { _ in
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        }
        let host = (name: "Host", value: "127.0.0.1:\(server.port)")
        let command = try exported(.curl, [try request(method, target, [host] + headers, body)])
        try await withTemporaryFolder { folder in
            try command.write(toFile: "\(folder)/run.sh", atomically: true, encoding: .utf8)
            let run = try runProgram("/bin/bash", ["\(folder)/run.sh"])
            #expect(run.code == 0, "\(run.output)")
        }
        let got = try #require(server.received.first)
        #expect(got.head[0] == "\(method) \(target) HTTP/1.1")
        #expect(got.body == body)
        let sent = got.fields.filter { $0.name != "content-length" }
            .map { "\($0.name): \($0.value)" }.sorted()
        let recorded = ([host] + headers).filter { $0.name != "Content-Length" }
            .map { "\($0.name.lowercased()): \($0.value)" }.sorted()
        #expect(sent == recorded)
        if headers.contains(where: { $0.name == "Content-Length" }) {
            #expect(got.fields.contains { $0.name == "content-length" && $0.value == "0" })
        }
    }

    @Test func `of an erased or unknown request cannot be made`() throws {
        var making = FlowMaking()
        making.add(
            .noted(
                Noted(.imported, operatorName: nil, origin: ImportOrigin(format: "function-log"))
            ),
            after: 0
        )
        making.add(
            .triggered(Triggered(function: nil, route: nil, format: nil, eventBytes: nil)),
            after: 0
        )
        let flow = try making.recorded()
        let error = #expect(throws: ExportError.self) { try exported(.curl, [flow]) }
        #expect(error?.description == "7f3a9c21 has no HTTP request: the source did not tell it")
    }
}
