/// The time that a text names where it is compared with a time: `2026-11-22`, `2026-11-22T15:01Z`,
/// `2026-11-22 15:01:50.102+02:00`, `-15m`, `now`. Without a zone, UTC.
///
/// - Parameters:
///   - text: What stands between the quotes.
///   - now: Milliseconds since 1970.
/// - Returns: Milliseconds since 1970; nil for other text.
public func moment(of text: String, now: Double) -> Double? {
    if text == "now" { return now }
    if text.hasPrefix("-"), let length = Period(text.dropFirst())?.milliseconds {
        return now - Double(length)
    }
    guard text.utf8.count > 10 else { return DatePattern.java("yyyy-MM-dd").parse(text, zone: 0) }
    let date = text.prefix(10)
    var rest = text.dropFirst(10)
    guard let separator = rest.popFirst(), separator == "T" || separator == "t" || separator == " "
    else { return nil }
    let clock = rest.prefix { $0.isNumber || $0 == ":" }
    rest = rest.dropFirst(clock.count)
    var fraction = 0.0
    if rest.first == "." {
        let digits = rest.dropFirst().prefix { $0.isNumber }
        guard let value = Double("0." + digits) else { return nil }
        fraction = value
        rest = rest.dropFirst(digits.count + 1)
    }
    guard let zone = rest.isEmpty ? 0 : zoneOffset(String(rest)) else { return nil }
    let format = clock.count > 5 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm"
    let whole = DatePattern.java(format).parse("\(date)T\(clock)", zone: zone)
    return whole.map { $0 + (fraction * 1000).rounded() }
}
