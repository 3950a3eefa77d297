import Flows
import Testing

@testable import Debugger

/// Builds a recorded flow by hand, event by event, `after` microseconds after `sent`.
struct FlowMaking {
    static let noon = Timestamp(microseconds: 1_795_359_710_102_000)
    static let id = FlowID(high: 0x01A2_0364_7D06_7ABC, low: 0x8123_4567_7F3A_9C21)
    private(set) var events: [RecordedEvent] = []
    private let id: FlowID

    init(id: FlowID = FlowMaking.id) { self.id = id }

    mutating func add(_ event: FlowEvent, after microseconds: Int64, _ contents: Content...) {
        let time = Self.noon.advanced(byMicroseconds: microseconds)
        events.append(
            RecordedEvent(
                position: Int64(events.count + 1),
                flow: id,
                revision: events.count + 1,
                recordedAt: time,
                occurredAt: time,
                event: event,
                contents: contents
            )
        )
    }

    mutating func sent(
        _ method: String,
        _ target: String,
        headers: [(name: String, value: String)] = [("Host", "127.0.0.1:3000")],
        body: [UInt8] = [],
        isComplete: Bool = true,
        traceID: String? = "1-6923c1de-0123456789abcdef01234567"
    ) {
        let head = MessageHead(
            method: method,
            target: target,
            protocolName: "HTTP/1.1",
            client: "127.0.0.1:52144",
            headers: headers
        )
        add(
            .sent(
                Sent(
                    kind: .door,
                    api: "HttpApi",
                    apiKind: .http,
                    stage: "$default",
                    method: method,
                    protocolName: "HTTP/1.1",
                    headBytes: 90,
                    bodyBytes: body.count,
                    isComplete: isComplete,
                    traceID: traceID
                )
            ),
            after: 0,
            Content(.request, head.message(body: body))
        )
    }

    mutating func triggered(_ event: String, route: String = "POST /orders", after: Int64 = 600) {
        add(
            .triggered(
                Triggered(
                    function: "orders",
                    route: route,
                    format: .http2,
                    eventBytes: event.utf8.count
                )
            ),
            after: after,
            Content(.event, Array(event.utf8))
        )
    }

    mutating func started(isCold: Bool, after: Int64) {
        add(
            .started(
                Started(
                    environment: "2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef",
                    isCold: isCold,
                    processID: 1,
                    deadline: Self.noon.advanced(byMicroseconds: 30_000_000),
                    waitMicroseconds: 0
                )
            ),
            after: after
        )
    }

    mutating func executed(
        _ result: String,
        errorType: String? = nil,
        initMicroseconds: Int? = nil,
        duration: Int = 900,
        after: Int64
    ) {
        add(
            .executed(
                Executed(
                    errorType: errorType,
                    isError: errorType != nil,
                    durationMicroseconds: duration,
                    initMicroseconds: initMicroseconds,
                    billedMilliseconds: 1,
                    memoryUsedMB: 36,
                    memorySizeMB: 128,
                    resultBytes: result.utf8.count,
                    logBytes: 0
                )
            ),
            after: after,
            Content(.result, Array(result.utf8))
        )
    }

    mutating func returned(
        _ status: Int,
        _ body: String,
        headers: [(name: String, value: String)] = [("content-type", "application/json")],
        after: Int64
    ) {
        let head = MessageHead(status: status, headers: headers)
        add(
            .returned(
                Returned(
                    status: status,
                    headBytes: 60,
                    bodyBytes: body.utf8.count,
                    isFromGateway: false,
                    integrationMicroseconds: nil
                )
            ),
            after: after,
            Content(.response, head.message(body: Array(body.utf8)))
        )
    }

    mutating func displayed(after: Int64) {
        add(
            .displayed(
                Displayed(
                    bytes: 95,
                    firstByteMicroseconds: Int(after) - 100,
                    lastByteMicroseconds: Int(after),
                    isReportedByClient: false
                )
            ),
            after: after
        )
    }

    func recorded() throws -> RecordedFlow {
        RecordedFlow(flow: try Flow(events: events)!, events: events)
    }

    /// A `POST /orders` that failed with a `KeyError`, cold.
    static func failedOrder(id: FlowID = FlowMaking.id) throws -> RecordedFlow {
        var making = FlowMaking(id: id)
        making.sent(
            "POST",
            "/orders?dry=1&token=abc",
            headers: [
                ("Host", "127.0.0.1:3000"), ("Content-Type", "application/json"),
                ("Authorization", "Bearer abc"), ("User-Agent", "test/1"),
            ],
            body: Array(#"{"qty":2}"#.utf8)
        )
        making.triggered(
            #"{"version":"2.0","routeKey":"POST /orders","headers":{"authorization":"Bearer abc"},"body":"{\"qty\":2}"}"#
        )
        making.started(isCold: true, after: 211_000)
        making.executed(
            #"{"errorMessage":"'sku'","errorType":"KeyError","stackTrace":[]}"#,
            errorType: "KeyError",
            initMicroseconds: 210_000,
            duration: 999_000,
            after: 1_210_000
        )
        making.returned(500, #"{"message":"Internal Server Error"}"#, after: 1_210_500)
        making.displayed(after: 1_211_200)
        return try making.recorded()
    }
}

/// The whole export of flows, as text.
func exported(
    _ format: ExportFormat,
    _ flows: [RecordedFlow],
    isUnmasked: Bool = true,
    handler: String = "app.handler"
) throws -> String {
    var export = FlowExport(
        format,
        isSingle: flows.count == 1,
        isUnmasked: isUnmasked,
        handler: handler
    )
    var bytes = export.opening()
    for flow in flows { bytes += try export.write(flow) }
    return String(decoding: bytes + export.closing(), as: UTF8.self)
}

extension RecordedFlow {
    /// The first record of an access log, imported.
    static func imported(_ text: String) throws -> RecordedFlow {
        let reading = ImportReader(function: nil)
            .read([ImportSource(name: "access.log", bytes: Array(text.utf8))])
        let story = try #require(reading.stories.first)
        let events = story.newEvents(batch: story.id, operatorName: "tester").enumerated()
            .map { index, new in
                RecordedEvent(
                    position: Int64(index + 1),
                    flow: story.id,
                    revision: index + 1,
                    recordedAt: FlowMaking.noon,
                    occurredAt: FlowMaking.noon,
                    event: new.event,
                    contents: new.contents
                )
            }
        return RecordedFlow(flow: try #require(try Flow(events: events)), events: events)
    }
}
