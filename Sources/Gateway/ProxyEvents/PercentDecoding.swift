import Flows

/// Resolves percent sequences. A `%` without two hexadecimal digits after it stays as it is; bytes
/// that make no UTF-8 become U+FFFD.
func percentDecoded(_ text: some Collection<UInt8>, plusIsSpace: Bool = false) -> String {
    let percent = UInt8(ascii: "%")
    let plus = UInt8(ascii: "+")
    guard text.contains(where: { $0 == percent || plusIsSpace && $0 == plus }) else {
        return String(decoding: text, as: UTF8.self)
    }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count)
    var rest = text[...]
    while let byte = rest.popFirst() {
        if byte == percent, let high = rest.first.flatMap(hexDigitValue),
            let low = rest.dropFirst().first.flatMap(hexDigitValue)
        {
            decoded.append(high << 4 | low)
            rest = rest.dropFirst(2)
        } else {
            decoded.append(plusIsSpace && byte == plus ? UInt8(ascii: " ") : byte)
        }
    }
    return String(decoding: decoded, as: UTF8.self)
}
