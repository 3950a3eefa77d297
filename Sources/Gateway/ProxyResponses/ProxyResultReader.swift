import Flows

/// Reads the fields of a function's result.
///
/// One pass checks that the result is JSON and notes where the known fields are; only these are then
/// read, so that a field nobody asks for costs nothing and a repeated one counts last.
struct ProxyResultReader {
    private let result: [UInt8]
    private let rules: ResultRules
    private var fields = FieldOffsets()

    private struct FieldOffsets {
        var status: Int?
        var headers: Int?
        var multiValueHeaders: Int?
        var cookies: Int?
        var body: Int?
        var isBase64Encoded: Int?
        var hasUnknownKey = false
    }

    /// - Throws: ``ProxyResponseError`` or `JSONSyntaxError`.
    init(_ result: [UInt8], rules: ResultRules) throws {
        self.result = result
        self.rules = rules
        guard result.withUnsafeBufferPointer({ isValidUTF8($0) }) else {
            throw refusal("the result is not UTF-8", hint: "return JSON text")
        }
        var scanner = JSONScanner(result)
        guard try scanner.peek() == .object else {
            try scanner.skipValue()
            try scanner.finish()
            throw refusal("the result is not a JSON object", hint: "return {\"statusCode\": …}")
        }
        try scanner.beginObject()
        while let key = try scanner.nextKey() {
            note(key, at: scanner.offset)
            try scanner.skipValue()
        }
        try scanner.finish()
    }

    private mutating func note(_ key: String, at offset: Int) {
        switch key {
        case "statusCode": fields.status = offset
        case "headers": fields.headers = offset
        case "body": fields.body = offset
        case "isBase64Encoded", "base64Encoded": fields.isBase64Encoded = offset
        case "multiValueHeaders" where rules.readsMultiValueHeaders:
            fields.multiValueHeaders = offset
        case "cookies" where rules.readsCookies: fields.cookies = offset
        default: fields.hasUnknownKey = true
        }
    }

    var hasUnknownKey: Bool { fields.hasUnknownKey }

    /// The status code; nil when it is absent or null.
    func status() throws -> Int? {
        guard var scanner = scanner(at: fields.status) else { return nil }
        let code: Int?
        switch try scanner.peek() {
        case .null: return nil
        case .number:
            let text = try scanner.readNumberText()
            code = Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
        case .string: code = Self.plainNumber(try scanner.readString())
        case .object, .array, .boolean: code = nil
        }
        guard let code else {
            throw refusal("statusCode is not a whole number", hint: "return a number such as 200")
        }
        // 1xx are interim answers: as a final one they leave the client waiting for another.
        guard 200...599 ~= code else {
            throw refusal("statusCode is out of range", hint: "return a number from 200 to 599")
        }
        return code
    }

    private static func plainNumber(_ text: String) -> Int? {
        text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            ? Int(text) : nil
    }

    /// `headers`: one value a name.
    func headers() throws -> MultiValues {
        var values = MultiValues()
        guard var scanner = scanner(at: fields.headers), try scanner.peek() != .null else {
            return values
        }
        guard try scanner.peek() == .object else {
            throw refusal("headers is not an object", hint: "return names and text values")
        }
        try scanner.beginObject()
        while let name = try scanner.nextKey() {
            values.set(name, to: [try headerValue(&scanner)])
        }
        return values
    }

    /// `multiValueHeaders`: an array a name.
    func multiValueHeaders() throws -> MultiValues {
        var values = MultiValues()
        guard var scanner = scanner(at: fields.multiValueHeaders), try scanner.peek() != .null
        else {
            return values
        }
        guard try scanner.peek() == .object else {
            throw refusal("multiValueHeaders is not an object", hint: "return names and arrays")
        }
        try scanner.beginObject()
        while let name = try scanner.nextKey() {
            guard try scanner.peek() == .array else {
                throw refusal(
                    "a value in multiValueHeaders is not an array",
                    hint: "return arrays of text"
                )
            }
            var list: [String] = []
            try scanner.beginArray()
            while try scanner.nextElement() { list.append(try headerValue(&scanner)) }
            values.set(name, to: list)
        }
        return values
    }

    private func headerValue(_ scanner: inout JSONScanner) throws -> String {
        switch try scanner.peek() {
        case .string: return try scanner.readString()
        case .boolean: return try scanner.readBoolean() ? "true" : "false"
        case .number where rules.takesNumbersInHeaders: return try scanner.readNumberText()
        case .number, .object, .array, .null:
            throw refusal("a header's value is not text", hint: "return header values as strings")
        }
    }

    /// `cookies`: the values of Set-Cookie headers.
    func cookies() throws -> [String] {
        guard var scanner = scanner(at: fields.cookies), try scanner.peek() != .null else {
            return []
        }
        let hint = "return an array such as [\"id=1; Path=/\"]"
        guard try scanner.peek() == .array else {
            throw refusal("cookies is not an array", hint: hint)
        }
        var list: [String] = []
        try scanner.beginArray()
        while try scanner.nextElement() {
            guard try scanner.peek() == .string else {
                throw refusal("a cookie is not text", hint: hint)
            }
            list.append(try scanner.readString())
        }
        return list
    }

    /// `body`: text, with the escapes resolved; empty when absent or null.
    func body() throws -> [UInt8] {
        guard var scanner = scanner(at: fields.body), try scanner.peek() != .null else { return [] }
        guard try scanner.peek() == .string else {
            throw refusal(
                "body is not a string",
                hint: "encode the body as text, for example with json.dumps or JSON.stringify"
            )
        }
        return try scanner.readStringBytes()
    }

    /// `isBase64Encoded`: a boolean, or the words `true` and `false`.
    func isBase64Encoded() throws -> Bool {
        guard var scanner = scanner(at: fields.isBase64Encoded) else { return false }
        switch try scanner.peek() {
        case .boolean: return try scanner.readBoolean()
        case .null: return false
        case .string:
            let word = try scanner.readString().lowercased()
            if word == "true" || word == "false" { return word == "true" }
        case .object, .array, .number: break
        }
        throw refusal("isBase64Encoded is not a boolean", hint: "return true or false")
    }

    private func scanner(at offset: Int?) -> JSONScanner? {
        offset.map { JSONScanner(result, from: $0) }
    }

    private func refusal(_ reason: String, hint: String) -> ProxyResponseError {
        ProxyResponseError(reason, hint: hint, kind: rules.kind)
    }
}
