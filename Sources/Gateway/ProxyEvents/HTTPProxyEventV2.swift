import Flows
import HTTPServer

/// The event of an HTTP API in payload format 2.0. What there is none of is absent, never null:
/// strict readers refuse null.
///
/// AWS decodes `rawPath` and the path parameters in spite of the name (recorded by several projects;
/// the page below is silent), and so does this; the client's own spelling is kept with the request.
/// - SeeAlso: [Lambda integrations for HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html)
func httpProxyEventV2(for request: HTTPRequest, in context: ProxyEventContext) -> [UInt8] {
    let path = percentDecoded(context.encodedPath.utf8)
    let query = request.queryValues(for: .http)
    let cookies = cookies(of: request)
    var json = JSONWriter(reservingCapacity: context.expectedSize(for: request))
    json.beginObject()
    json.key("version")
    json.string("2.0")
    json.key("routeKey")
    json.string(context.route.key)
    json.key("rawPath")
    json.string(path)
    json.key("rawQueryString")
    json.string(request.query)
    if !cookies.isEmpty {
        json.key("cookies")
        json.beginArray()
        for cookie in cookies { json.string(cookie) }
        json.endArray()
    }
    json.key("headers")
    json.joinedValues(of: context.httpHeaders(of: request, keepingCookies: false))
    if !query.isEmpty {
        json.key("queryStringParameters")
        json.joinedValues(of: query)
    }
    json.key("requestContext")
    writeRequestContext(for: request, in: context, path: path, to: &json)
    if !context.pathParameters.isEmpty {
        json.key("pathParameters")
        json.pairs(context.decodedPathParameters)
    }
    if !context.api.stageVariables.isEmpty {
        json.key("stageVariables")
        json.stageVariables(of: context.api)
    }
    let isBase64Encoded = isBase64EncodedForHTTPAPI(request)
    if !request.body.isEmpty {
        json.key("body")
        json.body(request.body, isBase64Encoded: isBase64Encoded)
    }
    json.key("isBase64Encoded")
    json.boolean(isBase64Encoded)
    json.endObject()
    return json.bytes
}

private func writeRequestContext(
    for request: HTTPRequest,
    in context: ProxyEventContext,
    path: String,
    to json: inout JSONWriter
) {
    json.beginObject()
    json.key("accountId")
    json.string(context.account.accountID)
    json.key("apiId")
    json.string(context.api.apiID)
    json.key("domainName")
    json.string(context.domainName)
    json.key("domainPrefix")
    json.string(context.domainPrefix)
    json.key("http")
    json.beginObject()
    json.key("method")
    json.string(request.method)
    json.key("path")
    json.string(path)
    json.key("protocol")
    json.string(request.protocolName)
    json.key("sourceIp")
    json.string(context.sourceIP)
    json.key("userAgent")
    // A client that names no agent is shown as an empty text: the field is never absent.
    json.string(request.header("user-agent") ?? "")
    json.endObject()
    json.key("requestId")
    json.string(context.requestID)
    json.key("routeKey")
    json.string(context.route.key)
    json.key("stage")
    json.string(context.api.stage)
    json.key("time")
    json.string(context.time.utc.commonLogFormat)
    json.key("timeEpoch")
    json.integer(context.timeInMilliseconds)
    json.endObject()
}

extension ProxyEventContext {
    /// The parameters as HTTP APIs deliver them, in both formats.
    var decodedPathParameters: [(name: String, value: String)] {
        pathParameters.map { ($0.name, percentDecoded($0.value.utf8)) }
    }
}

/// Whether an HTTP API, in either format, delivers this request's body as base64.
func isBase64EncodedForHTTPAPI(_ request: HTTPRequest) -> Bool {
    !request.body.isEmpty && !isTextForHTTPAPI(contentType: request.header("content-type"))
}
