/// JSON text written anew: masked, and laid out for reading when `indent` is given. Nil when the
/// bytes are not JSON. Numbers keep their own spelling and keys their order.
///
/// Values under masked names are replaced by ``maskedValue``; strings that hold JSON themselves
/// (the `body` of a proxy event) are masked inside, and so are query strings.
public func maskedJSON(_ bytes: [UInt8], indent: Int?) -> [UInt8]? {
    var scanner = JSONScanner(bytes)
    var writer = PrettyWriter(indent: indent)
    do {
        try copyValue(from: &scanner, to: &writer, name: nil, depth: 0)
        try scanner.finish()
    } catch {
        return nil
    }
    return writer.bytes
}

private func copyValue(
    from scanner: inout JSONScanner,
    to writer: inout PrettyWriter,
    name: String?,
    isPair: Bool = false,
    depth: Int
) throws(JSONSyntaxError) {
    if let name, isMasked(name) {
        try scanner.skipValue()
        return writer.string(maskedValue)
    }
    switch try scanner.peek() {
    case .object:
        try scanner.beginObject()
        var isEmpty = true
        while let key = try scanner.nextKey() {
            writer.beginElement(isFirst: isEmpty, opening: "{", depth: depth)
            writer.string(key)
            writer.raw(writer.indent == nil ? ":" : ": ")
            try copyValue(from: &scanner, to: &writer, name: key, depth: depth + 1)
            isEmpty = false
        }
        writer.end(isEmpty: isEmpty, opening: "{", closing: "}", depth: depth)
    case .array:
        try scanner.beginArray()
        var isEmpty = true
        // Headers of a message are pairs: the first text names the second.
        var pairName: String?
        while try scanner.nextElement() {
            writer.beginElement(isFirst: isEmpty, opening: "[", depth: depth)
            if isPair, pairName == nil, try scanner.peek() == .string {
                let first = try scanner.readString()
                writer.string(first)
                pairName = first
            } else {
                let kind = try scanner.peek()
                let isHeader = name == "headers" && kind == .array
                try copyValue(
                    from: &scanner,
                    to: &writer,
                    name: pairName,
                    isPair: isHeader,
                    depth: depth + 1
                )
            }
            isEmpty = false
        }
        writer.end(isEmpty: isEmpty, opening: "[", closing: "]", depth: depth)
    case .string: writer.string(maskedText(try scanner.readString(), under: name))
    case .number, .boolean, .null:
        writer.raw(String(decoding: try scanner.skipValue(), as: UTF8.self))
    }
}

/// A string that stands under a name: masked inside when it holds JSON, and when the name is one of
/// a query or form.
public func maskedText(_ text: String, under name: String?) -> String {
    guard let first = text.first, first == "{" || first == "[" else {
        return name.map { maskedQuery(text, under: $0) } ?? text
    }
    let bytes = Array(text.utf8)
    guard let masked = maskedJSON(bytes, indent: nil) else { return text }
    let result = String(decoding: masked, as: UTF8.self)
    // Only what had something to hide is rewritten: otherwise the sender's own spelling stays.
    return result.contains(maskedValue) ? result : text
}

private struct PrettyWriter {
    var bytes: [UInt8] = []
    let indent: Int?

    init(indent: Int?) { self.indent = indent }

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func string(_ text: String) {
        var json = JSONWriter(reservingCapacity: text.utf8.count + 2)
        json.string(text)
        bytes.append(contentsOf: json.bytes)
    }

    mutating func beginElement(isFirst: Bool, opening: String, depth: Int) {
        raw(isFirst ? opening : ",")
        newLine(depth: depth + 1)
    }

    mutating func end(isEmpty: Bool, opening: String, closing: String, depth: Int) {
        if isEmpty {
            raw(opening)
        } else {
            newLine(depth: depth)
        }
        raw(closing)
    }

    private mutating func newLine(depth: Int) {
        guard let indent else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: indent * depth))
    }
}
