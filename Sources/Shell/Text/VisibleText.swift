/// Text of others made safe to show: whatever would move the cursor, change colours, reorder the
/// line or hide something is spelled out. `ESC` becomes `^[`, a line feed `^J`, U+009B `<9B>`,
/// U+202E `<U+202E>`; a tab becomes two spaces.
///
/// Variation selectors and joiners between emoji are left out, because terminals do not agree on
/// how wide the joined sign is and a frame must not depend on it.
func visible(_ text: String) -> String {
    var copy = text
    if copy.withUTF8({ $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }) { return copy }
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
        defer { previous = scalar }
        switch scalar.value {
        case 0x09: result.append(contentsOf: "  ".unicodeScalars)
        case 0..<0x20:
            result.append("^")
            result.append(Unicode.Scalar(UInt8(scalar.value) + 0x40))
        case 0x7F: result.append(contentsOf: "^?".unicodeScalars)
        case 0x80..<0xA0:
            result.append(contentsOf: "<\(hexadecimal(scalar.value))>".unicodeScalars)
        case 0xFE0E, 0xFE0F: break
        case 0x200D:
            // Needed inside words of Indic and Arabic scripts, not between pictures.
            if let previous, previous.properties.isAlphabetic || displayWidth(of: previous) == 0 {
                if previous.value != 0xFE0F { result.append(scalar) }
            }
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE0FFF:
            result.append(contentsOf: "<U+\(hexadecimal(scalar.value))>".unicodeScalars)
        default: result.append(scalar)
        }
    }
    return String(result)
}

/// Bytes as text for a screen: UTF-8 as it is, invalid bytes as U+FFFD.
func visible(bytes: some Collection<UInt8>) -> String {
    visible(String(decoding: bytes, as: UTF8.self))
}

private func hexadecimal(_ value: UInt32) -> String { String(value, radix: 16, uppercase: true) }

/// Text for a terminal that is not UTF-8: our own signs by their nearest ASCII, all others escaped.
func asciiFolded(_ text: String) -> String {
    var copy = text
    if copy.withUTF8({ $0.allSatisfy { $0 < 0x80 } }) { return copy }
    var result = ""
    for scalar in text.unicodeScalars {
        if scalar.isASCII {
            result.unicodeScalars.append(scalar)
        } else {
            result += asciiSigns[scalar] ?? "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
    return result
}

private let asciiSigns: [Unicode.Scalar: String] = [
    "│": "|", "─": "-", "┼": "+", "…": "~", "—": "-", "–": "-", "·": "-", "✗": "x", "→": "->",
    "▸": ">", "‹": "<", "›": ">", "●": "*", "«": "\"", "»": "\"", "×": "x", "−": "-", "↵": "/",
    "\u{A0}": " ",
    "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "#", "▍": "|", "▎": "|", "▏": "|",
]
