import Flows
import HTTPServer
import Lambda

/// What the end of an invocation means to the client.
public struct MappedResponse: Sendable {
    public let response: HTTPResponse
    /// Whether the gateway made it in place of the function.
    public let isFromGateway: Bool
    /// Why the function's result is no valid proxy response; nil when it is, and when there is none.
    public let undecodable: String?

    public init(response: HTTPResponse, isFromGateway: Bool, undecodable: String? = nil) {
        self.response = response
        self.isFromGateway = isFromGateway
        self.undecodable = undecodable
    }

    /// What is wrong with it, in a few words; nil when nothing is.
    public var problem: String? {
        undecodable ?? (response.status >= 500 ? "status \(response.status)" : nil)
    }
}

extension FrontDoor {
    /// Maps the end of an invocation as its route does: the function's result, or the gateway's own
    /// answer where there is none or where it cannot be read.
    func mapped(
        _ outcome: InvocationOutcome,
        _ route: RouteConfiguration,
        _ request: HTTPRequest,
        _ ids: ResponseIDs,
        trace: TraceHeader
    ) -> MappedResponse {
        func failed(_ error: GatewayError, undecodable: String? = nil) -> MappedResponse {
            MappedResponse(
                response: ids.response(to: error, kind: api.kind, cors: api.cors, request),
                isFromGateway: true,
                undecodable: undecodable
            )
        }
        guard let result = outcome.result else {
            return failed(outcome.abortCause.map { GatewayError($0) } ?? .functionError)
        }
        do throws(ProxyResponseError) {
            let response = try decodeProxyResponse(result, for: route, api: api, request: request)
            return MappedResponse(
                response: ids.finish(
                    response,
                    kind: api.kind,
                    trace: trace,
                    cors: api.cors,
                    request
                ),
                isFromGateway: false,
                undecodable: nil
            )
        } catch {
            return failed(error.gatewayError, undecodable: error.reason)
        }
    }

    /// The route with that key; nil when the API has none.
    public func route(key: String) -> RouteConfiguration? { api.routes.first { $0.key == key } }

    /// Maps the end of an invocation that no client of this door asked for: a replay's.
    ///
    /// - `request`: what the client of the original flow had asked.
    /// - `flow`: the replay, whose ids are in the response's headers.
    public func mapped(
        _ outcome: InvocationOutcome,
        by route: RouteConfiguration,
        for request: HTTPRequest,
        flow: FlowID,
        trace: TraceHeader
    ) -> MappedResponse {
        let ids = ResponseIDs(of: flow, kind: api.kind)
        return mapped(outcome, route, request, ids, trace: trace)
    }

    /// An operator's answer to a request, with the headers that every answer has.
    public func finished(
        _ response: HTTPResponse,
        to request: HTTPRequest,
        flow: FlowID
    ) -> HTTPResponse {
        let ids = ResponseIDs(of: flow, kind: api.kind)
        return ids.finish(response, kind: api.kind, trace: nil, cors: api.cors, request)
    }
}
