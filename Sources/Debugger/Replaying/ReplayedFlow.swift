import Flows
import Gateway
import HTTPServer
import Lambda

/// A replay under way.
///
/// Owned by the service's event loop.
final class ReplayedFlow: @unchecked Sendable {
    let flow: LiveFlow
    let origin: FlowID
    private let request: HTTPRequest
    var function: String?
    var problem: String?
    private var isCold = false
    private var end: FlowEvent?
    private var mapped: MappedResponse?
    private var readyAfterMicroseconds = 0

    init(_ flow: LiveFlow, origin: FlowID, request: HTTPRequest) {
        self.flow = flow
        self.origin = origin
        self.request = request
    }

    func record(_ outcome: InvocationOutcome) throws(IllegalTransition) {
        try flow.record(outcome.event, outcome.contents)
        end = outcome.event
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

    func returned(
        _ mapped: MappedResponse,
        integrationMicroseconds: Int?
    ) throws(IllegalTransition) {
        self.mapped = mapped
        try flow.record(
            .returned(
                Returned(
                    status: mapped.response.status,
                    headBytes: mapped.response.headBytes,
                    bodyBytes: mapped.response.body.count,
                    isFromGateway: mapped.isFromGateway,
                    integrationMicroseconds: integrationMicroseconds
                )
            ),
            [Content(.response, mapped.response.message)]
        )
        readyAfterMicroseconds = flow.elapsedMicroseconds()
    }

    /// What the one who asked is told.
    var report: ReplayReport {
        var report = ReplayReport(origin: origin)
        report.replay = flow.id
        report.status = mapped?.response.status
        report.outcome = outcome
        report.problem = problem ?? (outcome.isFailure ? "status \(report.status ?? 0)" : nil)
        report.durationMicroseconds = readyAfterMicroseconds
        return report
    }

    private var outcome: FlowOutcome {
        switch end {
        case .executed(let executed) where executed.isError: return .functionError
        case .aborted(let aborted):
            switch aborted.cause {
            case .timeout, .initFailure, .exit, .signal, .tooLarge: return .functionError
            default: return .gatewayFailure
            }
        default: break
        }
        if mapped?.undecodable != nil { return .functionError }
        let status = mapped?.response.status ?? 200
        return status >= 500 && mapped?.isFromGateway == true
            ? .gatewayFailure : FlowOutcome(status: status)
    }

    /// The report was handed over, or there is nobody any more to have it.
    func delivered(_ isTaken: Bool, recording: FlowRecording) {
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
        recording.witness.flowEnded(
            FlowReport(
                flow: flow.id,
                kind: .replay,
                method: request.method,
                path: String(request.path),
                function: function,
                status: mapped?.response.status,
                durationMicroseconds: readyAfterMicroseconds,
                isCold: isCold,
                problem: problem
            )
        )
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
