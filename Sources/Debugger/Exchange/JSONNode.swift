import Flows

/// A JSON document read whole, for documents whose shape is looked at from several sides. Each node
/// knows where it stands, so that its own bytes can be taken as they are.
struct JSONNode: Sendable {
    enum Value: Sendable {
        /// In the order of the document; a key may occur twice.
        case object([(key: String, node: JSONNode)])
        case array([JSONNode])
        case string(String)
        /// The number's own text.
        case number(String)
        case boolean(Bool)
        case null
    }

    let value: Value
    /// Where it stands in the document, in bytes.
    let range: Range<Int>
    private let document: [UInt8]

    /// Reads exactly one value.
    init(_ document: [UInt8]) throws(JSONSyntaxError) {
        var scanner = JSONScanner(document)
        self = try JSONNode(from: &scanner, document)
        try scanner.finish()
    }

    /// Reads the value that begins at `offset`, which is moved behind it.
    init(_ document: [UInt8], from offset: inout Int) throws(JSONSyntaxError) {
        var scanner = JSONScanner(document, from: offset)
        self = try JSONNode(from: &scanner, document)
        offset = scanner.offset
    }

    private init(
        from scanner: inout JSONScanner,
        _ document: [UInt8]
    ) throws(JSONSyntaxError) {
        let kind = try scanner.peek()
        let start = scanner.offset
        switch kind {
        case .object:
            var members: [(key: String, node: JSONNode)] = []
            try scanner.beginObject()
            while let key = try scanner.nextKey() {
                members.append((key, try JSONNode(from: &scanner, document)))
            }
            value = .object(members)
        case .array:
            var elements: [JSONNode] = []
            try scanner.beginArray()
            while try scanner.nextElement() {
                elements.append(try JSONNode(from: &scanner, document))
            }
            value = .array(elements)
        case .string: value = .string(try scanner.readString())
        case .number: value = .number(try scanner.readNumberText())
        case .boolean: value = .boolean(try scanner.readBoolean())
        case .null:
            try scanner.readNull()
            value = .null
        }
        range = start..<scanner.offset
        self.document = document
    }

    /// The value's own bytes.
    var bytes: [UInt8] { Array(document[range]) }

    /// A member of an object; the last one of that name, as most readers take it.
    subscript(_ key: String) -> JSONNode? {
        guard case .object(let members) = value else { return nil }
        return members.last { $0.key == key }?.node
    }

    var members: [(key: String, node: JSONNode)]? {
        if case .object(let members) = value { members } else { nil }
    }

    var elements: [JSONNode]? {
        if case .array(let elements) = value { elements } else { nil }
    }

    var string: String? { if case .string(let text) = value { text } else { nil } }

    var boolean: Bool? { if case .boolean(let flag) = value { flag } else { nil } }

    /// A whole number, also when it is written as a string or with a fraction of zeros.
    var integer: Int? {
        guard let text = scalarText else { return nil }
        return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }

    var double: Double? { scalarText.flatMap { Double($0) } }

    /// A string, or a number's or boolean's own text.
    var scalarText: String? {
        switch value {
        case .string(let text), .number(let text): text
        case .boolean(let flag): flag ? "true" : "false"
        case .object, .array, .null: nil
        }
    }

    var isNull: Bool { if case .null = value { true } else { false } }
}
