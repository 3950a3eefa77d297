import Flows
import Gateway

/// An OpenAPI 3 or Swagger 2 document with API Gateway's extensions: routes and settings of an API.
/// - SeeAlso: [OpenAPI extensions](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html)
struct OpenAPIDefinition {
    private let root: Properties
    private let api: ServerlessAPI
    private let functions: [ServerlessFunction]
    private var scope: TemplateScope { root.scope }

    init(
        _ document: TemplateValue,
        of api: ServerlessAPI,
        functions: [ServerlessFunction]
    ) throws(TemplateError) {
        root = try Properties(
            document,
            of: "the definition of \(api.properties.owner)",
            in: api.properties.scope
        )
        self.api = api
        self.functions = functions
    }

    /// `DefinitionBody`, or the file that `DefinitionUri` or `AWS::Include` names.
    static func document(of properties: Properties) throws(TemplateError) -> TemplateValue? {
        if let body = properties.entries.first(where: { $0.key == "DefinitionBody" })?.value {
            guard let call = body.intrinsic, call.name == "Fn::Transform" else {
                return try properties.value("DefinitionBody")
            }
            let location = call.argument["Parameters"]?["Location"]
            guard call.argument["Name"]?.scalarText == "AWS::Include", let location else {
                return try properties.value("DefinitionBody")
            }
            let file = try properties.scope.evaluate(location) ?? location
            return try read(file, "Location of AWS::Include of \(properties.owner)", properties)
        }
        guard let location = try properties.value("DefinitionUri") else { return nil }
        return try read(location, properties.name(of: "DefinitionUri"), properties)
    }

    private static func read(
        _ location: TemplateValue,
        _ name: String,
        _ properties: Properties
    ) throws(TemplateError) -> TemplateValue? {
        let scope = properties.scope
        guard let written = location.scalarText, !written.hasPrefix("s3://") else {
            scope.note(
                .unsupported,
                at: location.place,
                "\(name) is in S3: its routes are not served"
            )
            return TemplateValue(.map([]), at: location.place)
        }
        do {
            return try TemplateFile.read(
                absolutePath(written, in: scope.template.folder),
                as: written
            )
        } catch  where error.code == .unreadable {
            throw TemplateError(
                .unreadable,
                at: location.place,
                "\(name) is '\(written)', and it cannot be read: \(error.message)",
                hint: "the path is relative to the template"
            )
        }
    }

    /// Adds every route of the document to the API.
    func add(to api: inout ServerlessAPI) throws(TemplateError) {
        api.adopt(
            binaryMediaTypes: try root.texts("x-amazon-apigateway-binary-media-types") ?? [],
            cors: try cors()
        )
        for key in [
            "x-amazon-apigateway-gateway-responses", "x-amazon-apigateway-minimum-compression-size",
        ] where try root.value(key) != nil {
            scope.note(
                .unsupported,
                at: root.keyPlace(key),
                "\(root.name(of: key)) is not honoured"
            )
        }
        guard let paths = try root.map("paths") else { return }
        for path in paths.entries {
            guard let operations = try paths.map(path.key) else { continue }
            for entry in operations.entries {
                guard let method = RoutePattern.method(entry.key),
                    let operation = try operations.map(entry.key)
                else { continue }
                let written = path.key == "/$default" ? "$default" : path.key
                if written != "$default", let expected = RoutePattern.expectation(brokenBy: written)
                {
                    throw TemplateError(
                        .invalidValue,
                        at: path.keyPlace,
                        "the path '\(written)' of \(api.properties.owner) is not valid; "
                            + "expected \(expected)"
                    )
                }
                try api.add(
                    route(method, written, operation, at: entry.keyPlace),
                    at: entry.keyPlace,
                    demands: security(of: operation) + validation(of: operation)
                )
            }
        }
    }

    private func route(
        _ method: String,
        _ path: String,
        _ operation: Properties,
        at place: Place
    ) throws(TemplateError) -> RouteConfiguration {
        let isHTTP = api.kind == .http
        var route = RouteConfiguration(
            method: method,
            path: path,
            integration: .fixed(status: 501, headers: [:]),
            payloadFormat: isHTTP ? .http1 : .rest,
            timeoutMilliseconds: isHTTP ? 30_000 : 29_000
        )
        guard let integration = try operation.map("x-amazon-apigateway-integration") else {
            route.unsupported.append(scope.unsupported("method without integration", at: place))
            return route
        }
        if let timeout = try integration.integer(
            "timeoutInMillis",
            in: 50...(isHTTP ? 30_000 : 300_000)
        ) {
            route.timeoutMilliseconds = timeout
        }
        if isHTTP, try integration.text("payloadFormatVersion") == "2.0" {
            route.payloadFormat = .http2
        }
        if try integration.text("responseTransferMode")?.uppercased() == "STREAM" {
            route.unsupported.append(
                scope.unsupported(
                    "response streaming",
                    at: integration.keyPlace("responseTransferMode")
                )
            )
        }
        try integrate(integration, into: &route)
        return route
    }

    private func integrate(
        _ integration: Properties,
        into route: inout RouteConfiguration
    ) throws(TemplateError) {
        let type = try integration.text("type")?.lowercased() ?? ""
        let place = integration.keyPlace("type")
        if type == "mock", route.method == "OPTIONS" {
            route.integration = try fixedAnswer(integration)
            return
        }
        guard type == "aws_proxy", let uri = try integration.text("uri") else {
            route.unsupported.append(
                scope.unsupported(
                    type.isEmpty ? "integration without type" : "integration of type '\(type)'",
                    at: place
                )
            )
            return
        }
        guard let name = functionName(in: uri) else {
            route.unsupported.append(
                scope.unsupported(
                    "integration with '\(uri)'",
                    at: integration.keyPlace("uri")
                )
            )
            return
        }
        guard let function = functions.first(where: { $0.name == name || $0.logicalID == name })
        else {
            route.integration = .function(name)
            route.unsupported.append(
                scope.unsupported(
                    "integration with function '\(name)', which the template does not have",
                    at: integration.keyPlace("uri")
                )
            )
            return
        }
        route.integration = .function(function.logicalID)
        route.unsupported += function.unsupported
    }

    /// The function in `arn:aws:apigateway:…:path/2015-03-31/functions/<ARN>/invocations`, in a
    /// bare ARN, or in the placeholder `${Function.Arn}` of a file that nobody substitutes.
    private func functionName(in uri: String) -> String? {
        var text = uri
        for (name, value) in api.configuration.stageVariables {
            text = text.replacing("${stageVariables.\(name)}", with: value)
        }
        if let range = text.firstRange(of: ":function:") {
            let name = text[range.upperBound...].prefix { $0 != ":" && $0 != "/" }
            let inner = name.dropPrefix("${").map { $0.dropLast() } ?? name
            return inner.isEmpty ? nil : String(inner)
        }
        guard let start = text.firstRange(of: "functions/${"),
            let end = text[start.upperBound...].firstRange(of: ".Arn}")
        else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }

    /// The status and headers of a mock `OPTIONS` method, as CORS by hand is written.
    private func fixedAnswer(_ integration: Properties) throws(TemplateError) -> Integration {
        guard let responses = try integration.map("responses"),
            let first = responses.entries.first(where: { $0.key == "default" })
                ?? responses.entries.first,
            let response = try responses.map(first.key)
        else { return .fixed(status: 200, headers: [:]) }
        let status = try response.integer("statusCode", in: 100...599) ?? 200
        var headers: [String: String] = [:]
        for (key, value) in try response.textMap("responseParameters") {
            guard let name = key.dropPrefix("method.response.header.") else { continue }
            headers[String(name)] = unquoted(value)
        }
        return .fixed(status: status, headers: headers)
    }

    /// `security` of the operation, or else what the API asks of every route. API Gateway takes no
    /// notice of `security` at the root.
    private func security(of operation: Properties) throws(TemplateError) -> [UnsupportedFeature] {
        let ownSecurity = try operation.value("security")
        let auth = ownSecurity == nil ? api.auth : api.auth.withoutAuthorizer()
        var features = auth.unsupported(in: scope)
        if try root.value("x-amazon-apigateway-policy") != nil {
            features.append(
                scope.unsupported(
                    "resource policy",
                    at: root.keyPlace("x-amazon-apigateway-policy")
                )
            )
        }
        guard let ownSecurity else { return features }
        for requirement in try scope.list(ownSecurity, operation.name(of: "security")) {
            for scheme in requirement.entries ?? [] where scheme.key != "NONE" {
                let feature = try isAPIKey(scheme.key) ? "API key" : "authorizer '\(scheme.key)'"
                features.append(scope.unsupported(feature, at: scheme.keyPlace))
            }
        }
        return features
    }

    /// An `apiKey` scheme is API Gateway's own key unless it says that an authorizer reads it.
    private func isAPIKey(_ name: String) throws(TemplateError) -> Bool {
        let scheme =
            switch try root.map("securityDefinitions") {
            case let schemes?: try schemes.map(name)
            case nil: try root.map("components")?.map("securitySchemes")?.map(name)
            }
        guard let scheme, try scheme.text("type") == "apiKey" else { return false }
        let isRead = try scheme.value("x-amazon-apigateway-authorizer") != nil
        let isTyped = try scheme.value("x-amazon-apigateway-authtype") != nil
        return !isRead && !isTyped
    }

    private func validation(of operation: Properties) throws(TemplateError) -> [UnsupportedFeature]
    {
        let key = "x-amazon-apigateway-request-validator"
        for level in [operation, root] where try level.value(key) != nil {
            return [scope.unsupported("request validation", at: level.keyPlace(key))]
        }
        return []
    }

    private func cors() throws(TemplateError) -> CORSConfiguration? {
        guard api.kind == .http, let map = try root.map("x-amazon-apigateway-cors") else {
            return nil
        }
        let cors = CORSConfiguration(
            allowOrigins: try map.texts("allowOrigins") ?? [],
            allowMethods: try (map.texts("allowMethods") ?? []).map { $0.uppercased() },
            allowHeaders: try map.texts("allowHeaders") ?? [],
            exposeHeaders: try map.texts("exposeHeaders") ?? [],
            allowCredentials: try map.boolean("allowCredentials") ?? false,
            maxAgeSeconds: try map.integer("maxAge", in: -1...86_400)
        )
        try HTTPCors.check(
            cors,
            at: map.keyPlace("allowCredentials"),
            map.name(of: "allowCredentials")
        )
        return cors
    }
}
