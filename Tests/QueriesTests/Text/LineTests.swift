import Queries
import Testing

@Suite struct `Lines taken apart` {
    private static func bytes<Value>(
        _ line: String,
        _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        var line = line
        return line.withUTF8(body)
    }

    static let globs: [(texts: [String], line: String, parts: [String]?)] = [
        (["user=", ", took ", " ms"], "user=ada, took 12 ms", ["ada", "12"]),
        (["user=", ", took ", " ms"], "at 9: user=ada, took 12 ms, ok", ["ada", "12"]),
        (["", ":", ""], "a:b:c", ["a", "b:c"]), (["[", "]", ""], "[x] y z", ["x", " y z"]),
        (["", ""], "all", ["all"]), (["a", "b"], "ab", [""]), (["é=", "!"], "é=ü!", ["ü"]),
        (["user=", " "], "nobody", nil), (["a", "b", "c"], "a b", nil),
    ]

    @Test(arguments: globs)
    func `stars take what stands between the texts`(
        texts: [String],
        line: String,
        parts: [String]?
    ) {
        let found = Self.bytes(line) { line in
            GlobPattern(texts).parts(of: line)?.map { String(decoding: line[$0], as: UTF8.self) }
        }
        #expect(found == parts)
    }

    static let pairs: [(line: String, map: String?)] = [
        (
            #"level=info msg="not found" took=12ms"#,
            #"{"level":"info","msg":"not found","took":"12ms"}"#
        ),
        (#"a=1 a=2 b"#, #"{"a":"2","b":true}"#),
        (#"m="x \"y\" \n z" e="#, #"{"m":"x \"y\" \n z","e":""}"#), ("just words", nil), ("", nil),
    ]

    @Test(arguments: pairs)
    func `pairs become a map`(line: String, map: String?) {
        #expect(Self.bytes(line, LogfmtLine.map) == map.map(QueryValue.structure))
    }

    @Test(arguments: [
        ("a,b , c", ["a", "b", "c"]), (#""x, y",2,"say ""hi""""#, ["x, y", "2", #"say "hi""#]),
        (",", ["", ""]), ("", [""]), (#"  " padded " , z"#, [" padded ", "z"]),
    ])
    func `values stand between commas`(line: String, values: [String]) {
        #expect(Self.bytes(line, CSVLine.values) == values)
    }

    @Test(arguments: [
        (
            "2026-11-22T15:01:50.102Z GET /orders/17 took 12.5 ms",
            "<Time-1> GET /orders/<Number-2> took <Number-3> ms"
        ),
        ("15:01:50 10.0.0.7 lost 0123456789abcdef", "<Time-1> <IP-2> lost <ID-3>"),
        (
            "RequestId: 0199b1c2-d3e4-7f5a-8123-456789abcdef Error: exit 1",
            "RequestId: <ID-1> Error: exit <Number-2>"
        ),
        ("no order for user42, again", "no order for <Token-1>, again"),
        ("plain words: déjà vu", "plain words: déjà vu"), ("", ""),
    ])
    func `lines of one kind have one pattern`(line: String, pattern: String) {
        #expect(LinePattern.pattern(of: line) == pattern)
    }

    @Test(arguments: [
        ("[ERROR] KeyError", "Error"), ("Task timed out after <Number-1> seconds", "Error"),
        ("WARNING: slow", "Warn"), ("INFO started", "Info"), ("debug", "Debug"), ("hello", "None"),
    ])
    func `words tell how bad a pattern is`(pattern: String, severity: String) {
        #expect(LinePattern.severity(of: pattern) == severity)
    }
}
