import Flows

/// One row of the process table.
struct StepRow {
    let step: FlowStep
    /// 1, or the number of the attempt.
    let attempt: Int
    let component: String
    let action: String
    let input: String
    let output: String
    let at: Timestamp?
    var hasFailed = false
    /// The word in the first column when it is not the step's own: `abandoned`.
    var word: String?

    /// The source of an imported flow tells of the step, but not when it happened.
    var isTimeUnknown = false
    /// The source of an imported flow does not tell whether it happened.
    var isUntold = false

    /// False for a step that the flow never reached, as far as is known.
    var isReached: Bool { at != nil || isTimeUnknown }

    /// `3 executed ✗`, `3.2 executed`
    var label: String {
        let number = attempt > 1 ? "\(step.rawValue).\(attempt)" : "\(step.rawValue)"
        return "\(number) \(word ?? step.name)\(hasFailed ? " ✗" : "")"
    }
}

extension FlowFacts {
    /// The process table: the five steps in the order in which they happen to this kind of flow,
    /// always all of them. An asynchronous flow answers first and then has its attempts.
    var stepRows: [StepRow] {
        guard flow.kind == .asynchronous else {
            return [sentRow, triggeredRow, executedRow, returnedRow, displayedRow]
        }
        var rows = [sentRow, returnedRow, displayedRow]
        let attempts = flow.attempts.indices.filter { !flow.attempts[$0].triggered.isAuthorizer }
        for index in attempts { rows += [triggeredRow(index), executedRow(index)] }
        return attempts.isEmpty ? rows + [triggeredRow, executedRow] : rows
    }

    private func unreached(_ step: FlowStep, _ component: String) -> StepRow {
        // After a refusal it is known that no function ran; otherwise the gap is the source's.
        let isUntold = hasGaps && !(flow.rejected != nil && step == .executed)
        return StepRow(
            step: step,
            attempt: 1,
            component: component,
            action: isUntold ? "not in the source" : "—",
            input: isUntold ? unknownWord : "—",
            output: isUntold ? unknownWord : "—",
            at: nil,
            isUntold: isUntold
        )
    }

    private func isTimeUnknown(_ step: FlowStep) -> Bool {
        hasGaps && flow.reachedSteps.contains(step) && flow.stepTimes[step] == nil
    }

    /// When the first event of a type happened, if that is known.
    private func knownTime(_ type: EventType) -> Timestamp? {
        guard let event = events.first(where: { $0.event.type == type }),
            event.hasKnownTime(in: flow.kind)
        else { return nil }
        return event.occurredAt
    }

    // MARK: 1

    private var client: String {
        flow.kind == .replay
            ? flow.sent?.operatorName.map { "Operator \($0)" } ?? "Replay" : "Client"
    }

    private var sentRow: StepRow {
        guard let sent = flow.sent else { return unreached(.sent, client) }
        let type = request?.head.header("content-type").map(contentWord) ?? ""
        let size =
            switch sent.bodyBytes {
            case nil: ", body \(unknownWord)"
            case 0?: ""
            case let bytes?: ", \(sizeText(bytes))\(type)"
            }
        let action =
            switch flow.kind {
            case .direct: "Invokes the function"
            case .asynchronous: "Invokes the function (Event)"
            case .replay: "Runs the trigger again"
            case .door, .imported: "Sends HTTP request"
            }
        return StepRow(
            step: .sent,
            attempt: 1,
            component: client,
            action: action,
            input: title + size,
            output: sent.isComplete ? "Request received" : "Request cut off",
            at: flow.stepTimes[.sent],
            isTimeUnknown: isTimeUnknown(.sent)
        )
    }

    /// ` json` of `application/json; charset=utf-8`.
    private func contentWord(_ type: String) -> String {
        let media = type.prefix { $0 != ";" }
        let subtype = media.lastIndex(of: "/").map { media[media.index(after: $0)...] } ?? media
        let word =
            subtype.lastIndex(of: "+").map { subtype[subtype.index(after: $0)...] } ?? subtype
        return word == "x-www-form-urlencoded" ? " form" : " \(word.prefix(12))"
    }

    // MARK: 2

    private var triggeredRow: StepRow {
        if flow.rejected != nil { return rejectedRow }
        guard let index = lastAttemptIndex else {
            // An invocation can fail before it was handed over.
            guard flow.killedAfter == .sent else { return unreached(.triggered, gateway) }
            return StepRow(
                step: .triggered,
                attempt: 1,
                component: gateway,
                action: "Ends the request",
                input: title,
                output: "Ended by \(operatorName)",
                at: knownTime(.aborted),
                hasFailed: true
            )
        }
        return triggeredRow(index)
    }

    private func triggeredRow(_ index: Int) -> StepRow {
        let attempt = flow.attempts[index]
        let trigger = attempt.triggered
        let input: String
        let action: String
        if isInvoke {
            let size = flow.sent == nil ? "" : sizeText(known: usedRequestBytes)
            input = "Payload, \(size)" + editMark(.sent)
            action = "Triggers \(functionName)" + (trigger.attempt > 1 ? " again" : "")
        } else if hasGaps, flow.sent == nil {
            input = unknownWord
            action = "Invokes the function"
        } else {
            input = usedTitle + editMark(.sent)
            let target = flow.sent?.apiKind == .rest ? "resource " : ""
            let route = trigger.route ?? (hasGaps ? "\(unknownWord) route" : "$default")
            action = "Matches \(target)\(route), triggers Lambda"
        }
        let event =
            switch trigger.format {
            case .http1: "Event 1.0"
            case .http2: "Event 2.0"
            case .rest: "REST event"
            case .payload: "Event"
            case nil: "Event of \(unknownWord) format"
            }
        return StepRow(
            step: .triggered,
            attempt: trigger.attempt,
            component: gateway,
            action: action,
            input: input,
            output: "\(event), \(sizeText(known: trigger.eventBytes)), to \(functionName)",
            at: isTimeUnknown(.triggered) ? nil : attempt.triggeredAt,
            isTimeUnknown: isTimeUnknown(.triggered)
        )
    }

    private var rejectedRow: StepRow {
        let cause = flow.rejected?.cause ?? .invalid
        let words =
            switch (cause, flow.sent?.apiKind) {
            case (.noRoute, .rest): "No resource matches"
            case (.noRoute, _): "No route matches"
            case (.noFunction, _): "No such function"
            case (.unsupported, _): "Route needs what is not supported"
            default: "Refuses: \(rejectWords(cause))"
            }
        let detail = refusalDetail.map { ": \($0)" } ?? ""
        return StepRow(
            step: .triggered,
            attempt: 1,
            component: gateway,
            action: words,
            input: title,
            output: "Refused (\(rejectWords(cause)))\(detail)",
            at: knownTime(.rejected),
            hasFailed: true,
            isTimeUnknown: knownTime(.rejected) == nil
        )
    }

    // MARK: 3

    private var executedRow: StepRow {
        guard let index = lastAttemptIndex else {
            return mappedRow ?? unreached(.executed, "Lambda")
        }
        return executedRow(index)
    }

    /// Of a replay that maps a recorded end again: what that was. Nothing ran for it now.
    private var mappedRow: StepRow? {
        guard let mapped = flow.sent?.mapped else { return nil }
        let result = content(.result)
        let size = result.map { ", \(sizeText($0.count))" } ?? ""
        return StepRow(
            step: .executed,
            attempt: 1,
            component: "Lambda",
            action: "Does not run again",
            input: "—",
            output: mappedFailure.map { "Recorded: \($0)" } ?? "Recorded result\(size)",
            at: nil,
            hasFailed: mapped.cause != nil
        )
    }

    private func executedRow(_ index: Int) -> StepRow {
        let attempt = flow.attempts[index]
        let place = elsewhere.map { " at \($0)" } ?? ""
        let component = "Lambda \(attempt.triggered.function ?? "(\(unknownWord))")\(place)"
        guard attempt.started != nil || attempt.outcome != nil else {
            return unreached(.executed, component)
        }
        let cold = attempt.started.map { $0.isCold ? " (cold)" : "" } ?? ""
        var input = "Event"
        if isEventEdited(ofAttempt: index) {
            input += " edited, \(sizeText(known: usedEventBytes(ofAttempt: index)))"
        }
        if let limit = timeLimit(of: attempt) {
            input += ", deadline \(plainDurationText(microseconds: limit))"
        }
        let output: String
        if let failure = failureWords(of: attempt, errorDocument: result(ofAttempt: index)) {
            output = failure
        } else if let executed = attempt.executed {
            output = "Result, \(sizeText(known: executed.resultBytes))"
        } else {
            output = flow.isInterrupted ? "Interrupted" : "Running"
        }
        let hasFailed = attempt.aborted != nil || attempt.executed?.isError == true
        return StepRow(
            step: .executed,
            attempt: attempt.triggered.attempt,
            component: component,
            action: wasRun(attempt) ? "Executes function code\(cold)" : "Is not run",
            input: input,
            output: output,
            at: attempt.endedAt ?? attempt.startedAt,
            hasFailed: hasFailed,
            isTimeUnknown: hasGaps && attempt.endedAt == nil
        )
    }

    /// Whether the function had the event, as far as is known: other services do not tell that they
    /// started.
    private func wasRun(_ attempt: Attempt) -> Bool {
        guard attempt.started == nil else { return true }
        switch attempt.aborted?.cause {
        case .killed, .responded, .throttled, .recording, .unreachable: return false
        default: return flow.injection == nil || attempt.outcome == nil
        }
    }

    // MARK: 4

    private var usedResultSize: String {
        lastAttemptIndex.map { sizeText(known: usedResultBytes(ofAttempt: $0)) } ?? ""
    }

    private func editMark(_ step: FlowStep) -> String { isEdited(after: step) ? " (edited)" : "" }

    private var returnedRow: StepRow {
        guard let returned = flow.replacedResponse ?? flow.returned else {
            return unreached(.returned, gateway)
        }
        let (action, input) = mapping(of: returned)
        var output = statusWords(returned.status)
        if let left = flow.returned, left != returned {
            let isEdit = flow.operatorAnswer == nil
            output +=
                isEdit && left.status == returned.status
                ? ", then edited"
                : ", then \(statusWords(left.status)) by \(isEdit ? "an edit" : "an operator")"
        }
        if isInvoke, flow.kind == .direct, flow.lastAttempt?.executed?.isError == true {
            output += ", Unhandled"
        }
        return StepRow(
            step: .returned,
            attempt: 1,
            component: gateway,
            action: action,
            input: input,
            output: output,
            at: flow.stepTimes[.returned],
            hasFailed: flow.failedStep == .returned,
            isTimeUnknown: isTimeUnknown(.returned)
        )
    }

    private func mapping(of returned: Returned) -> (action: String, input: String) {
        if let rejected = flow.rejected {
            return ("Answers by itself", rejectWords(rejected.cause))
        }
        if flow.kind == .asynchronous { return ("Accepts the event", "Payload") }
        if let step = flow.operatorAnswer?.step, step != .returned {
            return ("Passes on an operator's answer", "Answer of \(operatorName)")
        }
        if let killed = flow.killedAfter, killed != .returned {
            return ("Answers by itself", "Ended by \(operatorName)")
        }
        if flow.sent?.mode == .executed {
            let hasFailed = flow.sent?.mapped?.cause != nil
            let what = hasFailed ? "End" : "Result"
            let origin = flow.sent?.replayOf.map { "\(what) of \($0.shortID)" }
            let problem = flow.undecodable.map { "Cannot map result: \($0.reason)" }
            let action = hasFailed ? "Maps recorded failure" : "Maps recorded result"
            return (problem ?? action, origin ?? "Recorded \(what.lowercased())")
        }
        guard let attempt = flow.lastAttempt else {
            if flow.sent?.mode == .http, !returned.isFromGateway {
                return ("Another front door answers", "Request")
            }
            if hasGaps, !returned.isFromGateway { return ("Answers", unknownWord) }
            return ("Answers by itself", returned.isFromGateway ? "Request" : "—")
        }
        if let undecodable = flow.undecodable {
            let size = attempt.executed == nil ? "" : usedResultSize
            return (
                "Cannot map result: \(undecodable.reason)", "Result, \(size)" + editMark(.executed)
            )
        }
        if let executed = attempt.executed {
            let size = usedResultSize
            if executed.isError {
                return (
                    isInvoke ? "Passes on the error" : "Maps function error",
                    "Unhandled error, \(size)"
                )
            }
            return (
                isInvoke ? "Passes on the result" : "Maps function result",
                "Result, \(size)" + editMark(.executed)
            )
        }
        if hasGaps, attempt.aborted == nil { return ("Answers", unknownWord) }
        let cause = attempt.aborted?.cause
        return (
            isInvoke ? "Passes on the error" : "Answers for the function",
            "No result" + (cause.map { " (\(abortWord($0)))" } ?? "")
        )
    }

    private var operatorName: String {
        let resumed = events.last {
            if case .noted(let note) = $0.event { note.type == .resumed } else { false }
        }
        guard case .noted(let note)? = resumed?.event else { return "an operator" }
        return note.operatorName ?? "an operator"
    }

    private func abortWord(_ cause: AbortCause) -> String {
        switch cause {
        case .timeout: "timeout"
        case .initFailure: "init failed"
        case .exit: "process exited"
        case .signal: "process killed"
        case .gatewayLimit: "gateway limit"
        case .shutdown: "stopped"
        case .throttled: "throttled"
        case .killed: "killed"
        case .responded: "answered by an operator"
        case .unreachable: "out of reach"
        case .unanswered: "no answer"
        case .tooLarge: "too large"
        case .recording: "not recorded"
        case .unspecified: unknownWord
        }
    }

    // MARK: 5

    private var displayedRow: StepRow {
        let status =
            flow.returned.map {
                "HTTP \($0.status), \(sizeText(known: $0.bodyBytes))" + editMark(.returned)
            }
            ?? (hasGaps ? unknownWord : "—")
        if let abandoned = flow.abandoned {
            let after = abandoned.afterMicroseconds.map {
                " after \(durationText(microseconds: Int64($0)))"
            }
            return StepRow(
                step: .displayed,
                attempt: 1,
                component: client,
                action: "Goes away before the end",
                input: status,
                output: "Abandoned\(after ?? "")",
                at: knownTime(.abandoned),
                hasFailed: true,
                word: "abandoned",
                isTimeUnknown: knownTime(.abandoned) == nil
            )
        }
        guard let displayed = flow.displayed else { return unreached(.displayed, client) }
        let how = displayed.isReportedByClient ? "shown" : "delivered"
        return StepRow(
            step: .displayed,
            attempt: 1,
            component: client,
            action: "Receives response",
            input: status,
            output: "Displayed (\(sizeText(known: displayed.bytes)) \(how))",
            at: flow.stepTimes[.displayed],
            isTimeUnknown: isTimeUnknown(.displayed)
        )
    }
}
