/// What `step` and `back` have in common: their words, and what they say at either end.
struct Movement {
    enum Direction {
        case forward, back
    }

    private enum Distance {
        case stops(Int)
        /// To the next failure.
        case untilBreak
    }

    private let session: Session
    private let debuggee: Debuggee
    private let distance: Distance

    static let exitCodes = [
        (code: Int32(0), meaning: "moved"), (code: 1, meaning: "at the end of the way already"),
        (code: 2, meaning: "the line is wrong, or no request is in focus"),
        (code: 3, meaning: "the log cannot be read"),
    ]

    /// `untilBreak` is the alias that means `until break`.
    init(
        _ arguments: Arguments,
        verb: any Command.Type,
        untilBreak: String,
        in session: Session
    ) throws(ShellError) {
        self.session = session
        debuggee = try session.debuggee(arguments)
        var words = arguments.words
        if arguments.verb.text == untilBreak || words.first?.text == "until" {
            if words.first?.text == "until" { words.removeFirst() }
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
        case nil: [Completion("until", "until break")]
        case "until": [Completion("break", "the next failure, or the end of the way")]
        default: []
        }
    }

    func run(_ direction: Direction) -> CommandResult {
        let isOver = direction == .forward ? debuggee.isAtEnd : debuggee.isAtStart
        guard !isOver else {
            let way = direction == .forward ? "the end: nothing follows" : "the start"
            return CommandResult(
                blocks: [.heading(debuggee.line)],
                records: debuggee.records,
                warnings: ["already at \(way)"],
                exitCode: 1
            )
        }
        let moved: Debuggee =
            switch (distance, direction) {
            case (.stops(let count), .forward): debuggee.moved(by: count)
            case (.stops(let count), .back): debuggee.moved(by: -count)
            case (.untilBreak, .forward): debuggee.continued
            case (.untilBreak, .back): debuggee.reversed
            }
        session.focus(on: moved)
        return CommandResult(blocks: [.heading(moved.line)], records: moved.records)
    }
}
