import Flows

/// `show`: everything that is kept of one request.
enum ShowCommand: Command {
    static let name = "show"
    static let summary = "everything kept of one request: headers, bodies, event, result, ids"
    static let grammar = ["show [REQUEST] [--full]"]
    static let options = [CommandOption("--full", summary: "bodies whole, not only 4 kB")]
    static let examples = [
        (line: "show %1", effect: "the first request of the last listing"),
        (line: "show @failed --full", effect: "the newest failure with its whole bodies"),
        (line: "show 7f3a9c21 -o json | jq .event", effect: "the Lambda event"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        request.isFirstArgument ? session.flowCompletions(startingWith: request.text) : []
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let facts = try singleFlow(arguments, in: session)
        let replays = try session.replays(of: facts.flow.id)
        return CommandResult(
            blocks: facts.document(
                zone: session.settings.zone,
                isFull: arguments.has("--full")
            ) + replayBlocks(replays),
            records: facts.documentRecords,
            footer: facts.footer,
            hint: session.nextVerbs(["steps", "track", "logs"], for: facts.flow.id)
        )
    }

    /// Replays named at most; `ls` has all.
    private static let replayLimit = 10

    /// `Replayed by 7f41d0b3 → 201, …`
    static func replayBlocks(_ replays: [FlowSummary]) -> [Block] {
        guard !replays.isEmpty else { return [] }
        let words = replays.suffix(replayLimit).map { replay in
            "\(replay.id.shortID) → \(replay.status.map { "\($0)" } ?? replay.state)"
        }
        let more = replays.count > replayLimit ? "… " : ""
        return [
            .line(StyledText()),
            .line(
                StyledText("Replayed by ", .heading)
                    + StyledText(more + words.joined(separator: ", "))
            ),
        ]
    }
}
