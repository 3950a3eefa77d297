import Flows
import HTTPServer

/// The event of an HTTP API in payload format 1.0: like a REST API's, with a `version`, lower-case
/// header names, the path with its stage, and HTTP APIs' rule for base64.
///
/// The path and its parameters are decoded, as HTTP APIs deliver them in both formats.
/// - SeeAlso: [Lambda integrations for HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html)
func httpProxyEventV1(for request: HTTPRequest, in context: ProxyEventContext) -> [UInt8] {
    let headers = context.httpHeaders(of: request, keepingCookies: true)
    let query = request.queryValues(for: .http)
    let path = percentDecoded(context.encodedPath.utf8)
    var json = JSONWriter(reservingCapacity: context.expectedSize(for: request))
    json.beginObject()
    json.key("version")
    json.string("1.0")
    json.key("resource")
    json.string(context.route.path)
    json.key("path")
    json.string(path)
    json.key("httpMethod")
    json.string(request.method)
    json.key("headers")
    json.lastValues(of: headers)
    json.key("multiValueHeaders")
    json.allValues(of: headers)
    json.key("queryStringParameters")
    json.nullIfEmpty(query.isEmpty) { $0.lastValues(of: query) }
    json.key("multiValueQueryStringParameters")
    json.nullIfEmpty(query.isEmpty) { $0.allValues(of: query) }
    json.key("requestContext")
    writeRequestContext(for: request, in: context, path: path, to: &json)
    json.key("pathParameters")
    json.nullIfEmpty(context.pathParameters.isEmpty) { $0.pairs(context.decodedPathParameters) }
    json.key("stageVariables")
    json.nullIfEmpty(context.api.stageVariables.isEmpty) { $0.stageVariables(of: context.api) }
    let isBase64Encoded = isBase64EncodedForHTTPAPI(request)
    json.key("body")
    json.nullIfEmpty(request.body.isEmpty) {
        $0.body(request.body, isBase64Encoded: isBase64Encoded)
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
    json.key("authorizer")
    json.beginObject()
    json.key("claims")
    json.null()
    json.key("scopes")
    json.null()
    json.endObject()
    json.key("domainName")
    json.string(context.domainName)
    json.key("domainPrefix")
    json.string(context.domainPrefix)
    json.key("extendedRequestId")
    json.string(context.extendedRequestID)
    json.key("httpMethod")
    json.string(request.method)
    json.key("identity")
    json.openIdentity(sourceIP: context.sourceIP, userAgent: request.header("user-agent"))
    json.key("path")
    json.string(path)
    json.key("protocol")
    json.string(request.protocolName)
    json.key("requestId")
    json.string(context.requestID)
    json.key("requestTime")
    json.string(context.time.utc.commonLogFormat)
    json.key("requestTimeEpoch")
    json.integer(context.timeInMilliseconds)
    json.key("resourceId")
    json.null()
    json.key("resourcePath")
    json.string(context.route.path)
    json.key("stage")
    json.string(context.api.stage)
    json.endObject()
}
