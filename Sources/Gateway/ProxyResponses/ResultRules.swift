import Flows

/// How the formats differ in reading a function's result: one row a format.
///
/// AWS documents the shapes and leaves the corners open; what is marked *chosen* is such a corner.
struct ResultRules {
    var kind: APIConfiguration.Kind
    /// Whether a result without `statusCode`, of whatever kind, is itself the body.
    var infersResponse: Bool
    /// The status of an object without one; nil where it must be there. For REST APIs this includes
    /// `{}` (*chosen*: it follows the rule for `{"headers":{}}`).
    var defaultStatus: Int?
    /// Whether a key that the format does not know spoils the result. It includes `cookies` on REST
    /// APIs (*chosen*).
    var refusesUnknownKeys: Bool
    var readsMultiValueHeaders: Bool
    var readsCookies: Bool
    /// Whether numbers count as header values. 2.0: *chosen*. Null never does (*chosen*).
    var takesNumbersInHeaders: Bool
    /// Whether base64 is decoded only for clients whose `Accept` asks for a binary media type.
    var negotiatesBinary: Bool

    static let rest = ResultRules(
        kind: .rest,
        infersResponse: false,
        defaultStatus: 200,
        refusesUnknownKeys: true,
        readsMultiValueHeaders: true,
        readsCookies: false,
        takesNumbersInHeaders: false,
        negotiatesBinary: true
    )

    static let http1 = ResultRules(
        kind: .http,
        infersResponse: false,
        defaultStatus: nil,
        refusesUnknownKeys: false,
        readsMultiValueHeaders: true,
        readsCookies: false,
        takesNumbersInHeaders: false,
        negotiatesBinary: false
    )

    static let http2 = ResultRules(
        kind: .http,
        infersResponse: true,
        defaultStatus: nil,
        refusesUnknownKeys: false,
        readsMultiValueHeaders: false,
        readsCookies: true,
        takesNumbersInHeaders: true,
        negotiatesBinary: false
    )

    static func of(_ route: RouteConfiguration) -> ResultRules {
        switch route.payloadFormat {
        case .rest: rest
        case .http1: http1
        case .http2: http2
        case .payload: preconditionFailure("no route has the format 'payload': \(route.key)")
        }
    }
}
