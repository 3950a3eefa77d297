/// The number that a text is: an optional sign, decimal digits, perhaps a fraction and an exponent,
/// and nothing else. Nil for every other text, also for hexadecimal digits, `inf` and `nan`.
public func decimalNumber(of text: some StringProtocol) -> Double? {
    var copy = String(text)
    return copy.withUTF8 { decimalNumber(of: $0) }
}

/// ``decimalNumber(of:)`` of UTF-8 bytes.
public func decimalNumber(of text: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = 0
    func skipDigits() -> Int {
        let start = index
        while index < text.count, text[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index - start
    }
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
        index += 1
    }
    let signCount = index
    var digits = skipDigits()
    let isWhole = index == text.count
    if isWhole, digits > 0, digits <= 15 {
        var value = 0
        for byte in text[signCount...] { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
        return text[0] == UInt8(ascii: "-") ? -Double(value) : Double(value)
    }
    if index < text.count, text[index] == UInt8(ascii: ".") {
        index += 1
        digits += skipDigits()
    }
    guard digits > 0 else { return nil }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
        index += 1
        if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+")
        {
            index += 1
        }
        guard skipDigits() > 0 else { return nil }
    }
    guard index == text.count else { return nil }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
        return nil
    }
    return value
}

/// A number as it is shown: whole numbers without a fraction, others with the fewest digits that
/// give the same number again.
public func decimalText(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 0x1p63 { return String(Int64(number)) }
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
