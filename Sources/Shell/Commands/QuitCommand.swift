/// `quit`: ends the session.
enum QuitCommand: Command {
    static let name = "quit"
    static let aliases = ["q", "exit"]
    static let summary = "leave the shell (also Ctrl-D)"
    static let grammar = ["quit"]
    static let examples = [
        (line: "quit", effect: "leave"), (line: "q", effect: "the same"),
        (line: "exit", effect: "the same"),
    ]
    static let exitCodes = [(code: Int32(0), meaning: "left")]
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] { [] }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try refuseMore(arguments, after: 0)
        session.isOver = true
        return CommandResult(blocks: [], records: Records(fields: [], rows: []), isText: true)
    }
}
