/// The parts of a name such as `` event.headers.`x.y` ``: dots divide, backquotes keep.
/// Nil when a part is empty or a backquote is left open.
public func fieldPath(_ text: some StringProtocol) -> [String]? {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    var hasPart = false
    for character in text {
        switch character {
        case "`":
            isQuoted.toggle()
            hasPart = true
        case "." where !isQuoted:
            guard hasPart else { return nil }
            parts.append(part)
            part = ""
            hasPart = false
        default:
            part.append(character)
            hasPart = true
        }
    }
    guard hasPart, !isQuoted else { return nil }
    return parts + [part]
}
