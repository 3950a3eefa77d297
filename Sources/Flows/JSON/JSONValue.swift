/// A JSON text as a tree, for whoever looks into it at leisure: comparing, explaining, printing.
///
/// Members keep their order and numbers their spelling. Of a member that is given twice the last one
/// counts, as most readers have it.
public indirect enum JSONValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// The number's own text.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    public struct Member: Equatable, Sendable {
        public let name: String
        public let value: JSONValue

        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Nil when the bytes are not JSON.
    public init?(_ bytes: [UInt8]) {
        var scanner = JSONScanner(bytes)
        do {
            try self.init(&scanner)
            try scanner.finish()
        } catch {
            return nil
        }
    }

    private init(_ scanner: inout JSONScanner) throws(JSONSyntaxError) {
        switch try scanner.peek() {
        case .null:
            try scanner.readNull()
            self = .null
        case .boolean: self = .boolean(try scanner.readBoolean())
        case .number: self = .number(try scanner.readNumberText())
        case .string: self = .string(try scanner.readString())
        case .array:
            var elements: [JSONValue] = []
            try scanner.beginArray()
            while try scanner.nextElement() { elements.append(try JSONValue(&scanner)) }
            self = .array(elements)
        case .object:
            var members: [Member] = []
            var places: [String: Int] = [:]
            try scanner.beginObject()
            while let name = try scanner.nextKey() {
                let member = Member(name, try JSONValue(&scanner))
                if let place = places[name] {
                    members[place] = member
                } else {
                    places[name] = members.count
                    members.append(member)
                }
            }
            self = .object(members)
        }
    }

    /// The member of an object; nil when there is none or this is no object.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text of a string; nil for everything else.
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The JSON text, without white space.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .boolean(let flag): writer.boolean(flag)
        case .number(let text): writer.raw(text.utf8)
        case .string(let text): writer.string(text)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for member in members {
                writer.key(member.name)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }
}
