import Flows

/// Text for a URL: everything but the unreserved characters of RFC 3986 and `kept` as `%XX`.
func percentEncoded(_ text: String, keeping kept: String = "") -> String {
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

/// `%XX` resolved, `+` as a space when `plusIsSpace`: names and values of a query.
func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
    var decoded: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(hexDigitValue),
            let low = rest.dropFirst().first.flatMap(hexDigitValue)
        {
            decoded.append(high << 4 | low)
            rest = rest.dropFirst(2)
        } else {
            decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
        }
    }
    return String(decoding: decoded, as: UTF8.self)
}
