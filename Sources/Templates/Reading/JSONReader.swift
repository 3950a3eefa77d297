import Flows

/// JSON text to a tree with places. Unlike YAML's reader it knows every escape of JSON.
struct JSONReader: ~Copyable {
    private let path: String
    private let bytes: [UInt8]
    private var scanner: JSONScanner
    private var depth = 0

    /// An offset and its place, kept so that the text is passed over once.
    private var cursor = 0
    private var line = 1
    private var column = 1

    static func read(_ bytes: [UInt8], path: String) throws(TemplateError) -> TemplateValue? {
        var reader = JSONReader(bytes, path: path)
        return try reader.readWhole()
    }

    private init(_ bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
        scanner = JSONScanner(bytes)
    }

    private mutating func readWhole() throws(TemplateError) -> TemplateValue? {
        guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
        do {
            let value = try readValue()
            try scanner.finish()
            return value
        } catch let error as TemplateError {
            throw error
        } catch let error as JSONSyntaxError {
            throw TemplateError(
                .syntax,
                at: place(of: error.offset),
                "not JSON: expected \(error.expected)"
            )
        } catch {
            throw TemplateError(.syntax, path: path, "\(error)")
        }
    }

    private mutating func readValue() throws -> TemplateValue {
        let kind = try scanner.peek()
        let place = place(of: scanner.offset)
        switch kind {
        case .object: return TemplateValue(.map(try readObject(at: place)), at: place)
        case .array: return TemplateValue(.list(try readArray(at: place)), at: place)
        case .string: return TemplateValue(text: try scanner.readString(), at: place)
        case .number:
            return TemplateValue(.scalar(try scanner.readNumberText(), isPlain: true), at: place)
        case .boolean:
            return TemplateValue(
                .scalar(String(try scanner.readBoolean()), isPlain: true),
                at: place
            )
        case .null:
            try scanner.readNull()
            return TemplateValue(.null, at: place)
        }
    }

    private mutating func readObject(at place: Place) throws -> [TemplateEntry] {
        try descend(at: place)
        defer { depth -= 1 }
        var entries: [TemplateEntry] = []
        var lines: [String: Int] = [:]
        try scanner.beginObject()
        while true {
            var keyOffset = scanner.offset
            while keyOffset < bytes.count, bytes[keyOffset] != UInt8(ascii: "\"") { keyOffset += 1 }
            guard let key = try scanner.nextKey() else { return entries }
            let keyPlace = self.place(of: keyOffset)
            if let first = lines.updateValue(keyPlace.line, forKey: key) {
                throw TemplateError.duplicateKey(key, at: keyPlace, firstLine: first)
            }
            entries.append(TemplateEntry(key: key, keyPlace: keyPlace, value: try readValue()))
        }
    }

    private mutating func readArray(at place: Place) throws -> [TemplateValue] {
        try descend(at: place)
        defer { depth -= 1 }
        var elements: [TemplateValue] = []
        try scanner.beginArray()
        while try scanner.nextElement() { elements.append(try readValue()) }
        return elements
    }

    private mutating func descend(at place: Place) throws(TemplateError) {
        depth += 1
        guard depth <= TemplateFile.depthLimit else { throw TemplateError.tooDeep(at: place) }
    }

    private mutating func place(of offset: Int) -> Place {
        let end = min(offset, bytes.count)
        if end < cursor { (cursor, line, column) = (0, 1, 1) }
        for byte in bytes[cursor..<end] {
            if byte == UInt8(ascii: "\n") {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        cursor = end
        return Place(path: path, line: line, column: column)
    }
}

extension TemplateError {
    static func duplicateKey(_ key: String, at place: Place, firstLine: Int) -> TemplateError {
        TemplateError(
            .syntax,
            at: place,
            "the key '\(key)' is written twice in one map; it is also at line \(firstLine)",
            hint: "remove or rename one of the two"
        )
    }

    static func tooDeep(at place: Place) -> TemplateError {
        TemplateError(
            .syntax,
            at: place,
            "nested too deep; expected at most \(TemplateFile.depthLimit) levels"
        )
    }
}
