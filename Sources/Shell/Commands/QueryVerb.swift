import EventStore
import Flows
import Queries

/// `query`: a pipeline of CloudWatch Logs Insights over flows, events and logs, or a saved one.
enum QueryVerb: Command {
    static let name = "query"
    static let summary = "a Logs Insights query over flows, events, function and access logs"
    static let grammar = [
        "query [since WHEN] [until WHEN] PIPELINE", "PIPELINE                    (at the prompt)",
        "query [since WHEN] [until WHEN] NAME [PARAMETER=VALUE]…", "query --save NAME PIPELINE",
        "query --list | --show NAME | --delete NAME",
    ]
    static let options = [
        CommandOption("-n", "--limit", value: "N", summary: "at most N rows, without a limit"),
        CommandOption("--explain", summary: "show the SQL that it is lowered to, and its plan"),
        CommandOption("--exit-status", summary: "exit code 1 when nothing matched"),
        CommandOption.timeout,
        CommandOption("--list", summary: "the saved queries"),
        CommandOption("--save", value: "NAME", summary: "keep the query under a name"),
        CommandOption("--show", value: "NAME", summary: "the text of a saved query"),
        CommandOption("--delete", value: "NAME", summary: "forget a query of your own"),
    ]
    static let examples = [
        (
            line: "filter status >= 500 | stats count() as n by function, error.type",
            effect: "failures of the window by function and error"
        ),
        (
            line:
                "query since -1d \"SOURCE '/aws/lambda/orders' | filter @type = 'REPORT' | stats pct(@duration, 95)\"",
            effect: "one-shot, over a function's log"
        ),
        (
            line: "query slow ms=250 since today",
            effect: "a saved query with its parameter"
        ),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "shown"),
        (code: 1, meaning: "nothing matched, with --exit-status"),
        (code: 2, meaning: "the query is wrong"),
        (code: 3, meaning: "the log cannot be read, or the time was over"),
        (code: 130, meaning: "interrupted"),
    ]
    static let takesRawText = true

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        QueryLibrary.standard().all().map { Completion($0.name, $0.summary) }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let library = QueryLibrary.standard()
        if arguments.has("--list") { return SavedQueryScreen.list(library.all()) }
        if let name = arguments.value("--show") {
            return SavedQueryScreen.text(of: try saved(name, library))
        }
        if let name = arguments.value("--delete") { return try delete(name, library) }
        guard let text = arguments.text else {
            throw ShellError(
                "query needs a pipeline or the name of a saved query",
                at: arguments.end,
                hint: "query --list, or as in: filter status >= 500 | stats count() by path"
            )
        }
        if let name = arguments.value("--save") { return try save(text, as: name, library) }
        var question = try session.windowed(text)
        try expandSavedQuery(&question, library, in: session)
        return try answer(question, arguments, in: session)
    }

    // MARK: Asking

    private static func answer(
        _ question: WindowedText,
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let started = session.clock.steadyMicroseconds()
        let (query, window) = try session.query(question, arguments)
        if arguments.has("--explain") {
            return .text(try session.explain(query, question.text))
        }
        let result = try session.run(query, question.text).shown
        let isListing = !result.flows.isEmpty && result.flows.allSatisfy { $0 != nil }
        if isListing { session.memory.list(result.flows.compactMap { $0 }) }
        let columns = result.columns.map { ResultColumn(name: $0.name, type: $0.type) }
        let taken = session.clock.steadyMicroseconds() - started
        return CommandResult(
            blocks: result.rows.isEmpty
                ? [] : [.table(resultTable(columns, result.rows, zone: session.settings.zone))],
            records: resultRecords(columns, result.rows),
            footer: [
                counted(result.rows.count, "row") + (result.isCut ? ", cut" : ""),
                "scanned \(countText(result.scanned)) \(sourceWords(query.pipeline.source))",
                window, session.viewText, durationText(microseconds: taken), "sql: query --explain",
            ].compactMap { $0 }.joined(separator: " · "),
            hint: isListing ? "steps %1" : nil,
            warnings: result.warnings.map { warning in
                warning.description + (warning.hint.map { "; write \($0)" } ?? "")
            } + cutWarning(result, in: session),
            exitCode: result.rows.isEmpty && arguments.has("--exit-status") ? 1 : 0
        )
    }

    private static func cutWarning(_ result: QueryResult, in session: Session) -> [String] {
        guard result.isCut, !session.terminal.isTTY else { return [] }
        return ["cut after \(countText(result.rows.count)) rows; more: | limit N"]
    }

    private static func sourceWords(_ source: SourceClause?) -> String {
        switch source?.selection {
        case nil, .flows, .accessLogs: "flows"
        case .events: "events"
        case .functionLogs: "log lines"
        }
    }

    // MARK: Saved queries

    /// Puts the text of a saved query in the place of its name and parameters.
    private static func expandSavedQuery(
        _ question: inout WindowedText,
        _ library: QueryLibrary,
        in session: Session
    ) throws(ShellError) {
        var words = question.text.words
        guard let first = words.first, SavedQuery.isName(first.text),
            QueryCommand.named(first.text.lowercased()) == nil, first.text.lowercased() != "source",
            !question.text.text.contains("|")
        else { return }
        let query = try saved(first, library)
        words.removeFirst()
        if let range = try session.takeRange(from: &words) { question.range = range }
        var values: [(name: Word, value: String)] = []
        for word in words {
            let parts = word.text.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard parts.count == 2 else {
                throw ShellError(
                    "'\(word.text)' gives no parameter a value",
                    at: word,
                    hint: query.usage
                )
            }
            let name = Word(String(parts[0]), range: word.range, line: word.line)
            values.append((name, String(parts[1])))
        }
        let text = try query.text(with: values)
        question.text = RawText(text, line: text, offset: 0)
    }

    private static func saved(
        _ name: Word,
        _ library: QueryLibrary
    ) throws(ShellError) -> SavedQuery {
        if let query = library.query(named: name.text) { return query }
        let names = library.all().map(\.name) + QueryCommand.all.map(\.name)
        throw ShellError(
            "no command and no saved query '\(name.text)'"
                + didYouMean(nearest(to: name.text, among: names)),
            at: name,
            hint: "query --list, or help query"
        )
    }

    private static func save(
        _ text: RawText,
        as name: Word,
        _ library: QueryLibrary
    ) throws(ShellError) -> CommandResult {
        guard SavedQuery.isName(name.text), QueryCommand.named(name.text.lowercased()) == nil
        else {
            throw ShellError(
                "a query cannot be called '\(name.text)'",
                at: name,
                hint: "letters, digits, - and _, and no command's name"
            )
        }
        let query = SavedQuery(name: name.text, summary: "", text: text.text)
        // With its defaults it can be checked now; without, when it has its values.
        if query.parameters.allSatisfy({ $0.defaultValue != nil }) {
            do {
                _ = try parseQuery(try query.text(with: []))
            } catch let error as QueryError {
                throw ShellError(error, in: text)
            } catch let error as ShellError {
                throw error
            } catch {
                throw ShellError("\(error)")
            }
        }
        try library.save(query)
        return .text("saved; run it with: \(query.usage)\n")
    }

    private static func delete(
        _ name: Word,
        _ library: QueryLibrary
    ) throws(ShellError) -> CommandResult {
        let query = try saved(name, library)
        guard library.delete(name.text) else {
            throw ShellError(
                "'\(name.text)' comes with the program and cannot be deleted",
                at: name,
                hint: "query --save \(query.name) … puts your own in its place"
            )
        }
        return .text("deleted \(query.name)\n")
    }
}
