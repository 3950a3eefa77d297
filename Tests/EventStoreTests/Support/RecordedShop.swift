import Flows
import Queries

@testable import EventStore

/// A small log with flows that are known to the byte: what queries are tried on.
///
/// | flow | sent at | request | ends |
/// | --- | --- | --- | --- |
/// | 0 | 0 s | POST /orders, cold, qty 1 | 201 |
/// | 1 | 60 s | POST /orders, qty 2 | 500, KeyError |
/// | 2 | 120 s | GET /orders/7 | 200 |
/// | 3 | 300 s | GET /products | 502, timed out |
/// | 4 | 360 s | GET /nothing | 404, rejected |
/// | 5 | 420 s | POST /orders, qty 5 | under way |
struct RecordedShop {
    let folder: TemporaryLog
    let reader: LogReader
    let ids: [FlowID]
    /// The moment of the first flow.
    static let start = Timestamp(microseconds: 1_795_359_600_000_000)

    static func record() async throws -> RecordedShop {
        let folder = try TemporaryLog()
        let clock = ManualClock(start)
        let log = try EventLog(path: folder.path, clock: { clock.now })
        var recorder = Recorder(log: log, clock: clock)
        try recorder.order(at: 0, quantity: 1, isCold: true, lines: [#"{"level":"INFO","qty":1}"#])
        try recorder.failingOrder(at: 60)
        try recorder.reading(at: 120, path: "/orders/7", route: "GET /orders/{id}")
        try recorder.timeout(at: 300)
        try recorder.rejection(at: 360)
        try recorder.unfinished(at: 420)
        clock.now = start.advanced(byMicroseconds: 480_000_000)
        log.recordService("codeChanged") {
            $0.put("function", "orders")
            $0.put("before", "aaaaaaaaaaaa")
            $0.put("code", "bbbbbbbbbbbb")
        }
        await log.close()
        return RecordedShop(
            folder: folder,
            reader: try LogReader(path: folder.path),
            ids: recorder.ids
        )
    }

    private struct Recorder {
        let log: EventLog
        let clock: ManualClock
        var ids: [FlowID] = []
        private var random = SeededGenerator(77)

        init(log: EventLog, clock: ManualClock) {
            self.log = log
            self.clock = clock
        }

        mutating func order(
            at second: Int,
            quantity: Int,
            isCold: Bool,
            lines: [String]
        ) throws {
            var flow = begin(second)
            try send(
                &flow,
                "POST",
                "/orders?note=a%20b",
                #"{"items":[{"sku":"A"},{"sku":"B"}],"qty":\#(quantity)}"#
            )
            try trigger(&flow, function: "orders", route: "POST /orders")
            try start(&flow, isCold: isCold)
            try execute(&flow, #"{"statusCode":201,"body":"{\"id\":\"o-1\"}"}"#, lines: lines)
            try respond(&flow, status: 201, body: #"{"id":"o-1"}"#)
        }

        mutating func failingOrder(at second: Int) throws {
            var flow = begin(second)
            try send(&flow, "POST", "/orders", #"{"qty":2}"#)
            try trigger(&flow, function: "orders", route: "POST /orders")
            try start(&flow, isCold: false)
            try execute(
                &flow,
                #"{"errorType":"KeyError","errorMessage":"'sku'"}"#,
                error: "KeyError",
                lines: ["[ERROR] KeyError: 'sku'", #"{"level":"ERROR","qty":2,"user":{"id":9}}"#]
            )
            try respond(
                &flow,
                status: 500,
                body: #"{"message":"Internal Server Error"}"#,
                isGateway: true
            )
        }

        mutating func reading(at second: Int, path: String, route: String) throws {
            var flow = begin(second)
            try send(&flow, "GET", path, "")
            try trigger(&flow, function: "orders", route: route)
            try start(&flow, isCold: false)
            try execute(&flow, #"{"statusCode":200,"body":"[]"}"#, lines: [])
            try respond(&flow, status: 200, body: "[]")
        }

        mutating func timeout(at second: Int) throws {
            var flow = begin(second)
            try send(&flow, "GET", "/products", "")
            try trigger(&flow, function: "products", route: "GET /products")
            try start(&flow, isCold: true)
            let aborted = Aborted(
                .timeout,
                errorType: "Sandbox.Timedout",
                durationMicroseconds: 3_000_000,
                billedMilliseconds: 3000,
                memoryUsedMB: 40,
                memorySizeMB: 128
            )
            try add(&flow, .aborted(aborted), after: 3_000_000)
            try respond(&flow, status: 502, body: "{}", isGateway: true)
        }

        mutating func rejection(at second: Int) throws {
            var flow = begin(second)
            try send(&flow, "GET", "/nothing", "")
            try add(&flow, .rejected(Rejected(.noRoute)), after: 100)
            try respond(&flow, status: 404, body: #"{"message":"Not Found"}"#, isGateway: true)
        }

        mutating func unfinished(at second: Int) throws {
            var flow = begin(second)
            try send(&flow, "POST", "/orders", #"{"qty":5}"#)
            try trigger(&flow, function: "orders", route: "POST /orders")
        }

        private mutating func begin(_ second: Int) -> FlowCursor {
            clock.now = RecordedShop.start.advanced(byMicroseconds: Int64(second) * 1_000_000)
            let id = FlowID(at: clock.now, random: &random)
            ids.append(id)
            return FlowCursor(id: id, kind: .door)
        }

        private mutating func add(
            _ flow: inout FlowCursor,
            _ event: FlowEvent,
            _ contents: [Content] = [],
            after microseconds: Int64
        ) throws {
            clock.now = clock.now.advanced(byMicroseconds: microseconds)
            try log.record([NewEvent(event, contents: contents, at: clock.now)], of: &flow)
        }

        private mutating func send(
            _ flow: inout FlowCursor,
            _ method: String,
            _ target: String,
            _ body: String
        ) throws {
            let head = MessageHead(
                method: method,
                target: target,
                protocolName: "HTTP/1.1",
                client: "127.0.0.1:50000",
                headers: [("Host", "127.0.0.1:3000"), ("X-Tenant", "acme")]
            )
            let sent = Sent(
                kind: .door,
                api: "ShopApi",
                apiKind: .http,
                stage: "$default",
                method: method,
                protocolName: "HTTP/1.1",
                headBytes: 100,
                bodyBytes: body.utf8.count,
                isComplete: true,
                traceID: FlowReference.traceID(of: flow.id)
            )
            let message = Content(.request, head.message(body: Array(body.utf8)))
            try add(&flow, .sent(sent), [message], after: 0)
        }

        private mutating func trigger(
            _ flow: inout FlowCursor,
            function: String,
            route: String
        ) throws {
            let event = #"{"version":"2.0","routeKey":"\#(route)","isBase64Encoded":false}"#
            let triggered = Triggered(
                function: function,
                route: route,
                format: .http2,
                eventBytes: event.utf8.count,
                code: "aaaaaaaaaaaa"
            )
            try add(
                &flow,
                .triggered(triggered),
                [Content(.event, Array(event.utf8))],
                after: 200
            )
        }

        private mutating func start(_ flow: inout FlowCursor, isCold: Bool) throws {
            if isCold {
                var log = LogText()
                log.append(Array("loading".utf8)[...], at: clock.now.advanced(byMicroseconds: 50))
                try add(
                    &flow,
                    .logged(Logged(bytes: 7, isFromInit: true)),
                    [Content(.log, log.bytes)],
                    after: 180_000
                )
            }
            let started = Started(
                environment: "2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef",
                isCold: isCold,
                processID: 7,
                deadline: clock.now,
                waitMicroseconds: 100,
                runtime: isCold ? "aws-lambda-python/3.11.7-4.2.2" : nil
            )
            try add(&flow, .started(started), after: 100)
        }

        private mutating func execute(
            _ flow: inout FlowCursor,
            _ result: String,
            error: String? = nil,
            lines: [String]
        ) throws {
            var log = LogText()
            for (index, line) in lines.enumerated() {
                let time = clock.now.advanced(byMicroseconds: Int64(index + 1) * 1000)
                log.append(Array(line.utf8)[...], at: time)
            }
            let executed = Executed(
                errorType: error,
                isError: error != nil,
                durationMicroseconds: 20_005,
                initMicroseconds: nil,
                billedMilliseconds: 21,
                memoryUsedMB: 40,
                memorySizeMB: 128,
                resultBytes: result.utf8.count,
                logBytes: log.bytes.count
            )
            var contents = [Content(.result, Array(result.utf8))]
            if !lines.isEmpty { contents.append(Content(.log, log.bytes)) }
            try add(&flow, .executed(executed), contents, after: 20_005)
        }

        private mutating func respond(
            _ flow: inout FlowCursor,
            status: Int,
            body: String,
            isGateway: Bool = false
        ) throws {
            let head = MessageHead(status: status, headers: [("content-type", "application/json")])
            let returned = Returned(
                status: status,
                headBytes: 80,
                bodyBytes: body.utf8.count,
                isFromGateway: isGateway,
                integrationMicroseconds: 20_400
            )
            let message = Content(.response, head.message(body: Array(body.utf8)))
            try add(&flow, .returned(returned), [message], after: 300)
            let displayed = Displayed(
                bytes: 80 + body.utf8.count,
                firstByteMicroseconds: 21_000,
                lastByteMicroseconds: status == 502 ? 3_200_000 : 21_000 + status,
                isReportedByClient: false
            )
            try add(&flow, .displayed(displayed), after: 200)
        }
    }

    /// Runs a query and gives its rows, each value as it is shown.
    func rows(_ text: String) throws -> [String] {
        try reader.run(query(text)).rows.map { row in
            row.map { value in
                switch value {
                case .null: "—"
                case .structure(let json): json
                default: value.text ?? "?"
                }
            }.joined(separator: " | ")
        }
    }

    func query(_ text: String) throws -> Query {
        var query = try Query(parseQuery(text))
        query.now = Self.start.advanced(byMicroseconds: 600_000_000)
        return query
    }
}
