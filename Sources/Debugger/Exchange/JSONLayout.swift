import Flows

/// JSON text without white space between its parts; nil when the bytes are no JSON.
func compactJSON(_ json: [UInt8]) -> [UInt8]? {
    guard (try? checkJSON(json)) != nil else { return nil }
    var layout = JSONLayout(isIndented: false)
    return layout.rewritten(json)
}

/// JSON text with one part a line, indented by two spaces. Every part keeps its own spelling.
/// Misuse: bytes that are no JSON.
func indentedJSON(_ json: [UInt8]) -> [UInt8] {
    var layout = JSONLayout(isIndented: true)
    return layout.rewritten(json)
}

/// Moves the white space of JSON text and touches nothing else.
private struct JSONLayout {
    let isIndented: Bool
    private var depth = 0
    private var bytes: [UInt8] = []

    init(isIndented: Bool) { self.isIndented = isIndented }

    mutating func rewritten(_ json: [UInt8]) -> [UInt8] {
        bytes.reserveCapacity(json.count + json.count / 4)
        var index = 0
        while index < json.count {
            let byte = json[index]
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: break
            case UInt8(ascii: "\""):
                let end = endOfString(json, from: index)
                bytes.append(contentsOf: json[index..<end])
                index = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                bytes.append(byte)
                depth += 1
                let next = json[(index + 1)...].first { $0 > 0x20 }
                if next != UInt8(ascii: "}"), next != UInt8(ascii: "]") { newLine() }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "[") {
                    newLine()
                }
                bytes.append(byte)
            case UInt8(ascii: ","):
                bytes.append(byte)
                newLine()
            case UInt8(ascii: ":"):
                bytes.append(byte)
                if isIndented { bytes.append(0x20) }
            default: bytes.append(byte)
            }
            index += 1
        }
        return bytes
    }

    private mutating func newLine() {
        guard isIndented else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
    }

    private func endOfString(_ json: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < json.count, json[index] != UInt8(ascii: "\"") {
            index += json[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, json.count)
    }
}
