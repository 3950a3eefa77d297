/// `timeline`: the waterfall of one request.
enum TimelineCommand: Command {
    static let name = "timeline"
    static let summary = "where the time of one request went: a waterfall of its hand-offs"
    static let grammar = ["timeline [REQUEST] [-v]"]
    static let examples = [
        (line: "timeline %1", effect: "the first request of the last listing"),
        (line: "timeline @failed -v", effect: "the newest failure, with its notes"),
        (line: "timeline 7f3a9c21 -o jsonl", effect: "one JSON object a span"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        request.isFirstArgument ? session.flowCompletions(startingWith: request.text) : []
    }

    /// The width of the chart where there is no terminal.
    private static let columnsElsewhere = 100

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let facts = try singleFlow(arguments, in: session)
        let columns = session.terminal.columns ?? columnsElsewhere
        let notes =
            session.settings.isVerbose
            ? facts.noteRows.map {
                (offset: $0.time.microseconds(since: facts.flow.sentAt), text: $0.text)
            } : []
        return CommandResult(
            blocks: [.heading(facts.header(zone: session.settings.zone))]
                + TimelineChart(facts, columns: columns).blocks(notes: notes),
            records: facts.timelineRecords,
            footer: facts.footer,
            hint: session.nextVerbs(["steps", "explain", "logs"], for: facts.flow.id)
        )
    }
}
