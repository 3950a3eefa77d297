/// `logs`: what the function and the platform wrote for one request.
enum LogsCommand: Command {
    static let name = "logs"
    static let summary = "START, the function's lines, END and REPORT of one request"
    static let grammar = ["logs [REQUEST]"]
    static let examples = [
        (line: "logs %1", effect: "the log of the first request of the last listing"),
        (line: "logs @last | grep WARN", effect: "through another program, at the prompt"),
        (line: "logs 7f3a9c21 -o jsonl", effect: "one JSON object a line"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        request.isFirstArgument ? session.flowCompletions(startingWith: request.text) : []
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let facts = try singleFlow(arguments, in: session)
        let lines = facts.logLines
        let id = facts.flow.id.shortID
        let footer =
            lines.isEmpty
            ? (facts.hasGaps ? "the source has no log of \(id)" : "no function ran for \(id)")
                + " · \(facts.endWords)"
            : "\(counted(lines.count, "line")) · request id "
                + (facts.lambdaRequestID ?? unknownWord)
        return CommandResult(
            blocks: facts.logBlocks,
            records: facts.logRecords,
            footer: footer,
            hint: session.nextVerbs(["steps"], for: facts.flow.id)
        )
    }
}
