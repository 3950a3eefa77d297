import Flows

/// What stands for a value that is not shown.
let maskedValue = "‹masked›"

/// Whether the value under this name is never shown: credentials, cookies, and every name that
/// holds `password`, `secret` or `token`.
func isMasked(_ name: some StringProtocol) -> Bool {
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
func maskedQuery(_ text: String, under name: String) -> String {
    switch name {
    case "rawQueryString", "body": maskedForm(text)
    case "target": maskedTarget(text)
    default: text
    }
}

/// A target or query with the values of masked parameters left out: `/a?q=1&token=‹masked›`.
func maskedTarget(_ target: String) -> String {
    guard let question = target.firstIndex(of: "?") else { return target }
    let query = target.index(after: question)
    return target[..<query] + maskedForm(String(target[query...]))
}

/// `name=value&…` with the values of masked names left out.
func maskedForm(_ form: String) -> String {
    form.split(separator: "&", omittingEmptySubsequences: false).map { pair -> String in
        guard let equals = pair.firstIndex(of: "="), isMasked(percentDecoded(pair[..<equals]))
        else {
            return String(pair)
        }
        return pair[...equals] + maskedValue
    }.joined(separator: "&")
}

private func percentDecoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var index = 0
    while index < source.count {
        if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
            let high = hexDigitValue(source[index + 1]), let low = hexDigitValue(source[index + 2])
        {
            bytes.append(high << 4 | low)
            index += 3
        } else {
            bytes.append(source[index])
            index += 1
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// A line of the prompt as the history keeps it: values given to masked names are left out, in
/// `name: value`, `name=value` and JSON. Lines without such names are unchanged.
func maskedForHistory(_ line: String) -> String {
    guard let parsed = try? parseLine(line) else {
        // What cannot be read cannot be masked word by word.
        return mentionsMaskedName(line) ? "" : line
    }
    var result = line
    for word in parsed.words.reversed() {
        let masked = maskedWord(word.text)
        guard masked != word.text else { continue }
        let lower = result.utf8.index(result.startIndex, offsetBy: word.range.lowerBound)
        let upper = result.utf8.index(result.startIndex, offsetBy: word.range.upperBound)
        result.replaceSubrange(lower..<upper, with: quoted(masked))
    }
    if case .pipe(let command) = parsed.sink, mentionsMaskedName(command) { return "" }
    return result
}

private func mentionsMaskedName(_ text: String) -> Bool {
    text.split { !$0.isLetter && $0 != "-" && $0 != "_" }.contains { isMasked($0) }
}

private func maskedWord(_ word: String) -> String {
    if let first = word.first, first == "{" || first == "[" {
        return maskedJSON(Array(word.utf8), indent: nil).map { String(decoding: $0, as: UTF8.self) }
            ?? (mentionsMaskedName(word) ? maskedValue : word)
    }
    guard let end = word.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return word }
    guard isMasked(word[..<end]) else { return maskedForm(word) }
    return word[...end] + (word[end] == ":" ? " " : "") + maskedValue
}
