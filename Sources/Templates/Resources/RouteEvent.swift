import Flows
import Gateway

/// Events of type `Api` and `HttpApi`: each is a route of an API to the function that has it.
/// - SeeAlso: [Api](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html),
///   [HttpApi](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html)
struct RouteEvent {
    let kind: APIConfiguration.Kind
    private let properties: Properties
    private let function: ServerlessFunction
    private let place: Place

    private static let http = PropertyTable(
        honoured: [
            "ApiId", "Auth", "Method", "Path", "PayloadFormatVersion", "RouteSettings",
            "TimeoutInMillis",
        ])
    private static let rest = PropertyTable(
        honoured: [
            "Auth", "Method", "Path", "RequestModel", "RequestParameters", "ResponseTransferMode",
            "RestApiId", "TimeoutInMillis",
        ])

    /// `event 'Get' of function 'Orders'`
    var owner: String { properties.owner }
    /// The logical id of the API that takes events which name none.
    var implicitAPI: String { kind == .http ? ImplicitAPI.http : ImplicitAPI.rest }

    /// Nil, with a note, when the event is of another type.
    init?(
        _ entry: TemplateEntry,
        of function: ServerlessFunction,
        in scope: TemplateScope
    ) throws(TemplateError) {
        let owner = "event '\(entry.key)' of function '\(function.logicalID)'"
        var event = try Properties(entry.value, of: owner, in: scope)
        event.place = entry.keyPlace
        guard let type = try event.text("Type") else {
            throw event.missing("Type", "one such as HttpApi or Api")
        }
        switch type {
        case "HttpApi": kind = .http
        case "Api": kind = .rest
        default:
            scope.note(
                .skipped,
                at: entry.keyPlace,
                "\(owner) is of type \(type): nothing triggers it here; "
                    + "the function can be called through the Invoke API"
            )
            return nil
        }
        let properties = Properties(
            scope: scope,
            owner: owner,
            prefix: "",
            entries: try event.map("Properties")?.entries ?? [],
            place: entry.keyPlace
        )
        try (kind == .http ? Self.http : Self.rest).examine(properties)
        self.properties = properties
        self.function = function
        place = entry.keyPlace
    }

    /// What the event says of its API: nil for the implicit one, else the id, and where.
    func apiReference() throws(TemplateError) -> (id: String, place: Place)? {
        let key = kind == .http ? "ApiId" : "RestApiId"
        guard let id = try properties.text(key) else { return nil }
        return (id, properties.keyPlace(key))
    }

    /// Adds the route to its API.
    func add(to api: inout ServerlessAPI) throws(TemplateError) {
        guard api.kind == kind else {
            let (key, type) =
                kind == .http
                ? ("ApiId", ResourceType.httpAPI) : ("RestApiId", ResourceType.restAPI)
            throw TemplateError(
                .invalidValue,
                at: properties.keyPlace(key),
                "\(properties.name(of: key)) names '\(api.configuration.logicalID)', "
                    + "which is of another kind; expected an \(type)"
            )
        }
        let route = try route(in: api)
        switch api.eventRule {
        case .sayAll:
            try api.add(route, at: place)
        case .complete where !api.hasRoute(route.key), .replace where !api.hasRoute(route.key):
            try api.add(route, at: place)
        case .replace:
            api.replace(route)
        case .ignored where !api.hasRoute(route.key):
            properties.scope.note(
                .warning,
                at: place,
                "\(properties.owner) adds no route: \(api.properties.owner) has a definition "
                    + "without '\(route.key)'"
            )
        case .complete, .ignored: break
        }
    }

    private func route(in api: ServerlessAPI) throws(TemplateError) -> RouteConfiguration {
        let (method, path) = try methodAndPath()
        let limit = kind == .http ? 30_000 : 29_000
        var route = RouteConfiguration(
            method: method,
            path: path,
            integration: .function(function.logicalID),
            payloadFormat: try payloadFormat(),
            timeoutMilliseconds: limit
        )
        if let timeout = try properties.integer(
            "TimeoutInMillis",
            in: 50...(kind == .http ? limit : 300_000)
        ) {
            route.timeoutMilliseconds = timeout
            if timeout > limit {
                properties.scope.note(
                    .warning,
                    at: properties.keyPlace("TimeoutInMillis"),
                    "\(properties.name(of: "TimeoutInMillis")) is over \(limit), which AWS allows "
                        + "only after the account's quota was raised"
                )
            }
        }
        route.unsupported = function.unsupported
        route.unsupported += try api.auth.overridden(by: properties)
            .unsupported(in: properties.scope)
        route.unsupported += try requestRules()
        try properties.map("RouteSettings")?.noteThrottling()
        return route
    }

    private func methodAndPath() throws(TemplateError) -> (String, String) {
        let path = try properties.value("Path")
        let method = try properties.value("Method")
        if kind == .http, path == nil, method == nil { return ("ANY", "$default") }
        guard let path else { throw properties.missing("Path", "one such as /orders/{id}") }
        guard let method else { throw properties.missing("Method", "one such as get, or any") }
        guard let name = method.scalarText.flatMap(RoutePattern.method) else {
            throw properties.unexpected(
                "Method",
                method,
                "get, post, put, patch, delete, head, options or any"
            )
        }
        let text = path.scalarText ?? ""
        if kind == .http, name == "ANY", ["$default", "/$default"].contains(text) {
            return ("ANY", "$default")
        }
        if let expected = RoutePattern.expectation(brokenBy: text) {
            throw properties.unexpected("Path", path, expected)
        }
        return (name, text)
    }

    private func payloadFormat() throws(TemplateError) -> ProxyFormat {
        guard kind == .http else { return .rest }
        guard let value = try properties.value("PayloadFormatVersion") else { return .http2 }
        switch value.scalarText {
        case "1.0": return .http1
        case "2.0": return .http2
        default: throw properties.unexpected("PayloadFormatVersion", value, "\"1.0\" or \"2.0\"")
        }
    }

    /// Validation and streaming, which a REST event may ask for.
    private func requestRules() throws(TemplateError) -> [UnsupportedFeature] {
        guard kind == .rest else { return [] }
        let scope = properties.scope
        var features: [UnsupportedFeature] = []
        if let model = try properties.map("RequestModel") {
            for key in ["Required", "ValidateBody", "ValidateParameters"]
            where try model.boolean(key) == true {
                features.append(scope.unsupported("request validation", at: model.keyPlace(key)))
                break
            }
        }
        if features.isEmpty, let place = try requiredParameter() {
            features.append(scope.unsupported("request validation", at: place))
        }
        if try properties.text("ResponseTransferMode")?.uppercased() == "STREAM" {
            features.append(
                scope.unsupported(
                    "response streaming",
                    at: properties.keyPlace("ResponseTransferMode")
                )
            )
        }
        return features
    }

    /// `RequestParameters` is a list of names, or of maps `{name: {Required: true}}`.
    private func requiredParameter() throws(TemplateError) -> Place? {
        guard let value = try properties.value("RequestParameters") else { return nil }
        for element in try properties.scope.list(value, properties.name(of: "RequestParameters")) {
            for parameter in element.entries ?? [] {
                let rules = try Properties(
                    parameter.value,
                    of: properties.owner,
                    prefix: "RequestParameters.",
                    in: properties.scope
                )
                if try rules.boolean("Required") == true { return rules.keyPlace("Required") }
            }
        }
        return nil
    }
}
