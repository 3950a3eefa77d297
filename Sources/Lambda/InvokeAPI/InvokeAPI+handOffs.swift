import Flows
import HTTPServer

/// What becomes of a payload that was about to be handed over.
enum PassedPayload {
    case payload([UInt8])
    /// The invocation does not happen: this is its end.
    case outcome(InvocationOutcome)
}

/// A watched flow at its hand-offs. Each gives what goes on from there, or nil when an operator has
/// answered or ended the flow and nothing goes on.
extension InvokeAPI {
    private static let isAnswered = "the caller of an asynchronous flow has its 202 already"

    /// After `sent`.
    func passSent(
        _ request: HTTPRequest,
        _ client: FlowExchange,
        _ requestID: String
    ) async throws -> HTTPRequest? {
        switch await client.pass(.request(request)) {
        case .replace(.request(let edited)): return edited
        case .respond(let response):
            let response = Self.identified(response, requestID: requestID)
            try await end(client, .responded, response: response)
        case .drop:
            client.problem = AbortCause.killed.rawValue
            let response = InvokeError.unavailable.response(requestID: requestID)
            try await end(client, .killed, response: response)
        case .proceed, .replace, .finish: return request
        }
        return nil
    }

    /// Answers a flow that never comes to a function. An asynchronous one is answered first.
    private func end(
        _ client: FlowExchange,
        _ cause: AbortCause,
        response: HTTPResponse
    ) async throws {
        let isAsynchronous = client.flow.cursor.kind == .asynchronous
        let aborted = FlowEvent.aborted(Aborted(cause, errorType: nil))
        if !isAsynchronous, cause == .killed { try client.flow.record(aborted) }
        try await client.answer(response, isFromGateway: true)
        if isAsynchronous { try client.flow.record(aborted) }
    }

    /// After `triggered`.
    func passTriggered(
        _ payload: [UInt8],
        _ client: FlowExchange
    ) async throws -> PassedPayload? {
        let isAsynchronous = client.flow.cursor.kind == .asynchronous
        let decision = await client.pass(
            .event(payload),
            respondRefusal: isAsynchronous ? Self.isAnswered : nil
        )
        switch decision {
        case .replace(.event(let edited)):
            client.event = edited
            return .payload(edited)
        case .finish(let outcome): return .outcome(outcome)
        case .drop: return .outcome(.aborted(.killed))
        case .respond(let response):
            try client.flow.record(.aborted(Aborted(.responded, errorType: nil)))
            let requestID = client.flow.id.lambdaRequestID(kind: client.flow.cursor.kind)
            let response = Self.identified(response, requestID: requestID)
            try await client.answer(response, isFromGateway: true)
            return nil
        case .proceed, .replace: return .payload(payload)
        }
    }

    /// Why nothing would use another result; nil when the caller would get it.
    public static func editRefusal(of outcome: InvocationOutcome, isAsynchronous: Bool) -> String? {
        isAsynchronous
            ? "nothing uses the result of an asynchronous flow"
            : outcome.document == nil ? "the invocation came to no answer" : nil
    }

    /// After `executed` or `aborted`.
    func passExecuted(
        _ outcome: InvocationOutcome,
        _ client: FlowExchange,
        _ requestID: String
    ) async throws -> InvocationOutcome? {
        let isAsynchronous = client.flow.cursor.kind == .asynchronous
        let decision = await client.pass(
            .result(outcome.document),
            editRefusal: Self.editRefusal(of: outcome, isAsynchronous: isAsynchronous),
            respondRefusal: isAsynchronous ? Self.isAnswered : nil
        )
        switch decision {
        case .replace(.result(let edited?)):
            let changed = outcome.replacing(edited)
            client.outcome = changed
            return changed
        // The function has run, and nobody waits: there is nothing left to end.
        case .drop where isAsynchronous: return outcome
        case .drop:
            client.problem = AbortCause.killed.rawValue
            let response = InvokeError.unavailable.response(requestID: requestID)
            try await client.answer(response, isFromGateway: true)
        case .respond(let response):
            let response = Self.identified(response, requestID: requestID)
            try await client.answer(response, isFromGateway: true)
        case .proceed, .replace, .finish: return outcome
        }
        return nil
    }

    /// An operator's answer, with the headers that every answer has.
    public static func identified(_ response: HTTPResponse, requestID: String) -> HTTPResponse {
        var identified = response
        identified.headers += ids(requestID)
        return identified
    }
}
