import EventStore
import Flows

#if canImport(Glibc)
import Glibc
#endif

/// Drives the log without any service.
///
/// `logbench append LOG SECONDS`: appends batches of 500 events in `power` durability, each awaited
/// until it is in the journal, and prints events a second, the database's catching up included.
///
/// `logbench fill LOG FLOWS`: makes a log of so many flows, five events each.
@main
struct LogBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let number = Int(arguments[3]) else {
            print("usage: logbench append LOG SECONDS | fill LOG FLOWS")
            exit(2)
        }
        switch arguments[1] {
        case "append": try await append(arguments[2], seconds: number)
        case "fill": try await fill(arguments[2], flows: number)
        default:
            print("logbench: no command '\(arguments[1])'")
            exit(2)
        }
    }

    private static func append(_ path: String, seconds: Int) async throws {
        let log = try EventLog(path: path, durability: .power)
        let generator = FlowGenerator(log)
        let begin = Timestamp.now()
        var events = 0
        while Timestamp.now().microseconds(since: begin) < Int64(seconds) * 1_000_000 {
            for _ in 0..<100 { events += try generator.recordFlow() }
            try await log.commit()
        }
        await log.sync()
        let elapsed = Double(Timestamp.now().microseconds(since: begin)) / 1_000_000
        print("\(Int(Double(events) / elapsed)) events/s")
        await log.close()
    }

    private static func fill(_ path: String, flows: Int) async throws {
        try makeFolder(of: path)
        let log = try EventLog(path: path)
        let generator = FlowGenerator(log)
        for number in 1...flows {
            _ = try generator.recordFlow()
            if number % 500 == 0 { try await log.commit() }
        }
        await log.sync()
        await log.close()
    }

    private static func makeFolder(of path: String) throws {
        guard let slash = path.lastIndex(of: "/") else { return }
        mkdir(String(path[..<slash]), 0o700)
    }
}

/// Makes flows of five events with about 600 bytes each, one in fifty failing.
private final class FlowGenerator {
    private let log: EventLog
    private var random = SystemRandomNumberGenerator()
    private var number = 0
    private let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 300)

    init(_ log: EventLog) { self.log = log }

    func recordFlow() throws -> Int {
        number += 1
        let now = Timestamp.now()
        let hasFailed = number % 50 == 0
        var cursor = FlowCursor(id: FlowID(at: now, random: &random), kind: .door)
        let head = MessageHead(
            method: "GET", target: "/orders/\(number % 997)?page=2", protocolName: "HTTP/1.1",
            client: "127.0.0.1:50000",
            headers: [("Host", "127.0.0.1:3000"), ("User-Agent", "logbench"), ("Accept", "*/*")])
        let response = MessageHead(status: 200, headers: [("content-type", "application/json")])
        let error = Array(#"{"errorType":"KeyError","errorMessage":"'sku'"}"#.utf8)
        try log.record(
            [
                NewEvent(
                    .sent(
                        Sent(
                            kind: .door, api: "ServerlessHttpApi", apiKind: .http,
                            stage: "$default", method: "GET", protocolName: "HTTP/1.1",
                            headBytes: 120, bodyBytes: 0, isComplete: true,
                            traceID: FlowReference.traceID(of: cursor.id))),
                    contents: [Content(.request, head.message(body: filler))], at: now),
                NewEvent(
                    .triggered(
                        Triggered(
                            function: "orders", route: "GET /orders/{id}", format: .http2,
                            eventBytes: 300, code: "0123456789ab")),
                    contents: [Content(.event, filler + filler)], at: now),
                NewEvent(
                    .executed(
                        Executed(
                            errorType: hasFailed ? "KeyError" : nil, isError: hasFailed,
                            durationMicroseconds: 1200, initMicroseconds: nil,
                            billedMilliseconds: 2, memoryUsedMB: 40, memorySizeMB: 128,
                            resultBytes: 300, logBytes: 0)),
                    contents: [Content(.result, hasFailed ? error : filler)], at: now),
                NewEvent(
                    .returned(
                        Returned(
                            status: hasFailed ? 500 : 200, headBytes: 120, bodyBytes: 300,
                            isFromGateway: hasFailed, integrationMicroseconds: 1300)),
                    contents: [Content(.response, response.message(body: filler))], at: now),
                NewEvent(
                    .displayed(
                        Displayed(
                            bytes: 420, firstByteMicroseconds: 1500, lastByteMicroseconds: 1510,
                            isReportedByClient: false)), at: now),
            ], of: &cursor)
        return 5
    }
}
