/// `track`: the status tracker of one request.
enum TrackCommand: Command {
    static let name = "track"
    static let summary = "the status tracker of one request: what each variable was after each step"
    static let grammar = ["track [REQUEST] [-v]"]
    static let examples = [
        (line: "track %1", effect: "request and response after steps 2, 3 and 4"),
        (line: "track @failed -v", effect: "all five steps and every variable"),
        (line: "track 7f3a9c21 -o json", effect: "one JSON object a variable"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        request.isFirstArgument ? session.flowCompletions(startingWith: request.text) : []
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let facts = try singleFlow(arguments, in: session)
        let isVerbose = session.settings.isVerbose
        let more = isVerbose ? "'·' unchanged" : "-v: all five steps and every variable"
        return CommandResult(
            blocks: [
                .heading(facts.header(zone: session.settings.zone)),
                .table(facts.trackTable(isVerbose: isVerbose)),
            ],
            records: facts.trackRecords,
            footer: "\(facts.endWords) · \(more)",
            hint: session.nextVerbs(["steps", "show"], for: facts.flow.id)
        )
    }
}
