import Gateway

/// What an API or event asks of callers. None of it is honoured, so each demand is a reason for the
/// route to be unsupported.
struct APIAuth {
    /// The authorizer of every route without one of its own, and where it is named.
    private(set) var authorizer: (name: String, place: Place)?
    private(set) var apiKeyPlace: Place?
    private(set) var resourcePolicyPlace: Place?
    private(set) var scopesPlace: Place?
    /// Whether SAM puts the authorizer, and the key, on the `OPTIONS` routes of `Cors` as well.
    private var coversPreflight = true
    private var keyCoversPreflight = true

    /// Asks nothing.
    init() {}

    /// `Auth` of an API: the defaults of its routes.
    init(api properties: Properties) throws(TemplateError) {
        guard let auth = try properties.map("Auth") else { return }
        if let name = try auth.text("DefaultAuthorizer") {
            authorizer = (name, auth.keyPlace("DefaultAuthorizer"))
        }
        try readDemands(auth)
        coversPreflight = try auth.boolean("AddDefaultAuthorizerToCorsPreflight") ?? true
        keyCoversPreflight = try auth.boolean("AddApiKeyRequiredToCorsPreflight") ?? true
        if try auth.value("UsagePlan") != nil {
            auth.scope.note(
                .unsupported,
                at: auth.keyPlace("UsagePlan"),
                "\(auth.name(of: "UsagePlan")) is not honoured: nothing is throttled"
            )
        }
    }

    /// `Auth` of one event, on top of its API's.
    func overridden(by event: Properties) throws(TemplateError) -> APIAuth {
        guard let auth = try event.map("Auth") else { return self }
        var result = self
        if let name = try auth.text("Authorizer") {
            result.authorizer = (name, auth.keyPlace("Authorizer"))
        }
        if try auth.boolean("ApiKeyRequired") == false { result.apiKeyPlace = nil }
        try result.readDemands(auth)
        return result
    }

    /// The same for an operation that has its own `security`.
    func withoutAuthorizer() -> APIAuth {
        var result = self
        result.authorizer = nil
        return result
    }

    private mutating func readDemands(_ auth: Properties) throws(TemplateError) {
        if try auth.boolean("ApiKeyRequired") == true {
            apiKeyPlace = auth.keyPlace("ApiKeyRequired")
        }
        if try auth.value("ResourcePolicy") != nil {
            resourcePolicyPlace = auth.keyPlace("ResourcePolicy")
        }
        if try auth.texts("AuthorizationScopes")?.isEmpty == false {
            scopesPlace = auth.keyPlace("AuthorizationScopes")
        }
    }

    /// Why a route with these demands cannot be served.
    func unsupported(in scope: TemplateScope) -> [UnsupportedFeature] {
        var features: [UnsupportedFeature] = []
        if let authorizer, authorizer.name != "NONE" {
            features.append(
                scope.unsupported("authorizer '\(authorizer.name)'", at: authorizer.place)
            )
            if let scopesPlace {
                features.append(scope.unsupported("authorization scopes", at: scopesPlace))
            }
        }
        if let apiKeyPlace { features.append(scope.unsupported("API key", at: apiKeyPlace)) }
        if let resourcePolicyPlace {
            features.append(scope.unsupported("resource policy", at: resourcePolicyPlace))
        }
        return features
    }

    /// Why a preflight route made by `Cors` cannot be served.
    func preflightUnsupported(in scope: TemplateScope) -> [UnsupportedFeature] {
        var preflight = coversPreflight ? self : withoutAuthorizer()
        if !keyCoversPreflight { preflight.apiKeyPlace = nil }
        return preflight.unsupported(in: scope)
    }
}
