import Debugger
import Flows

/// A note of the debugger, of an operator or of an import in one line.
func noteWords(_ note: Noted, _ event: RecordedEvent) -> String {
    let text = event.content(.text).map { String(decoding: $0, as: UTF8.self) }
    let by = note.operatorName.map { " by \($0)" } ?? ""
    switch note.type {
    case .held where note.point != nil:
        return
            "held \(note.point ?? "")\(conditionWords(text)) (\(note.breakpoint ?? "a breakpoint"))"
    case .edited where note.content != nil:
        let changes = text.map { changeWords($0) } ?? ""
        return "edited\(by): \(note.content ?? "")\(changes.isEmpty ? "" : ", ")\(changes)"
    case .resumed where note.reason != nil:
        let after = note.heldMicroseconds.map {
            " after \(durationText(microseconds: Int64($0)))"
        }
        return "resumed\(by)\(after ?? "")\(endWords(note))"
    case .injected where note.injection != nil:
        let delay = note.delayMilliseconds.map { " \($0) ms" } ?? ""
        return "injected\(by): \(note.injection?.rawValue ?? "")\(delay) (\(note.breakpoint ?? ""))"
    case .responded where note.status != nil:
        let size = note.bytes.map { ", \(sizeText($0))" } ?? ""
        return "responded\(by): HTTP \(note.status ?? 0)\(size)"
    default:
        let parts = [
            note.operatorName.map { "by \($0)" }, note.step.map { "at step \($0.rawValue)" },
            note.content.map { "content \($0)" }, note.detail, text,
        ]
        return "\(note.type.rawValue) " + parts.compactMap { $0 }.joined(separator: ", ")
    }
}

private func endWords(_ note: Noted) -> String {
    switch (note.reason, note.action) {
    case (.expired, _): ": its time was up"
    case (.shell, _): ": the shell that held it had ended"
    case (.shutdown, _): ": the service was stopping"
    case (.recording, _): ": the log could not take it"
    case (_, .step): " to the next hand-off"
    case (_, .respond): " with an answer"
    case (_, .drop): ": ended"
    case (_, .proceed), (_, nil): ""
    }
}

/// `event.body.qty 2 → 5`, from the lines of an edit.
private func changeWords(_ lines: String) -> String {
    lines.split(separator: "\n").compactMap { line in
        AppliedChange(line: line.utf8).map { "\($0.path) \($0.words)" }
    }.joined(separator: ", ")
}
