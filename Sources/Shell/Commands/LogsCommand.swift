import Flows

/// `logs`: what the function and the platform wrote, for one request or of one function.
enum LogsCommand: LiveCommand {
    static let name = "logs"
    static let summary =
        "START, the function's lines, END and REPORT: of one request or one function"
    static let grammar = [
        "logs [REQUEST] [-f]", "logs function NAME [since WHEN] [until WHEN] [-n N] [-f]",
    ]
    static let options = [
        CommandOption("-f", "--follow", summary: "go on: to the request's end, or for good"),
        CommandOption("-n", "--limit", value: "N", summary: "the newest N lines of the function"),
    ]
    static let examples = [
        (line: "logs %1", effect: "the log of the first request of the last listing"),
        (line: "logs @last -f", effect: "and what it still writes"),
        (line: "logs function orders -f | grep WARN", effect: "through another program"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "shown"),
        (code: 2, meaning: "the line is wrong, or there is no such request"),
        (
            code: 3,
            meaning: "the log cannot be read, or the service has gone before the request ended"
        ),
        (code: 130, meaning: "-f was ended by Ctrl-C"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        if request.previous == "function" { return session.functionCompletions() }
        guard request.isFirstArgument else { return [] }
        return [Completion("function", "the newest lines of one function")]
            + session.flowCompletions(startingWith: request.text)
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        if arguments.words.first.map(isKeyword) == true {
            return try FunctionLog(arguments, in: session).result(in: session)
        }
        if let word = arguments.value("-n") {
            throw ShellError("-n is for the log of a function", at: word, hint: "help logs")
        }
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

    static func follow(_ line: ParsedLine, by runner: LineRunner) throws(ShellError) -> Int32? {
        let arguments = try prepare(line, by: runner)
        guard arguments.has("-f"), !arguments.has("-h") else { return nil }
        let session = runner.session
        try refusePast(arguments, in: session)
        if let warning = session.synchronize() { runner.say(warning) }
        let follower: any LogFollower
        if arguments.words.first.map(isKeyword) == true {
            follower = FollowedFunction(try FunctionLog(arguments, in: session), session)
        } else {
            // By its whole id: what `@last` names changes meanwhile.
            let flow = try singleFlow(arguments, in: session).flow.id
            let word = arguments.words.first ?? arguments.verb
            follower = FollowedFlow(
                Word(flow.description, range: word.range, line: word.line),
                session
            )
        }
        return try LogFollowing(follower, by: runner).run(line.sink)
    }

    /// The word `function`, which no request is named by.
    private static func isKeyword(_ word: Word) -> Bool {
        word.text == "function" && !word.isQuoted
    }
}
