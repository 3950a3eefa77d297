import Flows
import HTTPServer

/// The ids in a response's headers, made from the flow's.
struct ResponseIDs {
    /// `apigw-requestid`, or `x-amzn-RequestId` of a REST API.
    let request: String
    /// `x-amz-apigw-id` of a REST API.
    let extended: String

    init(of flow: FlowID, kind: APIConfiguration.Kind) {
        extended = FlowReference.gatewayRequestID(of: flow)
        request = kind == .http ? extended : FlowReference.restRequestID(of: flow)
    }

    func response(
        to error: GatewayError,
        kind: APIConfiguration.Kind,
        cors: CORSConfiguration?,
        _ request: HTTPRequest?
    ) -> HTTPResponse {
        let response = error.response(
            for: kind,
            requestID: self.request,
            extendedRequestID: extended
        )
        guard let cors, let request else { return response }
        return applyCORS(to: response, request: request, cors: cors)
    }

    func finish(
        _ response: HTTPResponse,
        kind: APIConfiguration.Kind,
        trace: TraceHeader?,
        cors: CORSConfiguration?,
        _ request: HTTPRequest
    ) -> HTTPResponse {
        let finished = finishResponse(
            response,
            for: kind,
            requestID: self.request,
            extendedRequestID: extended,
            trace: trace
        )
        guard let cors else { return finished }
        return applyCORS(to: finished, request: request, cors: cors)
    }
}
