import Flows
import Queries
import Testing

struct DocumentPathTests {
    private func value(_ path: [String], _ document: String) -> QueryValue {
        DocumentPath(path).value(in: Array(document.utf8))
    }

    @Test func `scalars are read as what they are`() {
        #expect(value([], "7") == .number(7))
        #expect(value([], " \"a\\u00e9\\n\" ") == .string("aé\n"))
        #expect(value([], "true") == .boolean(true))
        #expect(value([], "null") == .null)
        #expect(value([], "-1.5e2") == .number(-150))
        #expect(value([], "{ }") == .structure("{ }"))
        // More digits than a number of 64 bits has are kept.
        #expect(value([], "12345678901234567890") == .string("12345678901234567890"))
    }

    @Test func `members and elements are found behind anything`() {
        let document = #"{"a":[1,{"x\"y":"]}"},[[]]],"b":{"c":{"d":"e"}},"n\u0061me":1,"b2":2}"#
        #expect(value(["b", "c", "d"], document) == .string("e"))
        #expect(value(["a", "1", "x\"y"], document) == .string("]}"))
        #expect(value(["a", "2"], document) == .structure("[[]]"))
        #expect(value(["name"], document) == .number(1))
        #expect(value(["b2"], document) == .number(2))
        #expect(value(["a", "9"], document) == .null)
        #expect(value(["a", "x"], document) == .null)
        #expect(value(["b", "c", "d", "e"], document) == .null)
    }

    @Test func `strings of JSON are walked into, in base64 only where it says so`() {
        let inner = #"{"k":"{\"z\":[3]}"}"#
        let encoded = base64Text(Array(inner.utf8))
        #expect(
            value(["body", "k", "z", "0"], #"{"body":"\#(encoded)","isBase64Encoded":true}"#)
                == .number(3)
        )
        #expect(
            value(["body", "k", "z", "0"], #"{"isBase64Encoded":true,"body":"\#(encoded)"}"#)
                == .number(3)
        )
        #expect(value(["body", "k"], #"{"body":"\#(encoded)","isBase64Encoded":false}"#) == .null)
        #expect(value(["other", "k"], #"{"other":"\#(encoded)","isBase64Encoded":true}"#) == .null)
    }

    @Test func `strings in strings end somewhere`() {
        var document = #"{"a":1}"#
        for _ in 0..<12 {
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("a")
            writer.string(document)
            writer.endObject()
            document = String(decoding: writer.bytes, as: UTF8.self)
        }
        #expect(value(Array(repeating: "a", count: 13), document) == .null)
        #expect(value(Array(repeating: "a", count: 5), document) != .null)
    }

    @Test func `damaged documents give null and never more`() {
        let document = #"{"a":{"b":["c",{"d":"\u00e9"}]},"e":"f"}"#
        let bytes = Array(document.utf8)
        for path in [["a", "b", "1", "d"], ["e"], ["a"], []] {
            for end in 0..<bytes.count {
                _ = DocumentPath(path).value(in: Array(bytes[..<end]))
                _ = DocumentPath(path).children(in: Array(bytes[..<end]))
            }
        }
        #expect(value(["e"], "no json") == .null)
        #expect(value([], "") == .null)
        #expect(value(["a"], #"{"a""#) == .null)
        #expect(value(["a"], #"{"a":"#) == .null)
        let deep = String(repeating: "[", count: 1_000_000)
        #expect(value(["0"], deep) == .null)
        #expect(value(Array(repeating: "0", count: 1000), deep) == .null)
    }

    @Test func `bytes that are no UTF-8 become replacement characters`() {
        let bytes: [UInt8] = Array(#"{"a":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8)
        #expect(DocumentPath(["a"]).value(in: bytes) == .string("\u{FFFD}\u{FFFD}"))
    }
}
