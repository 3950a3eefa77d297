import Gateway

/// `Cors` of a REST API: SAM makes of it an `OPTIONS` route with a fixed answer for every path.
/// - SeeAlso: [CorsConfiguration](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html)
struct RESTCors {
    private var origin: String
    private var methods: String?
    private var headers: String?
    private var maxAge: String?
    private var allowsCredentials = false

    /// Nil when the API has no `Cors`. Values are written with quotes inside: `"'*'"`.
    init?(_ properties: Properties) throws(TemplateError) {
        guard let value = try properties.value("Cors") else { return nil }
        if let origin = value.scalarText {
            self.origin = unquoted(origin)
            return
        }
        guard let map = try properties.map("Cors") else { return nil }
        try Self.table.examine(map)
        origin = unquoted(try map.text("AllowOrigin") ?? "*")
        methods = try map.text("AllowMethods").map(unquoted)
        headers = try map.text("AllowHeaders").map(unquoted)
        maxAge = try map.text("MaxAge").map(unquoted)
        allowsCredentials = try map.boolean("AllowCredentials") ?? false
        if allowsCredentials, origin == "*" {
            throw TemplateError(
                .invalidValue,
                at: map.keyPlace("AllowCredentials"),
                "\(map.name(of: "AllowCredentials")) is true with the origin '*'; "
                    + "expected an AllowOrigin that names the origin"
            )
        }
    }

    private static let table = PropertyTable(
        honoured: ["AllowOrigin", "AllowMethods", "AllowHeaders", "MaxAge", "AllowCredentials"])

    /// The answer for a path that has routes with these methods.
    func preflight(for routeMethods: [String]) -> Integration {
        var fields = ["Access-Control-Allow-Origin": origin]
        fields["Access-Control-Allow-Methods"] = methods ?? Self.methods(of: routeMethods)
        fields["Access-Control-Allow-Headers"] = headers
        fields["Access-Control-Max-Age"] = maxAge
        if allowsCredentials { fields["Access-Control-Allow-Credentials"] = "true" }
        return .fixed(status: 200, headers: fields)
    }

    private static func methods(of routeMethods: [String]) -> String {
        let all = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
        let methods = routeMethods.contains("ANY") ? all : Set(routeMethods + ["OPTIONS"]).sorted()
        return methods.joined(separator: ",")
    }
}

/// `'*'` as `*`: API Gateway takes the quotes as marks of a constant.
func unquoted(_ text: String) -> String {
    let isQuoted = text.count >= 2 && text.hasPrefix("'") && text.hasSuffix("'")
    return isQuoted ? String(text.dropFirst().dropLast()) : text
}
