import Flows
import Gateway
import HTTPServer
import Lambda

/// What becomes of a replay's event that was about to be handed over.
enum PassedReplay {
    /// It goes on, as it is or edited: ``FlowUnderWay/event``.
    case event
    /// The invocation does not happen: this is its end.
    case outcome(InvocationOutcome)
    /// An operator has answered.
    case response(MappedResponse)
}

/// A replayed flow at its hand-offs. A recorded event has none after `sent`: its request goes nowhere.
extension Replayer {
    /// After `sent`, of a request on its way to another front door.
    /// - Returns: nil when an operator has answered or ended the replay: then `response` has the answer.
    func passSent(
        _ request: HTTPRequest,
        of replay: ReplayedFlow
    ) async throws -> (request: HTTPRequest?, response: MappedResponse?) {
        guard replay.isWatched(at: .sent) else { return (request, nil) }
        switch await replay.pass(.request(request)) {
        case .replace(.request(let edited)): return (edited, nil)
        case .respond(let response):
            return (nil, MappedResponse(response: response, isFromGateway: true))
        case .drop:
            try replay.record(.aborted(.killed))
            let response = FlowExchange.killedResponse
            return (nil, MappedResponse(response: response, isFromGateway: true))
        case .proceed, .replace, .finish: return (request, nil)
        }
    }

    /// After `triggered`.
    func passTriggered(
        _ event: [UInt8],
        of replay: ReplayedFlow,
        _ mapping: Mapping
    ) async throws -> PassedReplay {
        guard replay.isWatched(at: .triggered) else { return .event }
        switch await replay.pass(.event(event)) {
        case .replace(.event(let edited)): replay.event = edited
        case .finish(let outcome): return .outcome(outcome)
        case .drop: return .outcome(.aborted(.killed))
        case .respond(let response):
            try replay.flow.record(.aborted(Aborted(.responded, errorType: nil)))
            return .response(mapping.answer(response, flow: replay.flow.id))
        case .proceed, .replace: break
        }
        return .event
    }

    /// After `executed` or `aborted`.
    /// - Returns: the response that it is mapped to.
    func passExecuted(
        _ end: InvocationEnd,
        of replay: ReplayedFlow,
        _ mapping: Mapping,
        _ trace: TraceHeader
    ) async throws -> MappedResponse {
        let (flow, outcome) = (replay.flow.id, end.outcome)
        let mapped = end.response ?? mapping.response(to: outcome, flow: flow, trace: trace)
        guard replay.isWatched(at: .executed) else { return mapped }
        let decision = await replay.pass(
            .result(outcome.document),
            editRefusal: mapping.editRefusal(of: outcome),
            problem: mapped.problem
        )
        switch decision {
        case .replace(.result(let edited?)):
            let changed = outcome.replacing(edited)
            replay.outcome = changed
            return mapping.response(to: changed, flow: flow, trace: trace)
        case .respond(let response): return mapping.answer(response, flow: flow)
        case .drop:
            replay.problem = AbortCause.killed.rawValue
            return mapping.response(to: .aborted(.killed), flow: flow, trace: trace)
        case .proceed, .replace, .finish: return mapped
        }
    }
}
