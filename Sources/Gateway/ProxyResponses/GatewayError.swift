import Flows
import HTTPServer
import Lambda

/// The answers that the gateway gives itself, in place of the function. Their bytes are made in this
/// file only.
///
/// REST APIs write a space after the colon in answers of the integration stage and none before it;
/// HTTP APIs never do. Sizes matter to clients that compare them: 36, 41 and 42 bytes on REST APIs,
/// 23, 26, 33 and 35 on HTTP APIs.
/// - SeeAlso: [Gateway response types](https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html)
public enum GatewayError: Error, Equatable, Sendable {
    // Before the function.
    /// No resource has this path and method.
    case noRoute
    /// The target belongs to no stage.
    case noStage
    /// The identity source of an authorizer is missing or its token invalid.
    case unauthorized
    /// An authorizer said no.
    case forbidden
    /// The API key is missing or unknown.
    case invalidAPIKey
    /// Over the rate of the stage, route or plan.
    case tooManyRequests
    /// The request's head could not be understood, or its body ended early.
    case badRequest
    /// The body is larger than 10 MiB.
    case requestTooLarge
    /// The headers are larger than 10,240 bytes.
    case headTooLarge
    /// The target is longer than 10,240 bytes.
    case targetTooLong
    /// The event would be larger than the 6 MiB that Lambda takes.
    case eventTooLarge
    /// The route asks for features that Waybill does not honour.
    case unsupported([UnsupportedFeature])

    // In place of the function's answer.
    /// The function failed: it threw, exited, could not start, or answered with more than 6 MiB.
    case functionError
    /// The function's own time limit passed.
    case functionTimeout
    /// The function's result is no valid proxy response.
    case badResponse
    /// The gateway's own time limit passed first; the function runs on.
    case integrationTimeout
    /// Lambda took no further call of the function.
    case functionThrottled
    /// The integration names a function that does not exist.
    case missingFunction
    /// The API is configured in a way that cannot work.
    case apiConfiguration

    // Waybill's own.
    /// The log cannot take the flow, for the reason named: unrecorded flows are not served.
    case recordingFailed(reason: String)
    /// The service is being stopped.
    case stopping
    /// An operator ended the flow.
    case killed

    /// The whole response, with the ids that the client finds the flow by.
    ///
    /// - Parameters:
    ///   - kind: the kind of API decides status, body and header names.
    ///   - requestID: as in the event: `apigw-requestid` of an HTTP API, `x-amzn-RequestId` of a REST
    ///     API.
    ///   - extendedRequestID: `x-amz-apigw-id` of a REST API; not used for HTTP APIs.
    /// - Returns: a response that needs nothing more but the server's framing.
    public func response(
        for kind: APIConfiguration.Kind,
        requestID: String,
        extendedRequestID: String
    ) -> HTTPResponse {
        let answer = answer(of: kind)
        var headers: [HTTPField]
        switch kind {
        case .http:
            headers = [
                HTTPField("content-type", "application/json"),
                HTTPField("apigw-requestid", requestID),
            ]
        case .rest:
            headers = [
                HTTPField("Content-Type", "application/json"),
                HTTPField("x-amzn-RequestId", requestID),
                HTTPField("x-amz-apigw-id", extendedRequestID),
            ]
            if let type = answer.errorType { headers.append(HTTPField("x-amzn-ErrorType", type)) }
        }
        return HTTPResponse(status: answer.status, headers: headers, body: Array(answer.body.utf8))
    }

    /// The status code alone.
    public func status(for kind: APIConfiguration.Kind) -> Int { answer(of: kind).status }

    /// The cause to record when the gateway refuses a request with this answer; nil for answers to
    /// what happened after the request was accepted.
    public var rejectCause: RejectCause? {
        switch self {
        case .noRoute, .noStage: .noRoute
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .invalidAPIKey: .apiKey
        case .tooManyRequests: .throttled
        case .badRequest: .invalid
        case .requestTooLarge, .headTooLarge, .targetTooLong, .eventTooLarge: .tooLarge
        case .unsupported: .unsupported
        case .functionError, .functionTimeout, .badResponse, .integrationTimeout,
            .functionThrottled, .missingFunction, .apiConfiguration, .recordingFailed, .stopping,
            .killed:
            nil
        }
    }
}

extension GatewayError {
    /// What the client sees of an invocation that came to no answer.
    public init(_ cause: AbortCause) {
        switch cause {
        case .timeout: self = .functionTimeout
        // Only a replay's target can be out of reach; a client never waits for one.
        case .unreachable, .unanswered: self = .badResponse
        case .initFailure, .exit, .signal, .tooLarge, .unspecified: self = .functionError
        // What an operator answered is sent as it is.
        case .killed, .responded: self = .killed
        case .gatewayLimit: self = .integrationTimeout
        case .shutdown: self = .stopping
        case .throttled: self = .functionThrottled
        case .recording: self = .recordingFailed(reason: "the log could not take the event")
        }
    }

    private struct Answer {
        var status: Int
        var errorType: String?
        var body: String

        init(_ status: Int, _ errorType: String, _ body: String) {
            self.status = status
            self.errorType = errorType
            self.body = body
        }

        init(_ status: Int, _ body: String) {
            self.status = status
            self.body = body
        }
    }

    private func answer(of kind: APIConfiguration.Kind) -> Answer {
        switch kind {
        case .rest: restAnswer
        case .http: httpAnswer
        }
    }

    private var restAnswer: Answer {
        let internalError = "InternalServerErrorException"
        let internalBody = #"{"message": "Internal server error"}"#
        return switch self {
        case .noRoute:
            Answer(
                403,
                "MissingAuthenticationTokenException",
                #"{"message":"Missing Authentication Token"}"#
            )
        case .noStage, .invalidAPIKey:
            Answer(403, "ForbiddenException", #"{"message":"Forbidden"}"#)
        case .unauthorized:
            Answer(401, "UnauthorizedException", #"{"message":"Unauthorized"}"#)
        case .forbidden:
            Answer(
                403,
                "AccessDeniedException",
                #"{"Message":"User is not authorized to access this resource because no "#
                    + #"identity-based policy allows the execute-api:Invoke action"}"#
            )
        case .tooManyRequests:
            Answer(429, "TooManyRequestsException", #"{"message":"Too Many Requests"}"#)
        case .badRequest:
            Answer(400, "BadRequestException", #"{"message":"Bad Request"}"#)
        case .requestTooLarge, .eventTooLarge:
            Answer(413, "RequestTooLargeException", #"{"message":"Request Too Long"}"#)
        case .headTooLarge: Self.headTooLargeAnswer
        case .targetTooLong: Self.targetTooLongAnswer
        case .functionError, .functionTimeout, .badResponse:
            Answer(502, internalError, internalBody)
        case .integrationTimeout:
            Answer(504, internalError, #"{"message": "Endpoint request timed out"}"#)
        // Not 429: the caller of the API is not the one who called too often.
        case .functionThrottled, .missingFunction, .apiConfiguration:
            Answer(500, internalError, internalBody)
        case .unsupported(let features): Self.unsupportedAnswer(features)
        case .recordingFailed(let reason): Self.unavailableAnswer(reason)
        case .stopping: Self.stoppingAnswer
        case .killed: Self.killedAnswer
        }
    }

    private var httpAnswer: Answer {
        switch self {
        case .noRoute, .noStage: Answer(404, #"{"message":"Not Found"}"#)
        case .unauthorized: Answer(401, #"{"message":"Unauthorized"}"#)
        case .forbidden, .invalidAPIKey: Answer(403, #"{"message":"Forbidden"}"#)
        case .tooManyRequests: Answer(429, #"{"message":"Too Many Requests"}"#)
        case .badRequest: Answer(400, #"{"message":"Bad Request"}"#)
        case .requestTooLarge: Answer(413, #"{"message":"Request Entity Too Large"}"#)
        case .headTooLarge: Self.headTooLargeAnswer
        case .targetTooLong: Self.targetTooLongAnswer
        // Between 6 and 10 MiB the gateway takes the request and Lambda does not.
        case .eventTooLarge, .functionError, .functionTimeout, .badResponse, .missingFunction,
            .apiConfiguration:
            Answer(500, #"{"message":"Internal Server Error"}"#)
        // Sources differ between 500 and 503 for a throttled function.
        case .functionThrottled, .integrationTimeout:
            Answer(503, #"{"message":"Service Unavailable"}"#)
        case .unsupported(let features): Self.unsupportedAnswer(features)
        case .recordingFailed(let reason): Self.unavailableAnswer(reason)
        case .stopping: Self.stoppingAnswer
        case .killed: Self.killedAnswer
        }
    }

    // AWS documents the limit for both kinds of API and the bytes of the answer for neither.
    private static let headTooLargeAnswer = Answer(
        431,
        #"{"message":"Request Header Fields Too Large"}"#
    )
    private static let targetTooLongAnswer = Answer(414, #"{"message":"Request URI too long"}"#)

    private static let stoppingAnswer = unavailableAnswer("Waybill is stopping")

    private static let killedAnswer = Answer(503, messageBody(FlowExchange.killedMessage))

    private static func unavailableAnswer(_ reason: String) -> Answer {
        Answer(503, messageBody("Service Unavailable: \(reason)"))
    }

    private static func unsupportedAnswer(_ features: [UnsupportedFeature]) -> Answer {
        let list = features.map { feature in
            feature.feature + (feature.line.map { " (template line \($0))" } ?? "")
        }
        return Answer(
            501,
            messageBody("Not implemented by Waybill: \(list.joined(separator: "; "))")
        )
    }

    private static func messageBody(_ message: String) -> String {
        String(decoding: HTTPResponse.messageBody(message), as: UTF8.self)
    }
}
