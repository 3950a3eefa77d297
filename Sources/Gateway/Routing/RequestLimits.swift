import HTTPServer

/// What API Gateway accepts of a request before it looks for a route.
///
/// - SeeAlso: [HTTP API quotas](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html),
///   [REST API quotas](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html)
public enum RequestLimits {
    /// Request bodies of both kinds of API: 10 MiB.
    public static let bodyBytes = 10 * 1024 * 1024
    /// HTTP APIs: the request line and the headers together. REST APIs: all header values together,
    /// and the URL.
    public static let headBytes = 10_240
    /// The largest event that Lambda takes from a synchronous caller: 6 MiB.
    public static let eventBytes = 6_291_456

    /// The gateway's refusal of a request that is too large or came in incomplete; nil when it may
    /// go on to routing.
    public static func refusal(
        of request: HTTPRequest,
        by kind: APIConfiguration.Kind
    ) -> GatewayError? {
        if request.target.utf8.count > headBytes { return .targetTooLong }
        let headSize =
            switch kind {
            case .http: request.headBytes
            case .rest: request.headers.reduce(0) { $0 + $1.value.utf8.count }
            }
        if headSize > headBytes { return .headTooLarge }
        if request.body.count > bodyBytes { return .requestTooLarge }
        guard !request.isComplete else { return nil }
        let announced = request.header("content-length").flatMap { Int($0) } ?? request.body.count
        return announced >= bodyBytes ? .requestTooLarge : .badRequest
    }
}
