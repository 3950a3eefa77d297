import Gateway

/// An API while it is being put together: its settings, and the routes that events and definitions
/// add.
/// - SeeAlso: [AWS::Serverless::HttpApi](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html),
///   [AWS::Serverless::Api](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html)
struct ServerlessAPI {
    private(set) var configuration: APIConfiguration
    let properties: Properties
    let auth: APIAuth
    /// The OpenAPI document, when there is one.
    let definition: TemplateValue?
    let eventRule: EventRule
    private let cors: RESTCors?
    private var places: [String: Place] = [:]
    /// What the definition asks of callers, by route key.
    private var demands: [String: [UnsupportedFeature]] = [:]

    var kind: APIConfiguration.Kind { configuration.kind }

    /// How the routes of events meet those of the definition.
    enum EventRule {
        /// There is no definition: events say all.
        case sayAll
        /// HTTP API with `DefinitionBody`: events add what it lacks.
        case complete
        /// REST API with `MergeDefinitions`: events go before it.
        case replace
        /// Any other definition says all; events only give permissions on AWS.
        case ignored
    }

    static let httpProperties = PropertyTable(
        honoured: [
            "Auth", "CorsConfiguration", "DefaultRouteSettings", "DefinitionBody", "DefinitionUri",
            "Name", "RouteSettings", "StageName", "StageVariables",
        ],
        ignored: [
            "AccessLogSettings", "Description", "DisableExecuteApiEndpoint", "FailOnWarnings",
            "PropagateTags", "Tags",
        ],
        noted: ["Domain"]
    )

    static let restProperties = PropertyTable(
        honoured: [
            "Auth", "BinaryMediaTypes", "Cors", "DefinitionBody", "DefinitionUri",
            "MergeDefinitions", "MethodSettings", "Name", "StageName", "Variables",
        ],
        ignored: [
            "AccessLogSetting", "AlwaysDeploy", "ApiKeySourceType", "CacheClusterSize",
            "Description", "DisableExecuteApiEndpoint", "EndpointAccessMode",
            "EndpointConfiguration", "FailOnWarnings",
            "Mode", "Models", "OpenApiVersion", "PropagateTags", "SecurityPolicy", "Tags",
            "TracingEnabled",
        ],
        noted: [
            "CacheClusterEnabled", "CanarySetting", "Domain", "GatewayResponses",
            "MinimumCompressionSize",
        ]
    )

    /// An API that the template describes.
    init(
        _ resource: TemplateResource,
        globals: Globals,
        in scope: TemplateScope
    ) throws(TemplateError) {
        let kind: APIConfiguration.Kind = resource.type == ResourceType.httpAPI ? .http : .rest
        let merged = globals.merged(
            into: resource.properties,
            kind == .http ? .httpAPI : .api,
            ignoring: resource.ignoreGlobals
        )
        var properties = try Properties(merged, of: "API '\(resource.logicalID)'", in: scope)
        properties.place = resource.place
        try self.init(kind, resource.logicalID, stage: nil, properties)
    }

    /// The API that SAM makes for events which name none: all it has comes from Globals.
    init(
        implicit kind: APIConfiguration.Kind,
        globals: Globals,
        at place: Place,
        in scope: TemplateScope
    ) throws(TemplateError) {
        let name = kind == .http ? ImplicitAPI.http : ImplicitAPI.rest
        let merged = globals.merged(
            into: TemplateValue(.map([]), at: place),
            kind == .http ? .httpAPI : .api
        )
        try self.init(
            kind,
            name,
            stage: kind == .http ? "$default" : "Prod",
            Properties(merged, of: "API '\(name)'", in: scope)
        )
    }

    private init(
        _ kind: APIConfiguration.Kind,
        _ logicalID: String,
        stage: String?,
        _ properties: Properties
    ) throws(TemplateError) {
        self.properties = properties
        try (kind == .http ? Self.httpProperties : Self.restProperties)
            .examine(properties)
        auth = try APIAuth(api: properties)
        definition = try OpenAPIDefinition.document(of: properties)
        eventRule = try Self.eventRule(kind, hasDefinition: definition != nil, properties)
        var configuration = APIConfiguration(
            kind: kind,
            logicalID: logicalID,
            name: try properties.text("Name"),
            stage: try Self.stage(of: kind, properties, implicit: stage),
            stageVariables: try properties.textMap(kind == .http ? "StageVariables" : "Variables")
        )
        switch kind {
        case .http:
            cors = nil
            configuration.cors = try HTTPCors.read(properties)
            try Self.noteThrottling(in: properties)
        case .rest:
            cors = try RESTCors(properties)
            configuration.binaryMediaTypes = try (properties.texts("BinaryMediaTypes") ?? [])
                .map { $0.replacing("~1", with: "/") }
            try Self.noteMethodSettings(in: properties)
        }
        self.configuration = configuration
    }

    /// Adds a route; a second one with the same key is an error.
    /// - Parameters:
    ///   - route: as an event or the definition says it.
    ///   - place: where.
    ///   - demands: reasons to add that stay when an event replaces the route.
    /// - Throws: when the route is there already.
    mutating func add(
        _ route: RouteConfiguration,
        at place: Place,
        demands: [UnsupportedFeature] = []
    ) throws(TemplateError) {
        if let first = places.updateValue(place, forKey: route.key) {
            throw TemplateError(
                .invalidValue,
                at: place,
                "\(properties.owner) has the route '\(route.key)' twice; "
                    + "the first is at line \(first.line)",
                hint: "give one of them another path or method"
            )
        }
        var route = route
        route.unsupported = demands + route.unsupported
        configuration.routes.append(route)
        self.demands[route.key] = demands
    }

    /// Whether a route with this key is there already.
    func hasRoute(_ key: String) -> Bool { places[key] != nil }

    /// Puts an event's route in the place of the definition's, whose demands stay.
    mutating func replace(_ route: RouteConfiguration) {
        guard let index = configuration.routes.firstIndex(where: { $0.key == route.key }) else {
            return
        }
        var route = route
        let demands = demands[route.key] ?? []
        route.unsupported = demands + route.unsupported.filter { !demands.contains($0) }
        configuration.routes[index] = route
    }

    /// Takes over what an OpenAPI document says of the API as a whole.
    mutating func adopt(binaryMediaTypes: [String], cors: CORSConfiguration?) {
        for type in binaryMediaTypes where !configuration.binaryMediaTypes.contains(type) {
            configuration.binaryMediaTypes.append(type)
        }
        if let cors, configuration.cors == nil { configuration.cors = cors }
    }

    /// The whole API, with the `OPTIONS` routes that `Cors` makes.
    func finished() -> APIConfiguration {
        guard let cors else { return configuration }
        var result = configuration
        var seen: Set<String> = []
        // `/a` and `/a/` are one resource.
        for route in configuration.routes
        where seen.insert(route.path.withoutTrailingSlash).inserted {
            let methods = configuration.routes.filter { $0.path == route.path }.map(\.method)
            if methods.contains("OPTIONS") { continue }
            result.routes.append(
                RouteConfiguration(
                    method: "OPTIONS",
                    path: route.path,
                    integration: cors.preflight(for: methods),
                    payloadFormat: .rest,
                    timeoutMilliseconds: route.timeoutMilliseconds,
                    unsupported: auth.preflightUnsupported(in: properties.scope)
                )
            )
        }
        return result
    }

    private static func eventRule(
        _ kind: APIConfiguration.Kind,
        hasDefinition: Bool,
        _ properties: Properties
    ) throws(TemplateError) -> EventRule {
        guard hasDefinition else { return .sayAll }
        switch kind {
        case .http: return try properties.value("DefinitionBody") == nil ? .ignored : .complete
        case .rest: return try properties.boolean("MergeDefinitions") == true ? .replace : .ignored
        }
    }

    private static func stage(
        of kind: APIConfiguration.Kind,
        _ properties: Properties,
        implicit: String?
    ) throws(TemplateError) -> String {
        if let implicit { return implicit }
        guard let value = try properties.value("StageName") else {
            if kind == .http { return "$default" }
            throw properties.missing("StageName", "one such as Prod")
        }
        let stage = value.scalarText ?? ""
        let isValid =
            kind == .http && stage == "$default"
            || (1...128).contains(stage.utf8.count)
                && stage.utf8.allSatisfy { $0.isLetterOrDigit || $0 == 0x2D || $0 == 0x5F }
        guard isValid else {
            let expected = "1 to 128 letters, digits, '-' and '_'"
            throw properties.unexpected(
                "StageName",
                value,
                kind == .http ? "$default, or \(expected)" : expected
            )
        }
        return stage
    }

    /// `RouteSettings` and `DefaultRouteSettings` of HTTP APIs.
    private static func noteThrottling(in properties: Properties) throws(TemplateError) {
        if let settings = try properties.map("DefaultRouteSettings") {
            try settings.noteThrottling()
        }
        guard let routes = try properties.map("RouteSettings") else { return }
        for entry in routes.entries { try routes.map(entry.key)?.noteThrottling() }
    }

    private static func noteMethodSettings(in properties: Properties) throws(TemplateError) {
        guard let value = try properties.value("MethodSettings") else { return }
        for element in try properties.scope.list(value, properties.name(of: "MethodSettings")) {
            let settings = try Properties(
                element,
                of: properties.owner,
                prefix: "MethodSettings.",
                in: properties.scope
            )
            try settings.noteThrottling()
            if try settings.boolean("CachingEnabled") == true {
                properties.scope.note(
                    .unsupported,
                    at: settings.keyPlace("CachingEnabled"),
                    "\(settings.name(of: "CachingEnabled")) is not honoured: nothing is cached"
                )
            }
        }
    }
}

extension String {
    fileprivate var withoutTrailingSlash: String {
        count > 1 && hasSuffix("/") ? String(dropLast()) : self
    }
}

extension Properties {
    /// Notes limits on the rate of requests.
    func noteThrottling() throws(TemplateError) {
        for key in ["ThrottlingBurstLimit", "ThrottlingRateLimit"] where try value(key) != nil {
            scope.note(
                .unsupported,
                at: keyPlace(key),
                "\(name(of: key)) is not honoured: nothing is throttled"
            )
        }
    }
}

/// `CorsConfiguration` of an HTTP API: `true`, an origin, or a map.
enum HTTPCors {
    private static let table = PropertyTable(
        honoured: [
            "AllowOrigins", "AllowMethods", "AllowHeaders", "ExposeHeaders", "AllowCredentials",
            "MaxAge",
        ])

    static func read(_ properties: Properties) throws(TemplateError) -> CORSConfiguration? {
        guard let value = try properties.value("CorsConfiguration") else { return nil }
        if let isOn = value.boolean { return isOn ? CORSConfiguration(allowOrigins: ["*"]) : nil }
        if let origin = value.scalarText { return CORSConfiguration(allowOrigins: [origin]) }
        guard let map = try properties.map("CorsConfiguration") else { return nil }
        try table.examine(map)
        let cors = CORSConfiguration(
            allowOrigins: try map.texts("AllowOrigins") ?? [],
            allowMethods: try (map.texts("AllowMethods") ?? []).map { $0.uppercased() },
            allowHeaders: try map.texts("AllowHeaders") ?? [],
            exposeHeaders: try map.texts("ExposeHeaders") ?? [],
            allowCredentials: try map.boolean("AllowCredentials") ?? false,
            maxAgeSeconds: try map.integer("MaxAge", in: -1...86_400)
        )
        try check(cors, at: map.keyPlace("AllowCredentials"), map.name(of: "AllowCredentials"))
        return cors
    }

    /// API Gateway refuses credentials for any origin.
    static func check(
        _ cors: CORSConfiguration,
        at place: Place,
        _ name: String
    ) throws(TemplateError) {
        guard cors.allowCredentials, cors.allowOrigins.contains("*") else { return }
        throw TemplateError(
            .invalidValue,
            at: place,
            "\(name) is true with the origin '*'; expected AllowOrigins that name the origins"
        )
    }
}
