import Flows

extension FlowExchange {
    /// Keeps which function gets which event, and the gateway's limit, which counts from `sent` on.
    public func triggers(
        _ function: FunctionConfiguration,
        route: String?,
        event: [UInt8],
        limitMilliseconds: Int? = nil
    ) {
        configuration = function
        self.limitMilliseconds = limitMilliseconds
        self.function = function.name
        self.route = route
        self.event = event
    }

    /// Keeps the end of an invocation, and what the terminal's line shows of it.
    public func note(_ outcome: InvocationOutcome) {
        self.outcome = outcome
        switch outcome.event {
        case .executed(let executed):
            isCold = executed.initMicroseconds != nil
            if executed.isError { problem = executed.errorType ?? "function error" }
        case .aborted(let aborted):
            isCold = aborted.initMicroseconds != nil
            problem = aborted.errorType ?? aborted.cause.rawValue
        default: break
        }
    }
}
