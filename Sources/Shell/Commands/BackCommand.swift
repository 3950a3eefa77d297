/// `back`: backwards through the request in focus.
enum BackCommand: Command {
    static let name = "back"
    static let aliases = ["rn", "rc"]
    static let summary = "back one step of the request in focus; rc: to its last failure or start"
    static let grammar = ["back [N]", "back until break", "rc"]
    static let examples = [
        (line: "back", effect: "one step back (also rn)"), (line: "rn 2", effect: "two steps back"),
        (line: "rc", effect: "back to the failure before, or to the start (back until break)"),
    ]
    static let exitCodes = Movement.exitCodes

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        Movement.completions(request)
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try Movement(arguments, verb: self, untilBreak: "rc", in: session).run(.back)
    }
}
