import Flows

/// A line of `key=value` pairs, as `parse … logfmt` reads it: `level=info msg="not found" took=12ms`.
///
/// A word without `=` is a key whose value is true; of pairs with the same key the last counts.
/// - SeeAlso: [logfmt](https://brandur.org/logfmt)
public enum LogfmtLine {
    /// The pairs as a map; nil when the line has none.
    public static func map(of line: UnsafeBufferPointer<UInt8>) -> QueryValue? {
        var scanner = Scanner(line: line)
        var pairs: [(key: [UInt8], value: [UInt8]?)] = []
        var hasValue = false
        while let pair = scanner.next() {
            hasValue = hasValue || pair.value != nil
            if let index = pairs.firstIndex(where: { $0.key == pair.key }) {
                pairs[index] = pair
            } else {
                pairs.append(pair)
            }
        }
        guard hasValue else { return nil }
        var json = JSONWriter()
        json.beginObject()
        for pair in pairs {
            json.key(String(decoding: pair.key, as: UTF8.self))
            if let value = pair.value { json.string(utf8: value) } else { json.boolean(true) }
        }
        json.endObject()
        return .structure(String(decoding: json.bytes, as: UTF8.self))
    }

    private struct Scanner {
        let line: UnsafeBufferPointer<UInt8>
        var offset = 0

        mutating func next() -> (key: [UInt8], value: [UInt8]?)? {
            while offset < line.count, isBlank(line[offset]) { offset += 1 }
            guard offset < line.count else { return nil }
            let start = offset
            while offset < line.count, !isBlank(line[offset]), line[offset] != UInt8(ascii: "=") {
                offset += 1
            }
            let key = Array(line[start..<offset])
            guard offset < line.count, line[offset] == UInt8(ascii: "=") else { return (key, nil) }
            offset += 1
            return (key, value())
        }

        private mutating func value() -> [UInt8] {
            guard offset < line.count, line[offset] == UInt8(ascii: "\"") else {
                let start = offset
                while offset < line.count, !isBlank(line[offset]) { offset += 1 }
                return Array(line[start..<offset])
            }
            offset += 1
            var text: [UInt8] = []
            while offset < line.count, line[offset] != UInt8(ascii: "\"") {
                if line[offset] == UInt8(ascii: "\\"), offset + 1 < line.count {
                    offset += 1
                    text.append(unescaped(line[offset]))
                } else {
                    text.append(line[offset])
                }
                offset += 1
            }
            offset += 1
            return text
        }

        private func unescaped(_ byte: UInt8) -> UInt8 {
            switch byte {
            case UInt8(ascii: "n"): 0x0A
            case UInt8(ascii: "t"): 0x09
            case UInt8(ascii: "r"): 0x0D
            default: byte
            }
        }

        private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
    }
}
