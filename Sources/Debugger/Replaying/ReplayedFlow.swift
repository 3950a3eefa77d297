import Flows
import Gateway
import HTTPServer
import Lambda

/// A replay under way.
///
/// Owned by the service's event loop.
final class ReplayedFlow: FlowUnderWay, @unchecked Sendable {
    let origin: FlowID
    /// What `--set` makes of it; nil without.
    var edit: ReplayEdit?
    private var mapped: MappedResponse?
    private var readyAfterMicroseconds = 0

    init(
        _ flow: LiveFlow,
        as sent: Sent,
        _ request: HTTPRequest,
        origin: FlowID,
        recording: FlowRecording
    ) {
        self.origin = origin
        super.init(flow, as: sent, request, recording: recording)
    }

    /// Records how the invocation ended.
    func record(_ outcome: InvocationOutcome) throws(IllegalTransition) {
        try flow.record(outcome.event, outcome.contents)
        note(outcome)
    }

    /// Keeps how the invocation had ended whose end is mapped again; nothing of it happens now.
    func maps(_ outcome: InvocationOutcome) {
        self.outcome = outcome
        switch outcome.event {
        case .executed(let executed) where executed.isError:
            problem = executed.errorType ?? "function error"
        case .aborted(let aborted): problem = aborted.errorType ?? aborted.cause.rawValue
        default: break
        }
    }

    /// Records `returned`; what is reported is the response as an operator may have changed it.
    func returns(
        _ mapped: MappedResponse,
        integrationMicroseconds: Int?
    ) async throws(IllegalTransition) {
        let leaving = try await returns(
            mapped.response,
            isFromGateway: mapped.isFromGateway,
            integrationMicroseconds: integrationMicroseconds
        )
        self.mapped = MappedResponse(
            response: leaving,
            isFromGateway: mapped.isFromGateway,
            undecodable: mapped.undecodable
        )
        readyAfterMicroseconds = flow.elapsedMicroseconds()
    }

    /// What the one who asked is told.
    var report: ReplayReport {
        var report = ReplayReport(origin: origin)
        report.replay = flow.id
        report.status = mapped?.response.status
        report.outcome = endedAs
        report.problem = problem ?? (endedAs.isFailure ? "status \(report.status ?? 0)" : nil)
        report.durationMicroseconds = readyAfterMicroseconds
        return report
    }

    private var endedAs: FlowOutcome {
        switch outcome?.event {
        case .executed(let executed) where executed.isError: return .functionError
        case .aborted(let aborted):
            if let outcome = aborted.cause.outcome { return outcome }
        default: break
        }
        if mapped?.undecodable != nil { return .functionError }
        let status = mapped?.response.status ?? 200
        return status >= 500 && mapped?.isFromGateway == true
            ? .gatewayFailure : FlowOutcome(status: status)
    }

    /// The report was handed over, or there is nobody any more to have it.
    func delivered(_ isTaken: Bool) {
        let bytes = mapped.map { $0.response.headBytes + $0.response.body.count } ?? 0
        let event: FlowEvent =
            isTaken
            ? .displayed(
                Displayed(
                    bytes: bytes,
                    firstByteMicroseconds: readyAfterMicroseconds,
                    lastByteMicroseconds: flow.elapsedMicroseconds(),
                    isReportedByClient: false
                )
            ) : .abandoned(Abandoned(bytes: bytes, afterMicroseconds: flow.elapsedMicroseconds()))
        // An event that is illegal here would be a mistake of ours, and the flow is over all the same.
        try? flow.record(event)
        report(status: mapped?.response.status, durationMicroseconds: readyAfterMicroseconds)
    }
}

extension FlowOutcome {
    /// Of a flow of which nothing but the status is known.
    init(status: Int) {
        self =
            switch status {
            case 500...: .functionError
            case 400..<500: .clientError
            default: .ok
            }
    }
}
