import Crypto
import Flows

/// The small canonical record that stands for one event in the audit tree: fixed width, big-endian,
/// never the payload, so that proofs stay small and contents can be erased.
///
/// | offset | bytes | field |
/// | --- | --- | --- |
/// | 0 | 1 | format, 1 |
/// | 1 | 1 | stream kind |
/// | 2 | 16 | stream id |
/// | 18 | 8 | revision |
/// | 26 | 16 | type, ASCII, zero padded |
/// | 42 | 2 | version |
/// | 44 | 8 | recorded at, microseconds |
/// | 52 | 8 | occurred at, microseconds |
/// | 60 | 32 | SHA-256 of the stored `data` bytes |
/// | 92 | 32 | SHA-256 of the stored `commitments` bytes (of nothing, when there are none) |
///
/// The leaf hash is SHA-256(0x00 ‖ record): [RFC 6962, section 2.1](https://www.rfc-editor.org/rfc/rfc6962#section-2.1).
struct LeafRecord {
    static let size = 124

    /// The 32-byte leaf hash of an event.
    static func leafHash(
        streamKind: UInt8,
        streamID: UnsafeRawBufferPointer,
        revision: UInt64,
        type: UnsafeRawBufferPointer,
        version: UInt16,
        recordedAt: Int64,
        occurredAt: Int64,
        data: UnsafeRawBufferPointer,
        commitments: [UInt8]
    ) -> SHA256.Digest {
        withUnsafeTemporaryAllocation(byteCount: size + 1, alignment: 8) { record in
            record.initializeMemory(as: UInt8.self, repeating: 0)
            record[1] = 1
            record[2] = streamKind
            UnsafeMutableRawBufferPointer(rebasing: record[3..<19]).copyMemory(from: streamID)
            record.storeBytes(of: revision.bigEndian, toUnalignedOffset: 19)
            UnsafeMutableRawBufferPointer(rebasing: record[27..<43]).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: type.prefix(16))
            )
            record.storeBytes(of: version.bigEndian, toUnalignedOffset: 43)
            record.storeBytes(of: recordedAt.bigEndian, toUnalignedOffset: 45)
            record.storeBytes(of: occurredAt.bigEndian, toUnalignedOffset: 53)
            SHA256.hash(bufferPointer: data).withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: record[61..<93]).copyMemory(from: $0)
            }
            let committed =
                commitments.isEmpty ? digestOfNothing : SHA256.hash(data: commitments)
            committed.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: record[93..<125]).copyMemory(from: $0)
            }
            return SHA256.hash(bufferPointer: UnsafeRawBufferPointer(record))
        }
    }

    private static let digestOfNothing = SHA256.hash(data: [UInt8]())
}

extension UnsafeMutableRawBufferPointer {
    fileprivate func storeBytes<Value>(of value: Value, toUnalignedOffset offset: Int) {
        Swift.withUnsafeBytes(of: value) {
            UnsafeMutableRawBufferPointer(rebasing: self[offset..<(offset + $0.count)])
                .copyMemory(from: $0)
        }
    }
}

extension SHA256 {
    fileprivate static func hash(bufferPointer: UnsafeRawBufferPointer) -> SHA256.Digest {
        var hasher = SHA256()
        hasher.update(bufferPointer: bufferPointer)
        return hasher.finalize()
    }
}

/// The commitments to the contents of one stream: HMAC-SHA-256 under the stream's salt of
/// `revision (8 bytes, big-endian) ‖ slot (1 byte) ‖ bytes`. Without the salt they tell nothing of the
/// bytes, so destroying the salt erases them for good while the proof goes on holding.
struct Commitment {
    /// Keyed once: each commitment begins with a copy.
    private let keyed: HMAC<SHA256>

    init(salt: [UInt8]) { keyed = HMAC<SHA256>(key: SymmetricKey(data: salt)) }

    /// The 32 bytes that stand for one content.
    func code(
        revision: UInt64,
        slot: UInt8,
        bytes: UnsafeRawBufferPointer
    ) -> HMAC<SHA256>.MAC {
        var code = keyed
        withUnsafeTemporaryAllocation(byteCount: 9, alignment: 8) { place in
            place.storeBytes(of: revision.bigEndian, as: UInt64.self)
            place[8] = slot
            code.update(data: UnsafeRawBufferPointer(place))
        }
        code.update(data: bytes)
        return code.finalize()
    }

    /// Appends slot and commitment, as `log_event.commitments` holds them.
    func append(
        to commitments: inout [UInt8],
        revision: UInt64,
        slot: UInt8,
        bytes: UnsafeRawBufferPointer
    ) {
        commitments.append(slot)
        code(revision: revision, slot: slot, bytes: bytes).withUnsafeBytes {
            commitments.append(contentsOf: $0)
        }
    }
}
