import Debugger
import Flows

extension ComparedFlow {
    /// A flow through an HTTP API, told by its contents.
    static func make(
        short: UInt64 = 1,
        event: String? = #"{"version":"2.0"}"#,
        result: String = #"{"statusCode":200}"#,
        errorType: String? = nil,
        status: Int = 200,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        log: [String] = [],
        target: String = "/orders"
    ) throws -> ComparedFlow {
        let start = Timestamp(microseconds: 1_795_359_710_102_000)
        let id = FlowID(
            high: UInt64(start.microseconds / 1000) << 16 | 0x7ABC,
            low: 1 << 63 | short
        )
        var events: [RecordedEvent] = []
        func add(_ event: FlowEvent, _ contents: [Content] = []) {
            let time = start.advanced(byMicroseconds: Int64(events.count) * 1000)
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
        let request = MessageHead(method: "POST", target: target, headers: [("Host", "a:1")])
        add(
            .sent(
                Sent(
                    kind: .door,
                    api: "Api",
                    apiKind: .http,
                    stage: "$default",
                    method: "POST",
                    protocolName: "HTTP/1.1",
                    headBytes: 1,
                    bodyBytes: 0,
                    isComplete: true,
                    traceID: nil
                )
            ),
            [Content(.request, request.message(body: []))]
        )
        if let event {
            add(
                .triggered(
                    Triggered(
                        function: "orders",
                        route: "POST /orders",
                        format: .http2,
                        eventBytes: event.utf8.count
                    )
                ),
                [Content(.event, Array(event.utf8))]
            )
            var lines = LogText()
            for line in log { lines.append(ArraySlice(line.utf8), at: start) }
            add(
                .executed(
                    Executed(
                        errorType: errorType,
                        isError: errorType != nil,
                        durationMicroseconds: 1,
                        initMicroseconds: nil,
                        billedMilliseconds: 1,
                        memoryUsedMB: 1,
                        memorySizeMB: 128,
                        resultBytes: result.utf8.count,
                        logBytes: lines.bytes.count
                    )
                ),
                [Content(.result, Array(result.utf8)), Content(.log, lines.bytes)]
            )
        } else {
            add(.rejected(Rejected(.noRoute)))
        }
        let response = MessageHead(status: status, headers: headers)
        add(
            .returned(
                Returned(
                    status: status,
                    headBytes: 1,
                    bodyBytes: body.count,
                    isFromGateway: event == nil,
                    integrationMicroseconds: nil
                )
            ),
            [Content(.response, response.message(body: body))]
        )
        add(
            .displayed(
                Displayed(
                    bytes: 1,
                    firstByteMicroseconds: 1,
                    lastByteMicroseconds: 4000,
                    isReportedByClient: false
                )
            )
        )
        guard let flow = try ComparedFlow(events: events) else { throw NoFlow() }
        return flow
    }

    private struct NoFlow: Error {}
}
