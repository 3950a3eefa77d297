import Testing

@testable import Lambda

/// The life of an execution environment: one input a line, what comes out beside it.
struct EnvironmentStateTests {
    @Test func `an environment takes one event after the other`() {
        var machine = EnvironmentState()
        #expect(machine.nextAsked() == .wait)
        for id in ["a", "b"] {
            machine.eventGiven(id: id)
            #expect(machine.state == .running(id: id))
            #expect(machine.answered(id: id) == .accept)
            #expect(machine.nextAsked() == .wait)
        }
        #expect(machine.state == .idle)
    }

    @Test func `a runtime that asks again before it answered gets the same event`() {
        var machine = running("a")
        #expect(machine.nextAsked() == .repeatCurrent)
        #expect(machine.state == .running(id: "a"))
        #expect(machine.answered(id: "a") == .accept)
    }

    @Test func `an answer for another request is unknown and changes nothing`() {
        var machine = running("a")
        #expect(machine.answered(id: "b") == .unknownRequest)
        #expect(machine.state == .running(id: "a"))
    }

    @Test func `a second answer is refused`() {
        var machine = running("a")
        #expect(machine.answered(id: "a") == .accept)
        #expect(
            machine.answered(id: "a")
                == .refuse(
                    "State transition from ResponseSent to InvocationResponse failed for runtime. "
                        + "Error: State transition is not allowed"
                )
        )
        #expect(machine.nextAsked() == .wait)
    }

    @Test func `an answer without an event is unknown`() {
        var machine = EnvironmentState()
        #expect(machine.answered(id: "a") == .unknownRequest)
        _ = machine.nextAsked()
        #expect(machine.answered(id: "a") == .unknownRequest)
    }

    @Test func `two questions for an event at once: the second is refused`() {
        var machine = EnvironmentState()
        _ = machine.nextAsked()
        guard case .refuse = machine.nextAsked() else {
            Issue.record("not refused: \(machine.state)")
            return
        }
        #expect(machine.state == .idle)
    }

    @Test func `a runtime whose connection broke while it waited may ask again`() {
        var machine = EnvironmentState()
        _ = machine.nextAsked()
        machine.nextLost()
        #expect(machine.state == .away)
        #expect(machine.answered(id: "a") == .unknownRequest)
        #expect(machine.nextAsked() == .wait)
        #expect(machine.state == .idle)
    }

    @Test func `a connection that broke later than its event was given means nothing`() {
        var machine = running("a")
        machine.nextLost()
        #expect(machine.state == .running(id: "a"))
    }

    @Test func `a failed initialisation is reported once, and before the first event`() {
        var machine = EnvironmentState()
        let report = machine.initFailed()
        #expect(report)
        #expect(machine.state == .ending)
        let reportAgain = machine.initFailed()
        #expect(!reportAgain)
        var late = EnvironmentState()
        _ = late.nextAsked()
        let reportLate = late.initFailed()
        #expect(!reportLate)
        #expect(late.state == .idle)
    }

    @Test func `an environment that was told to end takes nothing more`() {
        var machine = running("a")
        machine.toldToEnd()
        #expect(machine.answered(id: "a") == .unknownRequest)
        guard case .refuse = machine.nextAsked() else {
            Issue.record("not refused: \(machine.state)")
            return
        }
        machine.exited()
        machine.toldToEnd()
        #expect(machine.state == .ended)
    }

    private func running(_ id: String) -> EnvironmentState {
        var machine = EnvironmentState()
        _ = machine.nextAsked()
        machine.eventGiven(id: id)
        return machine
    }
}
