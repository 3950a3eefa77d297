import Flows
import HTTPServer
import Lambda

/// What becomes of an event that was about to be handed over.
enum PassedEvent {
    case event([UInt8])
    /// The invocation does not happen: this is its end.
    case outcome(InvocationOutcome)
}

/// What becomes of a result that was about to be mapped.
enum PassedResult {
    case result
    case edited(InvocationOutcome)
}

/// A watched flow at its hand-offs. Each gives what goes on from there, or nil when an operator has
/// answered or ended the flow and nothing goes on.
extension FrontDoor {
    /// After `sent`.
    func passSent(
        _ request: HTTPRequest,
        _ client: FlowExchange,
        _ ids: ResponseIDs
    ) async throws -> HTTPRequest? {
        switch await client.pass(.request(request)) {
        case .replace(.request(let edited)): return edited
        case .respond(let response): try await answer(client, response)
        case .drop: try await abort(client, .killed, .killed, ids)
        case .proceed, .replace, .finish: return request
        }
        return nil
    }

    /// After `triggered`.
    func passTriggered(
        _ event: [UInt8],
        _ client: FlowExchange,
        _ ids: ResponseIDs
    ) async throws -> PassedEvent? {
        switch await client.pass(.event(event)) {
        case .replace(.event(let edited)):
            client.event = edited
            return .event(edited)
        case .finish(let outcome): return .outcome(outcome)
        case .respond(let response):
            try client.flow.record(.aborted(Aborted(.responded, errorType: nil)))
            try await answer(client, response)
        case .drop: try await abort(client, .killed, .killed, ids)
        case .proceed, .replace: return .event(event)
        }
        return nil
    }

    /// Why nothing would use another result; nil when it would be mapped.
    public static func editRefusal(of outcome: InvocationOutcome) -> String? {
        outcome.result == nil ? "API Gateway does not look into the error of a function" : nil
    }

    /// After `executed` or `aborted`.
    func passExecuted(
        _ outcome: InvocationOutcome,
        _ mapped: MappedResponse,
        _ client: FlowExchange,
        _ ids: ResponseIDs
    ) async throws -> PassedResult? {
        let decision = await client.pass(
            .result(outcome.document),
            editRefusal: Self.editRefusal(of: outcome),
            problem: mapped.problem
        )
        switch decision {
        case .replace(.result(let edited?)):
            let changed = outcome.replacing(edited)
            client.outcome = changed
            return .edited(changed)
        case .respond(let response): try await answer(client, response)
        case .drop:
            client.problem = GatewayError.killed.summary
            try await client.answer(
                ids.response(to: .killed, kind: api.kind, cors: api.cors, client.request),
                isFromGateway: true
            )
        case .proceed, .replace, .finish: return .result
        }
        return nil
    }

    /// An operator's answer, with the headers that every answer has.
    private func answer(
        _ client: FlowExchange,
        _ response: HTTPResponse
    ) async throws {
        let finished = finished(response, to: client.request, flow: client.flow.id)
        try await client.answer(finished, isFromGateway: true)
    }
}
