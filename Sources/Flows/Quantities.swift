/// A duration for people, with three significant digits: `0.6 ms`, `12.3 ms`, `1.21 s`, `2m 05s`.
public func durationText(microseconds: Int64) -> String {
    if microseconds < 0 { return "-" + durationText(microseconds: -microseconds) }
    if microseconds < 1000 {
        // Three decimals hold all there is; zeros at the end say nothing.
        return trimmedZeros(decimal(microseconds, scale: 1000, decimals: 3)) + " ms"
    }
    if microseconds < 999_500 { return threeDigits(microseconds, unit: 1000) + " ms" }
    if microseconds < 59_950_000 { return threeDigits(microseconds, unit: 1_000_000) + " s" }
    let seconds = (microseconds + 500_000) / 1_000_000
    if seconds < 3600 { return "\(seconds / 60)m \(padded(Int(seconds % 60), 2))s" }
    return "\(seconds / 3600)h \(padded(Int(seconds % 3600 / 60), 2))m"
}

/// Bytes for people, in powers of 1000: `182 B`, `1.4 kB`, `12.1 kB`, `3.4 MB`.
public func sizeText(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    let units: [(Int, String)] = [(1000, "kB"), (1_000_000, "MB"), (1_000_000_000, "GB")]
    for (unit, name) in units where bytes < unit * 999_950 / 1000 || unit == 1_000_000_000 {
        return decimal(Int64(bytes), scale: Int64(unit), decimals: 1) + " " + name
    }
    return "\(bytes) B"
}

/// `value / scale` rounded to `decimals` digits, halves away from zero.
public func decimal(_ value: Int64, scale: Int64, decimals: Int) -> String {
    if value < 0 { return "-" + decimal(-value, scale: scale, decimals: decimals) }
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

/// A decimal without zeros at the end of its fraction.
public func trimmedZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var trimmed = text
    while trimmed.hasSuffix("0") { trimmed.removeLast() }
    if trimmed.hasSuffix(".") { trimmed.removeLast() }
    return trimmed
}
