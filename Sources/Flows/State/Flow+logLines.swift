extension Flow {
    /// Everything that was written for this flow, as CloudWatch would have it: the platform's lines
    /// computed from the events, the function's own from their contents.
    ///
    /// - `events`: the flow's own, with their contents.
    public func logLines(_ events: [RecordedEvent]) -> [LogLine] {
        attempts.indices.flatMap { logLines(ofAttempt: $0, events) }
    }

    private func logLines(ofAttempt index: Int, _ events: [RecordedEvent]) -> [LogLine] {
        let attempt = attempts[index]
        let logs = logTexts(ofAttempt: index, events)
        let platform = attempt.platformLines(of: id, kind: kind, firstLineAt: logs.first?.time)
        func own(_ lines: [LogText.Line]) -> [LogLine] {
            lines.map {
                LogLine(
                    time: $0.time,
                    source: kind == .imported ? .ofImported($0.text) : .function,
                    attempt: attempt.triggered.attempt,
                    text: $0.text
                )
            }
        }
        return platform.filter { $0.source == .initStart } + own(logs.beforeStart)
            + platform.filter { $0.source == .initReport || $0.source == .start }
            + own(logs.during)
            + platform.filter { [.timeout, .exit, .end, .report].contains($0.source) }
            + own(logs.after)
    }

    /// The function's lines: written while it initialised, while it had the event, and later.
    private func logTexts(ofAttempt index: Int, _ events: [RecordedEvent]) -> AttemptTexts {
        let start = attempts[index].position
        let end = index + 1 < attempts.count ? attempts[index + 1].position : .max
        var texts = AttemptTexts()
        for event in events where event.position >= start && event.position < end {
            guard let bytes = event.content(.log) else { continue }
            let lines = LogText(bytes: bytes).lines
            switch event.event {
            case .logged(let logged) where logged.isFromInit: texts.beforeStart += lines
            case .executed, .aborted: texts.during += lines
            default: texts.after += lines
            }
        }
        return texts
    }

    private struct AttemptTexts {
        var beforeStart: [LogText.Line] = []
        var during: [LogText.Line] = []
        var after: [LogText.Line] = []

        /// The first line while the function initialised.
        var first: LogText.Line? { beforeStart.first }
    }
}

extension Attempt {
    /// What the platform wrote about this run, in order.
    ///
    /// `INIT_START` stands at a cold start or a failed initialisation, `START` where an environment
    /// took the event or its end tells so; what is said of the end follows when there is one.
    ///
    /// - `firstLineAt`: when the function wrote first while it initialised.
    public func platformLines(
        of flow: FlowID,
        kind: FlowKind,
        firstLineAt: Timestamp?
    ) -> [LogLine] {
        // The record of another system has the platform's lines itself, or has none.
        guard kind != .imported else { return [] }
        let requestID = flow.lambdaRequestID(kind: kind)
        var lines: [LogLine] = []
        func add(_ source: LogLine.Source, _ time: Timestamp, _ text: String?) {
            guard let text else { return }
            // One entry a line; the blank line after a timeout belongs to it.
            for part in text.split(separator: "\n") {
                lines.append(
                    LogLine(
                        time: time,
                        source: source,
                        attempt: triggered.attempt,
                        text: String(part)
                    )
                )
            }
        }
        // What went wrong after an authorizer's answer was not this run.
        let aborted = executed == nil ? aborted : nil
        let initFailure = aborted.flatMap { $0.cause == .initFailure ? $0 : nil }
        // The event is taken up again after an initialisation that failed.
        let restart = initFailure == nil ? nil : endedAt
        let startTime = startedAt ?? restart ?? triggeredAt
        if started?.isCold == true || initFailure != nil {
            let text = PlatformLines.initStart(
                runtimeVersion: started?.runtime,
                runtimeVersionARN: nil
            )
            add(.initStart, firstLineAt ?? triggeredAt, text)
        }
        if let initFailure, let time = initFailure.initMicroseconds {
            let isTimeout = initFailure.errorType == "Sandbox.Timedout"
            add(
                .initReport,
                endedAt ?? startTime,
                PlatformLines.initReport(
                    initMicroseconds: time,
                    phase: "init",
                    status: isTimeout ? "timeout" : "error",
                    errorType: initFailure.errorType
                )
            )
        }
        guard started != nil || executed != nil || aborted?.durationMicroseconds != nil else {
            return lines
        }
        add(.start, startTime, PlatformLines.start(requestID: requestID))
        guard let endedAt else { return lines }
        if let aborted, aborted.cause == .timeout, let time = aborted.durationMicroseconds {
            add(
                .timeout,
                endedAt,
                PlatformLines.timedOut(
                    requestID: requestID,
                    at: endedAt,
                    afterMicroseconds: time
                )
            )
        }
        add(.exit, endedAt, aborted.flatMap { PlatformLines.exited(requestID: requestID, $0) })
        add(.end, endedAt, PlatformLines.end(requestID: requestID))
        let report =
            executed.map { PlatformLines.report(requestID: requestID, $0) }
            ?? aborted.flatMap { PlatformLines.report(requestID: requestID, $0) }
        add(.report, endedAt, report)
        return lines
    }
}

extension LogLine.Source {
    /// Who wrote a line of CloudWatch: the platform's begin with their word.
    fileprivate static func ofImported(_ text: String) -> LogLine.Source {
        let platform: [LogLine.Source] = [.initStart, .initReport, .start, .end, .report]
        return platform.first { text.hasPrefix($0.rawValue + " ") } ?? .function
    }
}
