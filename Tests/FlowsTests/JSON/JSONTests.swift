import Flows
import Foundation
import Testing

/// A JSON value of our own, to compare trees.
indirect enum JSONTree: Equatable {
    case object([String: JSONTree])
    case array([JSONTree])
    case string(String)
    case number(Double)
    case boolean(Bool)
    case null

    static func read(_ scanner: inout JSONScanner) throws -> JSONTree {
        switch try scanner.peek() {
        case .object:
            var members: [String: JSONTree] = [:]
            try scanner.beginObject()
            while let key = try scanner.nextKey() { members[key] = try read(&scanner) }
            return .object(members)
        case .array:
            var elements: [JSONTree] = []
            try scanner.beginArray()
            while try scanner.nextElement() { elements.append(try read(&scanner)) }
            return .array(elements)
        case .string: return .string(try scanner.readString())
        case .number: return .number(Double(try scanner.readNumberText())!)
        case .boolean: return .boolean(try scanner.readBoolean())
        case .null:
            try scanner.readNull()
            return .null
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .object(let members):
            writer.beginObject()
            for (key, value) in members {
                writer.key(key)
                value.write(to: &writer)
            }
            writer.endObject()
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer) }
            writer.endArray()
        case .string(let text): writer.string(text)
        case .number(let number):
            if let whole = Int64(exactly: number), number != 0 || number.sign == .plus {
                writer.integer(whole)
            } else {
                writer.number(number)
            }
        case .boolean(let flag): writer.boolean(flag)
        case .null: writer.null()
        }
    }

    /// The tree as Foundation reads it.
    init(foundation value: Any) {
        switch value {
        case let members as [String: Any]:
            self = .object(members.mapValues(JSONTree.init(foundation:)))
        case let elements as [Any]: self = .array(elements.map(JSONTree.init(foundation:)))
        case let text as String: self = .string(text)
        case let number as NSNumber:
            self =
                CFBooleanLike.isBoolean(number)
                ? .boolean(number.boolValue) : .number(number.doubleValue)
        default: self = .null
        }
    }
}

private enum CFBooleanLike {
    static func isBoolean(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c"
    }
}

extension SeededGenerator {
    mutating func json(depth: Int = 4) -> JSONTree {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
        case 0: .null
        case 1: .boolean(isOneIn(2))
        case 2:
            .number(
                Double(Int64(truncatingIfNeeded: next()) >> Int64.random(in: 11...63, using: &self))
            )
        // Quarters: Foundation reads longer fractions a last bit off.
        case 3: .number(Double(Int.random(in: -1 << 40...1 << 40, using: &self)) / 4)
        case 4: .string(text())
        case 5:
            .array((0..<Int.random(in: 0...4, using: &self)).map { _ in json(depth: depth - 1) })
        default:
            .object(
                Dictionary(
                    (0..<Int.random(in: 0...4, using: &self)).map { _ in
                        (text(), json(depth: depth - 1))
                    },
                    uniquingKeysWith: { $1 }
                )
            )
        }
    }

    /// JSON text with a few bytes changed, left out or doubled.
    mutating func damaged(_ text: [UInt8]) -> [UInt8] {
        var bytes = text
        for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<4, using: &self) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(bytes[index], at: index)
            case 2: bytes[index] = element(of: Array(#"{}[]",:\u0eE+-.tfn 9"#.utf8))
            default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &self))
            }
        }
        return bytes
    }
}

@Suite struct `JSON against Foundation` {
    @Test func `what the writer writes, Foundation and the scanner read alike`() throws {
        for round in 0..<1000 {
            var random = SeededGenerator(round)
            let tree = random.json()
            var writer = JSONWriter()
            tree.write(to: &writer)
            let text = writer.bytes
            try checkJSON(text)
            var scanner = JSONScanner(text)
            #expect(try JSONTree.read(&scanner) == tree, "round \(round)")
            try scanner.finish()
            let foundation = try JSONSerialization.jsonObject(
                with: Data(text),
                options: .fragmentsAllowed
            )
            #expect(JSONTree(foundation: foundation) == tree, "round \(round)")
        }
    }

    @Test func `what Foundation writes, the scanner reads alike`() throws {
        for round in 0..<500 {
            var random = SeededGenerator(round)
            let tree = random.json()
            var writer = JSONWriter()
            tree.write(to: &writer)
            let foundation = try JSONSerialization.jsonObject(
                with: Data(writer.bytes),
                options: .fragmentsAllowed
            )
            let options: JSONSerialization.WritingOptions = [
                .fragmentsAllowed, random.isOneIn(2) ? .prettyPrinted : .sortedKeys,
            ]
            let text = try JSONSerialization.data(withJSONObject: foundation, options: options)
            var scanner = JSONScanner(Array(text))
            #expect(try JSONTree.read(&scanner) == tree, "round \(round)")
            try scanner.finish()
        }
    }

    @Test func `damaged text is refused by skipping and by reading alike`() {
        var refused = 0
        for round in 0..<4000 {
            var random = SeededGenerator(round)
            let tree = random.json()
            var writer = JSONWriter()
            tree.write(to: &writer)
            let text = random.damaged(writer.bytes)
            let skips = (try? checkJSON(text)) != nil
            let reads: Bool
            do {
                var scanner = JSONScanner(text)
                _ = try JSONTree.read(&scanner)
                try scanner.finish()
                reads = true
            } catch {
                reads = false
            }
            #expect(skips == reads, "round \(round): \(String(decoding: text, as: UTF8.self))")
            if !skips { refused += 1 }
            // Foundation takes some texts that are no JSON, but refuses none that we take, save for
            // surrogates without their other half and numbers beyond a double.
            let isTaken =
                (try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed))
                != nil
            if skips, !isTaken {
                let hasSurrogate = String(decoding: text, as: UTF8.self).contains(
                    /\\u[dD][89a-fA-F]/
                )
                let hasHugeNumber = String(decoding: text, as: UTF8.self).contains(
                    /[eE]\+?[0-9]{3,}/
                )
                let isUTF8 = text.withUnsafeBufferPointer(isValidUTF8)
                #expect(
                    hasSurrogate || hasHugeNumber || !isUTF8,
                    "round \(round): \(String(decoding: text, as: UTF8.self))"
                )
            }
        }
        #expect(refused > 1000)
    }
}

@Suite struct `The JSON scanner` {
    @Test(arguments: [
        (#""\q""#, 2, "an escape that JSON knows"),
        (#""a\u12""#, 6, "four hexadecimal digits"),
        (#""\u12g4""#, 5, "four hexadecimal digits"),
        (#""\"#, 2, "the closing quote, but the text ends"),
        (#""\""#, 3, "the closing quote, but the text ends"),
        (#""abc"#, 4, "the closing quote, but the text ends"),
        ("\"a\nb\"", 2, "an escape instead of a control character"),
    ])
    func `a bad string is refused at the same byte, read or skipped`(
        text: String,
        offset: Int,
        expected: String
    ) {
        let skipped = #expect(throws: JSONSyntaxError.self) { try checkJSON(Array(text.utf8)) }
        let read = #expect(throws: JSONSyntaxError.self) {
            var scanner = JSONScanner(Array(text.utf8))
            _ = try scanner.readString()
        }
        #expect(skipped == JSONSyntaxError(offset: offset, expected: expected))
        #expect(read == skipped)
    }

    @Test(arguments: [
        "", " ", "{", "[", "[1,]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]", "01", "-", "+1", "1.",
        ".5", "1e", "1e+", "tru", "truefalse", "nul", "1 1", "[}", "{]", "\"", "'a'", "NaN", "{,}",
        "[,1]", "{\"a\":1 \"b\":2}", "[\"\\ud800\\u12\"]",
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try checkJSON(Array(text.utf8)) }
    }

    @Test func `skipping gives the value's exact bytes`() throws {
        let text = Array(#" { "a" : [ 1 , {"b":"\u00e9\n"} ] , "c" : -0.5e-3 } "#.utf8)
        var scanner = JSONScanner(text)
        try scanner.beginObject()
        #expect(try scanner.nextKey() == "a")
        #expect(try scanner.skipValue().elementsEqual(#"[ 1 , {"b":"\u00e9\n"} ]"#.utf8))
        #expect(try scanner.nextKey() == "c")
        #expect(try scanner.skipValue().elementsEqual("-0.5e-3".utf8))
        #expect(try scanner.nextKey() == nil)
        try scanner.finish()
    }

    @Test func `surrogate pairs are joined and lone ones replaced`() throws {
        func read(_ text: String) throws -> String {
            var scanner = JSONScanner(Array(text.utf8))
            return try scanner.readString()
        }
        #expect(try read(#""\ud83d\ude00""#) == "😀")
        #expect(try read(#""\ud83d\u0041""#) == "\u{FFFD}A")
        #expect(try read(#""\ude00x""#) == "\u{FFFD}x")
        #expect(try read(#""\u0000\/\b\f""#) == "\u{0}/\u{8}\u{C}")
    }

    @Test func `nesting is bounded`() throws {
        let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        try checkJSON(Array(deepest.utf8))
        let error = #expect(throws: JSONSyntaxError.self) {
            try checkJSON(Array(("[" + deepest + "]").utf8))
        }
        #expect(error?.expected == "at most 512 levels of nesting")
    }

    @Test func `the error names the byte`() {
        let error = #expect(throws: JSONSyntaxError.self) { try checkJSON(Array("{\"a\" 1}".utf8)) }
        #expect(error?.description == "not JSON at byte 5: expected ':'")
    }
}

@Suite struct `The JSON writer` {
    @Test func `bytes that are no UTF-8 become replacement characters`() throws {
        for round in 0..<500 {
            var random = SeededGenerator(round)
            let bytes = random.bytes(upTo: 30)
            var writer = JSONWriter()
            writer.string(utf8: bytes)
            var scanner = JSONScanner(writer.bytes)
            #expect(try scanner.readString() == String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func `control characters are escaped in the shortest way`() {
        var writer = JSONWriter()
        writer.string("\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F} \"\\/\u{7F}é")
        let expected = #""\u0000\b\t\n\u000b\f\r\u001f \"\\/"# + "\u{7F}é\""
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test func `whole numbers of every size are written`() {
        for number in [Int64.min, -1, 0, 7, 10, .max] {
            var text: [UInt8] = []
            appendDecimal(number, to: &text)
            #expect(String(decoding: text, as: UTF8.self) == String(number))
        }
    }

    @Test func `commas stand where they belong`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        writer.beginArray()
        writer.null()
        writer.raw("[1]".utf8)
        writer.string(base64: [1, 2])
        writer.endArray()
        writer.key(String("b"))
        writer.beginObject()
        writer.endObject()
        writer.endObject()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == #"{"a":[null,[1],"AQI="],"b":{}}"#
        )
    }
}
