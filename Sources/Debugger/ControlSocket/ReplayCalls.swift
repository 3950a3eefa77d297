import Flows
import HTTPServer
import Lambda

/// The calls of the control socket about replays.
///
/// | call | answer |
/// | --- | --- |
/// | `POST /replays` | 200, a line of JSON for the run, for each flow as it ends, and for the end; the body is a ``ReplayPlan`` |
/// | `POST /replays?dry=1` | the same, but nothing is done: a line for each flow that would be refused |
/// | `POST /replays?step=SESSION` | the same, each flow held at every hand-off for the shell of that name |
/// | `POST /replays?continue=N&revision=R` | the same, of a batch that goes on with the flows of the plan |
/// | `POST /replays/BATCH/stop` | 204: no further flow of the batch is begun |
///
/// What the caller brings along for another service is in the headers: ``RemoteAccess``. A run whose
/// client goes away begins no further flow either. A problem is `{message, hint}`, with `unreachable`
/// when the target takes no connection.
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
                    let words = request.queryWords
                    let plan = try ReplayPlan(message: request.body)
                    guard words["dry"] == nil else {
                        await replays.rehearse(plan, on: exchange)
                        return
                    }
                    try await replays.run(
                        plan,
                        continuing: try Self.continuation(words),
                        steppedBy: words["step"],
                        by: caller,
                        access: RemoteAccess(request.headers),
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
        _ words: [Substring: String]
    ) throws(ReplayRefusal) -> Replays.Continuation? {
        guard let batch = words["continue"] else { return nil }
        guard let number = Int(batch), let revision = words["revision"].flatMap({ Int($0) }) else {
            throw ReplayRefusal("the request says not which batch goes on")
        }
        return Replays.Continuation(number: number, revision: revision)
    }

    private static func problem(_ refusal: ReplayRefusal) -> HTTPResponse {
        var writer = EventFieldWriter()
        writer.put("message", refusal.description)
        writer.put("hint", refusal.hint)
        if refusal.isUnreachable { writer.put("unreachable", true) }
        return HTTPResponse(status: 409, json: writer.finish())
    }
}
