import Flows
import Queries
import Testing

@testable import EventStore

@Suite struct `Queries over logs` {
    @Test func `show the platform's lines between the function's own`() async throws {
        let shop = try await RecordedShop.record()
        let lines = try shop.rows(
            "SOURCE '/aws/lambda/orders' | fields @type, @message | filter @requestId = "
                + "\"\(shop.ids[0].lambdaRequestID(kind: .door))\" | sort @timestamp | limit 9"
        )
        let id = shop.ids[0].lambdaRequestID(kind: .door)
        #expect(
            lines == [
                "INIT_START | INIT_START Runtime Version: aws-lambda-python/3.11.7-4.2.2"
                    + "\tRuntime Version ARN: unknown",
                "— | loading",
                "START | START RequestId: \(id) Version: $LATEST",
                #"— | {"level":"INFO","qty":1}"#,
                "END | END RequestId: \(id)",
                "REPORT | REPORT RequestId: \(id)\tDuration: 20.01 ms\tBilled Duration: 21 ms"
                    + "\tMemory Size: 128 MB\tMax Memory Used: 40 MB\t",
            ]
        )
    }

    /// What a query gives for each flow, against ``Flow/logLines(_:)``.
    @Test(arguments: 0..<4)
    func `have the lines that the flows' own logs have`(seed: Int) async throws {
        let folder = try TemporaryLog()
        let log = try EventLog(path: folder.path)
        // An imported flow may have an answer and a failure at once.
        let kinds = FlowKind.allCases.filter { $0 != .imported }
        _ = try await RecordedFlows.record(
            1500,
            kinds: kinds,
            seed: 60 + seed,
            givesNUL: false,
            in: log
        )
        await log.close()
        let reader = try LogReader(path: folder.path)
        // What is written before a function has the event is of no attempt.
        let result = try reader.run(
            Query(
                parseQuery(
                    "SOURCE '/aws/lambda' | filter ispresent(@function) | fields @timestamp, @type, @message"
                )
            )
        )
        var listing = FlowListing()
        listing.limit = .max
        var count = 0
        for summary in try reader.flows(listing).flows {
            let events = try reader.events(of: summary.id)
            let flow = try #require(try Flow(events: events))
            let lines = flow.logLines(events)
            let mine = zip(result.flows, result.rows).filter { $0.0 == summary.id }.map(\.1)
            let expected = lines.map { line -> [QueryValue] in
                [
                    .number(Double(line.time.microseconds) / 1000),
                    line.source == .function ? .null : .string(line.source.rawValue),
                    .string(line.text),
                ]
            }
            #expect(Self.sorted(mine) == Self.sorted(expected))
            count += mine.count
        }
        #expect(count == result.rows.count)
        // Lines of the platform and of functions were among them.
        let sources = Set(result.rows.map { $0[1].text })
        #expect(sources.count >= 5, "\(sources)")
    }

    private static func sorted(_ rows: [[QueryValue]]) -> [String] { rows.map { "\($0)" }.sorted() }

    @Test func `discover what reports and JSON lines hold`() async throws {
        let shop = try await RecordedShop.record()
        #expect(
            try shop.rows(
                "SOURCE '/aws/lambda/orders' | filter @type = \"REPORT\" | stats count() as n, "
                    + "max(@duration), max(@memorySize / 1000 / 1000) as provisioned, "
                    + "max(@maxMemoryUsed), sum(@billedDuration)"
            ) == ["3 | 20.01 | 128 | 40000000 | 63"]
        )
        #expect(
            try shop.rows("SOURCE '/aws/lambda' | filter qty > 1 | fields level, user.id, @status")
                == ["ERROR | 9 | 500"]
        )
        #expect(
            try shop.rows(
                "SOURCE '/aws/lambda/products' | filter @type = \"TIMEOUT\" | fields @message"
            )
                == [
                    "2026-11-22T15:05:03.180Z \(shop.ids[3].lambdaRequestID(kind: .door)) "
                        + "Task timed out after 3.00 seconds"
                ]
        )
        #expect(
            try shop.rows(
                "SOURCE logGroups(namePrefix: ['/aws/lambda/o']) | stats count(*) by @log"
            )
                == ["/aws/lambda/orders | 14"]
        )
        #expect(
            try shop.reader.discoveredFields(since: nil, until: nil) == [
                DiscoveredField(name: "level", lines: 2), DiscoveredField(name: "qty", lines: 2),
                DiscoveredField(name: "user.id", lines: 1),
            ]
        )
        #expect(
            try shop.reader.discoveredFields(since: nil, until: nil, function: "products") == []
        )
    }

    @Test func `of a function that did not run say so`() async throws {
        let shop = try await RecordedShop.record()
        let result = try shop.reader.run(
            shop.query("SOURCE '/aws/lambda/ordrs' | stats count(*) by @type")
        )
        #expect(result.rows == [])
        #expect(
            result.warnings == [
                QueryError("no function 'ordrs' in the window; did you mean orders?", at: 7..<26)
            ]
        )
        let known = try shop.reader.run(
            shop.query("SOURCE '/aws/lambda/orders' | filter @type = \"X\"")
        )
        #expect(known.rows == [] && known.warnings == [])
        #expect(known.scanned == 14)
        let api = try shop.reader.run(shop.query("SOURCE '/aws/apigateway/ShopAp' | limit 1"))
        #expect(
            api.warnings.map(\.description) == [
                "no API 'ShopAp' in the window; did you mean ShopApi?"
            ]
        )
    }

    @Test func `of a window are those that were written in it`() async throws {
        let shop = try await RecordedShop.record()
        var query = try shop.query("SOURCE '/aws/lambda' | fields @type | sort @timestamp")
        // From the start of the third flow's function to the end of the fourth's.
        query.since = RecordedShop.start.advanced(byMicroseconds: 120_000_000)
        query.until = RecordedShop.start.advanced(byMicroseconds: 303_180_300)
        let types = try shop.reader.run(query).rows.map { $0[0].text ?? "—" }
        #expect(types == ["START", "END", "REPORT", "INIT_START", "—", "START"])
        query.until = nil
        #expect(try shop.reader.run(query).rows.count == 9)
    }

    @Test func `tell requests as API Gateway's access log does`() async throws {
        let shop = try await RecordedShop.record()
        #expect(
            try shop.rows(
                "SOURCE '/aws/apigateway/ShopApi' | filter status >= 400 and status <= 499 "
                    + "| fields status, ip, path, httpMethod, resourcePath, protocol, responseLength, stage"
            ) == ["404 | 127.0.0.1 | /nothing | GET | — | HTTP/1.1 | 23 | $default"]
        )
        #expect(
            try shop.rows(
                "SOURCE '/aws/apigateway/ShopApi' | filter ispresent(resourcePath) "
                    + "| fields resourcePath, integrationLatency, requestId | sort @timestamp | limit 1"
            ) == ["/orders | 20.4 | \(FlowReference.gatewayRequestID(of: shop.ids[0]))"]
        )
        let line = try shop.rows("SOURCE '/aws/apigateway' | filter status = 201 | fields @message")
        #expect(
            line == [
                #"{"requestTime":"22/Nov/2026:15:00:00 +0000","requestId":""#
                    + FlowReference.gatewayRequestID(of: shop.ids[0])
                    + #"","ip":"127.0.0.1","httpMethod":"POST","path":"/orders","#
                    + #""resourcePath":"/orders","protocol":"HTTP/1.1","status":201,"#
                    + #""responseLength":12,"responseLatency":200.605,"integrationLatency":20.4}"#
            ]
        )
    }
}
