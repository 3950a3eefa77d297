/// The identity of one flow: a UUID version 7, so that identities sort by the time they were made
/// and appends to the log stay in order.
///
/// - SeeAlso: [RFC 9562, section 5.7](https://www.rfc-editor.org/rfc/rfc9562#section-5.7)
public struct FlowID: Hashable, Sendable, Comparable {
    /// The first eight bytes: 48 bits of Unix milliseconds, the version, 12 random bits.
    public let high: UInt64
    /// The last eight bytes: the variant and 62 random bits.
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes a new identity for something that begins at `time`.
    public init(at time: Timestamp, random: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(max(0, time.microseconds / 1000)) & 0xFFFF_FFFF_FFFF
        let randomness = random.next()
        self.high = milliseconds << 16 | 0x7000 | (randomness & 0x0FFF)
        self.low = 0x8000_0000_0000_0000 | (random.next() & 0x3FFF_FFFF_FFFF_FFFF)
    }

    /// What people type: the last 8 hexadecimal digits, all of them random.
    public var shortID: ShortID { ShortID(value: UInt32(truncatingIfNeeded: low)) }

    /// When the identity was made, to the millisecond.
    public var time: Timestamp { Timestamp(microseconds: Int64(high >> 16) * 1000) }

    /// The 16 bytes in network order, as the log stores them.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { room, count in
            let raw = UnsafeMutableRawBufferPointer(room)
            raw.storeBytes(of: high.bigEndian, as: UInt64.self)
            raw.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            count = 16
        }
    }

    /// Reads the 16 bytes that ``bytes`` gives; nil when there are not exactly 16.
    public init?(bytes: [UInt8]) {
        guard let id = bytes.withUnsafeBytes({ FlowID(bytes: $0) }) else { return nil }
        self = id
    }

    /// Reads the 16 bytes that ``bytes`` gives; nil when there are not exactly 16.
    public init?(bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 16 else { return nil }
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// The same identity under another UUID version (4 for the request id that a function sees),
    /// so that every id a user meets leads back to the flow without an index.
    public func uuidText(version: UInt8) -> String {
        let marked = FlowID(high: high & ~0xF000 | UInt64(version) << 12, low: low)
        return marked.description
    }

    /// Reads any UUID spelling of the identity, whatever its version digit says.
    public init?(uuidText text: some StringProtocol) {
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for byte in text.utf8 where byte != UInt8(ascii: "-") {
            guard let digit = hexDigitValue(byte) else { return nil }
            digits.append(digit)
        }
        guard digits.count == 32 else { return nil }
        let high = digits.prefix(16).reduce(UInt64(0)) { $0 << 4 | UInt64($1) }
        self.high = high & ~0xF000 | 0x7000
        self.low = digits.suffix(16).reduce(UInt64(0)) { $0 << 4 | UInt64($1) }
    }

    public static func < (a: FlowID, b: FlowID) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

extension FlowID: CustomStringConvertible {
    /// The UUID in its usual spelling, lower case.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        appendHex(of: high, digits: 16, to: &text)
        appendHex(of: low, digits: 16, to: &text)
        for index in [20, 16, 12, 8] { text.insert(UInt8(ascii: "-"), at: index) }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The eight hexadecimal digits that people type for a flow.
public struct ShortID: Hashable, Sendable, CustomStringConvertible {
    public let value: UInt32

    public init(value: UInt32) { self.value = value }

    /// Eight digits, lower case.
    public var description: String {
        var text: [UInt8] = []
        appendHex(of: UInt64(value), digits: 8, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Every short id that begins with `prefix` (1 to 8 hexadecimal digits); nil for other text.
    public static func range(ofPrefix prefix: some StringProtocol) -> ClosedRange<UInt32>? {
        let digits = prefix.utf8.compactMap(hexDigitValue)
        guard !digits.isEmpty, digits.count <= 8, digits.count == prefix.utf8.count else {
            return nil
        }
        let lowest =
            digits.reduce(UInt64(0)) { $0 << 4 | UInt64($1) } << UInt64(4 * (8 - digits.count))
        let width = (UInt64(1) << UInt64(4 * (8 - digits.count))) - 1
        return UInt32(lowest)...UInt32(lowest + width)
    }
}
