/// Cuts a byte stream into lines. A line longer than ``longestLine`` is cut there.
struct OutputLines {
    /// 256 KiB, the size of one CloudWatch log event.
    static let longestLine = 256 << 10
    private var bytes: [UInt8] = []
    private var searched = 0

    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// The next whole line without its line feed; at the end of the stream also what is left.
    mutating func nextLine(atEnd: Bool) -> ArraySlice<UInt8>? {
        guard !bytes.isEmpty else { return nil }
        if let end = bytes[searched...].firstIndex(of: 0x0A) {
            defer {
                bytes.removeFirst(end + 1)
                searched = 0
            }
            return bytes[..<end]
        }
        searched = bytes.count
        guard atEnd || bytes.count >= Self.longestLine else { return nil }
        defer {
            bytes = []
            searched = 0
        }
        return bytes[...]
    }
}
