import Flows

/// One line of a function's log.
struct LogLine: Equatable {
    /// Who wrote it, in machine formats: the platform's line or the function.
    enum Source: String {
        case initStart = "INIT_START"
        case initReport = "INIT_REPORT"
        case start = "START"
        case function
        case timeout = "TIMEOUT"
        case exit = "EXIT"
        case end = "END"
        case report = "REPORT"
    }

    let time: Timestamp
    let source: Source
    let attempt: Int
    /// Without its line feed.
    let text: String
}

extension FlowFacts {
    /// Everything that was written for this flow, as CloudWatch would have it: the platform's lines
    /// computed from the events, the function's own from their contents.
    var logLines: [LogLine] {
        flow.attempts.indices.flatMap { logLines(ofAttempt: $0) }
    }

    private func logLines(ofAttempt index: Int) -> [LogLine] {
        let attempt = flow.attempts[index]
        guard !hasGaps else { return importedLines(ofAttempt: index) }
        let requestID = flow.id.lambdaRequestID(kind: flow.kind)
        var lines: [LogLine] = []
        func add(_ source: LogLine.Source, _ time: Timestamp, _ text: String?) {
            guard let text else { return }
            // One entry a line; the blank line after a timeout belongs to it.
            for part in text.split(separator: "\n") {
                lines.append(
                    LogLine(
                        time: time,
                        source: source,
                        attempt: attempt.triggered.attempt,
                        text: String(part)
                    )
                )
            }
        }
        let logs = logTexts(ofAttempt: index)
        let initFailure = attempt.aborted.flatMap { $0.cause == .initFailure ? $0 : nil }
        // The event is taken up again after an initialisation that failed.
        let restart = initFailure == nil ? nil : attempt.endedAt
        let startTime = attempt.startedAt ?? restart ?? attempt.triggeredAt
        if attempt.started?.isCold == true || initFailure != nil {
            let first = logs.beforeStart.first?.time ?? attempt.triggeredAt
            add(
                .initStart,
                first,
                PlatformLines.initStart(
                    runtimeVersion: attempt.started?.runtime,
                    runtimeVersionARN: nil
                )
            )
        }
        for line in logs.beforeStart { add(.function, line.time, line.text) }
        if let initFailure, let time = initFailure.initMicroseconds {
            let isTimeout = initFailure.errorType == "Sandbox.Timedout"
            add(
                .initReport,
                attempt.endedAt ?? startTime,
                PlatformLines.initReport(
                    initMicroseconds: time,
                    phase: "init",
                    status: isTimeout ? "timeout" : "error",
                    errorType: initFailure.errorType
                )
            )
        }
        guard
            attempt.started != nil || attempt.executed != nil
                || attempt.aborted?.durationMicroseconds != nil
        else { return lines }
        add(.start, startTime, PlatformLines.start(requestID: requestID))
        for line in logs.during { add(.function, line.time, line.text) }
        if let end = attempt.endedAt {
            if let aborted = attempt.aborted {
                if aborted.cause == .timeout, let time = aborted.durationMicroseconds {
                    add(
                        .timeout,
                        end,
                        PlatformLines.timedOut(
                            requestID: requestID,
                            at: end,
                            afterMicroseconds: time
                        )
                    )
                }
                add(.exit, end, PlatformLines.exited(requestID: requestID, aborted))
            }
            add(.end, end, PlatformLines.end(requestID: requestID))
            let report =
                attempt.executed.map { PlatformLines.report(requestID: requestID, $0) }
                ?? attempt.aborted.flatMap { PlatformLines.report(requestID: requestID, $0) }
            add(.report, end, report)
        }
        for line in logs.after { add(.function, line.time, line.text) }
        return lines
    }

    /// The lines of an imported flow as its source has them, the platform's among them: none is
    /// computed.
    private func importedLines(ofAttempt index: Int) -> [LogLine] {
        let texts = logTexts(ofAttempt: index)
        return (texts.beforeStart + texts.during + texts.after).map { line in
            let word = String(line.text.prefix { $0 != " " })
            let source = LogLine.Source(rawValue: word) ?? .function
            return LogLine(
                time: line.time,
                source: source,
                attempt: flow.attempts[index].triggered.attempt,
                text: line.text
            )
        }
    }

    /// The function's lines: written while it initialised, while it had the event, and later.
    private func logTexts(
        ofAttempt index: Int
    ) -> (beforeStart: [LogText.Line], during: [LogText.Line], after: [LogText.Line]) {
        var before: [LogText.Line] = []
        var during: [LogText.Line] = []
        var after: [LogText.Line] = []
        for event in events(ofAttempt: index) {
            guard let bytes = event.content(.log) else { continue }
            let lines = LogText(bytes: bytes).lines
            switch event.event {
            case .logged(let logged) where logged.isFromInit: before += lines
            case .executed, .aborted: during += lines
            default: after += lines
            }
        }
        return (before, during, after)
    }

    /// The log on a screen: the offset, then the line. A carriage return in a line stands for a
    /// line break of the same record.
    var logBlocks: [Block] {
        logLines.flatMap { line -> [Block] in
            let offset = StyledText(offset(of: line.time), .faint)
                .padded(to: 9, isRightAligned: true)
            let role: Role =
                switch line.source {
                case .function: .plain
                case .timeout, .exit, .initReport: .failure
                case .initStart, .start, .end, .report: .faint
                }
            let parts = line.text.split(separator: "\r", omittingEmptySubsequences: false)
            return parts.enumerated().map { index, part in
                let lead = index == 0 ? offset : StyledText("         ")
                return .verbatim(lead + "  " + StyledText(String(part), role))
            }
        }
    }

    /// The log for machines, one object a line.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `flow` | the flow's UUID |
    /// | `requestId` | the id that the function saw |
    /// | `function` `attempt` | which run wrote it |
    /// | `time` | RFC 3339, UTC, microseconds |
    /// | `offsetMs` | milliseconds after `sent` |
    /// | `source` | `function`, or the platform's word: `START` `END` `REPORT` `INIT_START` `INIT_REPORT` `TIMEOUT` `EXIT` |
    /// | `text` | the line, its inner line breaks as `\r` |
    var logRecords: Records {
        Records(
            fields: [
                "flow", "requestId", "function", "attempt", "time", "offsetMs", "source", "text",
            ],
            rows: logLines.map { line in
                [
                    .string(flow.id.description),
                    MachineValue(lambdaRequestID),
                    MachineValue(flow.lastAttempt?.triggered.function),
                    .integer(Int64(line.attempt)), .string(line.time.rfc3339(decimals: 6)),
                    MachineValue(milliseconds: line.time.microseconds(since: flow.sentAt)),
                    .string(line.source.rawValue), .string(line.text),
                ]
            }
        )
    }
}
