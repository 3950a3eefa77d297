import Flows
import Queries
import Testing

@testable import Debugger

@Suite struct `A condition of a breakpoint` {
    @Test(arguments: [
        ("statuss = 1", 0..<7), ("path = \"/a\" since", 11..<17), ("path", 0..<4),
        ("status >", 8..<8),
        ("count(*) > 1", 0..<8),
    ])
    func `that is wrong names the bytes`(_ text: String, _ range: Range<Int>) {
        let error = #expect(throws: HoldingError.self) { try HoldCondition(text) }
        #expect(error?.range == range)
        #expect(error?.code == .invalid)
    }

    @Test func `may ask for every name there is`() throws {
        for field in QuerySchema.flows.fields {
            for name in [field.name] + field.aliases {
                #expect(throws: Never.self) { try HoldCondition("isPresent(\(name))") }
            }
        }
        for document in QuerySchema.flows.documents {
            #expect(throws: Never.self) { try HoldCondition("isPresent(\(document.name))") }
        }
    }
}
