import Crypto
import Flows
import Testing

@testable import EventStore

@Suite struct `Leaf records` {
    /// The fields of one event, as the log stores them.
    struct Fields {
        var streamKind: UInt8 = 1
        var streamID: [UInt8] = [
            0x01, 0x99, 0xB1, 0xC2, 0xD3, 0xE4, 0x7F, 0x5A, 0x81, 0x23, 0x45, 0x67, 0x89, 0xAB,
            0xCD, 0xEF,
        ]
        var revision: UInt64 = 3
        var type: [UInt8] = Array("returned".utf8)
        var version: UInt16 = 1
        var recordedAt: Int64 = 1_795_359_710_102_000
        var occurredAt: Int64 = 1_795_359_710_101_000
        var data: [UInt8] = Array(#"{"status":200}"#.utf8)
        var commitments: [UInt8] = []

        var leaf: String {
            streamID.withUnsafeBytes { streamID in
                type.withUnsafeBytes { type in
                    data.withUnsafeBytes { data in
                        hexText(
                            LeafRecord.leafHash(
                                streamKind: streamKind,
                                streamID: streamID,
                                revision: revision,
                                type: type,
                                version: version,
                                recordedAt: recordedAt,
                                occurredAt: occurredAt,
                                data: data,
                                commitments: commitments
                            )
                        )
                    }
                }
            }
        }
    }

    /// The test vector of `docs/events.md`, computed with Python's `hashlib` and `hmac`:
    ///
    /// ```
    /// salt         000102030405060708090a0b0c0d0e0f
    /// content 0    "hello" of revision 3
    /// commitments  00 fc4dd3f0bf7fa557986bd05ace9e7bea9d9416b193cb2bf678f08966f949caf9
    /// data         {"status":200}
    /// record       01 01 0199b1c2d3e47f5a8123456789abcdef 0000000000000003
    ///              72657475726e65640000000000000000 0001 000660dec1c3c1f0 000660dec1c3be08
    ///              7cd85494eb375cc958155aca095fd0bae01e24f777c4ce4059e2edb82324618c
    ///              2f6fab0392b0b089684933de3deb85fe8a21626ab9b452129df7d2cbe1c2cf59
    /// leaf         740a08b363933242feddc428c032a2ba403cf9d2ce74273c47344d22ae0222fb
    /// ```
    @Test func `the test vector holds`() {
        let salt = Array(UInt8(0)..<16)
        let commitment = Array("hello".utf8).withUnsafeBytes {
            Commitment(salt: salt).code(revision: 3, slot: 0, bytes: $0)
        }
        #expect(
            hexText(commitment)
                == "fc4dd3f0bf7fa557986bd05ace9e7bea9d9416b193cb2bf678f08966f949caf9"
        )
        #expect(
            Fields(commitments: [0] + Array(commitment)).leaf
                == "740a08b363933242feddc428c032a2ba403cf9d2ce74273c47344d22ae0222fb"
        )
        // The same event without contents.
        #expect(
            Fields().leaf == "fa8588e6ff4ab5c0f5d23ac8bef6f2901cde46b5fa7521c9102eb23b379526ba"
        )
    }

    @Test func `every field changes the leaf`() {
        var variants = [Fields()]
        func vary(_ change: (inout Fields) -> Void) {
            var fields = Fields()
            change(&fields)
            variants.append(fields)
        }
        vary { $0.streamKind = 2 }
        for index in 0..<16 { vary { $0.streamID[index] ^= 1 } }
        vary { $0.revision = 4 }
        vary { $0.revision = 3 << 56 }
        vary { $0.type = Array("Returned".utf8) }
        vary { $0.type = Array("returned2".utf8) }
        vary { $0.version = 2 }
        vary { $0.recordedAt += 1 }
        vary { $0.occurredAt += 1 }
        vary { swap(&$0.recordedAt, &$0.occurredAt) }
        vary { $0.data = Array(#"{"status":201}"#.utf8) }
        vary { $0.data = [] }
        vary { $0.commitments = [1] }
        #expect(Set(variants.map(\.leaf)).count == variants.count)
    }

    @Test func `a commitment is bound to salt, revision, slot and bytes`() {
        func commitment(_ salt: UInt8, _ revision: UInt64, _ slot: UInt8, _ text: String) -> String
        {
            let key = [UInt8](repeating: salt, count: 16)
            return Array(text.utf8).withUnsafeBytes {
                hexText(Commitment(salt: key).code(revision: revision, slot: slot, bytes: $0))
            }
        }
        let all = [
            commitment(1, 1, 1, "a"), commitment(2, 1, 1, "a"), commitment(1, 2, 1, "a"),
            commitment(1, 1, 2, "a"), commitment(1, 1, 1, "b"), commitment(1, 1, 1, ""),
        ]
        #expect(Set(all).count == all.count)
    }
}
