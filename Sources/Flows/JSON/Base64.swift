private let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
)

/// Appends the base64 of `content` with padding: RFC 4648, section 4.
public func appendBase64(of content: [UInt8], to text: inout [UInt8]) {
    text.reserveCapacity(text.count + (content.count + 2) / 3 * 4)
    alphabet.withUnsafeBufferPointer { alphabet in
        var index = 0
        while index + 2 < content.count {
            let group =
                UInt32(content[index]) << 16 | UInt32(content[index + 1]) << 8
                | UInt32(content[index + 2])
            text.append(alphabet[Int(group >> 18)])
            text.append(alphabet[Int(group >> 12 & 63)])
            text.append(alphabet[Int(group >> 6 & 63)])
            text.append(alphabet[Int(group & 63)])
            index += 3
        }
        let rest = content.count - index
        guard rest > 0 else { return }
        let group = UInt32(content[index]) << 16 | (rest == 2 ? UInt32(content[index + 1]) << 8 : 0)
        text.append(alphabet[Int(group >> 18)])
        text.append(alphabet[Int(group >> 12 & 63)])
        text.append(rest == 2 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "="))
        text.append(UInt8(ascii: "="))
    }
}

/// The base64 of `content`, with padding.
public func base64Text(_ content: [UInt8]) -> String {
    var text: [UInt8] = []
    appendBase64(of: content, to: &text)
    return String(decoding: text, as: UTF8.self)
}

/// Decodes base64 (standard or URL alphabet, padding optional, line breaks ignored); nil when
/// another character occurs or the length cannot be.
public func decodeBase64(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var content: [UInt8] = []
    var group: UInt32 = 0
    var digits = 0
    var padding = 0
    for byte in text {
        let digit: UInt32
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): digit = 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): digit = 63
        case UInt8(ascii: "="):
            padding += 1
            continue
        case 0x0A, 0x0D: continue
        default: return nil
        }
        guard padding == 0 else { return nil }
        group = group << 6 | digit
        digits += 1
        if digits == 4 {
            content.append(UInt8(truncatingIfNeeded: group >> 16))
            content.append(UInt8(truncatingIfNeeded: group >> 8))
            content.append(UInt8(truncatingIfNeeded: group))
            (group, digits) = (0, 0)
        }
    }
    switch digits {
    case 0: break
    case 2: content.append(UInt8(truncatingIfNeeded: group >> 4))
    case 3:
        content.append(UInt8(truncatingIfNeeded: group >> 10))
        content.append(UInt8(truncatingIfNeeded: group >> 2))
    default: return nil
    }
    return padding <= 2 ? content : nil
}
