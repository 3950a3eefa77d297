/// Columns that one scalar takes on a terminal: 0, 1 or 2.
///
/// East Asian Width W and F and emoji with emoji presentation take two, combining marks and format
/// characters none. «Ambiguous» characters take one, as terminals have it outside of CJK locales.
/// - SeeAlso: [UAX #11](https://www.unicode.org/reports/tr11/)
func displayWidth(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    // The vowels and final consonants of conjoining Hangul stand inside the cell of the first.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    return isWide(value) || scalar.properties.isEmojiPresentation ? 2 : 1
}

private func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF,
        0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
        0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F300...0x1F320, 0x1F900...0x1F9FF,
        0x20000...0x2FFFD, 0x30000...0x3FFFD:
        true
    default: false
    }
}

/// Columns that a text takes on a terminal.
func displayWidth(_ text: String) -> Int {
    var copy = text
    let ascii = copy.withUTF8 { $0.allSatisfy { $0 < 0x80 } ? $0.count : nil }
    return ascii ?? text.unicodeScalars.reduce(0) { $0 + displayWidth(of: $1) }
}
