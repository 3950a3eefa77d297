import Flows
import Queries
import Testing

@testable import Debugger

@Suite struct `A condition of a breakpoint` {
    private let last = HoldPoint.handOff(.returned, isNamedByStepBefore: false)

    @Test(arguments: [
        ("statuss = 1", 0..<7), ("path = \"/a\" since", 11..<17), ("path", 0..<4),
        ("status >", 8..<8),
        ("count(*) > 1", 0..<8),
    ])
    func `that is wrong names the bytes`(_ text: String, _ range: Range<Int>) {
        let error = #expect(throws: HoldingError.self) { try HoldCondition(text, at: last) }
        #expect(error?.range == range)
        #expect(error?.code == .invalid)
    }

    @Test func `may ask for every name that a flow under way has`() throws {
        for field in LiveField.allCases {
            let name = field.rawValue
            #expect(throws: Never.self) { try HoldCondition("isPresent(\(name))", at: last) }
        }
        for document in QuerySchema.flows.documents {
            let text = "isPresent(\(document.name))"
            #expect(throws: Never.self) { try HoldCondition(text, at: last) }
        }
    }

    @Test(arguments: [
        ("before executed", "status = 201", "before displayed"),
        ("before triggered", "route = \"GET /\"", "before executed"),
        ("after sent", "function = \"orders\"", "before executed"),
        ("before executed", "failed", "before returned"),
        ("on error", "response.body.a = 1", "before displayed"),
        ("before executed", "path = \"/\" or result.statusCode = 1", "before returned"),
        ("before displayed", "outcome = \"ok\"", "ended"),
        ("before displayed", "displayed > 1s", "ended"),
    ])
    func `that could never hold was taken without a word`(
        _ place: String,
        _ text: String,
        _ known: String
    ) throws {
        let point = try HoldPoint(words: place)
        let error = #expect(throws: HoldingError.self) { try HoldCondition(text, at: point) }
        #expect(error?.description.contains("is not known") == true)
        #expect(error?.hint?.contains(known) == true)
        #expect(error?.hint?.contains("method, path") == true)
        #expect(error?.range != nil)
    }

    @Test(arguments: [
        ("on error", "error.type = \"KeyError\" and cold"), ("before executed", "function = \"f\""),
        ("before displayed", "status >= 500 and result.a = 1"),
        ("after sent", "request.body.qty > 3 and method = \"POST\""),
    ])
    func `about what is known there is taken`(_ place: String, _ text: String) throws {
        let point = try HoldPoint(words: place)
        #expect(throws: Never.self) { try HoldCondition(text, at: point) }
    }
}
