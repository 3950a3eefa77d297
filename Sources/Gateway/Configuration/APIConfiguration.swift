import Flows

/// One API as a template describes it: its routes and the stage it is served under.
public struct APIConfiguration: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// HTTP API (v2).
        case http
        /// REST API (v1).
        case rest
    }

    public var kind: Kind
    /// The logical id in the template (`ServerlessHttpApi` for the implicit one).
    public var logicalID: String
    /// Ten lower-case letters and digits, made from the logical id: stable between runs.
    public var apiID: String
    public var name: String
    /// `$default`, or a name that is the first segment of every path.
    public var stage: String
    public var stageVariables: [String: String]
    public var routes: [RouteConfiguration]
    /// REST: media types that travel as base64, such as `image/png` or `*/*`.
    public var binaryMediaTypes: [String]
    /// HTTP API: answered by the gateway when present.
    public var cors: CORSConfiguration?

    public init(
        kind: Kind,
        logicalID: String,
        name: String? = nil,
        stage: String,
        stageVariables: [String: String] = [:],
        routes: [RouteConfiguration] = [],
        binaryMediaTypes: [String] = [],
        cors: CORSConfiguration? = nil
    ) {
        self.kind = kind
        self.logicalID = logicalID
        self.apiID = Self.apiID(for: logicalID)
        self.name = name ?? logicalID
        self.stage = stage
        self.stageVariables = stageVariables
        self.routes = routes
        self.binaryMediaTypes = binaryMediaTypes
        self.cors = cors
    }

    /// Ten characters that are the same for the same logical id in every run.
    public static func apiID(for logicalID: String) -> String {
        stableID(of: logicalID, length: 10)
    }
}

/// One route: which requests it takes and which function answers them.
public struct RouteConfiguration: Equatable, Sendable {
    /// Upper case, or `ANY`. The `$default` route of an HTTP API has `ANY` and the path `$default`.
    public var method: String
    /// `/orders/{id}`, `/files/{path+}`, or `$default`.
    public var path: String
    public var integration: Integration
    public var payloadFormat: ProxyFormat
    /// HTTP API: 50–30,000 (default 30,000); REST: 50–29,000 (default 29,000).
    public var timeoutMilliseconds: Int
    /// What the template asks for that changes behaviour and is not honoured: the route answers 501
    /// with these reasons, unless the service was told to serve it all the same.
    public var unsupported: [UnsupportedFeature]

    public init(
        method: String,
        path: String,
        integration: Integration,
        payloadFormat: ProxyFormat,
        timeoutMilliseconds: Int,
        unsupported: [UnsupportedFeature] = []
    ) {
        self.method = method
        self.path = path
        self.integration = integration
        self.payloadFormat = payloadFormat
        self.timeoutMilliseconds = timeoutMilliseconds
        self.unsupported = unsupported
    }

    /// The text AWS calls the route key: `POST /orders/{id}`, or `$default`.
    public var key: String { path == "$default" ? path : "\(method) \(path)" }
}

/// Who answers a route.
public enum Integration: Equatable, Sendable {
    /// Lambda proxy: the function's logical id.
    case function(String)
    /// A REST `OPTIONS` mock made by `Cors`: a fixed answer without any function.
    case fixed(status: Int, headers: [String: String])
}

/// Something in a template that is recognised and not honoured yet.
public struct UnsupportedFeature: Equatable, Sendable {
    /// `authorizer 'Jwt'`, `API key`, `request validation`: named as the template's reader knows it.
    public var feature: String
    /// Line in the template, from 1; nil when not known.
    public var line: Int?

    public init(_ feature: String, line: Int?) {
        self.feature = feature
        self.line = line
    }
}

/// Cross-origin settings of an HTTP API.
public struct CORSConfiguration: Equatable, Sendable {
    public var allowOrigins: [String]
    public var allowMethods: [String]
    public var allowHeaders: [String]
    public var exposeHeaders: [String]
    public var allowCredentials: Bool
    public var maxAgeSeconds: Int?

    public init(
        allowOrigins: [String] = [],
        allowMethods: [String] = [],
        allowHeaders: [String] = [],
        exposeHeaders: [String] = [],
        allowCredentials: Bool = false,
        maxAgeSeconds: Int? = nil
    ) {
        self.allowOrigins = allowOrigins
        self.allowMethods = allowMethods
        self.allowHeaders = allowHeaders
        self.exposeHeaders = exposeHeaders
        self.allowCredentials = allowCredentials
        self.maxAgeSeconds = maxAgeSeconds
    }
}
