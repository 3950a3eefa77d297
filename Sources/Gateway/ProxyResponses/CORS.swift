import HTTPServer

/// The gateway's answer to a preflight, given before any route is looked for: also when no route has
/// `OPTIONS`, and without any authorizer. Nil when the request is no preflight.
///
/// An origin that is not allowed gets the same 204 without the headers that would allow it.
/// - SeeAlso: [Configure CORS for HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html)
public func preflightResponse(
    to request: HTTPRequest,
    cors: CORSConfiguration
) -> HTTPResponse? {
    guard request.method == "OPTIONS", let origin = request.header("origin"),
        let method = request.header("access-control-request-method")
    else { return nil }
    var response = HTTPResponse(status: 204)
    guard let allowed = cors.allowedOrigin(for: origin) else { return response }
    response.headers.append(HTTPField("access-control-allow-origin", allowed))
    if cors.allowCredentials {
        response.headers.append(HTTPField("access-control-allow-credentials", "true"))
    }
    let lists = [
        ("access-control-allow-methods", cors.allowMethods, method),
        (
            "access-control-allow-headers", cors.allowHeaders,
            request.header("access-control-request-headers") ?? ""
        ),
    ]
    for (name, configured, asked) in lists {
        // With credentials a browser takes `*` for a plain name, so that what was asked is named.
        let isWildcard = configured.contains("*") && cors.allowCredentials
        let value = isWildcard && isFieldValue(asked) ? asked : configured.joined(separator: ",")
        if !value.isEmpty { response.headers.append(HTTPField(name, value)) }
    }
    if let seconds = cors.maxAgeSeconds {
        response.headers.append(HTTPField("access-control-max-age", String(seconds)))
    }
    return response
}

/// Replaces the function's CORS headers by the configured ones.
///
/// "If you configure CORS for an API, API Gateway ignores CORS headers returned from your backend
/// integration." A request without `Origin`, or with one that is not allowed, gets none at all; it
/// was executed all the same.
public func applyCORS(
    to response: HTTPResponse,
    request: HTTPRequest,
    cors: CORSConfiguration
) -> HTTPResponse {
    var response = response
    response.headers.removeAll { $0.name.lowercased().hasPrefix("access-control-") }
    guard let origin = request.header("origin"), let allowed = cors.allowedOrigin(for: origin)
    else { return response }
    response.headers.append(HTTPField("access-control-allow-origin", allowed))
    if cors.allowCredentials {
        response.headers.append(HTTPField("access-control-allow-credentials", "true"))
    }
    if !cors.exposeHeaders.isEmpty {
        response.headers.append(
            HTTPField(
                "access-control-expose-headers",
                cors.exposeHeaders.joined(separator: ",")
            )
        )
    }
    return response
}

extension CORSConfiguration {
    /// What to answer for an origin: `*`, the origin itself, or nil when it is not allowed.
    ///
    /// `https://*` and the like allow every origin with that beginning. Credentials never go with
    /// `*`, which AWS refuses to configure and browsers refuse to take.
    func allowedOrigin(for origin: String) -> String? {
        if allowOrigins.contains("*"), !allowCredentials { return "*" }
        let asked = origin.lowercased()
        let isAllowed = allowOrigins.contains { configured in
            let pattern = configured.lowercased()
            guard pattern != "*", pattern.hasSuffix("*") else { return pattern == asked }
            return asked.hasPrefix(pattern.dropLast())
        }
        return isAllowed && isFieldValue(origin) ? origin : nil
    }
}
