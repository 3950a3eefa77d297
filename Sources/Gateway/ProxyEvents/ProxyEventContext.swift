import Flows
import HTTPServer
import Lambda

/// What the event formats need to know besides the request.
public struct ProxyEventContext: Sendable {
    public var api: APIConfiguration
    public var account: AccountIdentity
    public var route: RouteConfiguration
    /// As ``RouteMatch`` gives them: percent-encoded as sent.
    public var pathParameters: [(name: String, value: String)]
    /// The raw path without the stage, as ``RouteMatch`` gives it.
    public var pathInStage: Substring
    /// HTTP APIs: about 16 characters ending in `=`, the same as the header `apigw-requestid`. REST
    /// APIs: a UUID, the same as `x-amzn-RequestId`.
    public var requestID: String
    /// About 16 characters ending in `=`; REST APIs answer with it in `x-amz-apigw-id`.
    public var extendedRequestID: String
    /// `1-6b1f0a2e-5f0d7c1a9b3e4d2f8a6c0e11`, without `Root=`: see ``TraceHeader/root``.
    public var traceID: String
    /// When the request was accepted.
    public var time: Timestamp
    /// The client's numeric address.
    public var sourceIP: String
    /// `requestContext.domainName`: AWS's name of the API, not the `Host` that the client sent
    /// (`127.0.0.1:3000`), because frameworks recognise API Gateway by it. The headers keep the
    /// client's `Host`.
    public var domainName: String
    /// The port of the listener: `x-forwarded-port`.
    public var port: Int
    /// `http` or `https`: `x-forwarded-proto`.
    public var scheme: String

    public init(
        api: APIConfiguration,
        account: AccountIdentity,
        route: RouteConfiguration,
        pathParameters: [(name: String, value: String)] = [],
        pathInStage: Substring,
        requestID: String,
        extendedRequestID: String,
        traceID: String,
        time: Timestamp,
        sourceIP: String,
        domainName: String? = nil,
        port: Int,
        scheme: String = "http"
    ) {
        self.api = api
        self.account = account
        self.route = route
        self.pathParameters = pathParameters
        self.pathInStage = pathInStage
        self.requestID = requestID
        self.extendedRequestID = extendedRequestID
        self.traceID = traceID
        self.time = time
        self.sourceIP = sourceIP
        self.domainName = domainName ?? api.domainName(in: account)
        self.port = port
        self.scheme = scheme
    }
}

extension APIConfiguration {
    /// The name that AWS would give the API: `a1b2c3d4e5.execute-api.us-east-1.amazonaws.com`.
    public func domainName(in account: AccountIdentity) -> String {
        let suffix = account.partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"
        return "\(apiID).execute-api.\(account.region).\(suffix)"
    }
}

/// The Lambda event for a request, in the format that its route asks for: one JSON object.
///
/// Misuse: a route with the format `payload`, which belongs to the Invoke API.
public func proxyEvent(for request: HTTPRequest, in context: ProxyEventContext) -> [UInt8] {
    switch context.route.payloadFormat {
    case .rest: restProxyEvent(for: request, in: context)
    case .http1: httpProxyEventV1(for: request, in: context)
    case .http2: httpProxyEventV2(for: request, in: context)
    case .payload: preconditionFailure("no route has the format 'payload': \(context.route.key)")
    }
}

extension ProxyEventContext {
    /// The first label of the domain: the API's id.
    var domainPrefix: Substring { domainName.prefix { $0 != "." } }

    /// `/dev` for a named stage, empty for `$default`.
    var stagePrefix: String { api.stage == "$default" ? "" : "/\(api.stage)" }

    /// The path as sent to the API's own endpoint, percent-encoded: with the stage when it has a
    /// name, whether or not the client wrote it.
    var encodedPath: String {
        let path = stagePrefix + pathInStage
        return path.isEmpty ? "/" : path
    }

    var timeInMilliseconds: Int64 { time.microseconds / 1000 }

    /// How much room to reserve, so that writing seldom has to move what is there.
    func expectedSize(for request: HTTPRequest) -> Int {
        let headers = request.headers.reduce(0) {
            $0 + $1.name.utf8.count + $1.value.utf8.count + 8
        }
        return 1600 + 2 * headers + 4 * request.target.utf8.count + request.body.count * 4 / 3
    }
}

extension JSONWriter {
    /// The body as base64 or as text, in which invalid UTF-8 becomes U+FFFD.
    mutating func body(_ body: [UInt8], isBase64Encoded: Bool) {
        if isBase64Encoded { string(base64: body) } else { string(utf8: body) }
    }

    /// Writes the object, or null when there is nothing in it.
    mutating func nullIfEmpty(_ isEmpty: Bool, write: (inout JSONWriter) -> Void) {
        if isEmpty { null() } else { write(&self) }
    }

    /// `{"id":"42"}`
    mutating func pairs(_ pairs: some Sequence<(name: String, value: String)>) {
        beginObject()
        for pair in pairs {
            key(pair.name)
            string(pair.value)
        }
        endObject()
    }

    /// The stage's variables by name, so that an event's bytes do not depend on hashing.
    mutating func stageVariables(of api: APIConfiguration) {
        pairs(api.stageVariables.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
    }

    /// `requestContext.identity` of an open route.
    ///
    /// The keys are present as null without an identity; `apiKey`, `apiKeyId` and `clientCert` come
    /// only with what they name.
    mutating func openIdentity(sourceIP: String, userAgent: String?) {
        beginObject()
        for name: StaticString in [
            "cognitoIdentityPoolId", "accountId", "cognitoIdentityId", "caller",
        ] {
            key(name)
            null()
        }
        key("sourceIp")
        string(sourceIP)
        for name: StaticString in [
            "principalOrgId", "accessKey", "cognitoAuthenticationType",
            "cognitoAuthenticationProvider", "userArn",
        ] {
            key(name)
            null()
        }
        key("userAgent")
        if let userAgent { string(userAgent) } else { null() }
        key("user")
        null()
        endObject()
    }
}
