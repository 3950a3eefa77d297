import Flows
import Foundation
import Gateway
import HTTPServer
import Lambda
import Testing

/// An API with one route and everything that its event needs besides the request.
struct EventFixture {
    var context: ProxyEventContext
    var request: HTTPRequest

    static let host = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"

    /// 2026-11-22T13:04:05.123Z
    static let time = Timestamp(microseconds: 1_795_352_645_123_456)

    init(
        _ format: ProxyFormat,
        route: String,
        stage: String,
        _ method: String,
        _ target: String,
        headers: [HTTPField]? = nil,
        body: String = "",
        bytes: [UInt8]? = nil,
        variables: [String: String] = [:],
        binary: [String] = []
    ) {
        let parts = route.split(separator: " ")
        let route = RouteConfiguration(
            method: parts.count == 2 ? String(parts[0]) : "ANY",
            path: String(parts.last!),
            integration: .function("F"),
            payloadFormat: format,
            timeoutMilliseconds: 29_000
        )
        var api = APIConfiguration(
            kind: format == .rest ? .rest : .http,
            logicalID: "Api",
            stage: stage,
            stageVariables: variables,
            routes: [route],
            binaryMediaTypes: binary
        )
        api.apiID = "a1b2c3d4e5"
        request = HTTPRequest(
            method: method,
            target: target,
            headers: headers ?? Self.plainHeaders,
            body: bytes ?? Array(body.utf8)
        )
        guard
            case .route(_, _, let parameters, let path) = Router(api).match(
                method: method,
                path: request.path
            )
        else { preconditionFailure("\(method) \(target) does not reach \(route.key)") }
        context = ProxyEventContext(
            api: api,
            account: AccountIdentity(),
            route: route,
            pathParameters: parameters,
            pathInStage: path,
            requestID: format == .rest
                ? "9d1f7f3c-1f55-4d3e-8a02-7d7a0a2a9f10" : "Tq9XyEhWoAMEbVw=",
            extendedRequestID: "Tq9XyEhWoAMEbVw=",
            traceID: "1-6b1f0a2e-5f0d7c1a9b3e4d2f8a6c0e11",
            time: Self.time,
            sourceIP: "203.0.113.7",
            port: 443,
            scheme: "https"
        )
    }

    /// What curl sends.
    static let plainHeaders = [
        HTTPField("Host", host), HTTPField("User-Agent", "curl/8.5.0"), HTTPField("Accept", "*/*"),
    ]

    var bytes: [UInt8] { proxyEvent(for: request, in: context) }

    /// The event as Foundation reads it.
    var event: [String: Any] { get throws { try object(bytes) } }

    func at(_ path: String...) throws -> Any? { Self.walk(try event, path) }

    func text(_ path: String...) throws -> String? { Self.walk(try event, path) as? String }

    private static func walk(_ value: Any, _ path: [String]) -> Any? {
        path.reduce(value) { ($0 as? [String: Any])?[$1] }
    }

    /// Whether the key is there with the value null, which is not the same as being absent.
    func isNull(_ key: String) throws -> Bool { try event[key] is NSNull }

    func headers() throws -> [String: String] {
        try #require(try event["headers"] as? [String: String])
    }
}

/// Reads one JSON object.
func object(_ json: some Sequence<UInt8>) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
}

/// One line a leaf, `requestContext.http.method = "GET"`, sorted: two JSON texts can then be compared
/// whole, null and absent apart, and a difference is seen at once.
func leaves(_ value: Any, at path: String = "") -> [String] {
    switch value {
    case let map as [String: Any]:
        map.isEmpty
            ? ["\(path) = {}"]
            : map.sorted { $0.key < $1.key }.flatMap { leaves($0.value, at: "\(path).\($0.key)") }
    case let list as [Any]:
        list.isEmpty
            ? ["\(path) = []"]
            : list.enumerated().flatMap { leaves($0.element, at: "\(path)[\($0.offset)]") }
    case is NSNull: ["\(path) = null"]
    case let text as String: ["\(path) = \"\(text)\""]
    default: ["\(path) = \(value)"]
    }
}
