import Gateway

/// Methods and paths as templates write them.
enum RoutePattern {
    static let anyMethod = "x-amazon-apigateway-any-method"
    private static let methods = [
        "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT",
    ]

    /// `get` as `GET`, `any` and the OpenAPI spelling as `ANY`; nil for anything else.
    static func method(_ written: String) -> String? {
        let method = written.lowercased() == anyMethod ? "ANY" : written.uppercased()
        return methods.contains(method) ? method : nil
    }

    /// What is wrong with a path, or nil: `a path that begins with '/'`.
    ///
    /// "A path parameter is a whole segment", and a greedy one is the last.
    static func expectation(brokenBy path: String) -> String? {
        guard path.hasPrefix("/") else { return "a path that begins with '/'" }
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            guard segment.contains("{") || segment.contains("}") else { continue }
            let name = segment.dropFirst().dropLast()
            let isWhole =
                segment.hasPrefix("{") && segment.hasSuffix("}") && segment.count > 2
                && !name.contains("{") && !name.contains("}") && name != "+"
            guard isWhole else { return "path parameters that are whole segments, such as /{id}" }
            if name.hasSuffix("+"), index != segments.count - 1 {
                return "the greedy parameter '\(segment)' in the last segment"
            }
        }
        return nil
    }
}
