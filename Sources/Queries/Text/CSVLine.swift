/// A line of values between commas, as `parse … csv` reads it. A value in quotes may hold commas; two
/// quotes in it are one.
/// - SeeAlso: [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)
public enum CSVLine {
    /// The values in order, without white space around them.
    public static func values(of line: UnsafeBufferPointer<UInt8>) -> [String] {
        var values: [String] = []
        var offset = 0
        repeat {
            values.append(value(in: line, &offset))
            offset += 1
        } while offset <= line.count
        return values
    }

    /// The value that begins at `offset`, which is left at the comma after it.
    private static func value(
        in line: UnsafeBufferPointer<UInt8>,
        _ offset: inout Int
    ) -> String {
        while offset < line.count, line[offset] == 0x20 || line[offset] == 0x09 { offset += 1 }
        var text: [UInt8] = []
        if offset < line.count, line[offset] == UInt8(ascii: "\"") {
            offset += 1
            while offset < line.count {
                if line[offset] == UInt8(ascii: "\"") {
                    guard offset + 1 < line.count, line[offset + 1] == UInt8(ascii: "\"") else {
                        break
                    }
                    offset += 1
                }
                text.append(line[offset])
                offset += 1
            }
            while offset < line.count, line[offset] != UInt8(ascii: ",") { offset += 1 }
            return String(decoding: text, as: UTF8.self)
        }
        while offset < line.count, line[offset] != UInt8(ascii: ",") {
            text.append(line[offset])
            offset += 1
        }
        while let last = text.last, last == 0x20 || last == 0x09 || last == 0x0D {
            text.removeLast()
        }
        return String(decoding: text, as: UTF8.self)
    }
}
