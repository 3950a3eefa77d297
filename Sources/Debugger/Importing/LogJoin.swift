import Flows

/// Access logs and function logs of the same requests, put together.
///
/// A request of the access log and a run of the function's log are the same when the access log names
/// the run's request id (`$context.integration.requestId`, `$context.awsEndpointRequestId`), when both
/// have the same X-Ray trace, or when the run's own lines name the request's id.
struct LogJoin {
    private let function: String?
    private var requests: [(line: AccessLogLine, place: ImportPlace)] = []
    private var log = FunctionLogText()

    init(function: String?) { self.function = function }

    // MARK: Reading

    mutating func addAccessLog(_ source: ImportSource, _ reading: inout ImportReading) {
        forEachRecord(of: source, &reading) { text, place, _, _ in
            guard let line = AccessLogLine(text) else {
                return ImportProblem(
                    place,
                    "neither the common log format nor JSON with a status",
                    hint: "as in: 203.0.113.7 - - [22/Nov/2026:13:04:05 +0000] "
                        + "\"GET /orders HTTP/1.1\" 200 17 ID"
                )
            }
            requests.append((line, place))
            return nil
        }
    }

    mutating func addFunctionLog(_ source: ImportSource, _ reading: inout ImportReading) {
        let before = log.runs.count
        forEachRecord(of: source, &reading) { text, place, time, stream in
            log.add(text, at: time, stream: stream, place)
            return nil
        }
        guard log.runs.count == before else { return }
        reading.problems.append(
            ImportProblem(
                source.place(),
                "no run of a function: neither START nor REPORT is in it",
                hint: "export the function's log group: aws logs filter-log-events "
                    + "--log-group-name /aws/lambda/NAME"
            )
        )
    }

    /// The records of a file: messages of an export of CloudWatch, or lines. A line of text that has no
    /// time of its own goes on with the record before.
    private func forEachRecord(
        of source: ImportSource,
        _ reading: inout ImportReading,
        _ body: (String, ImportPlace, Timestamp?, String?) -> ImportProblem?
    ) {
        func take(_ text: String, _ place: ImportPlace, _ time: Timestamp?, _ stream: String?) {
            if let problem = body(text, place, time, stream) { reading.problems.append(problem) }
        }
        var offset = 0
        let first = source.bytes.first { $0 > 0x20 }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
            let node = try? JSONNode(source.bytes, from: &offset),
            let events = node["events"]?.elements ?? node.elements
        {
            let root = node.elements == nil ? "$.events" : "$"
            for (index, event) in events.enumerated() {
                let place = source.place(path: "\(root)[\(index)]")
                if let message = event["message"]?.string, event["timestamp"] != nil {
                    let time = SourceTimes.epoch(milliseconds: event["timestamp"]?.integer)
                    take(message, place, time, event["logStreamName"]?.string)
                } else if node.elements != nil {
                    take(String(decoding: event.bytes, as: UTF8.self), place, nil, nil)
                } else {
                    reading.problems.append(
                        ImportProblem(
                            place,
                            "no message and timestamp: CloudWatch's events have them"
                        )
                    )
                }
            }
            return
        }
        var number = 0
        for bytes in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let line = String(decoding: bytes, as: UTF8.self)
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            let record = FunctionLogText.withoutPrefix(line)
            take(String(record.text), source.place(line: number), record.time, record.stream)
        }
    }

    // MARK: Joining

    func finish(into reading: inout ImportReading) {
        let runsByID = Dictionary(grouping: log.runs.indices) { log.runs[$0].requestID }
        let owners = owners(of: runsByID)
        var owned: Set<String> = []
        for (index, request) in requests.enumerated() {
            let ids = owners[index] ?? []
            owned.formUnion(ids)
            let runs = ids.flatMap { runsByID[$0] ?? [] }.sorted().map { log.runs[$0] }
            reading.stories.append(story(request.line, request.place, runs))
        }
        for (id, indices) in runsByID.sorted(by: { $0.value[0] < $1.value[0] })
        where !owned.contains(id) {
            reading.stories.append(story(nil, nil, indices.map { log.runs[$0] }))
        }
    }

    /// For each request of the access log, the request ids of the runs that are its own.
    private func owners(of runsByID: [String: [Int]]) -> [Int: [String]] {
        var byFunctionID: [String: Int] = [:]
        var byTrace: [String: Int] = [:]
        var byGatewayID: [String: Int] = [:]
        for (index, request) in requests.enumerated() {
            for id in request.line.functionRequestIDs { byFunctionID[id] = index }
            if let trace = request.line.traceID { byTrace[trace] = index }
            for id in [request.line.requestID, request.line.extendedID].compactMap({ $0 }) {
                byGatewayID[id] = index
            }
        }
        var owners: [Int: [String]] = [:]
        guard !requests.isEmpty else { return owners }
        for (id, indices) in runsByID.sorted(by: { $0.value[0] < $1.value[0] }) {
            let runs = indices.map { log.runs[$0] }
            let trace = runs.lazy.compactMap(\.traceID).compactMap { byTrace[$0] }.first
            let owner = byFunctionID[id] ?? trace ?? Self.mentioned(in: runs, byGatewayID)
            if let owner { owners[owner, default: []].append(id) }
        }
        return owners
    }

    /// The request whose id the function wrote into its own log.
    private static func mentioned(in runs: [FunctionRun], _ known: [String: Int]) -> Int? {
        for line in runs.flatMap(\.lines) {
            let words = line.text.utf8.split { byte in
                !("0123456789-=_+/".utf8.contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20))
            }
            for word in words where word.count >= 8 {
                if let owner = known[String(decoding: Array(word), as: UTF8.self)] { return owner }
            }
        }
        return nil
    }

    // MARK: Stories

    private func story(
        _ request: AccessLogLine?,
        _ requestPlace: ImportPlace?,
        _ runs: [FunctionRun]
    ) -> ImportedStory {
        var events = [request?.sent].compactMap { $0 }
        let failure = request?.failure
        for (index, run) in runs.enumerated() {
            events += self.events(of: run, attempt: index + 1, route: request?.route)
        }
        if let request, runs.isEmpty {
            if case .rejected? = failure?.event {
            } else if request.tellsInvocation || failure != nil {
                events.append(request.triggered(function: function))
            }
            if let failure { events.append(failure) }
        }
        if let request { events.append(request.returned) }
        let startedAt =
            request?.time ?? runs.lazy.compactMap(\.startedAt).first
            ?? runs.lazy.flatMap(\.lines).compactMap(\.time).first
        let formats = [
            request.map { _ in ImportFormat.accessLog.rawValue },
            runs.isEmpty ? nil : ImportFormat.functionLog.rawValue,
        ].compactMap { $0 }
        return ImportedStory(
            ImportOrigin(
                format: formats.joined(separator: "+"),
                requestID: runs.first?.requestID ?? request?.functionRequestIDs.first,
                gatewayRequestID: request?.requestID,
                route: request?.route
            ),
            place: place(requestPlace, runs),
            key: key(request, runs),
            startedAt: startedAt,
            events: events
        )
    }

    private func events(
        of run: FunctionRun,
        attempt: Int,
        route: String?
    ) -> [ImportedStory.Event] {
        let triggered = Triggered(
            function: function ?? run.functionName,
            route: route,
            format: nil,
            eventBytes: nil,
            attempt: attempt
        )
        var events = [ImportedStory.Event(.triggered(triggered), at: run.startedAt)]
        if let end = run.end {
            events.append(end)
        } else if !run.lines.isEmpty {
            let log = run.log.bytes
            events.append(
                ImportedStory.Event(
                    .logged(Logged(bytes: log.count, isFromInit: false)),
                    [Content(.log, log)]
                )
            )
        }
        return events
    }

    private func place(_ request: ImportPlace?, _ runs: [FunctionRun]) -> ImportPlace {
        let streams = runs.lazy.compactMap(\.stream).first.map { " (\($0))" } ?? ""
        let names = [request?.description, runs.first.map { "\($0.place)\(streams)" }]
        return ImportPlace(file: names.compactMap { $0 }.joined(separator: " and "))
    }

    /// The ids, and how much of the story is there: an export that was cut off at a run's beginning or
    /// end tells another story than one that has it whole.
    private func key(_ request: AccessLogLine?, _ runs: [FunctionRun]) -> String? {
        guard request == nil || request?.requestID != nil else { return nil }
        let parts = runs.map {
            "\($0.requestID) \($0.hasStart ? "start" : "") \($0.report == nil ? "" : "report")"
        }
        return "\(request?.requestID ?? "") \(parts.joined(separator: " "))"
    }
}

extension FunctionRun {
    /// Log groups with several functions have the name in the stream's: `2026/11/22/orders[$LATEST]ab…`.
    var functionName: String? {
        guard let part = stream?.split(separator: "/").last, let open = part.firstIndex(of: "["),
            open > part.startIndex
        else { return nil }
        return String(part[..<open])
    }
}
