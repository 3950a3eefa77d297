/// `step` and `back`: a way through the request in focus, and what they have in common.
protocol MovementCommand: Command {
    static var direction: Movement.Direction { get }
    /// The alias that means `until break`.
    static var untilBreak: String { get }
}

extension MovementCommand {
    static var exitCodes: [(code: Int32, meaning: String)] { Movement.exitCodes }

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        Movement.completions(request)
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try Movement(direction, arguments, verb: self, untilBreak: untilBreak, in: session).run()
    }
}
