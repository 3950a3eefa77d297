/// A length of time as people write it: `2s`, `0.5s`, `500ms`, `1m30s`; a number alone is seconds.
/// - Returns: microseconds.
/// - Throws: when it is none, or is not from `shortest` up to a day.
func timeSpan(_ word: Word, shortest: Int64) throws(ShellError) -> Int64 {
    guard let span = timeSpan(word.text) else {
        throw ShellError(
            "'\(word.text)' is no length of time",
            at: word,
            hint: "as in: 2s, 500ms, 1m30s"
        )
    }
    guard (shortest...86_400_000_000).contains(span) else {
        throw ShellError(
            "'\(word.text)' is not between \(plainDurationText(microseconds: shortest)) and a day",
            at: word,
            hint: "as in: 2s"
        )
    }
    return span
}

private let unitMicroseconds: [Substring: Int64] = [
    "": 1_000_000, "ms": 1000, "s": 1_000_000, "m": 60_000_000, "h": 3_600_000_000,
]

private func timeSpan(_ text: String) -> Int64? {
    var rest = text[...]
    var total: Int64 = 0
    repeat {
        let whole = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(whole.count)
        var fraction = Substring()
        if rest.first == "." {
            fraction = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard !fraction.isEmpty else { return nil }
            rest = rest.dropFirst(fraction.count + 1)
        }
        let unit = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest.dropFirst(unit.count)
        // Six digits are more than a day in seconds.
        guard !whole.isEmpty, whole.count <= 6, fraction.count <= 6, let number = Int64(whole),
            let scale = unitMicroseconds[unit], !unit.isEmpty || rest.isEmpty && total == 0
        else { return nil }
        let parts = Int64((fraction + "000000").prefix(6)) ?? 0
        total += number * scale + parts * scale / 1_000_000
    } while !rest.isEmpty
    return total
}
