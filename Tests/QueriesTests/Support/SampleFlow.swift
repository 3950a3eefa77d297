import Flows
import Queries

/// A cold POST /orders that failed in the mapping of a 500 of the function's own: every content is
/// there, every step is passed.
enum SampleFlow {
    static let id = FlowID(high: 0x0199_B1C2_D3E4_7F5A, low: 0x8123_4567_7F3A_9C21)

    static let body =
        #"{"sku":"A-1","qty":2,"tags":["x","y"],"nested":{"a.b":1,"deep":{"n":null}}}"#

    static let event =
        #"{"version":"2.0","rawPath":"/orders","headers":{"Host":"api.local","x-tenant":"acme"},"#
        + #""body":"{\"sku\":\"A-1\",\"qty\":2}","isBase64Encoded":false}"#

    static let result =
        #"{"statusCode":500,"headers":{"content-type":"application/json"},"#
        + #""body":"eyJtZXNzYWdlIjoibm8ifQ==","isBase64Encoded":true}"#

    static let events: [RecordedEvent] = {
        let request = MessageHead(
            method: "POST",
            target: "/orders?tag=a&tag=b%20c&empty=",
            protocolName: "HTTP/1.1",
            client: "127.0.0.1:45780",
            headers: [
                ("Host", "api.local"), ("X-Tenant", "acme"), ("Accept", "a"), ("accept", "b"),
            ]
        )
        let response = MessageHead(status: 500, headers: [("Content-Type", "application/json")])
        let list: [(FlowEvent, [Content])] = [
            (
                .sent(
                    Sent(
                        kind: .door,
                        api: "HttpApi",
                        apiKind: .http,
                        stage: "$default",
                        method: "POST",
                        protocolName: "HTTP/1.1",
                        headBytes: 120,
                        bodyBytes: body.utf8.count,
                        isComplete: true,
                        traceID: "1-6921a0b0-0123456789abcdef7f3a9c21"
                    )
                ), [Content(.request, request.message(body: Array(body.utf8)))]
            ),
            (
                .triggered(
                    Triggered(
                        function: "orders",
                        route: "POST /orders",
                        format: .http2,
                        eventBytes: event.utf8.count
                    )
                ), [Content(.event, Array(event.utf8))]
            ),
            (
                .started(
                    Started(
                        environment: "e1",
                        isCold: true,
                        processID: 1,
                        deadline: Timestamp(microseconds: 3_000_000),
                        waitMicroseconds: 10,
                        runtime: nil
                    )
                ), []
            ),
            (
                .executed(
                    Executed(
                        errorType: nil,
                        isError: false,
                        durationMicroseconds: 1500,
                        initMicroseconds: 210_000,
                        billedMilliseconds: 212,
                        memoryUsedMB: 30,
                        memorySizeMB: 128,
                        resultBytes: result.utf8.count,
                        logBytes: 0
                    )
                ), [Content(.result, Array(result.utf8))]
            ),
            (
                .returned(
                    Returned(
                        status: 500,
                        headBytes: 60,
                        bodyBytes: 16,
                        isFromGateway: false,
                        integrationMicroseconds: 2000
                    )
                ), [Content(.response, response.message(body: Array(#"{"message":"no"}"#.utf8)))]
            ),
            (
                .displayed(
                    Displayed(
                        bytes: 76,
                        firstByteMicroseconds: 7000,
                        lastByteMicroseconds: 7500,
                        isReportedByClient: false
                    )
                ), []
            ),
        ]
        return list.enumerated().map { index, entry in
            let time = Timestamp(microseconds: 1_795_359_710_102_000 + Int64(index) * 1500)
            return RecordedEvent(
                position: Int64(index + 7),
                flow: id,
                revision: index + 1,
                recordedAt: time,
                occurredAt: time,
                event: entry.0,
                contents: entry.1
            )
        }
    }()

    static var fields: FlowFields {
        guard let flow = try? Flow(events: events) else {
            preconditionFailure("the sample is broken")
        }
        return FlowFields(flow, events: events)
    }
}
