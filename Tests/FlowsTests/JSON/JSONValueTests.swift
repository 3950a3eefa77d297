import Flows
import Testing

struct JSONValueTests {
    @Test
    func `a tree gives the text back, members in order and numbers as they were spelled`() throws {
        let text = #"{"b":[1,2.50,-1e3],"a":{"x":null,"y":true},"é":"\"\n"}"#
        let value = try #require(JSONValue(Array(text.utf8)))
        #expect(String(decoding: value.bytes, as: UTF8.self) == text)
        #expect(value["a"]?["y"] == .boolean(true))
        #expect(value["é"]?.text == "\"\n")
        #expect(value["nothing"] == nil)
        #expect(value["b"]?["x"] == nil)
    }

    @Test
    func `of a member that is given twice the last counts`() {
        #expect(
            JSONValue(Array(#"{"a":1,"b":2,"a":3}"#.utf8))
                == .object([.init("a", .number("3")), .init("b", .number("2"))])
        )
    }

    @Test(arguments: ["", "{", "[1,]", "nul", "1 2", "{\"a\"}", "\"\\x\""])
    func `what is no JSON has no tree`(text: String) {
        #expect(JSONValue(Array(text.utf8)) == nil)
    }

    @Test
    func `nesting deeper than 512 levels is refused, not run into`() {
        #expect(JSONValue(Array(repeating: UInt8(ascii: "["), count: 100_000)) == nil)
    }
}
