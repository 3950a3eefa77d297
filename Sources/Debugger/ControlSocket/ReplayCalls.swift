import Flows
import HTTPServer
import Lambda

/// The calls of the control socket about replays.
///
/// | call | answer |
/// | --- | --- |
/// | `POST /replays` | 200, a line of JSON for the run, for each flow as it ends, and for the end; the body is a ``ReplayPlan`` |
/// | `POST /replays?continue=N&revision=R` | the same, of a batch that goes on with the flows of the plan |
/// | `POST /replays/BATCH/stop` | 204: no further flow of the batch is begun |
///
/// A run whose client goes away begins no further flow either. A problem is `{message, hint}`, with
/// `unreachable` when the target takes no connection.
///
/// Owned by the service's event loop.
public final class ReplayCalls: @unchecked Sendable {
    private let replays: Replays
    private let executor: EventLoopExecutor

    public init(_ replays: Replays, executor: EventLoopExecutor) {
        self.replays = replays
        self.executor = executor
    }

    /// Answers the call if it is one of these.
    func respond(
        to request: HTTPRequest,
        _ parts: [Substring],
        on exchange: HTTPExchange
    ) -> Bool {
        guard request.method == "POST", parts.first == "replays" else { return false }
        switch parts.count {
        case 1:
            let caller = Operator(of: request, on: exchange)
            executor.start { [self] in
                do throws(ReplayRefusal) {
                    try await replays.run(
                        ReplayPlan(message: request.body),
                        continuing: try Self.continuation(request.query),
                        by: caller,
                        on: exchange
                    )
                } catch {
                    exchange.send(Self.problem(error))
                }
            }
        case 3 where parts[2] == "stop":
            let isKnown = replays.stop(batch: String(parts[1]))
            exchange.send(
                isKnown
                    ? HTTPResponse(status: 204)
                    : Self.problem(ReplayRefusal("\(parts[1]) does not run"))
            )
        default: return false
        }
        return true
    }

    private static func continuation(
        _ query: Substring
    ) throws(ReplayRefusal) -> Replays.Continuation? {
        guard !query.isEmpty else { return nil }
        var numbers: [Substring: Int] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=")
            numbers[parts[0]] = parts.count > 1 ? Int(parts[1]) : nil
        }
        guard let number = numbers["continue"], let revision = numbers["revision"] else {
            throw ReplayRefusal("the request says not which batch goes on")
        }
        return Replays.Continuation(number: number, revision: revision)
    }

    private static func problem(_ refusal: ReplayRefusal) -> HTTPResponse {
        var writer = EventFieldWriter()
        writer.put("message", refusal.description)
        writer.put("hint", refusal.hint)
        if refusal.isUnreachable { writer.put("unreachable", true) }
        return HTTPResponse(
            status: 409,
            headers: [HTTPField("Content-Type", "application/json")],
            body: writer.finish()
        )
    }
}
