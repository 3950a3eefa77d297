import Flows

/// `explain`: what happened to one request, in sentences.
enum ExplainCommand: Command {
    static let name = "explain"
    static let summary =
        "what happened to one request, in sentences, and what the log says about why"
    static let grammar = ["explain [REQUEST]"]
    static let examples = [
        (line: "explain %1", effect: "the first request of the last listing"),
        (line: "explain @failed", effect: "the newest failure"),
        (line: "explain 7f3a9c21 -o json", effect: "the sentences and the likely causes as JSON"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        request.isFirstArgument ? session.flowCompletions(startingWith: request.text) : []
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let facts = try singleFlow(arguments, in: session)
        let explanation = Explanation(
            facts: facts,
            surroundings: try session.surroundings(of: facts)
        )
        return CommandResult(
            blocks: explanation.blocks,
            records: explanation.records,
            footer: facts.eventSpan,
            hint: session.nextVerbs(["steps", "timeline", "logs", "show"], for: facts.flow.id),
            isText: true
        )
    }
}
