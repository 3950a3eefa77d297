import Flows

/// `goto`: to one step of the request in focus.
enum GotoCommand: Command {
    static let name = "goto"
    static let summary = "to a step of the request in focus"
    static let grammar = ["goto STEP|start|end"]
    static let examples = [
        (line: "goto 3", effect: "after step 3 (also goto executed)"),
        (line: "goto 3.2", effect: "after the second attempt of an asynchronous request"),
        (line: "goto start", effect: "before the first step"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "there"),
        (code: 2, meaning: "no request is in focus, or it never reached that step"),
        (code: 3, meaning: "the log cannot be read"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        guard request.isFirstArgument else { return [] }
        return [Completion("start", "before the first step"), Completion("end", "all of it")]
            + FlowStep.allCases.map { Completion($0.name, "step \($0.rawValue)") }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        guard let word = arguments.words.first else {
            throw ShellError("goto needs a step", at: arguments.end, hint: "as in: goto 3")
        }
        try refuseMore(arguments, after: 1)
        let debuggee = try session.debuggee(at: arguments.verb).moved(to: word)
        session.focus(on: debuggee)
        return CommandResult(blocks: [.heading(debuggee.line)], records: debuggee.records)
    }
}
