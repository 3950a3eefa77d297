import HTTPServer

/// Adds what the gateway puts on every response of an integration: its ids, the default Content-Type
/// and, on REST APIs, the trace. `Date` and `Content-Length` are the server's.
///
/// - Parameters:
///   - response: from ``decodeProxyResponse(_:for:api:request:)`` or ``mockResponse(status:headers:)``.
///   - kind: the kind of API decides which headers there are.
///   - requestID: `apigw-requestid` of an HTTP API, `x-amzn-RequestId` of a REST API. A header of
///     that name from the function is replaced.
///   - extendedRequestID: `x-amz-apigw-id` of a REST API; not used for HTTP APIs.
///   - trace: REST APIs answer with it after a Lambda proxy integration; nil for a mock.
/// - Returns: the response as the client gets it, but for CORS and the server's framing.
public func finishResponse(
    _ response: HTTPResponse,
    for kind: APIConfiguration.Kind,
    requestID: String,
    extendedRequestID: String,
    trace: TraceHeader?
) -> HTTPResponse {
    var finished = response
    let hasType = response.headers.first(named: "content-type") != nil
    var added: [HTTPField] = []
    switch kind {
    case .http:
        // An answer without a body by definition has no type of one.
        if !hasType, response.status != 204, response.status != 304 {
            added.append(HTTPField("content-type", "text/plain; charset=utf-8"))
        }
        added.append(HTTPField("apigw-requestid", requestID))
    case .rest:
        if !hasType { added.append(HTTPField("Content-Type", "application/json")) }
        added.append(HTTPField("x-amzn-RequestId", requestID))
        added.append(HTTPField("x-amz-apigw-id", extendedRequestID))
        if let trace { added.append(HTTPField("X-Amzn-Trace-Id", trace.description)) }
    }
    finished.headers.removeAll { field in
        added.contains { equalIgnoringASCIICase($0.name, field.name) }
    }
    finished.headers += added
    return finished
}

/// The answer of a mock integration, such as the `OPTIONS` method that `Cors` of a SAM REST API makes:
/// no body, headers by name.
public func mockResponse(status: Int, headers: [String: String]) -> HTTPResponse {
    HTTPResponse(
        status: status,
        headers: headers.sorted { $0.key < $1.key }.map { HTTPField($0.key, $0.value) }
    )
}
