/// What stands for a value that is not shown.
public let maskedValue = "‹masked›"

/// Whether the value under this name is never shown: credentials, cookies, and every name that
/// holds `password`, `secret` or `token`.
public func isMasked(_ name: some StringProtocol) -> Bool {
    let lower = name.lowercased()
    switch lower {
    case "authorization", "proxy-authorization", "cookie", "cookies", "set-cookie", "x-api-key",
        "x-amz-security-token":
        return true
    default:
        return lower.contains("password") || lower.contains("secret") || lower.contains("token")
    }
}

/// Text under a name whose value may be a query or a form: `rawQueryString` of HTTP API events, the
/// target of a request, a body.
public func maskedQuery(_ text: String, under name: String) -> String {
    switch name {
    case "rawQueryString", "body": maskedForm(text)
    case "target": maskedTarget(text)
    default: text
    }
}

/// A target or query with the values of masked parameters left out: `/a?q=1&token=‹masked›`.
public func maskedTarget(_ target: String) -> String {
    guard let question = target.firstIndex(of: "?") else { return target }
    let query = target.index(after: question)
    return target[..<query] + maskedForm(String(target[query...]))
}

/// `name=value&…` with the values of masked names left out.
public func maskedForm(_ form: String) -> String {
    form.split(separator: "&", omittingEmptySubsequences: false).map { pair -> String in
        guard let equals = pair.firstIndex(of: "="), isMasked(percentDecoded(pair[..<equals]))
        else {
            return String(pair)
        }
        return pair[...equals] + maskedValue
    }.joined(separator: "&")
}
