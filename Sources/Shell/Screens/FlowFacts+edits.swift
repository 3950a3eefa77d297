import Flows

/// What operators changed in flight. A step shows what it gave; what the next one took shows the edit.
extension FlowFacts {
    private var edits: [Noted] {
        events.compactMap { event in
            guard case .noted(let note) = event.event, note.type == .edited else { return nil }
            return note
        }
    }

    /// `edited by root`; nil when nothing was.
    var editWords: String? {
        guard !edits.isEmpty else { return nil }
        var names: [String] = []
        for name in edits.compactMap(\.operatorName) where !names.contains(name) {
            names.append(name)
        }
        return names.isEmpty ? "edited" : "edited by \(names.joined(separator: ", "))"
    }

    /// The last edit of what was in flight after a step.
    private func edit(after step: FlowStep, among events: ArraySlice<RecordedEvent>) -> Noted? {
        for event in events.reversed() {
            if case .noted(let note) = event.event, note.type == .edited, note.step == step {
                return note
            }
        }
        return nil
    }

    func isEdited(after step: FlowStep) -> Bool { edit(after: step, among: events[...]) != nil }

    /// The size of the body that the gateway took, in bytes.
    var usedRequestBytes: Int? {
        edit(after: .sent, among: events[...])?.bytes ?? flow.sent?.bodyBytes
    }

    /// What the gateway took: `POST /orders` also where the client had sent something else.
    var usedTitle: String {
        guard !isInvoke, isEdited(after: .sent), let head = request?.head, let target = head.target
        else { return title }
        return "\(head.method ?? "") \(target.prefix { $0 != "?" })"
    }

    /// The size of the event that an attempt took.
    func usedEventBytes(ofAttempt index: Int) -> Int? {
        edit(after: .triggered, among: events(ofAttempt: index))?.bytes
            ?? flow.attempts[index].triggered.eventBytes
    }

    func isEventEdited(ofAttempt index: Int) -> Bool {
        edit(after: .triggered, among: events(ofAttempt: index)) != nil
    }

    /// The size of the result that was mapped.
    func usedResultBytes(ofAttempt index: Int) -> Int? {
        edit(after: .executed, among: events(ofAttempt: index))?.bytes
            ?? flow.attempts[index].executed?.resultBytes
    }
}
