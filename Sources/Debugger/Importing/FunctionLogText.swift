import Flows

/// Reads a function's log, record by record, and keeps the runs that it tells of.
///
/// Records of one stream are of one environment, which does one thing at a time: what stands between a
/// `START` and its `REPORT` belongs to that run. A record that names a run belongs to it in any case.
/// - SeeAlso: [Lambda function logs](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html)
struct FunctionLogText {
    private(set) var runs: [FunctionRun] = []
    /// By request id, the last run.
    private var latest: [String: Int] = [:]
    /// By stream, the run that goes on.
    private var current: [String: Int] = [:]
    /// By stream, what was written before the next `START`: the initialisation.
    private var pending: [String: [FunctionRun.Line]] = [:]

    static func isPlatformLine(_ text: some StringProtocol) -> Bool {
        let words = ["START RequestId: ", "END RequestId: ", "REPORT RequestId: ", "INIT_START "]
        let body = Self.withoutPrefix(String(text)).text
        return words.contains { body.hasPrefix($0) } || body.hasPrefix("{\"time\":")
    }

    /// `2026-11-22T13:04:05.123000+00:00 2026/11/22/[$LATEST]ab… START …`, as `aws logs tail` prints it:
    /// the time, the stream and the rest.
    static func withoutPrefix(
        _ line: String
    ) -> (time: Timestamp?, stream: String?, text: Substring) {
        var rest = line[...]
        guard let blank = rest.firstIndex(where: { $0 == " " || $0 == "\t" }),
            let time = SourceTimes.rfc3339(rest[..<blank])
        else { return (nil, nil, rest) }
        rest = rest[rest.index(after: blank)...]
        guard let end = rest.firstIndex(where: { $0 == " " || $0 == "\t" }),
            rest[..<end].contains("["), rest[..<end].contains("/")
        else {
            // Node writes its own time before each line, then the request's id.
            return rest.hasPrefix("START ") || rest.hasPrefix("END ") || rest.hasPrefix("REPORT ")
                || rest.hasPrefix("INIT_START ") ? (time, nil, rest) : (nil, nil, line[...])
        }
        return (time, String(rest[..<end]), rest[rest.index(after: end)...])
    }

    // MARK: Records

    mutating func add(
        _ text: String,
        at time: Timestamp?,
        stream: String?,
        _ place: ImportPlace
    ) {
        let key = stream ?? ""
        let message = text.hasSuffix("\n") ? String(text.dropLast()) : text
        if message.hasPrefix("{"), let node = try? JSONNode(Array(message.utf8)) {
            return addJSON(node, message, at: time, key, place)
        }
        if let id = Self.requestID(of: message, after: "START RequestId: ") {
            begin(id, at: time, stream: key, place)
        } else if let id = Self.requestID(of: message, after: "END RequestId: ") {
            let index = run(id, key, place)
            runs[index].hasEnd = true
            runs[index].endedAt = time ?? runs[index].endedAt
            return append(message, at: time, to: index)
        } else if let id = Self.requestID(of: message, after: "REPORT RequestId: ") {
            let index = run(id, key, place)
            runs[index].report = FunctionReport(line: message)
            runs[index].endedAt = runs[index].endedAt ?? time
            runs[index].traceID = Self.traceID(in: message) ?? runs[index].traceID
            append(message, at: time, to: index)
            current[key] = nil
            return
        }
        addPlain(message, at: time, key)
    }

    private mutating func addPlain(_ message: String, at time: Timestamp?, _ key: String) {
        let named = Self.mentionedID(in: message).flatMap { latest[$0] }
        guard let index = named ?? current[key] else {
            // What follows a report is the next run's, unless it is the report's own last line.
            if message.hasPrefix("XRAY TraceId"), let last = runs.indices.last {
                runs[last].traceID = Self.traceID(in: message)
                append(message, at: time, to: last)
            } else {
                pending[key, default: []].append(FunctionRun.Line(time: time, text: message))
            }
            return
        }
        note(message, in: index)
        append(message, at: time, to: index)
    }

    private mutating func addJSON(
        _ node: JSONNode,
        _ message: String,
        at time: Timestamp?,
        _ key: String,
        _ place: ImportPlace
    ) {
        let own = node["time"]?.string ?? node["timestamp"]?.string
        let time = own.flatMap { SourceTimes.rfc3339($0) } ?? time
        let record = node["record"]
        guard let type = node["type"]?.string, type.hasPrefix("platform."),
            let id = record?["requestId"]?.string
        else {
            if let id = node["requestId"]?.string ?? node["AWSRequestId"]?.string,
                let index = latest[id]
            {
                if let type = node["errorType"]?.string {
                    runs[index].error = (type, node["errorMessage"]?.string)
                }
                return append(message, at: time, to: index)
            }
            return addPlain(message, at: time, key)
        }
        switch type {
        case "platform.start": begin(id, at: time, stream: key, place)
        case "platform.report":
            let index = run(id, key, place)
            runs[index].report = record.map { FunctionReport(record: $0) }
            runs[index].endedAt = runs[index].endedAt ?? time
            current[key] = nil
            if runs[index].report?.status == "success" { runs[index].error = nil }
        case "platform.runtimeDone":
            let index = run(id, key, place)
            runs[index].endedAt = time
            runs[index].hasEnd = true
        default: break
        }
        let trace = record?["tracing"]?["value"]?.string.flatMap { FlowReference.traceID($0) }
        let index = run(id, key, place)
        runs[index].traceID = trace ?? runs[index].traceID
        append(message, at: time, to: index)
    }

    // MARK: Runs

    private mutating func begin(
        _ id: String,
        at time: Timestamp?,
        stream: String,
        _ place: ImportPlace
    ) {
        var run = FunctionRun(requestID: id, place: place, stream: stream.isEmpty ? nil : stream)
        run.hasStart = true
        run.startedAt = time
        run.lines = pending.removeValue(forKey: stream) ?? []
        current[stream] = runs.count
        latest[id] = runs.count
        runs.append(run)
    }

    /// The run of an id: one whose `START` lies before the file's beginning is met here.
    private mutating func run(_ id: String, _ stream: String, _ place: ImportPlace) -> Int {
        if let index = latest[id] { return index }
        let run = FunctionRun(requestID: id, place: place, stream: stream.isEmpty ? nil : stream)
        latest[id] = runs.count
        runs.append(run)
        return runs.count - 1
    }

    private mutating func append(_ text: String, at time: Timestamp?, to index: Int) {
        runs[index].lines.append(FunctionRun.Line(time: time, text: text))
    }

    // MARK: Signs of trouble

    private mutating func note(_ message: String, in index: Int) {
        if message.contains(" Task timed out after ") { runs[index].hasTimedOut = true }
        if let range = message.firstRange(of: "Error: Runtime exited ") {
            runs[index].exit = Self.exit(message[range.upperBound...])
        }
        if let error = Self.uncaughtError(in: message) { runs[index].error = error }
    }

    /// `with error: exit status 1`, `with error: signal: killed`, `without providing a reason`
    private static func exit(_ text: Substring) -> (status: Int?, signal: Int?) {
        if let range = text.firstRange(of: "exit status ") {
            return (Int(text[range.upperBound...].prefix { $0.isNumber }), nil)
        }
        if let range = text.firstRange(of: "signal: ") {
            let name = text[range.upperBound...].prefix { !$0.isNewline }
            return (nil, (1..<32).first { PlatformLines.signalName($0) == name })
        }
        return (0, nil)
    }

    /// What the runtimes write of an error that nobody caught: Python's `[ERROR] KeyError: 'sku'`
    /// (its loggers write a tab after the level), Node's `Invoke Error` with a document.
    private static func uncaughtError(in message: String) -> (type: String?, message: String?)? {
        if message.hasPrefix("[ERROR] ") {
            let line = message.dropFirst(8).prefix { !$0.isNewline && $0 != "\r" }
            guard let colon = line.firstIndex(of: ":") else { return (String(line), nil) }
            let text = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), text.isEmpty ? nil : String(text))
        }
        for sign in [
            "\tInvoke Error \t", "\tUncaught Exception \t", "\tUnhandled Promise Rejection \t",
        ] {
            guard let range = message.firstRange(of: sign) else { continue }
            let document = try? JSONNode(Array(message[range.upperBound...].utf8))
            return (document?["errorType"]?.string, document?["errorMessage"]?.string)
        }
        return nil
    }

    // MARK: Ids

    private static func requestID(of message: String, after lead: String) -> String? {
        guard message.hasPrefix(lead) else { return nil }
        let id = message.dropFirst(lead.count).prefix { !$0.isWhitespace }
        return id.isEmpty ? nil : String(id)
    }

    /// `XRAY TraceId: 1-…`, behind a report or on a line of its own.
    private static func traceID(in message: String) -> String? {
        guard let range = message.firstRange(of: "XRAY TraceId: ") else { return nil }
        return FlowReference.traceID(
            String(message[range.upperBound...].prefix { !$0.isWhitespace })
        )
    }

    /// The first UUID in a line's first 120 bytes, where the runtimes' loggers put the request's id.
    private static func mentionedID(in message: String) -> String? {
        let parts = message.prefix(120).split {
            !($0.isASCII && ($0.isHexDigit || $0 == "-"))
        }
        return parts.first { part in
            part.utf8.count == 36 && part.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12]
        }.map { String($0) }
    }
}
