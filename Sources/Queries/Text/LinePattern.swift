import Flows

/// What lines of one kind have in common, as the command `pattern` finds it: the parts that change from
/// line to line are named and numbered, `<Time-1> GET <Token-2> took <Number-3> ms`.
///
/// - SeeAlso: [pattern](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Pattern.html)
public enum LinePattern {
    /// What a part that changes is.
    private enum Part: String {
        case time = "Time"
        case ip = "IP"
        case id = "ID"
        case number = "Number"
        case token = "Token"
    }

    /// The pattern of a line.
    public static func pattern(of line: String) -> String {
        var text = ""
        var word: [UInt8] = []
        var count = 0
        func flush() {
            guard !word.isEmpty else { return }
            if let part = part(word[...]) {
                count += 1
                text += "<\(part.rawValue)-\(count)>"
            } else {
                text += String(decoding: word, as: UTF8.self)
            }
            word.removeAll(keepingCapacity: true)
        }
        var bytes = Array(line.utf8)[...]
        while let byte = bytes.first {
            if word.isEmpty, let length = timeLength(bytes) {
                count += 1
                text += "<\(Part.time.rawValue)-\(count)>"
                bytes = bytes.dropFirst(length)
                continue
            }
            if isWordByte(byte) {
                word.append(byte)
            } else {
                flush()
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
            bytes = bytes.dropFirst()
        }
        flush()
        return text
    }

    /// `Error`, `Warn`, `Info`, or `None`: how bad lines of a pattern are, by their words.
    public static func severity(of pattern: String) -> String {
        let lower = pattern.lowercased()
        let words: [(String, [String])] = [
            (
                "Error",
                ["error", "exception", "fatal", "critical", "failed", "traceback", "timed out"]
            ),
            ("Warn", ["warn"]), ("Info", ["info", "notice"]), ("Debug", ["debug", "trace"]),
        ]
        return words.first { _, signs in signs.contains { lower.contains($0) } }?.0 ?? "None"
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."), 0x80...:
            true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// What kind of changing part a word is; nil for one that stays.
    private static func part(_ word: ArraySlice<UInt8>) -> Part? {
        guard word.contains(where: isDigit) else { return nil }
        if word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).count == 4,
            word.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") })
        {
            return .ip
        }
        let sign = word.first == UInt8(ascii: "-") ? 1 : 0
        let unsigned = word.dropFirst(sign)
        if unsigned.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) { return .number }
        let digits = word.filter { $0 != UInt8(ascii: "-") }
        if digits.count >= 8, digits.allSatisfy({ hexDigitValue($0) != nil }) { return .id }
        return .token
    }

    /// How long the date or time of day is that begins here: `2026-11-22T15:01:50.102Z`,
    /// `15:01:50`; nil when none does.
    private static func timeLength(_ bytes: ArraySlice<UInt8>) -> Int? {
        let date = shape(bytes, "dddd-dd-dd") ?? shape(bytes, "dddd/dd/dd")
        var length = date ?? 0
        var rest = bytes.dropFirst(length)
        if date != nil, let separator = rest.first,
            separator == UInt8(ascii: "T") || separator == 0x20,
            shape(rest.dropFirst(), "dd:dd:dd") != nil
        {
            length += 1
            rest = rest.dropFirst()
        }
        if let time = shape(rest, "dd:dd:dd") {
            length += time
            rest = rest.dropFirst(time)
            if let sign = rest.first, sign == UInt8(ascii: ".") || sign == UInt8(ascii: ",") {
                let fraction = rest.dropFirst().prefix(while: isDigit).count
                if fraction > 0 {
                    length += 1 + fraction
                    rest = rest.dropFirst(1 + fraction)
                }
            }
            if rest.first == UInt8(ascii: "Z") {
                length += 1
            } else if let zone = shape(rest, "+dd:dd") ?? shape(rest, "-dd:dd") {
                length += zone
            }
        } else if date == nil {
            return nil
        }
        // A part of a longer word is no time.
        if let next = bytes.dropFirst(length).first, isWordByte(next) { return nil }
        return length
    }

    /// The length of `shape` when the bytes begin like it; `d` is a digit.
    private static func shape(_ bytes: ArraySlice<UInt8>, _ shape: StaticString) -> Int? {
        let count = shape.utf8CodeUnitCount
        guard bytes.count >= count else { return nil }
        for index in 0..<count {
            let byte = bytes[bytes.startIndex + index]
            let wanted = shape.utf8Start[index]
            guard wanted == UInt8(ascii: "d") ? isDigit(byte) : byte == wanted else { return nil }
        }
        return count
    }
}
