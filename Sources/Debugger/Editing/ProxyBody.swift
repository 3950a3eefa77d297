import Flows

/// The `body` of a proxy event or of a proxy response: text inside JSON, perhaps in base64. A change
/// writes it again with its length and flag right.
struct ProxyBody {
    private let isBase64: Bool
    /// The body's own bytes; nil when there is none.
    private let content: [UInt8]?

    /// Nil when the document is no proxy document: its `body` is a member like any other.
    init?(in document: [UInt8]) {
        let flag = jsonValue(at: ["isBase64Encoded"], in: document)
        let text = topLevelString("body", in: document)
        guard flag != nil || text != nil || jsonValue(at: ["statusCode"], in: document) != nil
        else { return nil }
        let isBase64 = flag == Array("true".utf8)
        self.isBase64 = isBase64
        content = text.map { isBase64 ? decodeBase64($0.utf8) ?? [] : Array($0.utf8) }
    }

    /// Changes the body, or a value inside it when `path` is not empty.
    func set(
        _ path: [String],
        to change: DocumentChange,
        in document: [UInt8]
    ) throws(HoldingError) -> Edit<[UInt8]> {
        guard !path.isEmpty else {
            let new = change.value.map { Array($0.utf8) }
            let changed = try putting(new, into: document, name: change.path)
            return Edit(
                document: changed,
                before: content.map(jsonText),
                after: new.map(jsonText)
            )
        }
        let value = try change.value.map { text throws(HoldingError) in
            try jsonValue(typed: text, as: change.path)
        }
        guard let content, (try? checkJSON(content)) != nil else {
            throw HoldingError(
                .invalid,
                content == nil
                    ? "there is no body" : "the body is text that is no JSON",
                hint:
                    "set it as a whole, as in: edit \(change.path.split(separator: ".")[0]).body='…'"
            )
        }
        let edit = try settingJSON(path, to: value, in: content, name: change.path)
        let changed = try putting(edit.document, into: document, name: change.path)
        return edit.of(changed)
    }

    private func putting(
        _ content: [UInt8]?,
        into document: [UInt8],
        name: String
    ) throws(HoldingError) -> [UInt8] {
        let text = content.map { isBase64 ? jsonText(Array(base64Text($0).utf8)) : jsonText($0) }
        var changed = document
        if text != nil || jsonValue(at: ["body"], in: document) != nil {
            changed = try settingJSON(["body"], to: text, in: document, name: name).document
        }
        let length = "\"\(content?.count ?? 0)\""
        for (member, value) in [("headers", length), ("multiValueHeaders", "[\(length)]")] {
            guard let header = headerName("content-length", in: member, of: changed) else {
                continue
            }
            changed = try settingJSON(
                [member, header],
                to: Array(value.utf8),
                in: changed,
                name: name
            ).document
        }
        return changed
    }

    private func jsonText(_ bytes: [UInt8]) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: bytes.count + 2)
        json.string(utf8: bytes)
        return json.bytes
    }

    /// How a header is spelled in a document; nil when it is not there.
    private func headerName(_ name: String, in member: String, of document: [UInt8]) -> String? {
        guard let headers = jsonValue(at: [member], in: document) else { return nil }
        var scanner = JSONScanner(headers)
        do {
            try scanner.beginObject()
            while let key = try scanner.nextKey() {
                if key.lowercased() == name { return key }
                try scanner.skipValue()
            }
        } catch {
            return nil
        }
        return nil
    }
}
