/// The lines that Lambda itself writes around a function's own, in AWS's text layout, each with its
/// line feed. Tabs stand between the fields of a report and, after a run without trouble, at its
/// end, as AWS has it.
///
/// - SeeAlso: [Lambda function logs](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html)
public enum PlatformLines {
    /// The first line of a cold start. What is not known is said so.
    public static func initStart(runtimeVersion: String?, runtimeVersionARN: String?) -> String {
        "INIT_START Runtime Version: \(runtimeVersion ?? "unknown")"
            + "\tRuntime Version ARN: \(runtimeVersionARN ?? "unknown")\n"
    }

    /// An initialisation that failed. `phase` is `init`, or `invoke` when it ran again for an event.
    public static func initReport(
        initMicroseconds: Int,
        phase: String,
        status: String,
        errorType: String?
    ) -> String {
        var line = "INIT_REPORT Init Duration: \(twoDecimals(initMicroseconds)) ms"
        line += "\tPhase: \(phase)\tStatus: \(status)"
        if let errorType, status == "error" { line += "\tError Type: \(oneLine(errorType))" }
        return line + "\n"
    }

    public static func start(requestID: String) -> String {
        "START RequestId: \(requestID) Version: $LATEST\n"
    }

    public static func end(requestID: String) -> String { "END RequestId: \(requestID)\n" }

    /// The report of an answer, be it a result or a function's error.
    public static func report(requestID: String, _ executed: Executed) -> String {
        let fields = measures(
            durationMicroseconds: executed.durationMicroseconds,
            billedMilliseconds: executed.billedMilliseconds,
            memorySizeMB: executed.memorySizeMB,
            memoryUsedMB: executed.memoryUsedMB,
            initMicroseconds: executed.initMicroseconds
        )
        return "REPORT RequestId: \(requestID)\t\(fields)\t\n"
    }

    /// The report of an invocation without an answer; nil when nothing was handed over and so no
    /// duration is known.
    public static func report(requestID: String, _ aborted: Aborted) -> String? {
        guard let duration = aborted.durationMicroseconds else { return nil }
        // After a timeout there is no initialisation time in the report.
        let isTimeout = aborted.cause == .timeout
        var line = "REPORT RequestId: \(requestID)\t"
        line += measures(
            durationMicroseconds: duration,
            billedMilliseconds: aborted.billedMilliseconds,
            memorySizeMB: aborted.memorySizeMB,
            memoryUsedMB: aborted.memoryUsedMB,
            initMicroseconds: isTimeout ? nil : aborted.initMicroseconds
        )
        line += isTimeout ? "\tStatus: timeout" : "\tStatus: error"
        if !isTimeout, let errorType = aborted.errorType {
            line += "\tError Type: \(oneLine(errorType))"
        }
        return line + "\n"
    }

    /// The line between a function's last words and `END` when its time was up, and the empty line
    /// after it.
    public static func timedOut(
        requestID: String,
        at time: Timestamp,
        afterMicroseconds microseconds: Int
    ) -> String {
        "\(time.rfc3339()) \(requestID) Task timed out after "
            + "\(twoDecimals(microseconds / 1000)) seconds\n\n"
    }

    /// The two lines for a process that ended while it had the event; nil for other causes.
    public static func exited(requestID: String, _ aborted: Aborted) -> String? {
        let how: String
        switch aborted.cause {
        case .exit: how = "exit status \(aborted.exitStatus ?? 0)"
        case .signal: how = "signal: \(aborted.signal.map(signalName) ?? "unknown")"
        default: return nil
        }
        return
            "RequestId: \(requestID) Error: Runtime exited with error: \(how)\nRuntime.ExitError\n"
    }

    /// What `X-Amz-Log-Result` holds before base64: the last 4096 bytes of the lines from `START`
    /// to `REPORT`.
    public static func tail(of lines: [UInt8]) -> ArraySlice<UInt8> { lines.suffix(4096) }

    /// A function may name its error as it likes; a report is one line all the same.
    private static func oneLine(_ text: String) -> String { text.replacing("\n", with: "\r") }

    private static func measures(
        durationMicroseconds: Int?,
        billedMilliseconds: Int?,
        memorySizeMB: Int?,
        memoryUsedMB: Int?,
        initMicroseconds: Int?
    ) -> String {
        var fields: [String] = []
        if let durationMicroseconds {
            fields.append("Duration: \(twoDecimals(durationMicroseconds)) ms")
        }
        if let billedMilliseconds { fields.append("Billed Duration: \(billedMilliseconds) ms") }
        if let memorySizeMB { fields.append("Memory Size: \(memorySizeMB) MB") }
        if let memoryUsedMB { fields.append("Max Memory Used: \(memoryUsedMB) MB") }
        if let initMicroseconds {
            fields.append("Init Duration: \(twoDecimals(initMicroseconds)) ms")
        }
        return fields.joined(separator: "\t")
    }

    /// Thousandths as a number with two decimals, rounded half up: 3008 is `3.01`.
    private static func twoDecimals(_ thousandths: Int) -> String {
        let hundredths = (max(0, thousandths) + 5) / 10
        return "\(hundredths / 100).\(padded(hundredths % 100, 2))"
    }

    /// The signal's name as Go's `os` package, and so Lambda, prints it.
    public static func signalName(_ number: Int) -> String {
        switch number {
        case 1: "hangup"
        case 2: "interrupt"
        case 3: "quit"
        case 4: "illegal instruction"
        case 6: "aborted"
        case 7: "bus error"
        case 8: "floating point exception"
        case 9: "killed"
        case 11: "segmentation fault"
        case 13: "broken pipe"
        case 15: "terminated"
        default: "signal \(number)"
        }
    }
}

extension FlowID {
    /// The request id that the function sees: a UUID version 4 behind a front door, where the id of
    /// the flow is not the caller's business; the flow's own id where the caller got it in
    /// `x-amzn-RequestId`.
    public func lambdaRequestID(kind: FlowKind) -> String {
        switch kind {
        case .direct, .asynchronous: description
        case .door, .replay, .imported: uuidText(version: 4)
        }
    }
}
