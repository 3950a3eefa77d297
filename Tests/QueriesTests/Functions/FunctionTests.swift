import Queries
import Testing

/// Every function, with the examples of the documentation and at its edges.
struct FunctionTests {
    private static let row = SampleRow(
        values: [
            "map": .structure(#"{"a":[1,"x"]}"#), "list": .structure(#"[1,"x",{"b":2},null]"#),
            "@timestamp": .number(1_795_359_710_102.5), "text": .string("grün"),
            "yes": .boolean(true),
        ]
    )

    private func check(
        _ text: String,
        _ expected: QueryValue,
        _ location: SourceLocation = #_sourceLocation
    )
        throws
    {
        #expect(try value(text, Self.row) == expected, "\(text)", sourceLocation: location)
    }

    @Test(
        arguments: [
            ("abs(-1.5)", QueryValue.number(1.5)), ("abs('x')", .null), ("ceil(1.2)", .number(2)),
            ("floor(-1.2)", .number(-2)), ("greatest(1, '3', 2)", .number(3)),
            ("least(nothing, 2, 1)", .number(1)), ("greatest('x')", .null), ("log(1)", .number(0)),
            ("ln(0)", .null), ("round(2.5)", .number(3)), ("round(-2.5)", .number(-3)),
            ("round(2.345, 2)", .number(2.35)), ("round(1234, -2)", .number(1200)),
            ("sqrt(16)", .number(4)), ("sqrt(-1)", .null), ("toNumber('1e3')", .number(1000)),
            ("toNumber('0x10')", .null), ("toNumber(' 1')", .null), ("toInt('12.9')", .number(12)),
            ("toInt(2147483648)", .null), ("toInt(-2147483648)", .number(-2_147_483_648)),
            ("toLong('-12.9')", .number(-12)), ("toLong(1e19)", .null),
            ("toDouble('1.5')", .number(1.5)),
            ("toDouble(map)", .null),
            ("round(haversine(52.52, 13.405, 48.8566, 2.3522))", .number(877)),
            ("2 ^ 3", .number(8)), ("10 % 3", .number(1)), ("-10 % 3", .number(-1)),
            ("1 / 4", .number(0.25)),
            ("1 / 0", .null), ("1 % 0", .null), ("'a' + 1", .null), ("'2' * '3'", .number(6)),
            ("yes + 1", .number(2)), ("-'4'", .number(-4)), ("-nothing", .null),
        ]
    )
    func `numbers`(_ text: String, _ expected: QueryValue) throws { try check(text, expected) }

    @Test(
        arguments: [
            ("isempty('')", QueryValue.number(1)), ("isempty(nothing)", .number(1)),
            ("isempty(' ')", .number(0)), ("isempty(map)", .number(0)),
            ("isblank(' \\t')", .number(1)),
            ("isblank('a')", .number(0)), ("concat('a', 1, nothing, yes)", .string("a1true")),
            ("concat(nothing)", .null), ("ltrim('  a ')", .string("a ")),
            ("rtrim(' a  ')", .string(" a")),
            ("trim('\\n a ')", .string("a")), ("ltrim('xyZxyfooxyZ', 'xyZ')", .string("fooxyZ")),
            ("rtrim('xyZfooxyxyZ', 'xyZ')", .string("xyZfoo")),
            ("trim('xyZxyfooxyxyZ', 'xyZ')", .string("foo")), ("strlen(text)", .number(4)),
            ("strlen('😀')", .number(1)), ("strlen(map)", .null), ("toupper(text)", .string("GRÜN")),
            ("tolower('ÄB')", .string("äb")), ("substr('xyZfooxyZ', 3, 3)", .string("foo")),
            ("substr(text, 2)", .string("ün")), ("substr('ab', 9)", .string("")),
            ("substr('ab', -1, 1)", .string("a")), ("substr('ab', 'x')", .null),
            ("replace('smoke_test smoke_test', 'smoke_test', 'Smoke')", .string("Smoke Smoke")),
            ("replace('aaa', 'aa', 'b')", .string("ba")), ("replace('a', '', 'b')", .string("a")),
            ("regexReplace('a1b22', '[0-9]+', '#')", .string("a#b#")),
            ("regex_replace('ab', '(a)(b)', '$2$1')", .string("ba")),
            ("strcontains('abc', 'b')", .number(1)), ("strcontains('abc', 'B')", .number(0)),
            ("strcontains('abc', 'B', true)", .number(1)),
            ("strcontains(nothing, 'b')", .number(0)),
            ("startsWith('abc', 'ab')", .number(1)), ("startsWith('abc', 'b')", .number(0)),
            ("endsWith('abc', 'bc')", .number(1)), ("endsWith('bc', 'abc')", .number(0)),
            ("urlencode('a b/ü')", .string("a%20b%2F%C3%BC")),
            ("urldecode('a+b%2F%zz%C3%BC')", .string("a b/%zzü")),
            ("base64encode('hello')", .string("aGVsbG8=")),
            ("base64decode('aGVsbG8=')", .string("hello")),
            ("base64decode('!')", .null),
            ("split('a,b,,c', ',')", .structure(#"["a","b","","c"]"#)),
            ("split('a\"b', ';')", .structure(#"["a\"b"]"#)),
            ("hexToAscii('48656c6c6f')", .string("Hello")),
            ("hexToAscii('486')", .null), ("hexToDec('0xff')", .number(255)),
            ("hexToDec('-0x10')", .number(-16)),
            ("hexToDec('xyz')", .null), ("decToHex(255)", .string("0xff")),
            ("decToHex(-255.9)", .string("-0xff")),
            ("md5('hello')", .string("5d41402abc4b2a76b9719d911017c592")),
            (
                "sha256('abc')",
                .string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            ),
            ("md5(nothing)", .null),
        ]
    )
    func `texts`(_ text: String, _ expected: QueryValue) throws { try check(text, expected) }

    @Test(
        arguments: [
            // 2026-11-22 15:01:50.1025 UTC, a Sunday.
            ("bin(1s)", QueryValue.number(1_795_359_710_000)),
            ("bin(5m)", .number(1_795_359_600_000)),
            ("datefloor(@timestamp, 1h)", .number(1_795_359_600_000)),
            ("dateceil(@timestamp, 1h)", .number(1_795_363_200_000)),
            ("dateceil(datefloor(@timestamp, 1h), 1h)", .number(1_795_359_600_000)),
            ("datefloor(@timestamp, 1d)", .number(1_795_305_600_000)),
            ("formatDate(datefloor(@timestamp, 1w), '%F %a')", .string("2026-11-19 Thu")),
            ("formatDate(datefloor(@timestamp, 1mo), '%F')", .string("2026-11-01")),
            ("formatDate(datefloor(@timestamp, 1q), '%F')", .string("2026-10-01")),
            ("formatDate(dateceil(@timestamp, 1q), '%F')", .string("2027-01-01")),
            ("formatDate(datefloor(@timestamp, 2y), '%F')", .string("2026-01-01")),
            ("formatDate(datefloor(-1, 1mo), '%F')", .string("1969-12-01")),
            ("datefloor(-1, 1h)", .number(-3_600_000)), ("datefloor('x', 1h)", .null),
            ("fromMillis('1000')", .number(1000)),
            ("toMillis(@timestamp)", .number(1_795_359_710_102)),
            ("now()", .number(1_795_348_800)), ("queryStartTime()", .number(1_795_345_200_500)),
            ("queryEndTime()", .number(1_795_348_800_500)),
            ("queryTimeRange()", .number(3_600_000)),
            ("parseDate('2026-11-22', 'yyyy-MM-dd', 'UTC')", .number(1_795_305_600_000)),
            (
                "parseDate(\"2026-11-22T15:01:50.102+02:00\", \"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\")",
                .number(1_795_352_510_102)
            ),
            (
                "parseDate('22/Nov/2026:15:01:50 +0000', 'dd/MMM/yyyy:HH:mm:ss Z')",
                .number(1_795_359_710_000)
            ),
            ("parseDate('20261122150150', 'yyyyMMddHHmmss')", .number(1_795_359_710_000)),
            ("parseDate('3:01 PM 11/22/26', 'h:mm a MM/dd/yy')", .number(1_795_359_660_000)),
            (
                "parseDate('Sunday 22 November 2026', 'EEEE d MMMM yyyy')",
                .number(1_795_305_600_000)
            ),
            ("parseDate('2026-11-22 12', 'yyyy-MM-dd HH', '-03:00')", .number(1_795_359_600_000)),
            ("parseDate('2026-02-30', 'yyyy-MM-dd')", .null),
            ("parseDate('2026-11-22x', 'yyyy-MM-dd')", .null),
            ("parseDate('', 'yyyy')", .null), ("parseDate(nothing, 'yyyy')", .null),
            ("formatDate(@timestamp, '%Y-%m-%d', 'UTC')", .string("2026-11-22")),
            (
                "strftime(@timestamp, '%H:%M:%S.%L %y %j %e %I%p %A %B %u%w %s %%')",
                .string("15:01:50.102 26 326 22 03PM Sunday November 70 1795359710 %")
            ),
            ("formatDate(@timestamp, '%FT%T%z', '+05:30')", .string("2026-11-22T20:31:50+0530")),
            (
                "formatDate(@timestamp, \"yyyy-MM-dd'T'HH:mm:ss.SSSX\")",
                .string("2026-11-22T15:01:50.102Z")
            ),
            (
                "formatDate(@timestamp, \"EEE d MMM, h 'o''clock' a\")",
                .string("Sun 22 Nov, 3 o'clock PM")
            ),
            ("formatDate(-62167219200000, '%F %T')", .string("0000-01-01 00:00:00")),
            ("formatDate(951782400000, '%F')", .string("2000-02-29")),
        ]
    )
    func `times`(_ text: String, _ expected: QueryValue) throws { try check(text, expected) }

    @Test(
        arguments: [
            ("ispresent(map)", QueryValue.boolean(true)), ("ispresent(nothing)", .boolean(false)),
            ("coalesce(nothing, map, 1)", .structure(#"{"a":[1,"x"]}"#)),
            ("coalesce(nothing)", .null),
            ("case(1 = 2, 'a', 2 = 2, 'b', 'c')", .string("b")),
            ("case(1 = 2, 'a', 'c')", .string("c")),
            ("case(nothing = 2, 'a')", .null), ("if(1 < 2, 'a', 'b')", .string("a")),
            ("if(nothing = 1, 'a', 'b')", .string("b")), ("isNumeric('1.5')", .boolean(true)),
            ("isNumeric('1.5x')", .boolean(false)), ("isNumeric(nothing)", .boolean(false)),
            ("isNumeric(yes)", .boolean(false)), ("messageSize(text)", .number(5)),
            ("jsonParse('{\"a\": 1}')", .structure("{\"a\": 1}")), ("jsonParse('[1')", .null),
            ("jsonParse('1')", .null), ("jsonStringify(map)", .string(#"{"a":[1,"x"]}"#)),
            ("jsonStringify('x')", .null), ("jsonArraySize(list)", .number(4)),
            ("jsonArraySize('[1, [2, 3]]')", .number(2)), ("jsonArraySize('[]')", .number(0)),
            ("jsonArraySize(map)", .null), ("jsonArrayContains(list, 'x')", .boolean(true)),
            ("jsonArrayContains(list, 'X')", .boolean(false)),
            ("jsonArrayContains(list, 1)", .boolean(true)),
            ("jsonArrayContains('no', 1)", .boolean(false)),
            ("jsonArrayContains('[\"a\"]', 'a')", .boolean(true)),
        ]
    )
    func `choices and JSON`(_ text: String, _ expected: QueryValue) throws {
        try check(text, expected)
    }

    @Test(
        arguments: [
            ("isValidIp('192.0.2.1')", true), ("isValidIp('::1')", true),
            ("isValidIp('192.0.2')", false),
            ("isValidIp('192.0.2.256')", false), ("isValidIp('192.0.2.01')", false),
            ("isValidIp(nothing)", false),
            ("isValidIpV4('::1')", false), ("isValidIpV6('2001:db8::192.0.2.1')", true),
            ("isValidIpV6('1:2:3:4:5:6:7:8')", true), ("isValidIpV6('1:2:3:4:5:6:7')", false),
            ("isValidIpV6('1::2::3')", false), ("isValidIpV6('12345::')", false),
            ("isValidIpV6(':::')", false),
            ("isValidIpV6('1:2:3:4:5:6:7:8::')", false), ("isValidIpV6('::')", true),
            ("isIpInSubnet('192.0.2.77', '192.0.2.0/24')", true),
            ("isIpInSubnet('192.0.3.77', '192.0.2.0/24')", false),
            ("isIpInSubnet('2001:db8:ffff::1', '2001:db8::/32')", true),
            ("isIpInSubnet('10.0.0.1', '::/0')", false),
            ("isIpInSubnet('10.0.0.1', '0.0.0.0/0')", true),
            ("isIpv4InSubnet('2001:db8::1', '2001:db8::/32')", false),
            ("isIpv6InSubnet('2001:db8::1', '2001:db8::/32')", true),
            ("isPrivateIP('172.31.255.1')", true),
            ("isPrivateIP('172.32.0.1')", false), ("isPublicIP('8.8.8.8')", true),
            ("isPublicIP('10.1.1.1')", false),
            ("isPublicIP('no')", false), ("isReservedIP('127.0.0.1')", true),
            ("isReservedIP('fe80::1')", true),
            ("isReservedIP('8.8.8.8')", false),
        ]
    )
    func `addresses`(_ text: String, _ expected: Bool) throws {
        try check(text, .boolean(expected))
    }

    @Test func `an address is a number`() throws {
        try check("ipv4ToNumber('192.0.2.1')", .number(3_221_225_985))
        try check("ipv4ToNumber('::1')", .null)
    }

    @Test func `arguments that are written out are checked`() {
        for text in [
            "formatDate(@timestamp, '%F', 'Mars/Olympus') = 'x'", "isIpInSubnet(ip, '10.0.0.0/33')",
            "regexReplace(a, '(', 'x') = 'y'", "datefloor(@timestamp, 5) = 1",
        ] {
            #expect(throws: QueryError.self, "\(text)") { try parseCondition(text) }
        }
        #expect(throws: QueryError.self) { try parseQuery("stats rate(x, 1mo)") }
    }

    /// None may end the program, whatever it is given.
    @Test func `no function fails on any value`() {
        let values: [QueryValue] = [
            .null, .boolean(true), .number(-1.5), .number(1e300), .number(0), .string(""),
            .string("a\u{0}é"),
            .string("12"), .string("%"), .string("-0x"), .structure("[1]"), .structure("{}"),
            .structure("{"),
        ]
        for function in FunctionCatalog.functions where !function.isAggregate {
            for round in 0..<400 {
                var random = SeededGenerator(round)
                let most = min(function.argumentCounts.upperBound, 5)
                let count = Int.random(
                    in: function.argumentCounts.lowerBound...most,
                    using: &random
                )
                let arguments = (0..<count).map { _ in random.element(of: values) }
                let period = Period(count: 5, unit: random.element(of: Period.Unit.allCases))
                let result = function.value(of: arguments, period: period, in: .sample)
                if case .number(let number) = result {
                    #expect(number.isFinite, "\(function.name)")
                }
            }
        }
    }

    @Test func `every function and command says what it does`() {
        let names = FunctionCatalog.functions.flatMap { [$0.name] + $0.aliases }.map {
            $0.lowercased()
        }
        #expect(Set(names).count == names.count)
        for function in FunctionCatalog.functions { #expect(!function.summary.isEmpty) }
        for command in QueryCommand.all {
            #expect(!command.summary.isEmpty && !command.parameters.isEmpty)
        }
    }
}
