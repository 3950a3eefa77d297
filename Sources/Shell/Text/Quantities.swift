import Flows

/// A duration for people, with three significant digits: `0.6 ms`, `12.3 ms`, `1.21 s`, `2m 05s`.
func durationText(microseconds: Int64) -> String {
    if microseconds < 0 { return "-" + durationText(microseconds: -microseconds) }
    if microseconds < 1000 {
        // Three decimals hold all there is; zeros at the end say nothing.
        return trimmedZeros(decimal(microseconds, scale: 1000, decimals: 3)) + " ms"
    }
    if microseconds < 999_500 { return threeDigits(microseconds, unit: 1000) + " ms" }
    if microseconds < 59_950_000 { return threeDigits(microseconds, unit: 1_000_000) + " s" }
    let seconds = (microseconds + 500_000) / 1_000_000
    if seconds < 3600 { return "\(seconds / 60)m \(twoDigits(seconds % 60))s" }
    return "\(seconds / 3600)h \(twoDigits(seconds % 3600 / 60))m"
}

/// A limit or delay as people say it: `29 s`, `1.5 s`, `300 ms`.
func plainDurationText(microseconds: Int64) -> String {
    let seconds = microseconds / 1_000_000
    // Limits are set in seconds, up to 900.
    if microseconds % 1_000_000 == 0, (60...900).contains(seconds) { return "\(seconds) s" }
    let text = durationText(microseconds: microseconds)
    guard let space = text.firstIndex(of: " "), text.contains(".") else { return text }
    return trimmedZeros(String(text[..<space])) + text[space...]
}

/// Milliseconds as an exact decimal without zeros at the end: `1211.4`. For machines.
func millisecondsText(microseconds: Int64) -> String {
    trimmedZeros(decimal(microseconds, scale: 1000, decimals: 3))
}

/// How long ago, in one unit up to a day (`12s`, `3m`, `2h`), then the date (`Nov 21`, and with
/// another year `2025-11-21`).
func ageText(of time: Timestamp, now: Timestamp, zone: DisplayZone) -> String {
    let seconds = max(0, now.microseconds(since: time)) / 1_000_000
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return "\(seconds / 60)m" }
    if seconds < 86_400 { return "\(seconds / 3600)h" }
    let fields = zone.fields(of: time)
    guard fields.year == zone.fields(of: now).year else { return fields.date }
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(months[fields.month - 1]) \(twoDigits(Int64(fields.day)))"
}

/// Bytes for people, in powers of 1000: `182 B`, `1.4 kB`, `12.1 kB`, `3.4 MB`.
func sizeText(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    let units: [(Int, String)] = [(1000, "kB"), (1_000_000, "MB"), (1_000_000_000, "GB")]
    for (unit, name) in units where bytes < unit * 999_950 / 1000 || unit == 1_000_000_000 {
        return decimal(Int64(bytes), scale: Int64(unit), decimals: 1) + " " + name
    }
    return "\(bytes) B"
}

/// A count with thin groups: `48 240`.
func countText(_ count: some BinaryInteger) -> String {
    let digits = Array(String(count))
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" { text += " " }
        text.append(digit)
    }
    return text
}

/// `1 flow`, `3 flows`.
func counted(_ count: Int, _ noun: String) -> String {
    "\(countText(count)) \(noun)\(count == 1 ? "" : "s")"
}

/// `value / scale` rounded half up to `decimals` digits.
func decimal(_ value: Int64, scale: Int64, decimals: Int) -> String {
    var power: Int64 = 1
    for _ in 0..<decimals { power *= 10 }
    let rounded = (value * power + scale / 2) / scale
    guard decimals > 0 else { return String(rounded) }
    let fraction = String(rounded % power)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(rounded / power).\(zeros)\(fraction)"
}

private func threeDigits(_ value: Int64, unit: Int64) -> String {
    if value * 1000 < unit * 9995 { return decimal(value, scale: unit, decimals: 2) }
    if value * 100 < unit * 9995 { return decimal(value, scale: unit, decimals: 1) }
    return decimal(value, scale: unit, decimals: 0)
}

private func trimmedZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var trimmed = text
    while trimmed.hasSuffix("0") { trimmed.removeLast() }
    if trimmed.hasSuffix(".") { trimmed.removeLast() }
    return trimmed
}

func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// The zone in which tables show times; machine formats are always UTC.
public enum DisplayZone: String, CaseIterable, Sendable {
    case local, utc

    func fields(of time: Timestamp) -> CalendarFields { self == .utc ? time.utc : time.local }

    /// `UTC`, or the offset as `+02:00`.
    func name(at time: Timestamp) -> String {
        let offset = fields(of: time).zoneOffset
        guard offset != 0 else { return "UTC" }
        let minutes = Int64(abs(offset) / 60)
        return (offset < 0 ? "-" : "+") + twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60)
    }
}
