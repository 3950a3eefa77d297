import Flows
import Foundation
import Testing

@testable import Debugger

@Suite struct `An export` {
    @Test func `as HTTP is the two messages`() throws {
        #expect(
            try exported(.http, [FlowMaking.failedOrder()], isUnmasked: false)
                == [
                    "POST /orders?dry=1&token=‹masked› HTTP/1.1", "Host: 127.0.0.1:3000",
                    "Content-Type: application/json", "Authorization: ‹masked›",
                    "User-Agent: test/1", "", #"{"qty":2}"#, "HTTP/1.1 500 Internal Server Error",
                    "content-type: application/json", "Content-Length: 35", "",
                    #"{"message":"Internal Server Error"}"#,
                ].joined(separator: "\r\n")
        )
    }

    @Test func `as an event is byte for byte what the function got`() throws {
        var making = FlowMaking()
        making.sent("POST", "/orders")
        let event = "{\n  \"version\" : \"2.0\",\n  \"n\" : 1.50e1 }\n"
        making.triggered(event)
        let flow = try making.recorded()
        #expect(try exported(.event, [flow], isUnmasked: false) == event)
        #expect(try exported(.sam, [flow]) == event)
        #expect(
            try exported(.event, [flow, flow])
                == "{\"version\":\"2.0\",\"n\":1.50e1}\n{\"version\":\"2.0\",\"n\":1.50e1}\n"
        )
    }

    @Test func `as an event says why there is none`() throws {
        var making = FlowMaking()
        making.sent("GET", "/nope")
        making.add(.rejected(Rejected(.noRoute)), after: 100)
        let flow = try making.recorded()
        let error = #expect(throws: ExportError.self) { try exported(.event, [flow]) }
        #expect(error?.description == "7f3a9c21 has no Lambda event: it never reached a function")
    }

    @Test func `of a request whose body its source does not tell says so`() throws {
        let line =
            #"127.0.0.1 - - [22/Nov/2026:15:01:50 +0000] "POST /orders HTTP/1.1" 500 12 a1"#
        let flow = try RecordedFlow.imported(line)
        let curl = try exported(.curl, [flow])
        #expect(curl.contains("# not in its source, and so not here: host, body\n"), "\(curl)")
        #expect(try exported(.har, [flow]).contains(#""bodySize":-1"#))
        var export = FlowExport(.http, isSingle: true, isUnmasked: true)
        _ = try export.write(flow)
        #expect(export.incompleteCount == 1)
        let error = #expect(throws: ExportError.self) { try exported(.event, [flow]) }
        #expect(error?.description.hasSuffix("the source did not tell it") == true)
    }

    /// The members that the format asks for, of the types it asks for.
    @Test func `as HAR has every member that the format asks for`() throws {
        let text = try exported(.har, [FlowMaking.failedOrder(), FlowMaking.failedOrder()])
        let log = try #require(Self.object(try Self.json(text))["log"].flatMap(Self.object))
        #expect(log["version"] as? String == "1.2")
        let creator = Self.object(log["creator"]!)
        #expect(creator["name"] is String && creator["version"] is String)
        let entries = try #require(log["entries"] as? [Any])
        #expect(entries.count == 2)
        for entry in entries.map(Self.object) {
            #expect(entry["startedDateTime"] as? String == "2026-11-22T15:01:50.102000Z")
            let timings = Self.object(entry["timings"]!)
            let parts = ["send", "wait", "receive"].map { timings[$0] as? Double ?? -1 }
            #expect(parts.allSatisfy { $0 >= 0 })
            #expect(abs((entry["time"] as? Double ?? 0) - parts.reduce(0, +)) < 0.001)
            #expect(["blocked", "dns", "connect"].allSatisfy { timings[$0] as? Int == -1 })
            #expect(entry["cache"] is [String: Any])
            let request = Self.object(entry["request"]!)
            #expect(request["url"] as? String == "http://127.0.0.1:3000/orders?dry=1&token=abc")
            let response = Self.object(entry["response"]!)
            for message in [request, response] {
                for member in ["cookies", "headers"] { #expect(message[member] is [Any]) }
                for member in ["headersSize", "bodySize"] { #expect(message[member] is Int) }
                #expect(message["httpVersion"] as? String == "HTTP/1.1")
            }
            #expect((request["queryString"] as? [[String: String]])?.count == 2)
            #expect(Self.object(request["postData"]!)["text"] as? String == #"{"qty":2}"#)
            #expect(response["status"] as? Int == 500)
            #expect(response["statusText"] as? String == "Internal Server Error")
            #expect(response["redirectURL"] as? String == "")
            let content = Self.object(response["content"]!)
            #expect(content["size"] as? Int == 35)
            #expect(content["mimeType"] as? String == "application/json")
        }
    }

    @Test func `as HAR masks query, fields and bodies`() throws {
        let text = try exported(.har, [FlowMaking.failedOrder()], isUnmasked: false)
        #expect(!text.contains("Bearer abc") && !text.contains("token=abc"))
        #expect(!text.contains(#""value":"abc""#))
    }

    private static func json(_ text: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8))
    }

    private static func object(_ value: Any) -> [String: Any] { value as? [String: Any] ?? [:] }
}

/// Runs with a Python that has pytest; scripts/test makes one.
private let python: String? = {
    let names = [ProcessInfo.processInfo.environment["WAYBILL_TEST_PYTHON"], "/usr/bin/env"]
    for name in names.compactMap({ $0 }) {
        let lead = name == "/usr/bin/env" ? ["python3"] : []
        let probe = try? runProgram(name, lead + ["-c", "import pytest"])
        if probe?.code == 0 { return name }
    }
    return nil
}()

@Suite(.enabled(if: python != nil, "no python with pytest"))
struct `A pytest file` {
    private func run(_ file: String, handler: String) async throws -> (code: Int32, output: String)
    {
        try await withTemporaryFolder { folder in
            try handler.write(toFile: "\(folder)/app.py", atomically: true, encoding: .utf8)
            try file.write(toFile: "\(folder)/test_orders.py", atomically: true, encoding: .utf8)
            let lead = python == "/usr/bin/env" ? ["python3"] : []
            return try runProgram(
                python!,
                lead + ["-m", "pytest", "-q", "-p", "no:cacheprovider", "test_orders.py"],
                in: folder
            )
        }
    }

    private func flows() throws -> [RecordedFlow] {
        var making = FlowMaking(id: FlowID(high: 0x01A2_0364_7D06_7ABC, low: 0x8000_0000_0000_0001))
        making.sent("POST", "/orders")
        making.triggered(
            #"{"body":"{\"sku\":\"A-1\",\"note\":\"it's \\\"q\\\" \\\\ \"}","empty":""}"#
        )
        making.executed(#"{"statusCode":201,"body":"{\"id\":1,\"total\":3.50}"}"#, after: 1000)
        return [try making.recorded(), try FlowMaking.failedOrder()]
    }

    private let handler = """
        import json

        def handler(event, context):
            order = json.loads(event["body"])
            item = order["sku"]
            assert context.function_name == "orders" and context.memory_limit_in_mb == "128"
            return {"statusCode": 201, "body": json.dumps({"total": 3.5, "id": 1})}
        """

    @Test func `passes with the handler that was recorded`() async throws {
        let file = try exported(.pytest, try flows())
        let result = try await run(file, handler: handler)
        #expect(result.code == 0, "\(result.output)")
        #expect(result.output.contains("2 passed"))
    }

    @Test func `fails with a handler that answers otherwise`() async throws {
        let file = try exported(.pytest, try flows())
        let fixed = handler.replacingOccurrences(of: #"order["sku"]"#, with: #"order.get("sku")"#)
        let result = try await run(fixed.isEmpty ? "" : file, handler: fixed)
        #expect(result.code == 1)
        #expect(result.output.contains("1 failed, 1 passed"))
    }

    @Test func `tests one function only`() throws {
        var making = FlowMaking()
        making.sent("POST", "/other")
        making.add(
            .triggered(Triggered(function: "other", route: nil, format: .http2, eventBytes: 2)),
            after: 1,
            Content(.event, Array("{}".utf8))
        )
        making.executed("null", after: 2)
        let other = try making.recorded()
        let flows = try flows() + [other]
        let error = #expect(throws: ExportError.self) { try exported(.pytest, flows) }
        #expect(error?.hint.contains("function orders") == true)
    }
}
