import Flows

/// A stretch of a flow's time and what took it.
struct TimelineSpan: Equatable {
    /// `sent`, `triggered`, `queue`, `init`, `executed`, `retried`, `returned`, `displayed`.
    let name: String
    let step: FlowStep
    let attempt: Int
    /// Microseconds after `sent`. A negative length is none: clocks of two processes may differ.
    let start: Int64
    let end: Int64
    var note = ""
    var hasFailed = false

    var length: Int64 { max(0, end - start) }

    /// `executed`, `3.2 executed`, `executed ✗`
    var label: String {
        let number = attempt > 1 ? "\(step.rawValue).\(attempt) " : ""
        return "\(number)\(name)\(hasFailed ? " ✗" : "")"
    }
}

/// Waiting for an environment is a row of its own from this length on; below it is a note.
private let queueRowMicroseconds: Int64 = 1000

extension FlowFacts {
    /// Where the time went: one span a hand-off, in the order in which they began. They follow each
    /// other without gaps, so their lengths add up to the whole.
    var timelineSpans: [TimelineSpan] {
        if hasGaps { return importedSpans }
        let attempts = flow.attempts.indices.filter { !flow.attempts[$0].triggered.isAuthorizer }
        var spans = [sentSpan].compactMap { $0 }
        if flow.kind == .asynchronous { spans += answerSpans }
        for (order, index) in attempts.enumerated() {
            if order > 0 { spans += [delaySpan(before: index, after: attempts[order - 1])] }
            spans += attemptSpans(index)
        }
        if flow.kind != .asynchronous { spans += answerSpans }
        return spans
    }

    /// From `sent` to the last moment that is known.
    var timelineLength: Int64 { timelineSpans.map(\.end).max() ?? 0 }

    private func offset(_ time: Timestamp) -> Int64 { time.microseconds(since: flow.sentAt) }

    private func time(of type: EventType) -> Int64? {
        events.first { $0.event.type == type }.map { offset($0.occurredAt) }
    }

    /// The gateway reads the request, finds its route and builds the event, or refuses.
    private var sentSpan: TimelineSpan? {
        let next =
            flow.kind == .asynchronous
            ? time(of: .rejected) ?? time(of: .returned)
            : flow.attempts.first.map { offset($0.triggeredAt) } ?? time(of: .rejected)
                ?? time(of: .aborted) ?? time(of: .returned)
        guard let next else { return nil }
        return TimelineSpan(
            name: flow.rejected == nil ? "sent" : "rejected",
            step: .sent,
            attempt: 1,
            start: 0,
            end: next,
            note: flow.rejected.map { rejectWords($0.cause) } ?? routeNote,
            hasFailed: flow.rejected != nil
        )
    }

    private var routeNote: String {
        guard !isInvoke, let trigger = flow.lastAttempt?.triggered else { return "" }
        return "route \(trigger.route ?? "$default")"
    }

    // MARK: Attempts

    /// From the event that is ready to the answer: committed, waited for an environment, initialised,
    /// executed.
    private func attemptSpans(_ index: Int) -> [TimelineSpan] {
        let attempt = flow.attempts[index]
        let number = attempt.triggered.attempt
        let triggered = offset(attempt.triggeredAt)
        let end = attempt.endedAt.map { offset($0) }
        guard let started = attempt.startedAt.map({ offset($0) }) ?? end else { return [] }
        let wait = Int64(attempt.started?.waitMicroseconds ?? 0)
        let isInitFailure = attempt.aborted?.cause == .initFailure
        let isCold = attempt.started?.isCold ?? isInitFailure
        // Of an attempt that was given up it is not recorded how long the start took of the wait.
        let cold = Int64(attempt.initMicroseconds ?? attempt.started?.waitMicroseconds ?? 0)
        let initialised = isCold ? min(cold, max(0, started - triggered)) : 0
        let initStart = started - initialised
        let queueStart = min(initStart, max(triggered, started - max(wait, initialised)))
        let queued = initStart - queueStart
        let hasQueueRow = queued >= queueRowMicroseconds
        func span(
            _ name: String,
            _ step: FlowStep,
            _ start: Int64,
            _ end: Int64,
            _ note: String
        ) -> TimelineSpan {
            TimelineSpan(
                name: name,
                step: step,
                attempt: number,
                start: start,
                end: end,
                note: note
            )
        }
        var spans = [
            span(
                "triggered",
                .triggered,
                triggered,
                hasQueueRow ? queueStart : initStart,
                hasQueueRow || queued == 0
                    ? "" : "queue \(durationText(microseconds: queued))"
            )
        ]
        if hasQueueRow {
            spans.append(
                span("queue", .triggered, queueStart, initStart, "waited for an environment")
            )
        }
        if initialised > 0 {
            let note = attempt.initMicroseconds == nil ? "cold start, and waiting" : "cold start"
            spans.append(span("init", .executed, initStart, started, note))
        }
        let failure = failureWords(of: attempt, errorDocument: result(ofAttempt: index))
        guard attempt.startedAt != nil, !isInitFailure else {
            if !isInitFailure { spans.append(span("executed", .executed, started, started, "")) }
            spans[spans.count - 1].hasFailed = attempt.aborted != nil
            spans[spans.count - 1].note = failure ?? ""
            return spans
        }
        // How long it went on before an interruption is not known.
        let note = executionNote(index, failure)
        spans.append(span("executed", .executed, started, end ?? started, note))
        spans[spans.count - 1].hasFailed = failure != nil
        return spans
    }

    private func executionNote(_ index: Int, _ failure: String?) -> String {
        let attempt = flow.attempts[index]
        guard attempt.endedAt != nil else { return flow.isInterrupted ? "interrupted" : "running" }
        let lines = logLines.filter {
            $0.attempt == attempt.triggered.attempt && $0.source == .function
        }
        let late = index == lastAttemptIndex ? flow.lateResult?.durationMicroseconds : nil
        let parts = [
            failure, late.map { "answered after \(durationText(microseconds: Int64($0)))" },
            lines.isEmpty ? nil : counted(lines.count, "log line"),
        ]
        return parts.compactMap { $0 }.joined(separator: " · ")
    }

    private func delaySpan(before index: Int, after previous: Int) -> TimelineSpan {
        let start = flow.attempts[previous].endedAt ?? flow.attempts[previous].triggeredAt
        return TimelineSpan(
            name: "retried",
            step: .triggered,
            attempt: flow.attempts[index].triggered.attempt,
            start: offset(start),
            end: offset(flow.attempts[index].triggeredAt),
            note: "delay before the next attempt"
        )
    }

    // MARK: Answer

    /// The gateway makes the response; the client takes it.
    private var answerSpans: [TimelineSpan] {
        guard let returned = flow.returned, let at = flow.stepTimes[.returned] else { return [] }
        let begin =
            flow.kind == .asynchronous
            ? time(of: .rejected) : flow.lastAttempt?.endedAt.map { offset($0) }
        var spans: [TimelineSpan] = []
        // Without an answer to map, making the response is what `sent` took.
        if let begin = begin ?? time(of: .rejected) ?? time(of: .aborted) {
            spans.append(
                TimelineSpan(
                    name: "returned",
                    step: .returned,
                    attempt: 1,
                    start: begin,
                    end: offset(at),
                    note: flow.undecodable?.reason ?? statusWords(returned.status),
                    hasFailed: flow.undecodable != nil
                )
            )
        }
        if let end = time(of: .displayed) ?? time(of: .abandoned) {
            let isAbandoned = flow.abandoned != nil
            spans.append(
                TimelineSpan(
                    name: isAbandoned ? "abandoned" : "displayed",
                    step: .displayed,
                    attempt: 1,
                    start: offset(at),
                    end: end,
                    note: flow.abandoned.map(lossWords) ?? sizeText(flow.displayed?.bytes ?? 0),
                    hasFailed: isAbandoned
                )
            )
        }
        return spans
    }

    /// The loss may have been noticed long before there was anything to send.
    private func lossWords(_ abandoned: Abandoned) -> String {
        "client went away"
            + (abandoned.afterMicroseconds.map { " after \(durationText(microseconds: Int64($0)))" }
                ?? "")
    }

    /// Where the time went for machines, one object a span.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `flow` | the flow's UUID |
    /// | `name` | `sent`, `rejected`, `triggered`, `queue`, `init`, `executed`, `retried`, `returned`, `displayed`, `abandoned` |
    /// | `step` `attempt` | 1 to 5, the number of the attempt |
    /// | `startMs` `endMs` `durationMs` | milliseconds after `sent`; the length |
    /// | `share` | of the whole, 0 to 1 |
    /// | `failed` | whether the flow failed here |
    /// | `note` | for people |
    var timelineRecords: Records {
        let whole = timelineLength
        return Records(
            fields: [
                "flow", "name", "step", "attempt", "startMs", "endMs", "durationMs", "share",
                "failed", "note",
            ],
            rows: timelineSpans.map { span in
                [
                    .string(flow.id.description), .string(span.name),
                    .integer(Int64(span.step.rawValue)), .integer(Int64(span.attempt)),
                    MachineValue(milliseconds: span.start), MachineValue(milliseconds: span.end),
                    MachineValue(milliseconds: span.length),
                    .decimal(decimal(span.length, scale: max(1, whole), decimals: 4)),
                    .boolean(span.hasFailed), .string(span.note),
                ]
            }
        )
    }
}
