import Flows

/// A limit or delay as people say it: `29 s`, `1.5 s`, `300 ms`.
func plainDurationText(microseconds: Int64) -> String {
    let seconds = microseconds / 1_000_000
    // Limits are set in seconds, up to 900.
    if microseconds % 1_000_000 == 0, (60...900).contains(seconds) { return "\(seconds) s" }
    let text = durationText(microseconds: microseconds)
    guard let space = text.firstIndex(of: " "), text.contains(".") else { return text }
    return trimmedZeros(String(text[..<space])) + text[space...]
}

/// A span as it is typed, in its largest whole unit: `1h`, `90m`, `7d`.
func spanText(microseconds: Int64) -> String {
    let units: [(Int64, String)] = [
        (86_400_000_000, "d"), (3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s"),
    ]
    for (length, unit) in units where microseconds % length == 0 {
        return "\(microseconds / length)\(unit)"
    }
    return "\(microseconds / 1000)ms"
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

/// `1 flow`, `3 flows`, `2 queries`.
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(countText(count)) \(count == 1 ? noun : plural ?? noun + "s")"
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
