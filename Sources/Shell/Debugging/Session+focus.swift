import Flows

extension Session {
    /// The flow in focus and the place in it; nil when there is none.
    public var focus: Focus? { memory.focus }

    /// The flow in focus with everything recorded of it by now.
    ///
    /// `verb` is the word that wants it.
    func debuggee(at verb: Word) throws(ShellError) -> Debuggee {
        guard let focus else {
            throw ShellError(
                "no request is in focus",
                at: verb,
                hint: "use @failed, or ls and then use %1"
            )
        }
        let (flow, events) = try story(of: focus.flow, at: verb)
        let debuggee = Debuggee(FlowFacts(flow: flow, events: events))
        return focus.isAtHold
            ? debuggee.movedToEnd : debuggee.moved(toEventCount: focus.eventCount)
    }

    /// Goes with a flow that has been let go or changed, when it is the one in focus: to where it has
    /// come by now.
    func follow(_ flow: FlowID, at verb: Word) throws(ShellError) {
        guard focus?.flow == flow else { return }
        _ = synchronize()
        let (flow, events) = try story(of: flow, at: verb)
        focus(on: Debuggee(FlowFacts(flow: flow, events: events)).movedToEnd)
    }

    /// Makes a flow, at a place, the one in focus.
    func focus(on debuggee: Debuggee) {
        memory.look(at: debuggee.facts.flow.id)
        memory.focus(on: debuggee.focus)
    }

    /// Verbs to type next for a flow, in the shortest words that mean it: none for the one in focus,
    /// `.` for the one looked at last.
    func nextVerbs(_ verbs: [String], for flow: FlowID) -> String {
        if focus?.flow == flow {
            return verbs.joined(separator: "  ") + "  (\(flow.shortID) is in focus)"
        }
        let word = focus == nil ? "." : "\(flow.shortID)"
        return verbs.map { "\($0) \(word)" }.joined(separator: "  ")
    }

    /// `REQUEST:STEP` in two; the step is nil when the word has none.
    func splitStep(_ word: Word) -> (request: Word, step: Word?) {
        guard let colon = word.text.utf8.lastIndex(of: UInt8(ascii: ":")) else {
            return (word, nil)
        }
        let request = String(word.text[..<colon])
        let step = String(word.text[word.text.utf8.index(after: colon)...])
        // A quoted word stands otherwise in the line than in its text.
        let isAsTyped = word.range.count == word.text.utf8.count
        let middle = word.range.lowerBound + request.utf8.count
        return (
            Word(
                request,
                range: isAsTyped ? word.range.lowerBound..<middle : word.range,
                line: word.line
            ),
            Word(
                step,
                range: isAsTyped ? middle + 1..<word.range.upperBound : word.range,
                line: word.line
            )
        )
    }
}
