import Flows
import Queries

/// What `step` and `back` have in common: their words, and what they say at either end.
struct Movement {
    enum Direction {
        case forward, back
    }

    private enum Distance {
        case stops(Int)
        /// To the next failure.
        case untilBreak
        /// To another request.
        case until(FlowCondition)
    }

    private let session: Session
    private let direction: Direction
    private let debuggee: Debuggee
    private let debuggeeWord: Word
    private let distance: Distance

    static let exitCodes = [
        (code: Int32(0), meaning: "moved"),
        (code: 1, meaning: "at the end of the way already, or no such request"),
        (code: 2, meaning: "the line is wrong, or no request is in focus"),
        (code: 3, meaning: "the log cannot be read"),
    ]

    /// `untilBreak` is the alias that means `until break`.
    init(
        _ direction: Direction,
        _ arguments: Arguments,
        verb: any Command.Type,
        untilBreak: String,
        in session: Session
    ) throws(ShellError) {
        self.session = session
        self.direction = direction
        debuggeeWord = arguments.verb
        debuggee = try session.debuggee(at: arguments.verb)
        var words = arguments.words
        let condition = try session.takeCondition(from: &words)
        let saysUntil = words.first?.text == "until"
        if saysUntil { words.removeFirst() }
        if let condition {
            guard saysUntil || arguments.verb.text == untilBreak else {
                throw ShellError(
                    "'where' follows 'until'",
                    at: condition.text.place(0..<condition.text.text.utf8.count),
                    hint: "\(verb.name) until where \(quoted(condition.text.text))"
                )
            }
            distance = .until(condition)
        } else if saysUntil || arguments.verb.text == untilBreak {
            if words.first?.text == "break" { words.removeFirst() }
            distance = .untilBreak
        } else if let word = words.first {
            guard let count = Int(word.text), (1...1000).contains(count) else {
                throw ShellError(
                    "'\(word.text)' is no number of steps",
                    at: word,
                    hint: "\(verb.name) 2, \(verb.name) until break, goto STEP"
                )
            }
            words.removeFirst()
            distance = .stops(count)
        } else {
            distance = .stops(1)
        }
        if let word = words.first {
            throw ShellError(
                "\(verb.name) does not know what to do with '\(word.text)'",
                at: word,
                hint: "help \(verb.name)"
            )
        }
    }

    static func completions(_ request: CompletionRequest) -> [Completion] {
        switch request.words.last {
        case nil: [Completion("until", "until break, until where CONDITION")]
        case "until":
            [
                Completion("break", "the next failure, or the end of the way"),
                Completion("where", "the next request that meets a condition"),
            ]
        default: []
        }
    }

    func run() throws(ShellError) -> CommandResult {
        if case .until(let condition) = distance { return try run(until: condition) }
        let isOver = direction == .forward ? debuggee.isAtEnd : debuggee.isAtStart
        guard !isOver else {
            let way = direction == .forward ? "the end: nothing follows" : "the start"
            return staying("already at \(way)")
        }
        let moved: Debuggee =
            switch (distance, direction) {
            case (.stops(let count), .forward): debuggee.moved(by: count)
            case (.stops(let count), .back): debuggee.moved(by: -count)
            case (.untilBreak, .forward), (.until, .forward): debuggee.continued
            case (.untilBreak, .back), (.until, .back): debuggee.reversed
            }
        session.focus(on: moved)
        return CommandResult(blocks: [.heading(moved.line)], records: moved.records)
    }

    /// To the end of another request: the condition is one on its whole story.
    private func run(until condition: FlowCondition) throws(ShellError) -> CommandResult {
        let position = debuggee.facts.flow.firstPosition
        guard let found = try session.flow(direction, from: position, matching: condition) else {
            let which = direction == .forward ? "later" : "earlier"
            return staying("no \(which) request meets the condition")
        }
        let (flow, events) = try session.story(of: found.id, at: debuggeeWord)
        let facts = FlowFacts(flow: flow, events: events)
        let whole = Debuggee(facts)
        let moved = whole.moved(to: whole.stops.count - 1)
        session.focus(on: moved)
        return CommandResult(
            blocks: [.heading(facts.header(zone: session.settings.zone)), .heading(moved.line)],
            records: moved.records
        )
    }

    /// Where one is, and why one stays there: exit code 1.
    private func staying(_ reason: String) -> CommandResult {
        CommandResult(
            blocks: [.heading(debuggee.line)],
            records: debuggee.records,
            warnings: [reason],
            exitCode: 1
        )
    }
}
