import Flows
import NIOCore

/// An invocation between the asking and its end. It ends once for the one who asked: with the
/// function's answer, a failure, or the gateway's limit; what comes after that is a late result.
///
/// Owned by the service's event loop.
final class PendingInvocation: @unchecked Sendable {
    let request: Invocation
    let queuedAt: Timestamp
    var log = LogText()
    private var waiter: UnsafeContinuation<InvocationOutcome, Never>?
    private var limit: Scheduled<Void>?
    private var gaveUp: AbortCause?

    init(_ request: Invocation, waiter: UnsafeContinuation<InvocationOutcome, Never>) {
        self.request = request
        self.waiter = waiter
        self.queuedAt = .now()
    }

    /// Whether nobody waits for the answer any more.
    var isGivenUp: Bool { gaveUp != nil }

    /// Gives up when the gateway's time limit passes.
    func limit(on loop: any EventLoop, whenGivenUp: @escaping @Sendable () -> Void) {
        guard let deadline = request.gatewayDeadline else { return }
        let left = deadline.microseconds(since: .now())
        limit = loop.scheduleTask(in: .microseconds(max(0, left))) {
            guard self.waiter != nil else { return }
            self.gaveUp = .gatewayLimit
            let waited = Int(Timestamp.now().microseconds(since: self.queuedAt))
            self.resume(
                InvocationOutcome(
                    event: .aborted(
                        Aborted(.gatewayLimit, errorType: nil, durationMicroseconds: waited)
                    ),
                    document: nil
                )
            )
            whenGivenUp()
        }
    }

    func finish(_ outcome: InvocationOutcome) {
        if waiter == nil {
            recordLate(outcome)
        } else {
            resume(outcome)
        }
    }

    private func resume(_ outcome: InvocationOutcome) {
        limit?.cancel()
        limit = nil
        waiter?.resume(returning: outcome)
        waiter = nil
    }

    private func recordLate(_ outcome: InvocationOutcome) {
        guard let gaveUp else { return }
        let late: LateResult
        switch outcome.event {
        case .executed(let executed):
            late = LateResult(
                durationMicroseconds: executed.durationMicroseconds,
                resultBytes: executed.resultBytes,
                isError: executed.isError,
                cause: gaveUp.rawValue
            )
        case .aborted(let aborted):
            late = LateResult(
                durationMicroseconds: aborted.durationMicroseconds,
                resultBytes: outcome.document?.count,
                isError: true,
                cause: aborted.cause.rawValue
            )
        default: return
        }
        // The flow may have ended long ago; a note is legal all the same.
        try? request.flow.record(.lateResult(late), outcome.contents)
    }
}
