import Flows
import Testing

@Suite struct `A value at a path of JSON` {
    private let document = Array(
        #"{ "a": 1, "list": [10, {"x": "y"}], "body": "{\"qty\": 2}", "n": null, "a": 3 }"#.utf8
    )

    private func text(_ path: String...) -> String? {
        jsonValue(at: path, in: document).map { String(decoding: $0, as: UTF8.self) }
    }

    private func change(
        _ path: String...,
        to value: String?,
        in text: String? = nil
    ) throws -> String {
        let change = try settingJSON(
            path,
            to: value.map { Array($0.utf8) },
            in: text.map { Array($0.utf8) } ?? document
        )
        return String(decoding: change.document, as: UTF8.self)
    }

    @Test func `is read through objects, lists and strings that hold JSON`() {
        #expect(text("list", "1", "x") == "\"y\"")
        #expect(text("body", "qty") == "2")
        #expect(text("n") == "null")
        #expect(text("list", "2") == nil)
        #expect(text("list", "x") == nil)
        #expect(text("n", "x") == nil)
    }

    @Test func `that stands twice is the last one`() throws {
        #expect(text("a") == "3")
        #expect(try change("a", to: "4", in: #"{"a":1,"a":3}"#) == #"{"a":1,"a":4}"#)
    }

    @Test func `is changed, and every other byte is kept`() throws {
        #expect(
            try change("list", "0", to: "\"ten\"")
                == #"{ "a": 1, "list": ["ten", {"x": "y"}], "body": "{\"qty\": 2}", "n": null, "a": 3 }"#
        )
        #expect(
            try change("body", "qty", to: "5")
                == #"{ "a": 1, "list": [10, {"x": "y"}], "body": "{\"qty\": 5}", "n": null, "a": 3 }"#
        )
    }

    @Test func `is added where it is missing, with what is on the way to it`() throws {
        #expect(try change("b", to: "2", in: "{}") == #"{"b":2}"#)
        #expect(try change("b", to: "2", in: #"{"a":1 }"#) == #"{"a":1,"b":2 }"#)
        #expect(try change("b", "c", "d", to: "2", in: "{}") == #"{"b":{"c":{"d":2}}}"#)
        #expect(try change("1", to: "2", in: "[1]") == "[1,2]")
        #expect(try change("0", to: "2", in: "[]") == "[2]")
        #expect(try change("b\"", to: "2", in: "{}") == #"{"b\"":2}"#)
    }

    @Test func `is taken away with its comma`() throws {
        let three = #"{"a":1, "b":2, "c":3}"#
        #expect(try change("a", to: nil, in: three) == #"{"b":2, "c":3}"#)
        #expect(try change("b", to: nil, in: three) == #"{"a":1, "c":3}"#)
        #expect(try change("c", to: nil, in: three) == #"{"a":1, "b":2}"#)
        #expect(try change("a", to: nil, in: #"{ "a":1 }"#) == "{  }")
        #expect(try change("0", to: nil, in: "[1,2]") == "[2]")
    }

    @Test(arguments: [
        (["list", "5"], 1, "is a list with 2 elements, counted from 0"),
        (["a", "b"], 1, "is a number and has no members"),
        (["n", "b"], 1, "is null and has no members"),
        (["list", "1", "x", "z"], 3, "is text that is no JSON; it can be set as a whole"),
    ])
    func `cannot be where the path leads nowhere`(
        _ path: [String],
        _ depth: Int,
        _ reason: String
    ) {
        let error = #expect(throws: JSONPathError.self) {
            try settingJSON(path, to: Array("1".utf8), in: document)
        }
        #expect(error?.depth == depth)
        #expect(error?.description == reason)
    }

    @Test func `cannot be taken away where there is none`() {
        let error = #expect(throws: JSONPathError.self) {
            try settingJSON(["nope"], to: nil, in: document)
        }
        #expect(error?.description == "has no member 'nope'")
    }

    @Test func `survives any document that our generator makes`() throws {
        for round in 0..<500 {
            var random = SeededGenerator(round)
            guard case .object(let members) = random.json(),
                let name = members.keys.sorted().first
            else { continue }
            var writer = JSONWriter()
            JSONTree.object(members).write(to: &writer)
            let changed = try settingJSON([name], to: Array("[true]".utf8), in: writer.bytes)
            var expected = members
            expected[name] = .array([.boolean(true)])
            var scanner = JSONScanner(changed.document)
            #expect(try JSONTree.read(&scanner) == .object(expected), "round \(round)")
            let gone = try settingJSON([name], to: nil, in: writer.bytes)
            expected[name] = nil
            var rest = JSONScanner(gone.document)
            #expect(try JSONTree.read(&rest) == .object(expected), "round \(round)")
        }
    }
}
