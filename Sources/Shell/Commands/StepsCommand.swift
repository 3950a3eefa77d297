/// `steps`: the process table of one request.
enum StepsCommand: Command {
    static let name = "steps"
    static let summary = "the process table of one request: who did what, with what"
    static let grammar = ["steps [REQUEST] [-v]"]
    static let examples = [
        (line: "steps %1", effect: "the first request of the last listing"),
        (line: "steps @failed -v", effect: "the newest failure, with the notes between its steps"),
        (line: "steps 7f3a9c21 -o jsonl", effect: "one JSON object a step"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        request.isFirstArgument ? session.flowCompletions(startingWith: request.text) : []
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let facts = try singleFlow(arguments, in: session)
        var blocks: [Block] = [
            .heading(facts.header(zone: session.settings.zone)),
            .table(facts.stepTable(withNotes: session.settings.isVerbose)),
        ]
        if let reason = facts.longReason { blocks.append(.line(StyledText(reason, .failure))) }
        if let lineage = try session.lineage(of: facts.flow) { blocks.append(.line(lineage)) }
        return CommandResult(
            blocks: blocks,
            records: facts.stepRecords,
            footer: facts.footer,
            hint: session.nextVerbs(["track", "explain", "timeline", "logs"], for: facts.flow.id)
        )
    }
}
