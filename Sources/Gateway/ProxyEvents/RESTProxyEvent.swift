import Flows
import HTTPServer

/// The event of a REST API's Lambda proxy integration. It carries no `version`.
///
/// - SeeAlso: [Input format of a Lambda function for proxy integration](https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format)
func restProxyEvent(for request: HTTPRequest, in context: ProxyEventContext) -> [UInt8] {
    let headers = context.restHeaders(of: request)
    let query = request.queryValues(for: .rest)
    var json = JSONWriter(reservingCapacity: context.expectedSize(for: request))
    json.beginObject()
    json.key("resource")
    json.string(context.route.path)
    json.key("path")
    json.string(withOneLeadingSlash(context.pathInStage))
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
    json.key("pathParameters")
    json.nullIfEmpty(context.pathParameters.isEmpty) { $0.pairs(context.pathParameters) }
    json.key("stageVariables")
    json.nullIfEmpty(context.api.stageVariables.isEmpty) { $0.stageVariables(of: context.api) }
    json.key("requestContext")
    writeRequestContext(for: request, in: context, to: &json)
    let isBase64Encoded =
        !request.body.isEmpty && context.api.isBinary(mediaType: request.header("content-type"))
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
    to json: inout JSONWriter
) {
    json.beginObject()
    json.key("resourceId")
    json.string(stableID(of: context.route.path, length: 6))
    json.key("resourcePath")
    json.string(context.route.path)
    json.key("httpMethod")
    json.string(request.method)
    json.key("extendedRequestId")
    json.string(context.extendedRequestID)
    json.key("requestTime")
    json.string(context.time.utc.commonLogFormat)
    json.key("path")
    json.string(context.encodedPath)
    json.key("accountId")
    json.string(context.account.accountID)
    json.key("protocol")
    json.string(request.protocolName)
    json.key("stage")
    json.string(context.api.stage)
    json.key("domainPrefix")
    json.string(context.domainPrefix)
    json.key("requestTimeEpoch")
    json.integer(context.timeInMilliseconds)
    json.key("requestId")
    json.string(context.requestID)
    json.key("identity")
    json.openIdentity(sourceIP: context.sourceIP, userAgent: request.header("user-agent"))
    json.key("domainName")
    json.string(context.domainName)
    json.key("deploymentId")
    json.string(stableID(of: context.api.apiID, length: 6))
    json.key("apiId")
    json.string(context.api.apiID)
    json.endObject()
}

/// `path` has one slash in front, however many the client sent; `requestContext.path` keeps them.
private func withOneLeadingSlash(_ path: Substring) -> String {
    "/" + Substring(path.utf8.drop { $0 == UInt8(ascii: "/") })
}
