/// How long something goes on still, in words and to the second: `25 s`, `2 min 30 s`, `5 h`, `1 h 20 min`.
public func spanWords(microseconds: Int64) -> String {
    let seconds = (max(0, microseconds) + 999_999) / 1_000_000
    let units: [(length: Int64, name: String)] = [(3600, "h"), (60, "min"), (1, "s")]
    guard seconds >= 120, let first = units.firstIndex(where: { seconds >= $0.length }) else {
        return "\(seconds) s"
    }
    let unit = units[first]
    let next = units[first + 1]
    let rest = seconds % unit.length / next.length
    return "\(seconds / unit.length) \(unit.name)" + (rest > 0 ? " \(rest) \(next.name)" : "")
}
