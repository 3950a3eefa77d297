/// Text for a URL: everything but the unreserved characters of RFC 3986 and `kept` as `%XX`.
public func percentEncoded(_ text: some StringProtocol, keeping kept: String = "") -> String {
    var encoded: [UInt8] = []
    let extra = Array(kept.utf8)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            encoded.append(byte)
        case _ where extra.contains(byte): encoded.append(byte)
        default:
            encoded.append(UInt8(ascii: "%"))
            let digits = Array("0123456789ABCDEF".utf8)
            encoded.append(digits[Int(byte >> 4)])
            encoded.append(digits[Int(byte & 15)])
        }
    }
    return String(decoding: encoded, as: UTF8.self)
}

/// Resolves percent sequences. A `%` without two hexadecimal digits after it stays as it is; bytes
/// that make no UTF-8 become U+FFFD. `+` is a space where `plusIsSpace`: in names and values of a query.
@inlinable
public func percentDecoded(_ text: some Collection<UInt8>, plusIsSpace: Bool = false) -> String {
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

/// ``percentDecoded(_:plusIsSpace:)`` of a text.
public func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
    percentDecoded(Array(text.utf8), plusIsSpace: plusIsSpace)
}
