import Flows

/// The client's request as a proxy event tells it: an HTTP API's (payload 1.0 or 2.0), a REST API's, a
/// function URL's.
///
/// It is what the gateway made of the request, not its bytes: the HTTP API's header names are lower
/// case and repeated ones joined, and the order of a query may be lost.
struct ProxyEventRequest {
    let head: MessageHead
    let body: [UInt8]
    /// `1.0`, `2.0` or `rest`.
    let format: ProxyFormat
    let stage: String?
    /// `POST /orders/{id}`, `$default`.
    let route: String?
    let time: Timestamp?
    let requestID: String?
    let domainName: String?
    let traceID: String?

    /// Nil when the document is no proxy event.
    init?(_ event: JSONNode) {
        guard let context = event["requestContext"], context.members != nil else { return nil }
        if event["version"]?.string == "2.0" || context["http"] != nil {
            self.init(version2: event, context)
        } else if event["httpMethod"]?.string != nil {
            self.init(version1: event, context)
        } else {
            return nil
        }
    }

    private init?(version2 event: JSONNode, _ context: JSONNode) {
        guard let method = context["http"]?["method"]?.string, let path = event["rawPath"]?.string
        else { return nil }
        let query = event["rawQueryString"]?.string ?? ""
        var headers = event["headers"].map(Self.pairs) ?? []
        if let cookies = event["cookies"]?.elements?.compactMap(\.string), !cookies.isEmpty {
            headers.append(("cookie", cookies.joined(separator: "; ")))
        }
        head = MessageHead(
            method: method,
            target: Self.encodedPath(path) + (query.isEmpty ? "" : "?\(query)"),
            protocolName: context["http"]?["protocol"]?.string,
            client: context["http"]?["sourceIp"]?.string,
            headers: headers
        )
        body = Self.body(of: event)
        format = .http2
        stage = context["stage"]?.string
        route = event["routeKey"]?.string
        time = context["timeEpoch"]?.integer.map { Timestamp(microseconds: Int64($0) * 1000) }
        requestID = context["requestId"]?.string
        domainName = context["domainName"]?.string
        traceID = Self.traceID(headers)
    }

    private init?(version1 event: JSONNode, _ context: JSONNode) {
        guard let method = event["httpMethod"]?.string, let path = event["path"]?.string else {
            return nil
        }
        let isHTTPAPI = event["version"]?.string == "1.0"
        let query = Self.query(of: event)
        let headers = Self.multiPairs(event, "multiValueHeaders", else: "headers")
        head = MessageHead(
            method: method,
            // REST delivers the path as sent, HTTP APIs decoded.
            target: (isHTTPAPI ? Self.encodedPath(path) : path)
                + (query.isEmpty ? "" : "?\(query)"),
            protocolName: context["protocol"]?.string,
            client: context["identity"]?["sourceIp"]?.string,
            headers: headers
        )
        body = Self.body(of: event)
        format = isHTTPAPI ? .http1 : .rest
        stage = context["stage"]?.string
        route = (event["resource"] ?? context["resourcePath"])?.string.map {
            $0 == "$default" ? $0 : "\(method) \($0)"
        }
        time = context["requestTimeEpoch"]?.integer
            .map { Timestamp(microseconds: Int64($0) * 1000) }
        requestID = context["requestId"]?.string
        domainName = context["domainName"]?.string
        traceID = Self.traceID(headers)
    }

    var message: [UInt8] { head.message(body: body) }

    private static func traceID(_ headers: [(name: String, value: String)]) -> String? {
        headers.first { $0.name.lowercased() == "x-amzn-trace-id" }
            .flatMap { FlowReference.traceID($0.value) }
    }

    private static func body(of event: JSONNode) -> [UInt8] {
        guard let text = event["body"]?.string else { return [] }
        let isBase64 = event["isBase64Encoded"]?.boolean ?? false
        return (isBase64 ? decodeBase64(text.utf8) : nil) ?? Array(text.utf8)
    }

    private static func pairs(_ node: JSONNode) -> [(name: String, value: String)] {
        (node.members ?? []).compactMap { key, value in value.scalarText.map { (key, $0) } }
    }

    /// `{"name": ["a", "b"]}` as pairs, or the map of single values when there is no such map.
    private static func multiPairs(
        _ event: JSONNode,
        _ multiple: String,
        else single: String
    ) -> [(name: String, value: String)] {
        guard let members = event[multiple]?.members else { return event[single].map(pairs) ?? [] }
        return members.flatMap { key, values in
            (values.elements ?? [values]).compactMap(\.scalarText).map { (key, $0) }
        }
    }

    private static func query(of event: JSONNode) -> String {
        multiPairs(event, "multiValueQueryStringParameters", else: "queryStringParameters")
            .map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
            .joined(separator: "&")
    }

    /// A decoded path so that it fits a request line; what may stand there stays as it is.
    private static func encodedPath(_ path: String) -> String {
        percentEncoded(path, keeping: "/:@!$&'()*+,;=%")
    }
}
