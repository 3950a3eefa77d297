import Flows
import HTTPServer

/// What a function's result means to the client.
///
/// - Parameters:
///   - result: the bytes that the function answered with.
///   - route: its `payloadFormat` chooses the rules.
///   - api: its binary media types decide about base64 on REST APIs.
///   - request: what the client asked; REST APIs look at its first `Accept` type.
/// - Returns: a status from 200 to 599, headers that are safe to send, and the body. The server adds
///   `Content-Length` and `Date`; ``finishResponse(_:for:requestID:extendedRequestID:trace:)`` adds
///   the gateway's own headers.
/// - Throws: ``ProxyResponseError`` with the reason when the result is no valid proxy response.
/// - SeeAlso: [REST APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format),
///   [HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response)
public func decodeProxyResponse(
    _ result: [UInt8],
    for route: RouteConfiguration,
    api: APIConfiguration,
    request: HTTPRequest
) throws(ProxyResponseError) -> HTTPResponse {
    let rules = ResultRules.of(route)
    do {
        if rules.infersResponse, let inferred = try inferredResponse(result, rules: rules) {
            return inferred
        }
        let reader = try ProxyResultReader(result, rules: rules)
        guard let status = try reader.status() ?? rules.defaultStatus else {
            if rules.infersResponse { return jsonResponse(result) }
            throw ProxyResponseError(
                "the result has no statusCode",
                hint: "return a statusCode, or use payload format 2.0",
                kind: rules.kind
            )
        }
        return try mappedResponse(reader, status: status, rules: rules, api: api, request: request)
    } catch let error as ProxyResponseError {
        throw error
    } catch {
        let place = (error as? JSONSyntaxError).map { " (byte \($0.offset))" } ?? ""
        throw ProxyResponseError(
            "the result is not valid JSON\(place)",
            hint: "return JSON text",
            kind: rules.kind
        )
    }
}

/// The response of a result that is no object: 200 and its JSON text, a string without its quotes.
/// Nil for an object.
///
/// Null becomes the body `null`: AWS leaves it open, and it is JSON text like the other scalars.
private func inferredResponse(_ result: [UInt8], rules: ResultRules) throws -> HTTPResponse? {
    var scanner = JSONScanner(result)
    let kind = try scanner.peek()
    if kind == .object { return nil }
    guard result.withUnsafeBufferPointer({ isValidUTF8($0) }) else {
        throw ProxyResponseError(
            "the result is not UTF-8",
            hint: "return JSON text",
            kind: rules.kind
        )
    }
    let body = kind == .string ? try scanner.readStringBytes() : Array(try scanner.skipValue())
    try scanner.finish()
    return jsonResponse(body)
}

/// What AWS assumes of a result that has no `statusCode`: 200 and `application/json`.
private func jsonResponse(_ body: [UInt8]) -> HTTPResponse {
    HTTPResponse(
        status: 200,
        headers: [HTTPField("content-type", "application/json")],
        body: body
    )
}

private func mappedResponse(
    _ reader: ProxyResultReader,
    status: Int,
    rules: ResultRules,
    api: APIConfiguration,
    request: HTTPRequest
) throws -> HTTPResponse {
    if rules.refusesUnknownKeys, reader.hasUnknownKey {
        throw ProxyResponseError(
            "the result has a key that REST APIs do not know",
            hint: "return only statusCode, headers, multiValueHeaders, body and isBase64Encoded",
            kind: rules.kind
        )
    }
    let fields = try responseFields(
        cookies: try reader.cookies(),
        merged: mergedFields(
            single: try reader.headers(),
            multiple: try reader.multiValueHeaders()
        ),
        kind: rules.kind
    )
    let text = try reader.body()
    let isDecoded =
        try reader.isBase64Encoded()
        && (!rules.negotiatesBinary || api.isBinary(mediaType: request.header("accept")))
    let body = isDecoded ? try decodedBody(text, rules: rules) : text
    // A 204 or 304 has no body by definition; bytes after it would be taken for the next response.
    return HTTPResponse(
        status: status,
        headers: fields,
        body: status == 204 || status == 304 ? [] : body
    )
}

private func decodedBody(_ text: [UInt8], rules: ResultRules) throws -> [UInt8] {
    guard let body = decodeBase64(text) else {
        throw ProxyResponseError(
            "isBase64Encoded is true and the body is not base64",
            hint: "encode the body, or return isBase64Encoded false",
            answer: .apiConfiguration,
            kind: rules.kind
        )
    }
    return body
}

/// Both maps as one list of fields. A name in both has the values of `multiple` first, then the one
/// of `single` unless it is among them, under the spelling of `multiple`.
private func mergedFields(single: MultiValues, multiple: MultiValues) -> [HTTPField] {
    var unmatched: [String: [String]] = [:]
    for entry in single.entries { unmatched[entry.name.lowercased(), default: []] += entry.values }
    var fields: [HTTPField] = []
    for entry in multiple.entries {
        let extra = unmatched.removeValue(forKey: entry.name.lowercased()) ?? []
        let values = entry.values + extra.filter { !entry.values.contains($0) }
        fields += values.map { HTTPField(entry.name, $0) }
    }
    for entry in single.entries where unmatched[entry.name.lowercased()] != nil {
        fields += entry.values.map { HTTPField(entry.name, $0) }
    }
    return fields
}
