import Flows
import Lambda
import Testing

@testable import Debugger

@Suite struct `A point where flows stop` {
    @Test(arguments: [
        ("after sent", HandOffPoint.sent), ("before triggered", .sent),
        ("after triggered", .triggered), ("before executed", .triggered),
        ("after executed", .executed), ("before returned", .executed),
        ("after returned", .returned), ("before displayed", .returned), ("on error", .executed),
    ])
    func `has the hand-off that its words name`(_ words: String, _ handOff: HandOffPoint) throws {
        let point = try HoldPoint(words: words)
        #expect(point.handOff == handOff)
        #expect(point.words == words)
    }

    @Test(arguments: [
        ("before sent", "nothing can be held before sent: there is no request yet"),
        ("after displayed", "nothing can be held after displayed: the client has everything"),
        ("before lunch", "'before lunch' is no hand-off"), ("", "'' is no hand-off"),
        ("on", "'on' is no hand-off"), ("before sent now", "'before sent now' is no hand-off"),
    ])
    func `is refused with the reason where nothing can be held`(_ words: String, _ reason: String) {
        let error = #expect(throws: HoldingError.self) { try HoldPoint(words: words) }
        #expect(error?.description == reason)
        #expect(error?.hint != nil)
    }
}

@Suite struct `The share of flows that an injection takes` {
    private func injection(_ id: String, rate: Int) -> Injection {
        var request = InjectionRequest(.error)
        request.rate = rate
        return Injection(
            id: id,
            request: request,
            point: .triggered,
            condition: nil,
            creator: Operator(name: "ada", source: .socket),
            expiresAt: .now()
        )
    }

    @Test(arguments: [1, 100, 2500, 9000])
    func `is about its rate, and the same for the same flow`(rate: Int) {
        var random = SystemRandomNumberGenerator()
        let flows = (0..<20_000).map { _ in FlowID(at: .now(), random: &random) }
        let injection = injection("i1", rate: rate)
        let taken = flows.filter { injection.takes($0) }
        #expect(taken.allSatisfy { injection.takes($0) })
        let expected = Double(flows.count * rate) / 10_000
        #expect(abs(Double(taken.count) - expected) <= 6 * expected.squareRoot() + 1)
        // Another injection of the same rate takes others.
        let other = self.injection("i2", rate: rate)
        let both = taken.filter { other.takes($0) }.count
        let overlap = expected * Double(rate) / 10_000
        #expect(abs(Double(both) - overlap) <= 6 * overlap.squareRoot() + 6)
    }

    @Test func `is every flow at 100 percent`() {
        var random = SystemRandomNumberGenerator()
        let injection = injection("i1", rate: 10_000)
        #expect((0..<1000).allSatisfy { _ in injection.takes(FlowID(at: .now(), random: &random)) })
    }
}
