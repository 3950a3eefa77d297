import Flows
import Gateway
import HTTPServer
import Testing

@Suite struct GatewayErrorTests {
    typealias Row = (error: GatewayError, status: Int, type: String?, body: String, count: Int?)

    static let restRows: [Row] = [
        (
            .noRoute, 403, "MissingAuthenticationTokenException",
            #"{"message":"Missing Authentication Token"}"#, 42
        ),
        (.noStage, 403, "ForbiddenException", #"{"message":"Forbidden"}"#, 23),
        (.invalidAPIKey, 403, "ForbiddenException", #"{"message":"Forbidden"}"#, 23),
        (.unauthorized, 401, "UnauthorizedException", #"{"message":"Unauthorized"}"#, 26),
        (
            .forbidden, 403, "AccessDeniedException",
            #"{"Message":"User is not authorized to access this resource because no identity-based policy allows the execute-api:Invoke action"}"#,
            nil
        ),
        (
            .tooManyRequests, 429, "TooManyRequestsException", #"{"message":"Too Many Requests"}"#,
            nil
        ),
        (.badRequest, 400, "BadRequestException", #"{"message":"Bad Request"}"#, nil),
        (
            .requestTooLarge, 413, "RequestTooLargeException", #"{"message":"Request Too Long"}"#,
            nil
        ),
        (.eventTooLarge, 413, "RequestTooLargeException", #"{"message":"Request Too Long"}"#, nil),
        (.headTooLarge, 431, nil, #"{"message":"Request Header Fields Too Large"}"#, nil),
        (.targetTooLong, 414, nil, #"{"message":"Request URI too long"}"#, nil),
        (
            .functionError, 502, "InternalServerErrorException",
            #"{"message": "Internal server error"}"#, 36
        ),
        (
            .functionTimeout, 502, "InternalServerErrorException",
            #"{"message": "Internal server error"}"#, 36
        ),
        (
            .badResponse, 502, "InternalServerErrorException",
            #"{"message": "Internal server error"}"#, 36
        ),
        (
            .integrationTimeout, 504, "InternalServerErrorException",
            #"{"message": "Endpoint request timed out"}"#, 41
        ),
        (
            .functionThrottled, 500, "InternalServerErrorException",
            #"{"message": "Internal server error"}"#, 36
        ),
        (
            .missingFunction, 500, "InternalServerErrorException",
            #"{"message": "Internal server error"}"#, 36
        ),
        (
            .apiConfiguration, 500, "InternalServerErrorException",
            #"{"message": "Internal server error"}"#, 36
        ),
    ]

    static let httpRows: [Row] = [
        (.noRoute, 404, nil, #"{"message":"Not Found"}"#, 23),
        (.noStage, 404, nil, #"{"message":"Not Found"}"#, 23),
        (.unauthorized, 401, nil, #"{"message":"Unauthorized"}"#, 26),
        (.forbidden, 403, nil, #"{"message":"Forbidden"}"#, 23),
        (.invalidAPIKey, 403, nil, #"{"message":"Forbidden"}"#, 23),
        (.tooManyRequests, 429, nil, #"{"message":"Too Many Requests"}"#, nil),
        (.badRequest, 400, nil, #"{"message":"Bad Request"}"#, nil),
        (.requestTooLarge, 413, nil, #"{"message":"Request Entity Too Large"}"#, nil),
        (.eventTooLarge, 500, nil, #"{"message":"Internal Server Error"}"#, 35),
        (.headTooLarge, 431, nil, #"{"message":"Request Header Fields Too Large"}"#, nil),
        (.targetTooLong, 414, nil, #"{"message":"Request URI too long"}"#, nil),
        (.functionError, 500, nil, #"{"message":"Internal Server Error"}"#, 35),
        (.functionTimeout, 500, nil, #"{"message":"Internal Server Error"}"#, 35),
        (.badResponse, 500, nil, #"{"message":"Internal Server Error"}"#, 35),
        (.missingFunction, 500, nil, #"{"message":"Internal Server Error"}"#, 35),
        (.apiConfiguration, 500, nil, #"{"message":"Internal Server Error"}"#, 35),
        (.integrationTimeout, 503, nil, #"{"message":"Service Unavailable"}"#, 33),
        (.functionThrottled, 503, nil, #"{"message":"Service Unavailable"}"#, 33),
    ]

    @Test(arguments: restRows.indices)
    func `answers REST clients byte for byte`(index: Int) {
        let row = Self.restRows[index]
        let response = row.error.response(for: .rest, requestID: "r", extendedRequestID: "e=")
        #expect(response.status == row.status)
        #expect(String(decoding: response.body, as: UTF8.self) == row.body)
        if let count = row.count { #expect(response.body.count == count) }
        var headers = [
            HTTPField("Content-Type", "application/json"), HTTPField("x-amzn-RequestId", "r"),
            HTTPField("x-amz-apigw-id", "e="),
        ]
        if let type = row.type { headers.append(HTTPField("x-amzn-ErrorType", type)) }
        #expect(response.headers == headers)
        #expect(row.error.status(for: .rest) == row.status)
    }

    @Test(arguments: httpRows.indices)
    func `answers HTTP API clients byte for byte`(index: Int) {
        let row = Self.httpRows[index]
        let response = row.error.response(for: .http, requestID: "r=", extendedRequestID: "e=")
        #expect(response.status == row.status)
        #expect(String(decoding: response.body, as: UTF8.self) == row.body)
        if let count = row.count { #expect(response.body.count == count) }
        #expect(
            response.headers == [
                HTTPField("content-type", "application/json"), HTTPField("apigw-requestid", "r="),
            ]
        )
    }

    @Test(arguments: [
        (
            GatewayError.unsupported([UnsupportedFeature("authorizer 'Jwt'", line: 12)]), 501,
            #"{"message":"Not implemented by Waybill: authorizer 'Jwt' (template line 12)"}"#
        ),
        (
            .unsupported([
                UnsupportedFeature("API key", line: nil), UnsupportedFeature("a \"b\"", line: 3),
            ]), 501,
            #"{"message":"Not implemented by Waybill: API key; a \"b\" (template line 3)"}"#
        ),
        (
            .recordingFailed(reason: "the log's disk is full"), 503,
            #"{"message":"Service Unavailable: the log's disk is full"}"#
        ),
        (.stopping, 503, #"{"message":"Service Unavailable: Waybill is stopping"}"#),
    ])
    func `names its own limits to both kinds of client`(
        error: GatewayError,
        status: Int,
        body: String
    ) {
        for kind in [APIConfiguration.Kind.rest, .http] {
            let response = error.response(for: kind, requestID: "r", extendedRequestID: "e")
            #expect(response.status == status)
            #expect(String(decoding: response.body, as: UTF8.self) == body)
            #expect(response.headers.first(named: "x-amzn-ErrorType") == nil)
        }
    }

    @Test(arguments: [
        (AbortCause.timeout, 502, 500), (.initFailure, 502, 500), (.exit, 502, 500),
        (.signal, 502, 500), (.killed, 503, 503), (.tooLarge, 502, 500), (.gatewayLimit, 504, 503),
        (.throttled, 500, 503), (.shutdown, 503, 503), (.recording, 503, 503),
    ])
    func `an aborted invocation has its answer`(cause: AbortCause, rest: Int, http: Int) {
        #expect(GatewayError(cause).status(for: .rest) == rest)
        #expect(GatewayError(cause).status(for: .http) == http)
    }

    @Test func `only refusals have a cause to record`() {
        #expect(GatewayError.noStage.rejectCause == .noRoute)
        #expect(GatewayError.headTooLarge.rejectCause == .tooLarge)
        #expect(GatewayError.unsupported([]).rejectCause == .unsupported)
        #expect(GatewayError.functionError.rejectCause == nil)
        #expect(GatewayError.recordingFailed(reason: "x").rejectCause == nil)
    }
}
