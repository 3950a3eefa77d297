import Flows

/// What happened to a flow, in sentences: made from its events alone, the same for the same events.
struct Explanation {
    let facts: FlowFacts
    /// What the rest of the log adds.
    let surroundings: Surroundings

    var flow: Flow { facts.flow }

    /// The story in its order, a paragraph each: request, function, answer, end.
    var paragraphs: [String] {
        let attempts = flow.attempts.indices.filter { !flow.attempts[$0].triggered.isAuthorizer }
        let runs = attempts.map { sentences(ofAttempt: $0) }
        if flow.kind == .imported { return importedParagraphs }
        let isAsynchronous = flow.kind == .asynchronous
        var paragraphs = [
            [requestSentence, gatewaySentence].compactMap { $0 }.joined(separator: " ")
        ]
        if isAsynchronous, let answerSentence { paragraphs.append(answerSentence) }
        paragraphs += runs
        if attempts.isEmpty, let aborted = abortedBeforeTrigger { paragraphs.append(aborted) }
        paragraphs += interventions
        if !isAsynchronous, let answerSentence { paragraphs.append(answerSentence) }
        if let stepSentence { paragraphs.append(stepSentence) }
        return paragraphs
    }

    // MARK: Request

    private var requestSentence: String {
        guard let sent = flow.sent else { return "Another system recorded \(facts.title)." }
        let bytes = sent.bodyBytes ?? 0
        let size = bytes > 0 ? " (\(sizeText(bytes))\(contentWord))" : ""
        let cut = sent.isComplete ? "" : " Its body was cut off or refused."
        switch flow.kind {
        case .direct: return "The client invoked \(facts.functionName)\(size) and waited.\(cut)"
        case .asynchronous:
            return "The client invoked \(facts.functionName)\(size) as an event.\(cut)"
        case .replay:
            let who = sent.operatorName ?? "An operator"
            let origin = sent.replayOf.map { " of \($0.shortID)" } ?? ""
            return "\(who) ran the trigger\(origin) again: \(facts.title)\(size).\(cut)"
        case .door, .imported: return "The client sent \(facts.title)\(size).\(cut)"
        }
    }

    /// `, JSON` of `application/json`.
    private var contentWord: String {
        guard let type = facts.request?.head.header("content-type") else { return "" }
        let media = type.prefix { $0 != ";" }.lowercased()
        if media.hasSuffix("json") { return ", JSON" }
        if media == "application/x-www-form-urlencoded" { return ", form" }
        return ", \(media)"
    }

    private var api: String {
        let name = flow.sent?.api ?? "the API"
        guard let stage = flow.sent?.stage, stage != "$default" else { return name }
        return "\(name) (stage \(stage))"
    }

    /// What stands between client and function made of it.
    private var gatewaySentence: String? {
        if let rejected = flow.rejected { return refusal(rejected) }
        guard let trigger = flow.lastAttempt?.triggered else {
            if let replayWords { return replayWords }
            guard let returned = flow.returned, flow.kind != .asynchronous,
                flow.operatorAnswer == nil
            else { return nil }
            return returned.isFromGateway && abortedBeforeTrigger == nil
                ? "\(facts.gateway) answered by itself: no function was meant to run." : nil
        }
        if facts.isInvoke {
            return flow.kind == .direct
                ? "The Invoke API passed the payload on (\(sizeText(known: trigger.eventBytes)))."
                : nil
        }
        let event =
            switch trigger.format {
            case .http1: "a 1.0 event"
            case .http2: "a 2.0 event"
            case .rest: "a REST event"
            case .payload: "the payload"
            case nil: "an event of \(unknownWord) format"
            }
        let place = flow.sent?.apiKind == .rest ? "resource" : "route"
        return "\(facts.gateway) matched \(place) \(trigger.route ?? "$default") of \(api) and "
            + "triggered \(facts.functionName) with \(event) "
            + "(\(sizeText(known: trigger.eventBytes)))."
    }

    /// Of a replay for which no function was triggered here: what was done instead.
    private var replayWords: String? {
        guard let sent = flow.sent, let origin = sent.replayOf else { return nil }
        switch sent.mode {
        case .executed:
            let end = facts.mappedFailure.map { "the failure of \(origin.shortID) (\($0))" }
            return "\(facts.gateway) mapped \(end ?? "the recorded result of \(origin.shortID)") "
                + "again; no function ran."
        case .http:
            guard let url = remoteURL else { return nil }
            return
                "It went to another front door, \(url); what happened there this log does not tell."
        case .event, nil: return nil
        }
    }

    /// Where a request was sent that went to another service.
    private var remoteURL: String? {
        guard let first = facts.events.first, case .sent = first.event else { return nil }
        return first.content(.text).map { visible(String(decoding: $0, as: UTF8.self)) }
    }

    private func refusal(_ rejected: Rejected) -> String {
        let detail = facts.refusalDetail
        switch rejected.cause {
        case .noRoute:
            let place = flow.sent?.apiKind == .rest ? "resource" : "route"
            return "\(facts.gateway) has no \(place) for it in \(api) and called no function."
        case .noFunction: return "The Invoke API knows no function of that name."
        case .unsupported:
            return "\(facts.gateway) refused it, since its route needs what is not supported"
                + "\(detail.map { ": \($0)" } ?? "")."
        case .unauthorized, .forbidden, .apiKey, .throttled, .tooLarge, .invalid, .incomplete:
            return "\(facts.gateway) refused it: \(rejectWords(rejected.cause))"
                + "\(detail.map { " (\($0))" } ?? "")."
        }
    }

    // MARK: Function

    private func sentences(ofAttempt index: Int) -> String {
        let attempt = flow.attempts[index]
        let isOneOfMany = flow.attempts.count > 1
        let number = isOneOfMany ? "Attempt \(attempt.triggered.attempt): " : ""
        var text = number + beginning(attempt) + ending(attempt, index)
        if index == facts.lastAttemptIndex, let late = flow.lateResult {
            let time = late.durationMicroseconds.map { duration(Int64($0)) }
            text +=
                " It answered \(time.map { "\($0) after it had got the event" } ?? "later"), when "
                + "nobody waited for it any more."
        }
        return text
    }

    /// `orders started cold (init 210 ms)`, `orders was warm`; nothing when it was not started.
    private func beginning(_ attempt: Attempt) -> String {
        let name =
            (attempt.triggered.function ?? unknownWord)
            + (facts.elsewhere.map { " at \($0)" } ?? "")
        guard let started = attempt.started else { return name }
        let initialised = started.isCold ? Int64(attempt.initMicroseconds ?? 0) : 0
        let queued = Int64(started.waitMicroseconds) - initialised
        let wait =
            queued >= 1000 && !(started.isCold && initialised == 0)
            ? ", after \(duration(queued)) in the queue," : ""
        guard started.isCold else { return "\(name) was warm\(wait)" }
        let time = initialised > 0 ? " (init \(duration(initialised)))" : ""
        return "\(name) started cold\(time)\(wait)"
    }

    private func ending(_ attempt: Attempt, _ index: Int) -> String {
        let document = facts.result(ofAttempt: index).flatMap { ErrorDocument($0) }
        if let executed = attempt.executed {
            let time = executed.durationMicroseconds.map { " after \(duration(Int64($0)))" } ?? ""
            if attempt.started == nil, flow.injection != nil, executed.isError {
                return " did not run: \(error(executed.errorType, document))."
            }
            // Another service does not tell how it started.
            let and = attempt.started == nil ? "" : " and"
            guard executed.isError else {
                return "\(and) gave a result (\(sizeText(known: executed.resultBytes)))\(time)."
            }
            return "\(and) failed\(time): \(error(executed.errorType, document))."
        }
        guard let aborted = attempt.aborted else {
            switch (attempt.started != nil, flow.isInterrupted) {
            case (true, true): return " and had not answered when the service stopped."
            case (true, false): return " and has not answered yet."
            case (false, true): return " had not got the event when the service stopped."
            case (false, false):
                let wait = flow.hold == nil ? ": it waits for an environment" : ""
                return " has not got the event yet\(wait)."
            }
        }
        return abortEnding(aborted, attempt, document)
    }

    private func abortEnding(
        _ aborted: Aborted,
        _ attempt: Attempt,
        _ document: ErrorDocument?
    ) -> String {
        let after = aborted.durationMicroseconds.map { " after \(duration(Int64($0)))" } ?? ""
        // Without a start there is no «and» to continue from.
        let and = attempt.started == nil ? "" : " and"
        switch aborted.cause {
        case .timeout where attempt.started == nil && flow.injection?.injection == .timeout:
            return " did not run, as if its time limit had passed."
        case .timeout:
            let limit = timeLimit(of: attempt).map { " of \(plain($0))" } ?? ""
            return "\(and) had not answered when its time limit\(limit) passed."
        case .initFailure:
            let time = aborted.initMicroseconds.map { " (init \(duration(Int64($0))))" } ?? ""
            return " could not be initialised\(time): \(error(aborted.errorType, document))."
        case .exit:
            let status = aborted.exitStatus.map { " with status \($0)" } ?? ""
            return "\(and) exited\(status)\(after), before it had answered."
        case .signal:
            let signal = aborted.signal.map { " by \(signalName($0))" } ?? ""
            return "\(and) was ended\(signal)\(after), before it had answered."
        case .gatewayLimit:
            // The gateway's limit counts from the request on.
            let limit = attempt.endedAt.map { $0.microseconds(since: flow.sentAt) }
            let passed = limit.map { " \(duration($0)) after the request" } ?? ""
            return "\(and) had not answered when the gateway's limit passed\(passed)."
        case .shutdown: return "\(and) had not answered when the service was stopped\(after)."
        case .throttled: return " was not run: it was throttled (\(throttleWords(aborted)))."
        case .killed where attempt.started == nil:
            return " was not run: an operator ended the request."
        case .killed: return "\(and) was ended by an operator\(after)."
        case .responded: return " was not run: an operator answered in its place."
        case .unreachable:
            let end = aborted.errorType.map { "refused it (\($0))" } ?? "was out of reach"
            return " was to run at another service, which \(end)."
        case .unanswered: return " was to run at another service, which gave no answer."
        case .tooLarge:
            return "\(and) answered\(after) with more than 6 MiB, which is not passed on."
        case .recording: return " was not run, since the log could not take the event."
        case .unspecified: return "\(and) failed, and the source does not tell how."
        }
    }

    /// An invocation can come to its end before there was an event.
    private var abortedBeforeTrigger: String? {
        for event in facts.events {
            guard case .aborted(let aborted) = event.event, flow.attempts.isEmpty else { continue }
            let words =
                aborted.cause == .throttled
                ? "it was throttled (\(throttleWords(aborted)))"
                : abortWords(aborted.cause, after: nil)
            return "The function was not run: \(words)."
        }
        return nil
    }

    private func throttleWords(_ aborted: Aborted) -> String {
        if flow.injection?.injection == .throttle { return "on purpose" }
        return switch aborted.errorType {
        case "ReservedFunctionConcurrentInvocationLimitExceeded":
            "its reserved concurrency was in use"
        case "ConcurrentInvocationLimitExceeded": "the line of waiting calls was full"
        case let reason?: reason
        case nil: "no environment was free"
        }
    }

    private func error(_ type: String?, _ document: ErrorDocument?) -> String {
        var words = errorWords(type: type ?? document?.type, message: document?.message)
        if let location = document?.location { words += " at \(location)" }
        if let routine = document?.routine { words += " in \(routine)" }
        return words
    }

    // MARK: Answer

    private var answerSentence: String? {
        guard let returned = flow.returned else {
            guard !flow.isInterrupted else { return "The client got no answer." }
            return flow.kind == .asynchronous ? nil : "The client has no answer yet."
        }
        if let replaced = flow.replacedResponse {
            let left = "\(statusWords(returned.status))\(bodyExcerpt)"
            return "\(answer(replaced)); what left was \(left); \(arrival)."
        }
        return "\(answer(returned)); \(arrival)."
    }

    private func answer(_ returned: Returned) -> String {
        let words = statusWords(returned.status)
        if flow.rejected != nil { return "It answered \(returned.status)\(bodyExcerpt)" }
        if flow.kind == .asynchronous {
            return "The Invoke API accepted it with \(returned.status) before the function ran"
        }
        if let answer = flow.operatorAnswer, answer.step != .returned {
            return "\(facts.gateway) passed that answer on"
        }
        if let killed = flow.killedAfter, killed != .returned {
            return "\(facts.gateway) answered \(returned.status)\(bodyExcerpt)"
        }
        guard let attempt = flow.lastAttempt else {
            let problem = flow.undecodable.map { " since it could not map it (\($0.reason))" } ?? ""
            return "It answered \(returned.status)\(bodyExcerpt)\(problem)"
        }
        if let undecodable = flow.undecodable {
            return "\(facts.gateway) could not map the result (\(undecodable.reason)) and answered "
                + "\(returned.status)\(bodyExcerpt)"
        }
        guard let executed = attempt.executed else {
            return
                "Because no answer came, \(facts.gateway) answered \(returned.status)\(bodyExcerpt)"
        }
        if executed.isError {
            return facts.isInvoke
                ? "The Invoke API passed the error on with status \(returned.status) (Unhandled)"
                : "Because the function returned no response, \(facts.gateway) answered "
                    + "\(returned.status)\(bodyExcerpt)"
        }
        return facts.isInvoke
            ? "The Invoke API passed the result on with status \(returned.status)"
            : "\(facts.gateway) mapped the result to \(words) (\(sizeText(known: returned.bodyBytes)))"
    }

    private static let excerptLimit = 100

    /// ` {"message":"Internal Server Error"}`: the beginning of the body, masked.
    private var bodyExcerpt: String {
        guard let body = facts.response?.body, !body.isEmpty else { return "" }
        guard let json = maskedJSON(Array(body), indent: nil) else {
            return " (\(sizeText(body.count)))"
        }
        let text = String(decoding: json, as: UTF8.self)
        return " " + (text.count > Self.excerptLimit ? text.prefix(Self.excerptLimit) + "…" : text)
    }

    private var arrival: String {
        if let abandoned = flow.abandoned {
            let after = abandoned.afterMicroseconds.map { " \(duration(Int64($0))) after it asked" }
            return "the client went away\(after ?? "") and did not get all of it"
        }
        guard let displayed = flow.displayed else {
            return flow.isInterrupted
                ? "the service stopped before the client had it" : "the client does not have it yet"
        }
        let time = duration(Int64(displayed.lastByteMicroseconds))
        return displayed.isReportedByClient
            ? "the client showed it \(time) after it asked"
            : "the client received it \(time) after it asked"
    }

    // MARK: Steps

    /// The step that failed and the one that it affected.
    var affectedStep: FlowStep? {
        if flow.rejected != nil { return .executed }
        switch flow.failedStep {
        case .executed: return flow.kind == .asynchronous ? nil : .returned
        case .returned: return .displayed
        case .sent, .triggered, .displayed, nil: return nil
        }
    }

    private var stepSentence: String? {
        guard let failed = flow.failedStep else { return nil }
        guard flow.killedAfter == nil else { return nil }
        func name(_ step: FlowStep) -> String { "step \(step.rawValue) (\(step.name))" }
        if flow.isInterrupted { return "It was interrupted before \(name(failed))." }
        if flow.abandoned != nil { return "It was abandoned at \(name(failed))." }
        if flow.rejected != nil {
            return "It was refused at \(name(failed)); \(name(.executed)) was skipped."
        }
        if flow.sent?.mapped?.cause != nil {
            return "No hand-off failed now: what was mapped again had failed before."
        }
        if flow.cause == "status" {
            let status = flow.returned?.status ?? 500
            if flow.sent?.mapped != nil {
                return "No hand-off failed: the recorded result has the status \(status)."
            }
            if remoteURL != nil {
                return "No hand-off failed here: the answer there was \(status)."
            }
            return "No hand-off failed: the function itself answered \(status)."
        }
        guard let affectedStep else {
            return "It failed at \(name(failed)) in \(counted(flow.attempts.count, "attempt"))."
        }
        return "It failed at \(name(failed)); \(name(affectedStep)) was affected."
    }

    // MARK: Words

    private func duration(_ microseconds: Int64) -> String {
        durationText(microseconds: microseconds)
    }

    private func plain(_ microseconds: Int64) -> String {
        plainDurationText(microseconds: microseconds)
    }
}

extension Explanation {
    private var causes: [String] { LikelyCause(facts, surroundings).sentences }

    /// `ls where error.type = "KeyError" and function = "orders"`
    private var listing: String? {
        guard let alike = surroundings.alike, alike.count > 0 else { return nil }
        return "ls where \(alike.condition)"
    }

    private var alikeWords: String? {
        guard let alike = surroundings.alike, let listing else { return nil }
        let least = alike.isExact ? "" : "at least "
        let verb = flow.outcome?.isFailure == true ? "failed" : "ended"
        return
            "\(least)\(counted(alike.count, "other flow")) \(verb) the same way in the last hour: "
            + listing
    }

    /// The paragraphs, then the likely causes, then how many others there were.
    var blocks: [Block] {
        var blocks: [Block] = paragraphs.map { .line(StyledText($0)) }
        blocks += causes.map {
            .line(StyledText("Likely cause: ", .heading) + StyledText($0))
        }
        if let alikeWords { blocks.append(.line(StyledText(alikeWords))) }
        return blocks
    }

    /// For machines, one object.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `flow` `outcome` | the flow's UUID; its outcome, null while it goes on |
    /// | `failedStep` `affectedStep` | 1 to 5; null when none |
    /// | `sentences` | the paragraphs, an array of strings |
    /// | `likelyCauses` | an array of strings, empty without evidence |
    /// | `alike` | how many other flows of the last hour came to the same end; null for one that went well |
    /// | `alikeCondition` | the condition that lists them |
    var records: Records {
        Records(
            fields: [
                "flow", "outcome", "failedStep", "affectedStep", "sentences", "likelyCauses",
                "alike", "alikeCondition",
            ],
            rows: [
                [
                    .string(flow.id.description), MachineValue(flow.outcome?.rawValue),
                    MachineValue(flow.failedStep?.rawValue),
                    MachineValue(affectedStep?.rawValue), .json(strings(paragraphs)),
                    .json(strings(causes)), MachineValue(surroundings.alike?.count),
                    MachineValue(surroundings.alike?.condition),
                ]
            ],
            isSingle: true
        )
    }

    private func strings(_ texts: [String]) -> [UInt8] {
        JSONValue.array(texts.map { .string($0) }).bytes
    }
}
