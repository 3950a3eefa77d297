import Flows

/// One change by name: `event.body.qty=5`.
public struct DocumentChange: Equatable, Sendable {
    /// `event.body.qty`
    public let path: String
    /// As typed: JSON where it is JSON, else text; nil takes away what is there.
    public let value: String?

    public init(path: String, value: String?) {
        self.path = path
        self.value = value
    }

    /// Reads `PATH=VALUE`; nil without the sign.
    public init?(assignment text: some StringProtocol) {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        self.init(
            path: String(text[..<equals]),
            value: String(text[text.index(after: equals)...])
        )
    }
}

/// What a change did.
public struct AppliedChange: Equatable, Sendable {
    public let path: String
    /// JSON text; nil when there was nothing.
    public let before: [UInt8]?
    /// JSON text; nil when it was taken away.
    public let after: [UInt8]?
    /// The first name on the path that did not exist, when the change made a new member or element;
    /// nil when there was one, and of what was edited as a whole.
    public let added: String?

    /// One line of JSON, as the log keeps it: `{"path":…,"before":…,"after":…,"added":…}`.
    var line: [UInt8] {
        var json = JSONWriter(reservingCapacity: 128)
        json.beginObject()
        json.key("path")
        json.string(path)
        for (name, value) in [("before", before), ("after", after)] {
            guard let value else { continue }
            json.key(name)
            json.raw(value)
        }
        if let added {
            json.key("added")
            json.string(added)
        }
        json.endObject()
        return json.bytes + [0x0A]
    }

    /// Reads what ``line`` wrote; nil for other text.
    public init?(line: some Sequence<UInt8>) {
        let bytes = Array(line)
        guard let path = topLevelString("path", in: bytes) else { return nil }
        self.init(
            path: path,
            before: jsonValue(at: ["before"], in: bytes),
            after: jsonValue(at: ["after"], in: bytes),
            added: topLevelString("added", in: bytes)
        )
    }

    public init(path: String, before: [UInt8]?, after: [UInt8]?, added: String? = nil) {
        self.path = path
        self.before = before
        self.after = after
        self.added = added
    }
}

/// The JSON that a typed value stands for: itself, or a string of it.
/// - Throws: where it begins like JSON and is none, which is more likely a slip than a text.
func jsonValue(typed text: String, as path: String) throws(HoldingError) -> [UInt8] {
    let bytes = Array(text.utf8)
    do {
        try checkJSON(bytes)
        return bytes
    } catch {
        if let first = text.first, "{[\"".contains(first) {
            throw HoldingError(
                .invalid,
                "the value of \(path) is \(error)",
                hint: "a text that begins with \(first) is written as a JSON string",
                range: error.offset..<min(error.offset + 1, bytes.count)
            )
        }
        var json = JSONWriter(reservingCapacity: bytes.count + 2)
        json.string(utf8: bytes)
        return json.bytes
    }
}
