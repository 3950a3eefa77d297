import Flows
import Foundation
import Testing

@Suite struct `Flow identities` {
    @Test func `an identity is a UUID version 7 of its time`() throws {
        for round in 0..<1000 {
            var random = SeededGenerator(round)
            let time = Timestamp(microseconds: Int64(random.number() % (1 << 50)))
            let id = FlowID(at: time, random: &random)
            #expect(UUID(uuidString: id.description)?.uuidString.lowercased() == id.description)
            #expect(id.high >> 12 & 15 == 7)
            #expect(id.low >> 62 == 2)
            #expect(id.time.microseconds == time.microseconds / 1000 * 1000)
            #expect(FlowID(bytes: id.bytes) == id)
            #expect(FlowID(uuidText: id.description.uppercased()) == id)
            #expect(FlowID(uuidText: id.description.replacing("-", with: "")) == id)
            #expect(id.description.hasSuffix(id.shortID.description))
        }
    }

    @Test func `identities sort by time, as text and as bytes too`() {
        var random = SeededGenerator(4)
        let ids = (0..<200).map { FlowID(at: Timestamp(microseconds: $0 * 1000), random: &random) }
        #expect(ids == ids.sorted())
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
        #expect(
            zip(ids, ids.dropFirst()).allSatisfy { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        )
    }

    @Test(arguments: [
        "", "x", "0199", String(repeating: "g", count: 32), String(repeating: "0", count: 33),
    ])
    func `other text is no identity`(text: String) {
        #expect(FlowID(uuidText: text) == nil)
    }

    @Test func `sixteen bytes are needed`() {
        #expect(FlowID(bytes: [UInt8](repeating: 1, count: 15)) == nil)
        #expect(FlowID(bytes: [UInt8](repeating: 1, count: 17)) == nil)
    }

    @Test func `a prefix means every short id that begins with it`() {
        for round in 0..<1000 {
            var random = SeededGenerator(round)
            let short = ShortID(value: UInt32(truncatingIfNeeded: random.next()))
            let other = ShortID(value: UInt32(truncatingIfNeeded: random.next()))
            for count in 1...8 {
                let prefix = String(short.description.prefix(count))
                let range = ShortID.range(ofPrefix: prefix)
                #expect(range?.contains(short.value) == true)
                #expect(range?.contains(other.value) == other.description.hasPrefix(prefix))
            }
        }
        #expect(ShortID.range(ofPrefix: "") == nil)
        #expect(ShortID.range(ofPrefix: "123456789") == nil)
        #expect(ShortID.range(ofPrefix: "12g") == nil)
        #expect(ShortID.range(ofPrefix: "ffffffff") == UInt32.max...UInt32.max)
    }

    @Test func `every id that a user meets leads back to the flow`() throws {
        for round in 0..<1000 {
            var random = SeededGenerator(round)
            let id = random.flowID()
            let gateway = FlowReference.gatewayRequestID(of: id)
            #expect(gateway.count == 16)
            #expect(gateway.hasSuffix("="))
            #expect(FlowReference.shortID(ofGatewayRequestID: gateway) == id.shortID)
            let rest = FlowReference.restRequestID(of: id)
            #expect(UUID(uuidString: rest) != nil)
            #expect(FlowID(uuidText: rest) == id)
            for kind in FlowKind.allCases {
                #expect(FlowID(uuidText: id.lambdaRequestID(kind: kind)) == id)
            }
            let trace = FlowReference.traceID(of: id)
            #expect(trace.wholeMatch(of: /1-[0-9a-f]{8}-[0-9a-f]{24}/) != nil)
            #expect(trace.hasSuffix(id.shortID.description))
            #expect(FlowReference.traceID("Self=1;Root=\(trace.uppercased());Sampled=0") == trace)
        }
    }

    @Test(arguments: ["", "abc", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAA!=", "=AAAAAAAAAAAAAAA"])
    func `other text is no gateway request id`(text: String) {
        #expect(FlowReference.shortID(ofGatewayRequestID: text) == nil)
    }

    @Test(arguments: [
        "", "1-2-3", "Root=", "2-12345678-123456789012345678901234",
        "1-1234567g-123456789012345678901234",
    ])
    func `other text is no trace id`(text: String) {
        #expect(FlowReference.traceID(text) == nil)
    }
}
