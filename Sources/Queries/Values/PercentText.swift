import Flows

/// A part of a URL decoded: `%2F`, and `+` as a space. A lone `%` stays as it is.
func percentDecoded(_ text: some StringProtocol) -> String {
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
        if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
            let high = hexDigitValue(source[index + 1]), let low = hexDigitValue(source[index + 2])
        {
            bytes.append(high << 4 | low)
            index += 3
        } else {
            bytes.append(source[index] == UInt8(ascii: "+") ? 0x20 : source[index])
            index += 1
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// Everything but letters, digits and `-._~` as `%` and two capital hexadecimal digits: RFC 3986.
func percentEncoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            bytes.append(byte)
        default:
            bytes.append(UInt8(ascii: "%"))
            var digits: [UInt8] = []
            appendHex(of: UInt64(byte), digits: 2, to: &digits)
            bytes += digits.map { $0 >= UInt8(ascii: "a") ? $0 - 32 : $0 }
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
