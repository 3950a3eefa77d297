/// How a flow ended.
public enum FlowOutcome: String, CaseIterable, Sendable {
    case ok
    case clientError = "client error"
    case functionError = "function error"
    case gatewayFailure = "gateway failure"
    case abandoned
    case interrupted

    /// What `failed` and `@failed` mean.
    public var isFailure: Bool {
        switch self {
        case .functionError, .gatewayFailure, .interrupted: true
        case .ok, .clientError, .abandoned: false
        }
    }
}

extension Flow {
    /// The last of the five steps that was reached; nil before `sent`.
    public var step: FlowStep? { reachedSteps.max() }

    /// The step whose hand-off went wrong, or nil.
    public var failedStep: FlowStep? {
        if rejected != nil { return .triggered }
        if abandoned != nil { return .displayed }
        if let killedAfter, kind != .asynchronous {
            // The operator's answer stands in the place of the response.
            return FlowStep(rawValue: min(killedAfter.rawValue + 1, FlowStep.returned.rawValue))
        }
        if let aborted = abortedUntriggered, aborted.cause != .responded { return .triggered }
        if let aborted = lastAttempt?.aborted, aborted.cause != .responded { return .executed }
        if lastAttempt?.executed?.isError == true || sent?.mapped?.cause != nil { return .executed }
        if undecodable != nil { return .returned }
        if isInterrupted { return FlowStep(rawValue: (step?.rawValue ?? 0) + 1) ?? .displayed }
        if let returned, returned.status >= 500 {
            // Who answered, a record without an attempt does not tell.
            return lastAttempt == nil ? .returned : .executed
        }
        return nil
    }

    /// How it ended; nil while it goes on.
    public var outcome: FlowOutcome? {
        if isInterrupted { return .interrupted }
        if kind == .asynchronous {
            if cursor.phase == .ended, rejected != nil { return .clientError }
            guard let attempt = lastAttempt, attempt.outcome != nil else {
                // Given up before an attempt began, or answered by an operator.
                guard cursor.phase == .aborted else { return nil }
                return abortedUntriggered?.cause == .responded ? statusOutcome : .gatewayFailure
            }
            return attemptOutcome(attempt) ?? .ok
        }
        guard hasKnownEnd else { return nil }
        if abandoned != nil { return .abandoned }
        if rejected != nil { return .clientError }
        if let failure = lastAttempt.flatMap(attemptOutcome) ?? sent?.mapped?.outcome {
            return failure
        }
        if undecodable != nil { return .functionError }
        if kind == .imported, returned == nil { return .ok }
        return statusOutcome
    }

    private var statusOutcome: FlowOutcome {
        switch returned?.status ?? 200 {
        case 500...: returned?.isFromGateway == true ? .gatewayFailure : .functionError
        case 400..<500: .clientError
        default: .ok
        }
    }

    /// Whether the events tell how it ended. Another system's record has gaps: whatever it tells of
    /// an answer counts.
    private var hasKnownEnd: Bool {
        guard kind == .imported else { return cursor.phase == .ended }
        return cursor.phase == .ended || rejected != nil || undecodable != nil || returned != nil
            || lastAttempt?.outcome != nil
    }

    private func attemptOutcome(_ attempt: Attempt) -> FlowOutcome? {
        if attempt.executed?.isError == true { return .functionError }
        return attempt.aborted?.cause.outcome
    }

    /// The word for where the flow stands: the last step reached, or `failed`, `rejected`,
    /// `abandoned`, `interrupted`.
    public var state: String {
        switch outcome {
        case .interrupted: "interrupted"
        case .abandoned: "abandoned"
        case .functionError, .gatewayFailure: "failed"
        case .clientError where rejected != nil: "rejected"
        case .ok, .clientError, nil: step?.name ?? "new"
        }
    }

    /// What exactly went wrong, in one word: the cause of the refusal or failure, or nil.
    public var cause: String? {
        if isInterrupted { return "interrupted" }
        if killedAfter != nil { return AbortCause.killed.rawValue }
        if let rejected { return rejected.cause.rawValue }
        if let aborted = abortedUntriggered, aborted.cause != .responded {
            return aborted.cause.rawValue
        }
        if let aborted = lastAttempt?.aborted, aborted.cause != .responded {
            return aborted.cause.rawValue
        }
        if lastAttempt?.executed?.isError == true { return "error" }
        if let cause = sent?.mapped?.cause { return cause }
        if undecodable != nil { return "undecodable" }
        if abandoned != nil { return "abandoned" }
        if let returned, returned.status >= 500 { return "status" }
        return nil
    }

    public var errorType: String? { lastAttempt?.errorType ?? sent?.mapped?.errorType }

    /// From `sent` to the last byte (or the loss of the client, or the end of an asynchronous
    /// invocation), in microseconds; nil while the flow goes on, and when an imported record does not
    /// tell.
    public var durationMicroseconds: Int64? {
        guard outcome != nil else { return nil }
        if kind == .asynchronous, let end = lastAttempt?.endedAt {
            return end.microseconds(since: sentAt)
        }
        if let displayed { return Int64(displayed.lastByteMicroseconds) }
        if let after = abandoned?.afterMicroseconds { return Int64(after) }
        if kind == .imported { return importedDurationMicroseconds }
        return lastEventAt.microseconds(since: sentAt)
    }

    /// From the first moment that the record tells to the response or, without one, to the function's
    /// answer.
    private var importedDurationMicroseconds: Int64? {
        guard isStartKnown, let end = stepTimes[.returned] ?? lastAttempt?.endedAt else {
            return nil
        }
        return end.microseconds(since: sentAt)
    }
}

extension AbortCause {
    /// What a flow comes to whose last attempt ended so; nil when the status of the answer decides.
    public var outcome: FlowOutcome? {
        switch self {
        case .timeout, .initFailure, .exit, .signal, .tooLarge: .functionError
        case .gatewayLimit, .shutdown, .throttled, .killed, .recording, .unreachable, .unanswered,
            .unspecified:
            .gatewayFailure
        // The operator's status.
        case .responded: nil
        }
    }
}
