import Debugger
import Flows
import Glibc

/// `import`: what other systems recorded, as requests of this log.
enum ImportCommand: Command {
    static let name = "import"
    static let summary = "requests from other systems' records: DLQ, destinations, logs, HAR, curl"
    static let grammar = [
        "import FILE… [--from FORMAT] [--function NAME] [--dry] [--skip-bad]",
        "import - [--from FORMAT]",
    ]
    static let options = [
        CommandOption(
            "--from",
            value: "FORMAT",
            choices: ImportFormat.allCases.map(\.rawValue),
            summary: ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")
                + "; looked for in the file when left out"
        ),
        CommandOption(
            "--function",
            value: "NAME",
            summary: "the function, for records that do not name it"
        ),
        CommandOption("--dry", summary: "show what would be imported, and import nothing"),
        CommandOption("--skip-bad", summary: "leave out records that cannot be read"),
    ]
    static let examples = [
        (
            line: "import dlq.json --function orders",
            effect: "messages as aws sqs receive-message printed them"
        ),
        (
            line: "import access.log function.json --dry",
            effect: "an access log and the function's log, joined by their ids"
        ),
        (line: "import - --from curl", effect: "curl commands from standard input"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "imported, or there already"),
        (code: 1, meaning: "records were left out, with --skip-bad"),
        (code: 2, meaning: "the line or a file is wrong; nothing was imported"),
        (code: 3, meaning: "the log or the service cannot take the records"),
    ]
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        fileCompletions(request.text)
    }

    static func values(of option: String, in session: Session) -> [Completion] {
        switch option {
        case "--from": ImportFormat.allCases.map { Completion($0.rawValue, $0.summary) }
        case "--function": session.functionCompletions()
        default: []
        }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        guard session.past == nil else {
            throw ShellError(
                "the view is of an earlier moment, and an import is recorded now",
                at: arguments.verb,
                hint: "asof now"
            )
        }
        guard !arguments.words.isEmpty else {
            throw ShellError(
                "import needs a file",
                at: arguments.end,
                hint: "import dlq.json, or import - for standard input"
            )
        }
        let job = try ImportJob(arguments, in: session)
        return try job.run()
    }
}
