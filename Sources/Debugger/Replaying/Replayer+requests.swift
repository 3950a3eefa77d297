import Flows
import Gateway
import HTTPServer
import Lambda

/// Recorded requests, sent again.
extension Replayer {
    /// Sends the request through its front door, where it is a flow like any other.
    func send(
        _ request: HTTPRequest,
        of origin: ReplayOrigin,
        _ context: Context
    ) async throws -> ReplayReport {
        if case .function = context.plan.target {
            throw ReplayRefusal(
                "a front door itself finds the function",
                hint: "--to FUNCTION replays the event: leave --http out"
            )
        }
        let door = try door(of: origin)
        let sending = SentRequest()
        let mark = ReplayMark(
            origin: origin.id,
            operatorName: context.caller.name,
            batch: context.batch
        ) { [self] flow in
            sending.flow = flow.id
            // An event that is illegal here would be a mistake of ours; the flow goes on without it.
            try? ReplayEdit(of: origin, context)?.record(
                in: flow,
                request: marked(request, origin.id)
            )
            step(flow.id, context)
        }
        defer { sending.client.map { recording.replays?.withdraw(client: $0) } }
        var report = ReplayReport(origin: origin.id)
        let response: HTTPResponse
        do throws(HTTPClientError) {
            response = try await HTTPClient(host: door.host, port: door.port).send(
                marked(request, origin.id),
                on: loop
            ) { [recording] client in
                sending.client = client
                recording.replays?.announce(mark, client: client)
            }
        } catch {
            guard let flow = sending.flow else {
                throw ReplayRefusal("the front door gave no answer: \(error)")
            }
            // It was sent and is on record, and its connection was lost, perhaps on purpose.
            report.replay = flow
            report.outcome = .abandoned
            report.problem = "its connection was lost"
            return report
        }
        report.replay = sending.flow
        report.status = response.status
        report.outcome = FlowOutcome(status: response.status)
        report.problem = response.status >= 500 ? "status \(response.status)" : nil
        report.durationMicroseconds =
            Int(Timestamp.now().microseconds(since: sending.startedAt))
        return report
    }

    func marked(_ request: HTTPRequest, _ origin: FlowID) -> HTTPRequest {
        var marked = request
        marked.headers.removeAll(named: ReplayMark.header)
        marked.headers.append(HTTPField(ReplayMark.header, origin.description))
        return marked
    }

    /// Sends the request to another front door. What happens there, the log here cannot tell: the flow
    /// has the answer only.
    func sendRemotely(
        _ request: HTTPRequest,
        of origin: ReplayOrigin,
        _ address: HTTPAddress,
        _ remote: RemoteService,
        _ context: Context
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        var sent = marked(request, origin.id)
        sent.target = address.path + request.target
        // The name by which the other one is reached, not the recorded one's.
        sent.headers.removeAll(named: "host")
        sent.headers.insert(HTTPField("Host", address.authority), at: 0)
        let replay = try begin(origin, context, request: sent)
        let passed = try await passSent(sent, of: replay)
        guard let request = passed.request else {
            return try await finish(replay, passed.response!, integrationMicroseconds: nil)
        }
        if let failed = try await uncommitted(replay) { return failed }
        let response: HTTPResponse
        do throws(HTTPClientError) {
            response = try await remote.send(request, on: loop)
        } catch {
            let end = InvocationEnd(unreachable: error)
            try replay.record(end.outcome)
            replay.problem = end.problem
            return try await finish(replay, end.response!, integrationMicroseconds: nil)
        }
        return try await finish(
            replay,
            MappedResponse(response: response, isFromGateway: false),
            integrationMicroseconds: nil
        )
    }
}

/// Shared between a request that is sent and the one who waits for its answer; both on the loop.
private final class SentRequest: @unchecked Sendable {
    var client: String?
    var flow: FlowID?
    let startedAt = Timestamp.now()
}
