import Flows
import HTTPServer

/// One client's exchange on record: `sent` when its request is in, `returned` before its response
/// leaves, `displayed` or `abandoned` after the last byte.
public final class FlowExchange: FlowUnderWay, @unchecked Sendable {
    private let exchange: HTTPExchange
    private var isReportedByClient = false
    /// When the loss of the client was noticed, from `sent` on.
    private var goneAfterMicroseconds: Int?

    /// Records `sent`.
    public init(
        _ request: HTTPRequest,
        on exchange: HTTPExchange,
        as sent: Sent,
        id: FlowID,
        at time: Timestamp,
        recording: FlowRecording
    ) throws(IllegalTransition) {
        self.exchange = exchange
        let flow = LiveFlow(id: id, kind: sent.kind, sentAt: time, recorder: recording.recorder)
        super.init(flow, as: sent, request, recording: recording)
        isReportedByClient = recording.witness.flowBegan(flow, request: request)
        exchange.onClientGone { [weak self] in
            guard let self else { return }
            goneAfterMicroseconds = self.flow.elapsedMicroseconds()
        }
        try flow.record(
            .sent(sent),
            [Content(.request, request.message)],
            at: time
        )
    }

    /// Records `returned`, waits for the commit, sends the response and records what became of it.
    public func answer(
        _ response: HTTPResponse,
        isFromGateway: Bool,
        integrationMicroseconds: Int? = nil
    ) async throws(IllegalTransition) {
        let leaving = try await returns(
            response,
            isFromGateway: isFromGateway,
            integrationMicroseconds: integrationMicroseconds
        )
        let failure: RecordingError?
        do throws(RecordingError) {
            try await flow.commit()
            failure = nil
        } catch {
            failure = error
        }
        if let failure {
            // What was recorded waits for the log; the client must not take it for committed.
            try flow.record(
                .noted(
                    Noted(
                        .annotated,
                        operatorName: nil,
                        step: .returned,
                        detail: "the client got 503: recording failed (\(failure.code.rawValue))"
                    )
                )
            )
            problem = "recording failed"
            try await deliver(Self.recordingFailed(failure))
        } else {
            try await deliver(leaving)
        }
    }

    public override var hasConnection: Bool { true }
    public override var isClientGone: Bool { exchange.isClientGone }
    public override func disconnect() { exchange.disconnect() }

    private func deliver(_ response: HTTPResponse) async throws(IllegalTransition) {
        let firstByte = flow.elapsedMicroseconds()
        let delivery = await withUnsafeContinuation { continuation in
            exchange.send(response) { continuation.resume(returning: $0) }
        }
        let lastByte = flow.elapsedMicroseconds()
        var duration = lastByte
        switch delivery {
        case .taken(let bytes):
            var displayed = Displayed(
                bytes: bytes,
                firstByteMicroseconds: firstByte,
                lastByteMicroseconds: lastByte,
                isReportedByClient: false
            )
            if isReportedByClient, let report = await recording.witness.displayReport(of: flow) {
                displayed = report
            }
            try flow.record(.displayed(displayed))
        case .clientGone(let bytes):
            problem = problem.map { "\($0); client went away" } ?? "client went away"
            duration = goneAfterMicroseconds ?? lastByte
            try flow.record(.abandoned(Abandoned(bytes: bytes, afterMicroseconds: duration)))
        }
        report(status: response.status, durationMicroseconds: duration)
    }
}
