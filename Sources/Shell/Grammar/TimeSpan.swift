/// A length of time as people write it: `2s`, `0.5s`, `500ms`, `1m30s`, `1h`; a number alone counts
/// `unit`s.
/// - Returns: microseconds.
/// - Throws: when it is none, or is not from `shortest` up to `longest`.
func timeSpan(
    _ word: Word,
    shortest: Int64 = 1000,
    longest: Int64 = 86_400_000_000,
    unit: String = "s"
) throws(ShellError) -> Int64 {
    let isNumber = word.text.allSatisfy { $0.isNumber || $0 == "." }
    guard let span = try timeSpan(word.text + (isNumber ? unit : ""), at: word) else {
        throw notTimeSpan(word)
    }
    guard (shortest...longest).contains(span) else {
        let end = longest == 86_400_000_000 ? "a day" : plainDurationText(microseconds: longest)
        throw ShellError(
            "'\(word.text)' is not between \(plainDurationText(microseconds: shortest)) and \(end)",
            at: word,
            hint: "as in: 2s"
        )
    }
    return span
}

/// The same without bounds, where each number needs its unit.
/// - Returns: nil for what does not begin with a digit, and may be something else.
/// - Throws: when only a length of time begins so, but this is none.
func timeSpan(_ text: some StringProtocol, at word: Word) throws(ShellError) -> Int64? {
    var rest = Substring(text)
    guard rest.first.map(isDigit) == true else { return nil }
    var total: Int64 = 0
    repeat {
        let whole = takeDigits(from: &rest)
        var fraction = Substring()
        if rest.first == ".", rest.dropFirst().first.map(isDigit) == true {
            rest.removeFirst()
            fraction = takeDigits(from: &rest)
        }
        let unit = rest.prefix { !isDigit($0) }
        rest = rest.dropFirst(unit.count)
        guard let length = unitMicroseconds[unit] else {
            let problem = unit.isEmpty ? "has no unit" : "has the unknown unit '\(unit)'"
            throw ShellError(
                "'\(word.text)' \(problem)",
                at: word,
                hint: "units are ms, s, m, h, d and w, as in: 15m"
            )
        }
        guard let number = Int64(whole), number <= aCentury / length, fraction.count <= 6,
            let millionths = Int64((fraction + "000000").prefix(6)), total <= aCentury
        else { throw notTimeSpan(word) }
        total += number * length + millionths * length / 1_000_000
    } while !rest.isEmpty
    return total
}

/// No part is longer, in microseconds.
private let aCentury: Int64 = 100 * 365 * 86_400_000_000

private func notTimeSpan(_ word: Word) -> ShellError {
    ShellError("'\(word.text)' is no length of time", at: word, hint: "as in: 2s, 500ms, 1m30s")
}

private func takeDigits(from rest: inout Substring) -> Substring {
    let digits = rest.prefix(while: isDigit)
    rest = rest.dropFirst(digits.count)
    return digits
}

private func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

private let unitMicroseconds: [Substring: Int64] = {
    let units: [(names: String, length: Int64)] = [
        ("ms millisecond milliseconds", 1000), ("s sec second seconds", 1_000_000),
        ("m min minute minutes", 60_000_000), ("h hour hours", 3_600_000_000),
        ("d day days", 86_400_000_000), ("w week weeks", 604_800_000_000),
    ]
    var lengths: [Substring: Int64] = [:]
    for unit in units {
        for name in unit.names.split(separator: " ") { lengths[name] = unit.length }
    }
    return lengths
}()
