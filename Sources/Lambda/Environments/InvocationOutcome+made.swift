import Flows

extension InvocationOutcome {
    /// What is made when a function has no environment to run in.
    public static func throttled(_ reason: String) -> InvocationOutcome {
        InvocationOutcome(event: .aborted(Aborted(.throttled, errorType: reason)), document: nil)
    }

    /// A call that came to no answer, and to no document either.
    public static func aborted(_ cause: AbortCause) -> InvocationOutcome {
        InvocationOutcome(event: .aborted(Aborted(cause, errorType: nil)), document: nil)
    }

    /// The end that a function's time limit makes, which did not run.
    public static func timedOut(
        _ function: FunctionConfiguration,
        requestID: String
    ) -> InvocationOutcome {
        let error = HostError.timedOut(seconds: function.timeoutSeconds)
        return InvocationOutcome(
            event: .aborted(
                Aborted(
                    .timeout,
                    errorType: error.errorType,
                    durationMicroseconds: function.timeoutSeconds * 1_000_000,
                    billedMilliseconds: function.timeoutSeconds * 1000,
                    memoryUsedMB: 0,
                    memorySizeMB: function.memoryMB
                )
            ),
            document: error.document(requestID: requestID)
        )
    }

    /// An error that a function seems to have reported, which did not run.
    public static func error(
        _ function: FunctionConfiguration,
        type: String,
        message: String
    ) -> InvocationOutcome {
        var json = JSONWriter()
        json.beginObject()
        json.key("errorType")
        json.string(type)
        json.key("errorMessage")
        json.string(message)
        json.endObject()
        return InvocationOutcome(
            event: .executed(
                Executed(
                    errorType: type,
                    isError: true,
                    durationMicroseconds: 0,
                    initMicroseconds: nil,
                    billedMilliseconds: 0,
                    memoryUsedMB: 0,
                    memorySizeMB: function.memoryMB,
                    resultBytes: json.bytes.count,
                    logBytes: 0
                )
            ),
            document: json.bytes
        )
    }

    /// The same end with another document.
    public func replacing(_ document: [UInt8]) -> InvocationOutcome {
        InvocationOutcome(event: event, document: document, log: log)
    }
}
