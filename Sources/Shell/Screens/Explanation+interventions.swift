import Flows

extension Explanation {
    /// What operators did to the flow while it was under way, a sentence each; so nobody takes a fault
    /// on purpose, or an edited event, for the program's own.
    var interventions: [String] {
        facts.events.compactMap { event in
            guard case .noted(let note) = event.event else { return nil }
            let who = note.operatorName ?? "An operator"
            switch note.type {
            case .held where isLast(note):
                let point = note.point ?? "at a hand-off"
                return facts.flow.isInterrupted
                    ? "It was held \(point) when the service stopped." : "It is held \(point)."
            case .held: return nil
            case .resumed:
                guard let held = note.heldMicroseconds, let point = note.point else { return nil }
                let span = durationText(microseconds: Int64(held))
                return "It was held \(point) for \(span)\(endWords(note, who))."
            case .edited:
                return sentence(noteWords(note, event))
            case .responded:
                return
                    "\(who) answered the client with \(note.status.map(statusWords) ?? "a response")."
            case .injected:
                return "\(who) had this go wrong on purpose: \(injectionWords(note))."
            default: return nil
            }
        }
    }

    private func isLast(_ note: Noted) -> Bool { facts.flow.hold == note }

    private func endWords(_ note: Noted, _ who: String) -> String {
        switch (note.reason, note.action) {
        case (.expired, _): ", until its time was up"
        case (.shell, _): ", until the shell that held it ended"
        case (.shutdown, _): ", until the service stopped"
        case (.recording, _): ""
        case (_, .drop): ", and \(who) ended it"
        default: ""
        }
    }

    private func injectionWords(_ note: Noted) -> String {
        switch note.injection {
        case .error: "an error of the function, which did not run"
        case .timeout: "a time limit of the function, which did not run"
        case .throttle: "a throttled function"
        case .latency: "a delay of \(note.delayMilliseconds ?? 0) ms"
        case .disconnect: "the loss of the client's connection"
        case nil: "something"
        }
    }

    private func sentence(_ words: String) -> String {
        words.prefix(1).uppercased() + words.dropFirst() + "."
    }
}
