import Testing

@testable import EventStore

@Suite struct `CRC-32C` {
    /// The examples of RFC 3720, appendix B.4, and the usual check value.
    static let examples: [([UInt8], UInt32)] = [
        ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
        ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
        (Array(0..<32), 0x46DD_794E),
        (Array((0..<32).reversed()), 0x113F_DB5C),
        (Array("123456789".utf8), 0xE306_9283),
        ([], 0),
    ]

    @Test(arguments: examples)
    func `it gives the standard's examples`(bytes: [UInt8], expected: UInt32) {
        #expect(bytes.withUnsafeBytes { CRC32C.checksum($0) } == expected)
    }

    @Test func `a checksum can be continued at any place`() {
        var random = SeededGenerator(1)
        let bytes = random.bytes(upTo: 100)
        let whole = bytes.withUnsafeBytes { CRC32C.checksum($0) }
        for cut in 0...bytes.count {
            let first = bytes[..<cut].withUnsafeBytes { CRC32C.checksum($0) }
            #expect(bytes[cut...].withUnsafeBytes { CRC32C.checksum($0, seed: first) } == whole)
        }
    }
}
