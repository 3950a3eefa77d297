import Flows

/// The routes of an API as a tree of path segments: the cost of a look-up grows with the path's
/// segments, not with the number of routes.
struct RouteTree: Sendable {
    private var nodes = [Node()]
    /// By route: its parameters and the segments that they stand for.
    private var parameters: [Int: [Parameter]] = [:]

    private struct Node: Sendable {
        var literals: [Substring: Int] = [:]
        var parameter: Int?
        /// Routes that end here.
        var routes = MethodTable()
        /// Routes that end in a greedy parameter below here.
        var greedyRoutes = MethodTable()

        /// The node below for a segment as sent, or as it reads without its percent sequences.
        func child(literal segment: Substring) -> Int? {
            if literals.isEmpty { return nil }
            if let known = literals[segment] { return known }
            guard segment.utf8.contains(UInt8(ascii: "%")) else { return nil }
            return literals[Substring(percentDecoded(segment.utf8))]
        }
    }

    private struct Parameter: Sendable {
        var name: String
        var segment: Int
        var isGreedy: Bool
    }

    /// The routes at one path, by method.
    private struct MethodTable: Sendable {
        private var exact: [(method: String, route: Int)] = []
        private var any: Int?
        /// What `ANY` stands for.
        private static let methods: Set = [
            "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT",
        ]

        mutating func add(_ method: String, route: Int) {
            if method == "ANY" {
                any = any ?? route
            } else if !exact.contains(where: { $0.method == method }) {
                exact.append((method, route))
            }
        }

        func route(for method: String) -> Int? {
            if let match = exact.first(where: { $0.method == method }) { return match.route }
            return Self.methods.contains(method) ? any : nil
        }
    }

    /// Adds a route. Of two with the same method and path the first one stays.
    ///
    /// `{name+}` is greedy only as the last segment; elsewhere it takes one segment like `{name}`.
    mutating func add(method: String, path: String, route: Int) {
        let segments = path.split(separator: "/")
        var node = 0
        var found: [Parameter] = []
        defer { parameters[route] = found }
        for (index, segment) in segments.enumerated() {
            guard segment.hasPrefix("{"), segment.hasSuffix("}") else {
                node = child(of: node, literal: segment)
                continue
            }
            let name = segment.dropFirst().dropLast()
            let isGreedy = name.hasSuffix("+") && index == segments.count - 1
            let plain = String(name.hasSuffix("+") ? name.dropLast() : name)
            found.append(Parameter(name: plain, segment: index, isGreedy: isGreedy))
            if isGreedy {
                nodes[node].greedyRoutes.add(method, route: route)
                return
            }
            node = parameterChild(of: node)
        }
        nodes[node].routes.add(method, route: route)
    }

    /// The best route for the segments, or nil.
    ///
    /// Every node stands at one depth and is entered at most once, so that a look-up never costs
    /// more than the number of nodes.
    func find(_ segments: [Substring], method: String, greedy: Bool) -> Int? {
        find(segments[...], method: method, greedy: greedy, from: 0)
    }

    private func find(
        _ segments: ArraySlice<Substring>,
        method: String,
        greedy: Bool,
        from index: Int
    ) -> Int? {
        let node = nodes[index]
        guard let segment = segments.first else { return node.routes.route(for: method) }
        let rest = segments.dropFirst()
        if let next = node.child(literal: segment),
            let route = find(rest, method: method, greedy: greedy, from: next)
        {
            return route
        }
        if let next = node.parameter, !segment.isEmpty,
            let route = find(rest, method: method, greedy: greedy, from: next)
        {
            return route
        }
        guard greedy, segments.contains(where: { !$0.isEmpty }) else { return nil }
        return node.greedyRoutes.route(for: method)
    }

    /// Names and raw values of a route's parameters.
    func parameters(of route: Int, in segments: [Substring]) -> [(name: String, value: String)] {
        (parameters[route] ?? []).map { parameter in
            let value =
                parameter.isGreedy
                ? Self.greedyValue(of: segments[parameter.segment...])
                : String(segments[parameter.segment])
            return (parameter.name, value)
        }
    }

    /// The segments as they stood, without slashes at either end; those inside are kept.
    private static func greedyValue(of segments: ArraySlice<Substring>) -> String {
        var inner = segments.drop { $0.isEmpty }
        while inner.last?.isEmpty == true { inner.removeLast() }
        return inner.joined(separator: "/")
    }

    private mutating func child(of node: Int, literal: Substring) -> Int {
        if let known = nodes[node].literals[literal] { return known }
        nodes.append(Node())
        nodes[node].literals[literal] = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func parameterChild(of node: Int) -> Int {
        if let known = nodes[node].parameter { return known }
        nodes.append(Node())
        nodes[node].parameter = nodes.count - 1
        return nodes.count - 1
    }
}
