import Flows

/// One run of a function as its log tells it: from `START` to `REPORT`, as far as they are there.
struct FunctionRun {
    struct Line {
        let time: Timestamp?
        let text: String
    }

    let requestID: String
    let place: ImportPlace
    var stream: String?
    /// Every line in order, the platform's among them.
    var lines: [Line] = []
    var startedAt: Timestamp?
    var endedAt: Timestamp?
    var hasStart = false
    var report: FunctionReport?
    var hasEnd = false
    var traceID: String?
    /// An error that the runtime wrote: type and message.
    var error: (type: String?, message: String?)?
    var exit: (status: Int?, signal: Int?)?
    var hasTimedOut = false

    init(requestID: String, place: ImportPlace, stream: String?) {
        self.requestID = requestID
        self.place = place
        self.stream = stream
    }

    /// The lines as the log keeps them. A line without a time has that of the one before.
    var log: LogText {
        var text = LogText()
        var last = lines.lazy.compactMap(\.time).first ?? Timestamp(microseconds: 0)
        for line in lines {
            last = line.time ?? last
            // One record may have several lines; the log keeps their breaks as carriage returns.
            let bytes = Array(line.text.utf8).map { $0 == 0x0A ? 0x0D : $0 }
            text.append(bytes[...], at: last)
        }
        return text
    }

    /// How it ended; nil when the log ends before.
    var end: ImportedStory.Event? {
        guard report != nil || hasEnd || hasTimedOut || exit != nil || error != nil else {
            return nil
        }
        let log = log.bytes
        var contents: [Content] = [Content(.log, log)]
        let event: FlowEvent
        if let cause = abortCause {
            let aborted = Aborted(
                cause,
                errorType: report?.errorType ?? (cause == .timeout ? "Sandbox.Timedout" : nil),
                exitStatus: exit?.status,
                signal: exit?.signal,
                durationMicroseconds: report?.durationMicroseconds,
                initMicroseconds: report?.initMicroseconds,
                billedMilliseconds: report?.billedMilliseconds,
                memoryUsedMB: report?.memoryUsedMB,
                memorySizeMB: report?.memorySizeMB
            )
            event = .aborted(aborted)
        } else {
            let isError = error != nil || report?.status == "error"
            if isError, let message = error?.message {
                contents.append(Content(.text, Array(message.utf8)))
            }
            event = .executed(
                Executed(
                    errorType: isError ? error?.type ?? report?.errorType : nil,
                    isError: isError,
                    durationMicroseconds: report?.durationMicroseconds,
                    initMicroseconds: report?.initMicroseconds,
                    billedMilliseconds: report?.billedMilliseconds,
                    memoryUsedMB: report?.memoryUsedMB,
                    memorySizeMB: report?.memorySizeMB,
                    resultBytes: nil,
                    logBytes: log.count
                )
            )
        }
        return ImportedStory.Event(event, contents, at: endedAt)
    }

    private var abortCause: AbortCause? {
        if hasTimedOut || report?.status == "timeout" { return .timeout }
        if let exit { return exit.signal == nil ? .exit : .signal }
        guard report?.status == "error" || report?.status == "failure", error == nil else {
            return nil
        }
        // A type of the platform's names a failure of the process, any other an error of the code.
        return report?.errorType?.hasPrefix("Runtime.") == true
            || report?.status == "failure" ? .unspecified : nil
    }
}

/// The measures of a `REPORT` line, or of a `platform.report`.
struct FunctionReport {
    var durationMicroseconds: Int?
    var billedMilliseconds: Int?
    var memorySizeMB: Int?
    var memoryUsedMB: Int?
    var initMicroseconds: Int?
    /// `timeout`, `error`, `success`, `failure`; text logs leave it out after a run without trouble.
    var status: String?
    var errorType: String?

    /// `REPORT RequestId: …⇥Duration: 3.01 ms⇥…`
    init(line: String) {
        for field in line.split(whereSeparator: { $0 == "\t" || $0.isNewline }) {
            guard let colon = field.firstIndex(of: ":") else { continue }
            let value = field[field.index(after: colon)...].drop { $0 == " " }
            let number = value.split(separator: " ").first.flatMap { Double($0) }
            switch field[..<colon] {
            case "Duration": durationMicroseconds = number.map { Int(($0 * 1000).rounded()) }
            case "Billed Duration": billedMilliseconds = number.map { Int($0.rounded()) }
            case "Memory Size": memorySizeMB = number.map { Int($0) }
            case "Max Memory Used": memoryUsedMB = number.map { Int($0) }
            case "Init Duration": initMicroseconds = number.map { Int(($0 * 1000).rounded()) }
            case "Status": status = String(value)
            case "Error Type": errorType = String(value)
            default: break
            }
        }
    }

    init(record: JSONNode) {
        let metrics = record["metrics"]
        func microseconds(_ name: String) -> Int? {
            metrics?[name]?.double.map { Int(($0 * 1000).rounded()) }
        }
        durationMicroseconds = microseconds("durationMs")
        billedMilliseconds = metrics?["billedDurationMs"]?.integer
        memorySizeMB = metrics?["memorySizeMB"]?.integer
        memoryUsedMB = metrics?["maxMemoryUsedMB"]?.integer
        initMicroseconds = microseconds("initDurationMs")
        status = record["status"]?.string
        errorType = record["errorType"]?.string
    }
}
