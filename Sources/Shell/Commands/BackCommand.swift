/// `back`: backwards through the request in focus.
enum BackCommand: Command {
    static let name = "back"
    static let aliases = ["rn", "rc"]
    static let summary = "back one step of the request in focus; rc: to its last failure or start"
    static let grammar = [
        "back [N]", "back until break", "back until where CONDITION", "rc [where CONDITION]",
    ]
    static let examples = [
        (line: "rn 2", effect: "two steps back (rn is back)"),
        (line: "rc", effect: "back to the failure before, or to the start (back until break)"),
        (
            line: "rc where 'path = \"/orders\" and status < 300'",
            effect: "back to the last request before that meets a condition, to its end"
        ),
    ]
    static let exitCodes = Movement.exitCodes

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        Movement.completions(request)
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try Movement(.back, arguments, verb: self, untilBreak: "rc", in: session).run()
    }
}
