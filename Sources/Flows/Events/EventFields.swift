/// The data of one event while it is read: a flat JSON object of strings, whole numbers and booleans.
///
/// Event data is flat on purpose: it is cheap to write on the request path, easy to query from SQL,
/// and a field that a version does not know is simply not asked for.
public struct EventFields: Sendable {
    public enum Value: Equatable, Sendable {
        case string(String)
        case integer(Int64)
        case boolean(Bool)
    }

    public private(set) var values: [(name: String, value: Value)] = []

    public init() {}

    /// Reads the stored bytes of an event's data.
    public init(json: [UInt8]) throws(EventDecodingError) {
        do {
            var scanner = JSONScanner(json)
            try scanner.beginObject()
            while let name = try scanner.nextKey() {
                switch try scanner.peek() {
                case .string: values.append((name, .string(try scanner.readString())))
                case .boolean: values.append((name, .boolean(try scanner.readBoolean())))
                case .number:
                    let text = try scanner.readNumberText()
                    guard let number = Int64(text) else {
                        throw EventDecodingError("field '\(name)' is not a whole number: \(text)")
                    }
                    values.append((name, .integer(number)))
                case .null: try scanner.readNull()
                case .object, .array:
                    throw EventDecodingError("field '\(name)' is not a scalar")
                }
            }
            try scanner.finish()
        } catch let error as EventDecodingError {
            throw error
        } catch {
            throw EventDecodingError("the data is \(error)")
        }
    }

    public func string(_ name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }

    public func integer(_ name: String) -> Int64? {
        if case .integer(let number)? = self[name] { number } else { nil }
    }

    public func boolean(_ name: String) -> Bool? {
        if case .boolean(let flag)? = self[name] { flag } else { nil }
    }

    public subscript(name: String) -> Value? {
        get { values.first { $0.name == name }?.value }
        set {
            values.removeAll { $0.name == name }
            if let newValue { values.append((name, newValue)) }
        }
    }

    func required(_ name: String) throws(EventDecodingError) -> String {
        guard let text = string(name) else { throw EventDecodingError("no string '\(name)'") }
        return text
    }

    func required(_ name: String) throws(EventDecodingError) -> Int {
        guard let number = integer(name) else { throw EventDecodingError("no number '\(name)'") }
        return Int(number)
    }

    func required<Word: RawRepresentable<String>>(
        _ name: String,
        as type: Word.Type
    ) throws(EventDecodingError) -> Word {
        guard let word = try optional(name, as: type) else {
            throw EventDecodingError("no string '\(name)'")
        }
        return word
    }

    /// Nil when there is no such field; a value that is not known is an error all the same.
    func optional<Word: RawRepresentable<String>>(
        _ name: String,
        as type: Word.Type
    ) throws(EventDecodingError) -> Word? {
        guard let text = string(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw EventDecodingError("'\(name)' has the unknown value '\(text)'")
        }
        return word
    }
}

/// The data of an event cannot be read: what was wrong with it.
public struct EventDecodingError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

/// Writes the data of one event: absent values are left out, never null.
public struct EventFieldWriter: Sendable {
    private var json = JSONWriter(reservingCapacity: 192)

    public init() { json.beginObject() }

    public mutating func put(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        json.key(name)
        json.string(text)
    }

    public mutating func put(_ name: StaticString, _ number: Int?) {
        guard let number else { return }
        json.key(name)
        json.integer(number)
    }

    public mutating func put(_ name: StaticString, _ flag: Bool?) {
        guard let flag else { return }
        json.key(name)
        json.boolean(flag)
    }

    public mutating func put(_ name: StaticString, _ word: (some RawRepresentable<String>)?) {
        put(name, word?.rawValue)
    }

    /// The finished object.
    public consuming func finish() -> [UInt8] {
        json.endObject()
        return json.bytes
    }
}
