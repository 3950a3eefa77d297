import Flows

/// A JSON text that was edited as it is shown, with the values behind the masks put back where they
/// still stand: under the same keys, in lists of header pairs under the same name. A mask whose value
/// cannot be told stays a text like any other.
func restoringMasked(_ edited: [UInt8], from original: [UInt8]) -> [UInt8] {
    var writer = JSONWriter(reservingCapacity: edited.count)
    var scanner = JSONScanner(edited)
    do {
        try restore(&scanner, original, to: &writer)
        try scanner.finish()
    } catch {
        // What is no JSON is refused by whoever takes it, with the place in this very text.
        return edited
    }
    return writer.bytes
}

private func restore(
    _ scanner: inout JSONScanner,
    _ original: [UInt8]?,
    to writer: inout JSONWriter
) throws {
    switch try scanner.peek() {
    case .object:
        try scanner.beginObject()
        writer.beginObject()
        while let key = try scanner.nextKey() {
            writer.key(key)
            try restore(&scanner, original.flatMap { jsonValue(at: [key], in: $0) }, to: &writer)
        }
        writer.endObject()
    case .array:
        try scanner.beginArray()
        writer.beginArray()
        var index = 0
        while try scanner.nextElement() {
            let element = Array(try scanner.skipValue())
            let before =
                headerPair(named: element, in: original)
                ?? original.flatMap { jsonValue(at: [String(index)], in: $0) }
            var inner = JSONScanner(element)
            try restore(&inner, before, to: &writer)
            index += 1
        }
        writer.endArray()
    case .string:
        let text = try scanner.readStringBytes()
        let mask = Array(maskedValue.utf8)
        if text == mask, let original {
            writer.raw(original)
        } else if contains(text, mask), let inside = originalText(original),
            (try? checkJSON(text)) != nil
        {
            writer.string(utf8: restoringMasked(text, from: inside))
        } else {
            writer.string(utf8: text)
        }
    case .number, .boolean, .null: writer.raw(try scanner.skipValue())
    }
}

/// Of a list of pairs, the one with the same first text: `["authorization", "…"]`.
private func headerPair(named element: [UInt8], in original: [UInt8]?) -> [UInt8]? {
    guard let original, let name = jsonValue(at: ["0"], in: element) else { return nil }
    var scanner = JSONScanner(original)
    do {
        try scanner.beginArray()
        while try scanner.nextElement() {
            let pair = Array(try scanner.skipValue())
            if jsonValue(at: ["0"], in: pair) == name { return pair }
        }
    } catch {
        return nil
    }
    return nil
}

private func originalText(_ json: [UInt8]?) -> [UInt8]? {
    guard let json else { return nil }
    var scanner = JSONScanner(json)
    return try? scanner.readStringBytes()
}

private func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
}
