/// The lines that a function wrote, each with the moment it was read, as the content `log` keeps
/// them: `<microseconds since 1970>` TAB `<line>` LF, one after the other. A carriage return inside
/// a line stands for a line break of the same record, as the runtimes write it.
public struct LogText: Equatable, Sendable {
    public struct Line: Equatable, Sendable {
        public let time: Timestamp
        public let text: String

        public init(time: Timestamp, text: String) {
            self.time = time
            self.text = text
        }
    }

    public private(set) var bytes: [UInt8]

    public init(bytes: [UInt8] = []) { self.bytes = bytes }

    public var isEmpty: Bool { bytes.isEmpty }

    /// Adds one line, given without its line feed.
    public mutating func append(_ line: ArraySlice<UInt8>, at time: Timestamp) {
        appendDecimal(time.microseconds, to: &bytes)
        bytes.append(0x09)
        bytes.append(contentsOf: line)
        bytes.append(0x0A)
    }

    public var lines: [Line] {
        bytes.split(separator: 0x0A).compactMap { record in
            guard let tab = record.firstIndex(of: 0x09),
                let time = Int64(String(decoding: record[..<tab], as: UTF8.self))
            else { return nil }
            return Line(
                time: Timestamp(microseconds: time),
                text: String(decoding: record[(tab + 1)...], as: UTF8.self)
            )
        }
    }
}
