/// `step`: forward through the request in focus.
enum StepCommand: Command {
    static let name = "step"
    static let aliases = ["n", "c"]
    static let summary = "forward one step of the request in focus; c: to its next failure or end"
    static let grammar = ["step [N]", "step until break", "c"]
    static let examples = [
        (line: "step", effect: "one step on (also n)"), (line: "n 2", effect: "two steps on"),
        (line: "c", effect: "on to the next failure, or to the end (step until break)"),
    ]
    static let exitCodes = Movement.exitCodes

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        Movement.completions(request)
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try Movement(arguments, verb: self, untilBreak: "c", in: session).run(.forward)
    }
}
