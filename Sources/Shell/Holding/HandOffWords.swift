import Debugger
import Flows

/// Takes `before STEP`, `after STEP` or `on error` out of the words; nil when none stands there.
func takePoint(from words: inout [Word]) throws(ShellError) -> HoldPoint? {
    let index = words.firstIndex {
        !$0.isQuoted && ["before", "after", "on"].contains($0.text)
    }
    guard let index else { return nil }
    let first = words[index]
    guard index + 1 < words.count else {
        throw ShellError(
            "no step after '\(first.text)'",
            at: .end(of: first.line),
            hint: "as in: before executed, on error"
        )
    }
    let step = words[index + 1]
    words.removeSubrange(index...(index + 1))
    let known = HoldPoint.all.map { $0.words.split(separator: " ") }
        .filter { $0[0] == first.text }.map { String($0[1]) }
    guard known.contains(step.text) || FlowStep(name: step.text) != nil else {
        throw ShellError(
            "'\(step.text)' is no step" + didYouMean(nearest(to: step.text, among: known)),
            at: step,
            hint: "\(first.text) \(known.joined(separator: ", "))"
        )
    }
    guard first.text != "on" || known.contains(step.text) else {
        throw ShellError(
            "'on \(step.text)' is no hand-off",
            at: step,
            hint: "on error, or before or after a step, as in: before \(step.text)"
        )
    }
    do {
        return try HoldPoint(words: "\(first.text) \(step.text)")
    } catch {
        throw ShellError(error.description, at: step, hint: error.hint)
    }
}

/// What may stand where a hand-off is named.
func pointCompletions(_ request: CompletionRequest) -> [Completion] {
    switch request.previous {
    case "before":
        HoldPoint.all.compactMap { $0.words.hasPrefix("before ") ? $0.completion : nil }
    case "after": HoldPoint.all.compactMap { $0.words.hasPrefix("after ") ? $0.completion : nil }
    case "on": [Completion("error", "when the function failed or its result cannot be mapped")]
    default: []
    }
}

extension HoldPoint {
    fileprivate var completion: Completion {
        let step = words.split(separator: " ").last.map(String.init) ?? ""
        return Completion(step, "in flight: the \(handOff.documentName)")
    }
}
