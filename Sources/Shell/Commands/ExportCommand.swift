import Debugger
import EventStore
import Flows
import Glibc

/// `export`: recorded requests in the forms of other tools.
enum ExportCommand: LiveCommand {
    static let name = "export"
    static let summary = "requests for other tools: curl, HTTP, HAR, event, pytest, SAM, OTLP"
    static let grammar = [
        "export REQUEST… [--as FORMAT]",
        "export [failed] [function NAME] [where CONDITION] [since WHEN] [until WHEN] [-n N]",
        "export … --into FOLDER", "export … --otlp URL",
    ]
    static let options = [
        CommandOption(
            "--as",
            value: "FORMAT",
            choices: ExportFormat.allCases.map(\.rawValue),
            summary: ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        ),
        CommandOption(
            "--into",
            value: "FOLDER",
            summary: "a file for each request, named by its id"
        ),
        CommandOption(
            "--otlp",
            value: "URL",
            summary: "send the spans to a collector, http or https"
        ),
        CommandOption("--unmask", summary: "with credentials as they were; goes on record"),
        CommandOption(
            "--handler",
            value: "NAME",
            summary: "what a pytest file calls, as app.handler"
        ),
        CommandOption("-n", "--limit", value: "N", summary: "at most the newest N requests"),
        CommandOption.timeout,
    ]
    static let examples = [
        (line: "export %1", effect: "a curl command that sends the request again"),
        (
            line: "export where status >= 500 since -1h --as har > failed.har",
            effect: "what failed in the last hour, for a browser"
        ),
        (
            line: "export function orders --otlp http://127.0.0.1:4318",
            effect: "its requests as traces, sent to a collector"
        ),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "written, or sent"),
        (code: 1, meaning: "there was nothing to export"),
        (code: 2, meaning: "the line is wrong, or a request has not what the format needs"),
        (code: 3, meaning: "the log cannot be read, or the collector does not take the spans"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        switch request.previous {
        case "function": return session.functionCompletions()
        case "since", "until":
            return ["-15m", "-1h", "-1d", "today", "yesterday"].map { Completion($0) }
        default: break
        }
        let words = request.isFirstArgument ? FlowSelection.keywords : []
        return words.map { Completion($0) } + session.flowCompletions(startingWith: request.text)
    }

    static func values(of option: String, in session: Session) -> [Completion] {
        switch option {
        case "--as": return ExportFormat.allCases.map { Completion($0.rawValue, $0.summary) }
        case "--otlp":
            let usual = environment("OTEL_EXPORTER_OTLP_ENDPOINT") ?? "http://127.0.0.1:4318"
            return [Completion(usual, "an OpenTelemetry collector")]
        default: return []
        }
    }

    /// Writes a document piece by piece to wherever the line sends it, so that an export of any size
    /// needs the memory of one request.
    static func follow(_ line: ParsedLine, by runner: LineRunner) throws(ShellError) -> Int32? {
        let arguments = try prepare(line, by: runner)
        let session = runner.session
        let isDocument = ["-h", "--asof", "--into", "--otlp"].allSatisfy { !arguments.has($0) }
        guard isDocument, !session.terminal.isTTY else { return nil }
        if let warning = session.synchronize() { runner.say(warning) }
        let selection = try FlowSelection(arguments, of: name, in: session)
        guard !selection.flows.isEmpty else { return nil }
        let job = try ExportJob(arguments, selection, in: session)
        let output = try LiveOutput(line.sink, by: runner)
        let result = try job.run(writingTo: { output.write($0) })
        output.close()
        for warning in result.warnings { runner.say(warning) }
        return result.exitCode
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let selection = try FlowSelection(arguments, of: name, in: session)
        guard !selection.flows.isEmpty else {
            return CommandResult(
                blocks: [],
                records: Records(fields: [], rows: []),
                warnings: ["nothing to export: \(selection.words) met no request"],
                exitCode: 1
            )
        }
        let job = try ExportJob(arguments, selection, in: session)
        return try job.run()
    }
}
