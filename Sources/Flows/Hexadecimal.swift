/// The value of one hexadecimal digit, or nil.
@inlinable
public func hexDigitValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// Appends the lowest `digits` hexadecimal digits of `value`, lower case.
@inlinable
public func appendHex(of value: UInt64, digits: Int, to text: inout [UInt8]) {
    for index in stride(from: digits - 1, through: 0, by: -1) {
        let digit = UInt8(truncatingIfNeeded: value >> UInt64(4 * index)) & 15
        text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
}

/// Two lower-case digits a byte.
public func hexText(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes { appendHex(of: UInt64(byte), digits: 2, to: &text) }
    return String(decoding: text, as: UTF8.self)
}
