/// Finds the route of a request, as API Gateway does. Built once per API from its routes.
///
/// The rules, with the places where the two kinds of API differ:
/// 1. A first segment equal to the stage's name is taken off. A path without it is matched as it
///    stands, so that the same URL works here and with `sam local start-api`. The stage `$default`
///    has no segment.
/// 2. Leading slashes count as one. REST APIs ignore trailing slashes; on HTTP APIs `/orders/` is not
///    `/orders` and falls through to greedy routes and `$default`.
/// 3. REST APIs prefer, at every level, the literal segment, then `{parameter}`, then `{greedy+}`.
///    HTTP APIs try every full match in that order first and greedy routes only after them.
/// 4. A route needs the path *and* the method: a better path without the method gives way to a worse
///    one that has it. At one path the method itself beats `ANY`.
/// 5. A greedy parameter takes at least one segment; so does a plain one, and never an empty one.
/// 6. `$default` of an HTTP API takes whatever is left, with any method.
///
/// A literal segment also matches its percent-encoded spelling (`caf%C3%A9` is `café`).
/// - SeeAlso: [Routes for HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html)
public struct Router: Sendable {
    private let routes: [RouteConfiguration]
    private let stage: String?
    private let kind: APIConfiguration.Kind
    private let tree: RouteTree
    /// The place of the `$default` route.
    private let defaultRoute: Int?

    public init(_ api: APIConfiguration) {
        routes = api.routes
        stage = api.stage == "$default" ? nil : api.stage
        kind = api.kind
        defaultRoute = api.routes.firstIndex { $0.path == "$default" }
        var tree = RouteTree()
        for (index, route) in api.routes.enumerated() where route.path != "$default" {
            tree.add(method: route.method, path: route.path, route: index)
        }
        self.tree = tree
    }

    /// Finds the route for one request.
    ///
    /// - Parameters:
    ///   - method: as sent; methods are case-sensitive.
    ///   - path: the raw request path, percent-encoded and without the query. An absolute target
    ///     (`http://host/path`) is taken from its path on.
    /// - Returns: the route with its parameters, or why there is none.
    public func match(method: String, path: Substring) -> RouteMatch {
        guard let path = Self.originForm(of: path) else { return .noStage }
        let pathInStage = withoutStage(path)
        let segments = Self.segments(of: pathInStage, ignoringTrailingSlash: kind == .rest)
        let found =
            switch kind {
            case .rest: tree.find(segments, method: method, greedy: true)
            case .http:
                tree.find(segments, method: method, greedy: false)
                    ?? tree.find(segments, method: method, greedy: true)
            }
        if let found {
            return .route(
                routes[found],
                index: found,
                pathParameters: tree.parameters(of: found, in: segments),
                pathInStage: pathInStage
            )
        }
        guard let defaultRoute else { return .noRoute }
        return .route(
            routes[defaultRoute],
            index: defaultRoute,
            pathParameters: [],
            pathInStage: pathInStage
        )
    }

    /// The path part of a target: RFC 9112, section 3.2.
    private static func originForm(of target: Substring) -> Substring? {
        if target.utf8.first == UInt8(ascii: "/") { return target }
        let bytes = target.utf8
        for scheme in ["http://", "https://"]
        where bytes.count >= scheme.utf8.count
            && equalASCIICaseInsensitive(bytes.prefix(scheme.utf8.count), scheme.utf8)
        {
            let authority = bytes.dropFirst(scheme.utf8.count)
            guard let slash = authority.firstIndex(of: UInt8(ascii: "/")) else { return "/" }
            return target[slash...]
        }
        return nil
    }

    private func withoutStage(_ path: Substring) -> Substring {
        guard let stage else { return path }
        let rest = path.utf8.dropFirst()
        guard rest.starts(with: stage.utf8) else { return path }
        let after = rest.dropFirst(stage.utf8.count)
        guard after.isEmpty || after.first == UInt8(ascii: "/") else { return path }
        return Substring(after)
    }

    private static func segments(
        of path: Substring,
        ignoringTrailingSlash: Bool
    ) -> [Substring] {
        let slash = UInt8(ascii: "/")
        var bytes = path.utf8.drop { $0 == slash }
        if ignoringTrailingSlash {
            while bytes.last == slash { bytes.removeLast() }
        }
        guard !bytes.isEmpty else { return [] }
        return bytes.split(separator: slash, omittingEmptySubsequences: false).map {
            Substring($0)
        }
    }
}

private func equalASCIICaseInsensitive(
    _ text: some Sequence<UInt8>,
    _ lowercase: some Sequence<UInt8>
) -> Bool {
    text.elementsEqual(lowercase) { $0 == $1 || $0 | 0x20 == $1 && $1 >= UInt8(ascii: "a") }
}
