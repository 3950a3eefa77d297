import Flows

@testable import Shell

/// Builds the events of one flow by hand: each call adds one, `after` milliseconds after `sent`.
struct Story {
    private(set) var events: [RecordedEvent] = []
    let id: FlowID
    let start: Timestamp
    private var position: Int64
    /// When the function got the event, in milliseconds after `sent`.
    private var startedAfter = 0.9

    /// 2026-11-22 15:01:50.102 UTC
    static let noon = Timestamp(microseconds: 1_795_359_710_102_000)

    init(short: UInt32, at start: Timestamp = Story.noon, position: Int64 = 48_196) {
        self.start = start
        self.position = position
        let milliseconds = UInt64(start.microseconds / 1000)
        id = FlowID(
            high: milliseconds << 16 | 0x7ABC,
            low: 0x8123_4567_0000_0000 | UInt64(short)
        )
    }

    mutating func add(_ event: FlowEvent, after milliseconds: Double, _ contents: Content...) {
        add(event, after: milliseconds, contents)
    }

    mutating func add(_ event: FlowEvent, after milliseconds: Double, _ contents: [Content]) {
        let time = start.advanced(byMicroseconds: Int64(milliseconds * 1000))
        events.append(
            RecordedEvent(
                position: position,
                flow: id,
                revision: events.count + 1,
                recordedAt: time,
                occurredAt: time,
                event: event,
                contents: contents
            )
        )
        position += 1
    }

    mutating func sent(
        kind: FlowKind = .door,
        api: APIKind = .http,
        method: String = "POST",
        target: String = "/orders",
        body: String = #"{"qty":2}"#,
        headers: [(name: String, value: String)] = [
            ("Host", "127.0.0.1:3000"), ("Content-Type", "application/json"),
        ],
        replayOf: FlowID? = nil
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
                    kind: kind,
                    api: api == .invoke ? nil : "HttpApi",
                    apiKind: api,
                    stage: api == .rest ? "Prod" : api == .http ? "$default" : nil,
                    method: method,
                    protocolName: "HTTP/1.1",
                    headBytes: 120,
                    bodyBytes: body.utf8.count,
                    isComplete: true,
                    traceID: "1-6923c1de-0123456789abcdef01234567",
                    replayOf: replayOf,
                    operatorName: replayOf == nil ? nil : "ada"
                )
            ),
            after: 0,
            Content(.request, head.message(body: Array(body.utf8)))
        )
    }

    mutating func triggered(
        after time: Double = 0.6,
        format: ProxyFormat = .http2,
        route: String? = "POST /orders",
        attempt: Int = 1,
        code: String = "9be1a2b3c4d5",
        event: String =
            #"{"version":"2.0","headers":{"authorization":"Bearer abc"},"body":"{\"qty\":2}"}"#
    ) {
        add(
            .triggered(
                Triggered(
                    function: "orders",
                    route: route,
                    format: format,
                    eventBytes: event.utf8.count,
                    attempt: attempt,
                    code: code
                )
            ),
            after: time,
            Content(.event, Array(event.utf8))
        )
    }

    mutating func started(
        after time: Double = 0.9,
        cold: Bool = true,
        limit: Double = 29_000,
        wait: Double = 0.21
    ) {
        startedAfter = time
        add(
            .started(
                Started(
                    environment: "2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef",
                    isCold: cold,
                    processID: 4711,
                    deadline: start.advanced(byMicroseconds: Int64((time + limit) * 1000)),
                    waitMicroseconds: Int(wait * 1000)
                )
            ),
            after: time
        )
    }

    mutating func executed(
        after time: Double = 1210,
        error: String? = nil,
        document: String = #"{"statusCode":201}"#,
        log: [String] = [],
        initMicroseconds: Int? = 210_100
    ) {
        var text = LogText()
        for (index, line) in log.enumerated() {
            text.append(
                ArraySlice(line.utf8),
                at: start.advanced(byMicroseconds: Int64((time - Double(log.count - index)) * 1000))
            )
        }
        let contents = [Content(.result, Array(document.utf8))]
        let event = FlowEvent.executed(
            Executed(
                errorType: error,
                isError: error != nil,
                durationMicroseconds: Int((time - startedAfter) * 1000),
                initMicroseconds: initMicroseconds,
                billedMilliseconds: Int(time) + 211,
                memoryUsedMB: 36,
                memorySizeMB: 128,
                resultBytes: document.utf8.count,
                logBytes: text.bytes.count
            )
        )
        let moment = start.advanced(byMicroseconds: Int64(time * 1000))
        events.append(
            RecordedEvent(
                position: position,
                flow: id,
                revision: events.count + 1,
                recordedAt: moment,
                occurredAt: moment,
                event: event,
                contents: log.isEmpty ? contents : contents + [Content(.log, text.bytes)]
            )
        )
        position += 1
    }

    mutating func aborted(
        _ cause: AbortCause,
        after time: Double,
        type: String?,
        exit: Int? = nil,
        signal: Int? = nil,
        document: String? = nil,
        handedOver: Bool = true,
        memoryUsedMB: Int = 64,
        log: [(time: Double, text: String)] = []
    ) {
        let event = FlowEvent.aborted(
            Aborted(
                cause,
                errorType: type,
                exitStatus: exit,
                signal: signal,
                durationMicroseconds: handedOver ? Int((time - 0.9) * 1000) / 1000 * 1000 : nil,
                initMicroseconds: cause == .initFailure ? 137_690 : nil,
                billedMilliseconds: handedOver ? Int(time) : nil,
                memoryUsedMB: memoryUsedMB,
                memorySizeMB: 128
            )
        )
        var contents: [Content] = []
        if let document { contents.append(Content(.result, Array(document.utf8))) }
        if !log.isEmpty {
            var text = LogText()
            for line in log {
                let moment = start.advanced(byMicroseconds: Int64(line.time * 1000))
                text.append(ArraySlice(line.text.utf8), at: moment)
            }
            contents.append(Content(.log, text.bytes))
        }
        add(event, after: time, contents)
    }

    mutating func returned(
        _ status: Int,
        after time: Double,
        body: String = #"{"id":"o-19"}"#,
        gateway: Bool = false
    ) {
        let head = MessageHead(
            status: status,
            headers: [
                ("content-type", "application/json"), ("set-cookie", "s=1"),
                ("apigw-requestid", "AbCdEfGhIjKlMno="),
            ]
        )
        add(
            .returned(
                Returned(
                    status: status,
                    headBytes: 90,
                    bodyBytes: body.utf8.count,
                    isFromGateway: gateway,
                    integrationMicroseconds: nil
                )
            ),
            after: time,
            Content(.response, head.message(body: Array(body.utf8)))
        )
    }

    mutating func displayed(after time: Double, bytes: Int = 103) {
        add(
            .displayed(
                Displayed(
                    bytes: bytes,
                    firstByteMicroseconds: Int(time * 1000) - 100,
                    lastByteMicroseconds: Int(time * 1000),
                    isReportedByClient: false
                )
            ),
            after: time
        )
    }
}

private let failure = #"{"message":"Internal Server Error"}"#

/// One flow of every outcome, each with its name.
let outcomes: [(name: String, story: Story)] = [
    make("success", 0x7f3a_9c20) {
        $0.sent()
        $0.triggered()
        $0.started()
        $0.executed(log: ["[INFO]\tmaking order", "two\rlines"])
        $0.returned(201, after: 1210.5)
        $0.displayed(after: 1211.2)
    },
    make("handler-error", 0x7f3a_9c21) {
        $0.sent()
        $0.triggered()
        $0.started()
        let frame = #""  File \"/var/task/app.py\", line 41, in create\n    item = body['sku']\n""#
        $0.executed(
            error: "KeyError",
            document:
                #"{"errorMessage":"'sku'","errorType":"KeyError","requestId":"x","stackTrace":[\#(frame)]}"#,
            log: ["[ERROR] KeyError: 'sku'\rTraceback (most recent call last):"]
        )
        $0.returned(500, after: 1210.5, body: failure, gateway: true)
        $0.displayed(after: 1211.2)
    },
    make("timeout", 0x7f3a_9c22) {
        $0.sent(api: .rest)
        $0.triggered(format: .rest)
        $0.started(limit: 3000)
        $0.aborted(.timeout, after: 3001, type: "Sandbox.Timedout")
        $0.returned(
            502,
            after: 3001.4,
            body: #"{"message": "Internal server error"}"#,
            gateway: true
        )
        $0.displayed(after: 3001.9)
    },
    make("init-error", 0x7f3a_9c23) {
        $0.sent()
        $0.triggered()
        $0.aborted(
            .initFailure,
            after: 140,
            type: "Runtime.ImportModuleError",
            document:
                #"{"errorType":"Runtime.ImportModuleError","errorMessage":"Unable to import module 'app': No module named 'requests'"}"#
        )
        $0.returned(500, after: 140.5, body: failure, gateway: true)
        $0.displayed(after: 141)
    },
    make("exit", 0x7f3a_9c24) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.aborted(.exit, after: 20, type: "Runtime.ExitError", exit: 3)
        $0.returned(500, after: 20.5, body: failure, gateway: true)
        $0.displayed(after: 21)
    },
    make("signal", 0x7f3a_9c25) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.aborted(.signal, after: 20, type: "Runtime.ExitError", signal: 9)
        $0.returned(500, after: 20.5, body: failure, gateway: true)
        $0.displayed(after: 21)
    },
    make("no-route-http", 0x7f3a_9c26) {
        $0.sent(method: "GET", target: "/nope", body: "", headers: [("Host", "localhost")])
        $0.add(.rejected(Rejected(.noRoute)), after: 0.2)
        $0.returned(404, after: 0.3, body: #"{"message":"Not Found"}"#, gateway: true)
        $0.displayed(after: 0.6)
    },
    make("no-route-rest", 0x7f3a_9c27) {
        $0.sent(api: .rest, method: "GET", target: "/nope", body: "", headers: [])
        $0.add(.rejected(Rejected(.noRoute)), after: 0.2)
        $0.returned(
            403,
            after: 0.3,
            body: #"{"message":"Missing Authentication Token"}"#,
            gateway: true
        )
        $0.displayed(after: 0.6)
    },
    make("unsupported", 0x7f3a_9c28) {
        $0.sent()
        $0.add(
            .rejected(Rejected(.unsupported, detail: "a JWT authorizer, template.yaml:31")),
            after: 0.2
        )
        $0.returned(501, after: 0.3, gateway: true)
        $0.displayed(after: 0.6)
    },
    make("undecodable", 0x7f3a_9c29) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.executed(after: 12.4, document: #"{"statusCode":"abc"}"#)
        $0.add(.undecodable(Undecodable(reason: "statusCode is not a number")), after: 12.6)
        $0.returned(500, after: 12.7, body: failure, gateway: true)
        $0.displayed(after: 13)
    },
    make("abandoned", 0x7f3a_9c2a) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.executed(after: 900)
        $0.returned(200, after: 900.5)
        $0.add(.abandoned(Abandoned(bytes: 103, afterMicroseconds: 901_000)), after: 901)
    },
    make("interrupted", 0x7f3a_9c2b) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.add(.interrupted, after: 60_000)
    },
    make("running", 0x7f3a_9c2c) {
        $0.sent()
        $0.triggered()
        $0.started()
    },
    make("direct", 0x7f3a_9c2d) {
        $0.sent(
            kind: .direct,
            api: .invoke,
            target: "/2015-03-31/functions/orders/invocations"
        )
        $0.triggered(format: .payload, route: nil)
        $0.started()
        $0.executed(after: 40, document: #""done""#)
        $0.returned(200, after: 40.3, body: #""done""#)
        $0.displayed(after: 40.6)
    },
    make("asynchronous", 0x7f3a_9c2e) {
        $0.sent(
            kind: .asynchronous,
            api: .invoke,
            target: "/2015-03-31/functions/orders/invocations"
        )
        $0.returned(202, after: 0.4, body: "")
        $0.displayed(after: 0.7)
        $0.triggered(after: 0.9, format: .payload, route: nil)
        $0.started(after: 1.1)
        $0.executed(
            after: 30,
            error: "ValueError",
            document: #"{"errorMessage":"no","errorType":"ValueError"}"#
        )
        $0.add(.retried(Retried(attempt: 2, delayMilliseconds: 60_000)), after: 30.2)
        $0.triggered(after: 60_030, format: .payload, route: nil, attempt: 2)
        $0.started(after: 60_030.3, cold: false)
        $0.executed(after: 60_050, document: "null")
    },
    make("late-result", 0x7f3a_9c2f) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false, limit: 60_000)
        $0.aborted(.gatewayLimit, after: 30_000, type: nil)
        $0.returned(
            503,
            after: 30_000.4,
            body: #"{"message":"Service Unavailable"}"#,
            gateway: true
        )
        $0.displayed(after: 30_000.9)
        $0.add(
            .lateResult(
                LateResult(
                    durationMicroseconds: 33_000_000,
                    resultBytes: 18,
                    isError: false,
                    cause: "gatewayLimit"
                )
            ),
            after: 33_001
        )
    },
]

private func make(_ name: String, _ short: UInt32, _ tell: (inout Story) -> Void) -> (String, Story)
{
    let index = Int64(short & 0x1F)
    var story = Story(
        short: short,
        at: Story.noon.advanced(byMicroseconds: index * 1_000_000),
        position: 48_000 + index * 20
    )
    tell(&story)
    return (name, story)
}
