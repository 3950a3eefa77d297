import Flows

extension FlowExchange {
    /// Keeps what the terminal's line shows of an invocation.
    public func note(_ outcome: InvocationOutcome) {
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
