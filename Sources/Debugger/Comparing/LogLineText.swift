/// A line with each of `ids` replaced by `‹id›`.
func replacing(_ ids: [String], in line: String) -> String {
    var bytes = Array(line.utf8)
    for id in ids.map({ Array($0.utf8) }) where !id.isEmpty && bytes.count >= id.count {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: id) {
                result.append(contentsOf: "‹id›".utf8)
                index += id.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        bytes = result
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// A line with every RFC 3339 time in it replaced by `‹time›`, as the runtimes' loggers write them.
func withoutTimes(_ line: String) -> String {
    let bytes = Array(line.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
        if let end = endOfTime(in: bytes, at: index) {
            result.append(contentsOf: "‹time›".utf8)
            index = end
        } else {
            result.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: result, as: UTF8.self)
}

/// A digit for each 0, a blank or a T for the question mark.
private let timePattern = Array("0000-00-00?00:00:00".utf8)

/// `2026-11-22T15:01:50.102Z`, `2026-11-22 15:01:50,102`: where the time that begins here ends.
private func endOfTime(in bytes: [UInt8], at start: Int) -> Int? {
    guard start + timePattern.count <= bytes.count else { return nil }
    for (index, wanted) in timePattern.enumerated() {
        let byte = bytes[start + index]
        let fits =
            switch wanted {
            case UInt8(ascii: "0"): isDigit(byte)
            case UInt8(ascii: "?"): byte == UInt8(ascii: "T") || byte == 0x20
            default: byte == wanted
            }
        guard fits else { return nil }
    }
    var end = start + timePattern.count
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ","),
        isDigit(bytes[end + 1])
    {
        end += 1
        while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "Z") { end += 1 }
    return end
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
