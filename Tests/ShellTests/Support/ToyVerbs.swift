import Glibc

@testable import Shell

/// The verbs of the shell and three of the tests' own.
var verbsWithToys: [any Command.Type] {
    [EchoQuery.self, EchoSQL.self, SpinCommand.self] + verbs
}

/// Stands for `query`: gives back the text it was given, and an error with a place for `boom`.
enum EchoQuery: Command {
    static let name = "query"
    static let summary = "gives back a query"
    static let grammar = ["query [--explain] TEXT"]
    static let options = [
        CommandOption("--explain", summary: "says more"),
        CommandOption("--save", value: "NAME", summary: "keeps it"),
    ]
    static let examples: [(line: String, effect: String)] = []
    static let readsLog = false
    static let takesRawText = true

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] { [] }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult { try echo(arguments, as: "query") }
}

/// Stands for `sql`.
enum EchoSQL: Command {
    static let name = "sql"
    static let summary = "gives back a statement"
    static let grammar = ["sql TEXT"]
    static let examples: [(line: String, effect: String)] = []
    static let readsLog = false
    static let takesRawText = true

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] { [] }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult { try echo(arguments, as: "sql") }
}

private func echo(_ arguments: Arguments, as name: String) throws(ShellError) -> CommandResult {
    guard let text = arguments.text else { throw ShellError("no text") }
    let bytes = Array(text.text.utf8)
    for place in bytes.indices where bytes[place...].starts(with: "boom".utf8) {
        throw ShellError("a boom", at: text.place(place..<place + 4), hint: "leave it out")
    }
    return CommandResult(
        blocks: text.text.split(separator: "\n", omittingEmptySubsequences: false).map {
            .verbatim(StyledText("\(name)‹\($0)›"))
        },
        records: Records(fields: ["text"], rows: [[.string(text.text)]]),
        isText: true
    )
}

/// Works until it is interrupted.
enum SpinCommand: Command {
    static let name = "spin"
    static let summary = "works until it is interrupted"
    static let grammar = ["spin"]
    static let examples: [(line: String, effect: String)] = []
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] { [] }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        writeAll(Array("spinning\n".utf8), to: STDOUT_FILENO)
        while true {
            try session.interruption.check()
            sched_yield()
        }
    }
}
