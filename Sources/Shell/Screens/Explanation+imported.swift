import Flows

extension Explanation {
    /// What an imported record tells, and what it does not.
    var importedParagraphs: [String] {
        [originSentence, requestWords, runWords, answerWords, gapSentence].compactMap { $0 }
    }

    private var originSentence: String {
        let format = flow.origin?.format ?? "another system"
        let note = facts.events.first { $0.event.type == .imported }
        let place = note?.content(.text).map { String(decoding: $0, as: UTF8.self) }
        return "This was imported from \(format)" + (place.map { " (\(visible($0)))" } ?? "")
            + "; Waybill did not see it happen."
    }

    private var requestWords: String? {
        guard let sent = flow.sent else { return nil }
        let size = sent.bodyBytes.map { $0 > 0 ? " with a body of \(sizeText($0))" : "" }
        return "The client sent \(facts.title)" + (size ?? "; of its body nothing is told") + "."
    }

    private var runWords: String? {
        guard let attempt = flow.lastAttempt else { return nil }
        let name = attempt.triggered.function ?? "A function whose name is \(unknownWord)"
        guard attempt.outcome != nil else { return "\(name) got the event." }
        if let failure = facts.failure { return "\(name) failed: \(visible(failure))." }
        let time = attempt.durationMicroseconds.map {
            " after \(durationText(microseconds: Int64($0)))"
        }
        return "\(name) answered\(time ?? "")."
    }

    private var answerWords: String? {
        if let rejected = flow.rejected {
            return "The gateway refused it: \(rejectWords(rejected.cause))."
        }
        return flow.returned.map { "The client was answered \($0.status)." }
    }

    private var gapSentence: String? {
        let missing = FlowStep.allCases.filter {
            !flow.reachedSteps.contains($0)
                && !($0 == .executed && flow.lastAttempt?.outcome != nil)
                && !(flow.rejected != nil && $0 == .executed)
        }
        guard !missing.isEmpty else { return nil }
        let names = missing.map { "\($0.rawValue) \($0.name)" }.joined(separator: ", ")
        return "The source does not tell of: \(names)."
    }
}
