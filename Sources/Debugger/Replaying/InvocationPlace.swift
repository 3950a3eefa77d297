import Gateway
import HTTPServer
import Lambda

/// Where a recorded event runs again.
enum InvocationPlace {
    case here(EnvironmentPool)
    /// An endpoint that speaks the Invoke API, and the function's name there.
    case elsewhere(RemoteService, function: String)

    var function: String {
        switch self {
        case .here(let pool): pool.function.name
        case .elsewhere(_, let function): function
        }
    }

    var isHere: Bool { configuration != nil }

    var configuration: FunctionConfiguration? {
        if case .here(let pool) = self { pool.function } else { nil }
    }

    var code: String? { if case .here(let pool) = self { pool.code } else { nil } }
}

/// How such a run ended.
struct InvocationEnd {
    let outcome: InvocationOutcome
    /// What went wrong, in words that the outcome does not have.
    var problem: String?
    /// What stands in the place of a mapped result: there is none.
    var response: MappedResponse?

    init(_ outcome: InvocationOutcome) { self.outcome = outcome }

    /// The service could not be asked, or did not answer.
    init(unreachable error: HTTPClientError) {
        outcome = .aborted(error.wasSent ? .unanswered : .unreachable)
        problem = error.description
        response = MappedResponse(
            response: RemoteInvocation.unreachableResponse(error.description),
            isFromGateway: true
        )
    }
}
