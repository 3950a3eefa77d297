import Flows

/// A part of a JSON document for reading: laid out, masked, a text without its quotes. Nil when there
/// is none at the path.
public func shownValue(at path: [String], in document: [UInt8]) -> String? {
    jsonValue(at: path, in: document).map { shownText($0, named: path.last, indent: 2) }
}

/// A JSON value as one text, masked when its name says so.
public func shownText(_ json: [UInt8], named name: String?, indent: Int? = nil) -> String {
    if let name, isMasked(name) { return maskedValue }
    var scanner = JSONScanner(json)
    let text = (try? scanner.readStringBytes()) ?? json
    let shown = String(decoding: maskedJSON(text, indent: indent) ?? text, as: UTF8.self)
    guard indent != nil else { return visible(shown) }
    return shown.split(separator: "\n", omittingEmptySubsequences: false).map {
        visible(String($0))
    }
    .joined(separator: "\n")
}
