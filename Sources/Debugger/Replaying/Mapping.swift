import Flows
import Gateway
import HTTPServer
import Lambda

/// How the end of a replayed invocation becomes a response: as that of its origin did, by today's
/// template.
struct Mapping {
    let route: RouteConfiguration?
    private let door: FrontDoor?
    private let origin: ReplayOrigin

    init(_ origin: ReplayOrigin, doors: [FrontDoor]) {
        self.origin = origin
        let key = origin.triggered?.route
        let kind = origin.sent?.apiKind
        // Another system's record names no API of here: the one that has the route stands for its.
        let door = doors.first { door in
            guard let api = origin.sent?.api else {
                return (kind == nil || (kind == .rest) == (door.api.kind == .rest))
                    && key.flatMap { door.route(key: $0) } != nil
            }
            return door.api.logicalID == api
        }
        route = key.flatMap { door?.route(key: $0) }
        self.door = door
    }

    /// Whether the API and the route that the origin went through are there.
    var isByRoute: Bool { route != nil }

    func response(
        to outcome: InvocationOutcome,
        flow: FlowID,
        trace: TraceHeader
    ) -> MappedResponse {
        if let door, let route, let request = origin.request {
            return door.mapped(outcome, by: route, for: request, flow: flow, trace: trace)
        }
        if origin.isAsynchronous {
            // Its caller had been told this before the function ran, and nothing after.
            return MappedResponse(
                response: InvokeAPI.accepted(requestID: flow.lambdaRequestID(kind: .replay)),
                isFromGateway: true
            )
        }
        return MappedResponse(
            response: InvokeAPI.response(
                to: outcome,
                requestID: flow.lambdaRequestID(kind: .replay),
                trace: trace.root
            ),
            isFromGateway: outcome.result == nil
        )
    }

    /// An operator's answer in place of the function's.
    func answer(_ response: HTTPResponse, flow: FlowID) -> MappedResponse {
        let finished: HTTPResponse
        if let door, let request = origin.request {
            finished = door.finished(response, to: request, flow: flow)
        } else {
            let requestID = flow.lambdaRequestID(kind: .replay)
            finished = InvokeAPI.identified(response, requestID: requestID)
        }
        return MappedResponse(response: finished, isFromGateway: true)
    }

    /// Why nothing would use another result; nil when it would be mapped.
    func editRefusal(of outcome: InvocationOutcome) -> String? {
        isByRoute
            ? FrontDoor.editRefusal(of: outcome)
            : InvokeAPI.editRefusal(of: outcome, isAsynchronous: origin.isAsynchronous)
    }
}
