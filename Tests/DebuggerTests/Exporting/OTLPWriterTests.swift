import Flows
import Foundation
import Testing

@testable import Debugger

@Suite struct `Spans` {
    private func spans(_ flows: [RecordedFlow]) throws -> [JSONNode] {
        let node = try JSONNode(Array(try exported(.otlp, flows).utf8))
        return (node["resourceSpans"]?.elements ?? []).flatMap { resource in
            (resource["scopeSpans"]?.elements ?? []).flatMap { $0["spans"]?.elements ?? [] }
        }
    }

    private func attribute(_ name: String, _ span: JSONNode?) -> String? {
        let attributes = span?["attributes"]?.elements ?? []
        let value = attributes.first { $0["key"]?.string == name }?["value"]
        return value?.members?.first?.node.scalarText
    }

    @Test func `are one trace a flow: the request and its hand-offs`() throws {
        let spans = try spans([FlowMaking.failedOrder()])
        #expect(
            spans.map { $0["name"]?.string ?? "" }
                == ["POST /orders", "sent", "queue", "returned", "displayed", "init", "executed"]
        )
        #expect(Set(spans.map { $0["traceId"]?.string }) == ["6923c1de0123456789abcdef01234567"])
        let ids = spans.compactMap { $0["spanId"]?.string }
        #expect(Set(ids).count == spans.count && ids.allSatisfy { $0.count == 16 })
        #expect(spans[0]["parentSpanId"]?.string == "")
        #expect(spans.dropFirst().allSatisfy { $0["parentSpanId"]?.string == ids[0] })
    }

    @Test func `follow each other without gaps, init among them`() throws {
        let spans = try spans([FlowMaking.failedOrder()])
        let start = FlowMaking.noon.microseconds
        func range(_ name: String) -> [Int64] {
            let span = spans.first { $0["name"]?.string == name }
            return ["startTimeUnixNano", "endTimeUnixNano"].map {
                (Int64(span?[$0]?.string ?? "") ?? 0) / 1000 - start
            }
        }
        #expect(range("POST /orders") == [0, 1_211_200])
        #expect(range("sent") == [0, 600])
        #expect(range("queue") == [600, 1000])
        #expect(range("init") == [1000, 211_000])
        #expect(range("executed") == [211_000, 1_210_000])
        #expect(range("returned") == [1_210_000, 1_210_500])
        #expect(range("displayed") == [1_210_500, 1_211_200])
    }

    @Test func `have the attributes of the conventions`() throws {
        let spans = try spans([FlowMaking.failedOrder()])
        let root = spans[0]
        #expect(attribute("http.request.method", root) == "POST")
        #expect(attribute("http.route", root) == "/orders")
        #expect(attribute("http.response.status_code", root) == "500")
        #expect(attribute("url.path", root) == "/orders")
        #expect(attribute("server.address", root) == "127.0.0.1")
        #expect(attribute("server.port", root) == "3000")
        #expect(attribute("error.type", root) == "KeyError")
        #expect(root["status"]?["code"]?.integer == 2)
        let executed = spans.first { $0["name"]?.string == "executed" }
        #expect(attribute("faas.trigger", executed) == "http")
        #expect(attribute("faas.coldstart", executed) == "true")
        #expect(attribute("faas.invocation_id", executed)?.count == 36)
        let event = executed?["events"]?.elements?.first
        #expect(event?["name"]?.string == "exception")
        #expect(attribute("exception.type", event) == "KeyError")
        #expect(attribute("exception.message", event) == "'sku'")
    }

    @Test func `hang on the caller's span when it named one`() throws {
        var making = FlowMaking()
        making.sent(
            "GET",
            "/",
            headers: [
                ("Host", "localhost"),
                ("traceparent", "00-6923c1de0123456789abcdef01234567-00f067aa0ba902b7-01"),
            ]
        )
        making.returned(200, "", after: 100)
        #expect(try spans([making.recorded()])[0]["parentSpanId"]?.string == "00f067aa0ba902b7")
    }
}

@Suite struct `A span collector` {
    private func answer(_ status: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)"
            + "\r\nConnection: close\r\n\r\n\(body)"
    }

    @Test func `gets the spans by POST, and its answer is read`() throws {
        let server = try OneShotServer { number in
            number == 0
                ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
                : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "41\r\n{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"too old\"}}\r\n0\r\n\r\n"
        }
        let collector = try SpanCollector(url: "http://127.0.0.1:\(server.port)")
        let spans = Array(try exported(.otlp, [FlowMaking.failedOrder()]).utf8)
        #expect(try collector.send(spans) == SpanCollector.Receipt())
        let request = try #require(server.received.first)
        #expect(request.head[0] == "POST /v1/traces HTTP/1.1")
        #expect(request.fields.contains { $0 == ("content-type", "application/json") })
        #expect(request.body == spans)
        let receipt = try collector.send(spans)
        #expect(receipt == SpanCollector.Receipt(rejectedSpans: 2, message: "too old"))
    }

    @Test func `that refuses is an error with its answer`() throws {
        let text = answer("503 Service Unavailable", #"{"message":"busy"}"#)
        let server = try OneShotServer { _ in text }
        let collector = try SpanCollector(url: "http://127.0.0.1:\(server.port)/otlp/v1/traces")
        let error = #expect(throws: ExportError.self) { _ = try collector.send([]) }
        #expect(error?.description.contains("answered 503") == true)
        #expect(server.received.first?.head[0] == "POST /otlp/v1/traces HTTP/1.1")
    }

    @Test(arguments: [
        ("https://", "is no URL"), ("ftp://x", "is no URL"),
        ("http://", "is no URL"), ("http://x:99999", "is no URL"),
    ])
    func `is refused with the reason when its URL cannot be used`(_ url: String, _ reason: String) {
        let error = #expect(throws: ExportError.self) { _ = try SpanCollector(url: url) }
        #expect(error?.description.contains(reason) == true)
    }
}
