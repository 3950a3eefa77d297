import Flows

/// A recorded flow that is walked through: all that is known of it, and the stop where it is now.
///
/// A value: a movement gives another one. Whatever it shows of the flow is ``state``, which knows no
/// later event.
struct Debuggee {
    /// The whole story, with what happens after the stop.
    let facts: FlowFacts
    let stops: [FlowStop]
    /// In ``stops``.
    private(set) var index: Int

    /// At the start.
    init(_ facts: FlowFacts) {
        self.facts = facts
        stops = FlowStop.stops(of: facts.events)
        index = 0
    }

    var stop: FlowStop { stops[index] }
    var isAtStart: Bool { index == 0 }
    var isAtEnd: Bool { index == stops.count - 1 }

    /// The flow as it was at the stop; nil at the start.
    var state: FlowFacts? { facts.state(at: stop) }

    /// The flow as it was at the stop before; nil at the start and at the first step.
    var previousState: FlowFacts? { isAtStart ? nil : facts.state(at: stops[index - 1]) }

    func moved(to index: Int) -> Debuggee {
        var copy = self
        copy.index = min(max(0, index), stops.count - 1)
        return copy
    }

    /// At the last stop that has at most `eventCount` events: where a remembered place is by now.
    func moved(toEventCount eventCount: Int) -> Debuggee {
        moved(to: stops.lastIndex { $0.eventCount <= eventCount } ?? 0)
    }

    var movedToEnd: Debuggee { moved(to: stops.count - 1) }

    /// Forward to the next failure, else to the end.
    var continued: Debuggee {
        moved(to: stops[(index + 1)...].firstIndex(where: \.hasFailed) ?? stops.count - 1)
    }

    /// Back to the last failure before, else to the start.
    var reversed: Debuggee { moved(to: stops[..<index].lastIndex(where: \.hasFailed) ?? 0) }

    /// Forward or back by a number of stops.
    func moved(by count: Int) -> Debuggee { moved(to: index + count) }

    var focus: Focus {
        Focus(flow: facts.flow.id, eventCount: stop.eventCount, label: label)
    }

    /// `0/5 start`, `3/5 executed!`, `3.2/5 executed`; at the end, the last step's number.
    private var label: String {
        let number =
            stop.place == .end ? stops.last { $0.step != nil }?.number ?? "0" : stop.number
        let name = isAtHold ? Focus.heldWord : stop.name
        return "\(number)/\(FlowStep.allCases.count) \(name)\(stop.hasFailed ? "!" : "")"
    }

    /// Whether this is where the flow is held now: what is in flight is what it has come to.
    var isAtHold: Bool { isAtEnd && facts.flow.hold != nil }
}

extension Debuggee {
    /// At the stop that a word names: `3`, `3.2`, `executed`, `2!` (the failure after step 2),
    /// `start`, `end`.
    func moved(to word: Word) throws(ShellError) -> Debuggee {
        let text = word.text
        switch text {
        case "start", "0": return moved(to: 0)
        case "end": return moved(to: stops.count - 1)
        default: break
        }
        if text.hasSuffix("!") {
            let before = try place(of: text.dropLast(), at: word)
            guard let found = stops.firstIndex(where: { $0.place == before }),
                found + 1 < stops.count, stops[found + 1].hasFailed
            else {
                throw ShellError(
                    "\(facts.flow.id.shortID) did not fail after '\(text.dropLast())'",
                    at: word,
                    hint: "steps \(facts.flow.id.shortID)"
                )
            }
            return moved(to: found + 1)
        }
        let wanted = try place(of: text[...], at: word)
        guard let found = stops.lastIndex(where: { $0.place == wanted }) else {
            throw ShellError(
                "\(facts.flow.id.shortID) never reached '\(text)'",
                at: word,
                hint: "steps \(facts.flow.id.shortID)"
            )
        }
        return moved(to: found)
    }

    /// `3`, `executed`, `3.2`, `executed.2`
    private func place(of text: Substring, at word: Word) throws(ShellError) -> FlowStop.Place {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let step = Int(parts[0]).map { FlowStep(rawValue: $0) } ?? FlowStep(name: parts[0])
        let attempt = parts.count == 1 ? 1 : Int(parts[1])
        guard let step, let attempt, attempt > 0, parts.count <= 2 else {
            let names = ["start"] + FlowStep.allCases.map(\.name) + ["end"]
            throw ShellError(
                "no step '\(text)'" + didYouMean(nearest(to: String(text), among: names)),
                at: word,
                hint: "1 to 5, \(names.joined(separator: ", ")), 3.2, 2!"
            )
        }
        return .step(step, attempt: attempt)
    }
}
