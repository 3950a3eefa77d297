import EventStore
import Flows

/// Makes flows of five events as a small shop would have them: eight functions, a few routes each, one
/// flow in fifty failing, one in ten writing a line of JSON, one in a thousand starting cold.
///
/// Everything but the ids follows from the flow's number, so that two logs of one size hold the same.
final class FlowGenerator {
    private let log: EventLog
    private var random = SystemRandomNumberGenerator()
    private var number = 0
    private let filler = String(repeating: "x", count: 220)

    private static let functions = [
        "orders", "products", "carts", "users", "search", "payments", "stock", "reports",
    ]
    private static let errors = ["KeyError", "TimeoutError", "ValueError"]

    init(_ log: EventLog) { self.log = log }

    /// Records one flow that was sent at `now`.
    /// - Returns: how many events it took.
    func recordFlow(at now: Timestamp = .now()) throws -> Int {
        number += 1
        let function = Self.functions[number * 7 % 8]
        let hasFailed = number % 50 == 0
        let isCold = number % 1000 == 1
        let isWriting = number % 10 == 0
        let duration = 1200 + number * 7919 % 40_000
        let quantity = number % 100
        let error = Self.errors[number / 50 % 3]
        let request = #"{"sku":"A-\#(number % 997)","qty":\#(quantity),"note":"\#(filler)"}"#
        let event =
            #"{"version":"2.0","routeKey":"POST /\#(function)/{id}","#
            + #""rawPath":"/\#(function)/\#(number % 997)","body":\#(quotedJSON(request))}"#
        let result =
            hasFailed
            ? #"{"errorType":"\#(error)","errorMessage":"'sku' of order \#(number)"}"#
            : #"{"statusCode":200,"body":"{\"order\":\#(number),\"note\":\"\#(filler)\"}"}"#
        let line =
            "\(now.microseconds)\t"
            + #"{"level":"\#(hasFailed ? "ERROR" : "INFO")","qty":\#(quantity)}"# + "\n"
        var cursor = FlowCursor(id: FlowID(at: now, random: &random), kind: .door)
        let head = MessageHead(
            method: "POST", target: "/\(function)/\(number % 997)?page=2",
            protocolName: "HTTP/1.1", client: "127.0.0.1:50000",
            headers: [
                ("Host", "127.0.0.1:3000"), ("User-Agent", "logbench"), ("Accept", "*/*"),
                ("Content-Type", "application/json"),
            ])
        let response = MessageHead(
            status: hasFailed ? 500 : 200, headers: [("content-type", "application/json")])
        var contents = [Content(.result, Array(result.utf8))]
        if isWriting { contents.append(Content(.log, Array(line.utf8))) }
        func after(_ microseconds: Int) -> Timestamp {
            now.advanced(byMicroseconds: Int64(microseconds))
        }
        try log.record(
            [
                NewEvent(
                    .sent(
                        Sent(
                            kind: .door, api: "ServerlessHttpApi", apiKind: .http,
                            stage: "$default", method: "POST", protocolName: "HTTP/1.1",
                            headBytes: 120, bodyBytes: request.utf8.count, isComplete: true,
                            traceID: FlowReference.traceID(of: cursor.id))),
                    contents: [Content(.request, head.message(body: Array(request.utf8)))], at: now
                ),
                NewEvent(
                    .triggered(
                        Triggered(
                            function: function, route: "POST /\(function)/{id}", format: .http2,
                            eventBytes: event.utf8.count, code: "0123456789ab")),
                    contents: [Content(.event, Array(event.utf8))], at: after(100)),
                NewEvent(
                    .executed(
                        Executed(
                            errorType: hasFailed ? error : nil, isError: hasFailed,
                            durationMicroseconds: duration,
                            initMicroseconds: isCold ? 180_000 : nil,
                            billedMilliseconds: duration / 1000 + 1, memoryUsedMB: 40,
                            memorySizeMB: 128, resultBytes: result.utf8.count,
                            logBytes: isWriting ? line.utf8.count : 0)),
                    contents: contents, at: after(duration + 100)),
                NewEvent(
                    .returned(
                        Returned(
                            status: hasFailed ? 500 : 200, headBytes: 120, bodyBytes: 300,
                            isFromGateway: hasFailed, integrationMicroseconds: duration + 50)),
                    contents: [
                        Content(.response, response.message(body: Array(result.utf8)))
                    ], at: after(duration + 200)),
                NewEvent(
                    .displayed(
                        Displayed(
                            bytes: 420, firstByteMicroseconds: duration + 250,
                            lastByteMicroseconds: duration + 260, isReportedByClient: false)),
                    at: after(duration + 260)),
            ], of: &cursor)
        return 5
    }

    private func quotedJSON(_ text: String) -> String {
        var json = JSONWriter()
        json.string(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
