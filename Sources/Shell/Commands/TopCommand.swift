import EventStore
import Flows
import Queries

/// `top`: requests, errors and times of each function, route or whatever name of a flow.
enum TopCommand: Command {
    static let name = "top"
    static let summary = "requests, errors and times by function, route or any other name"
    static let grammar = ["top [by NAME[,NAME]] [where CONDITION] [since WHEN] [until WHEN] [-n N]"]
    static let options = [
        CommandOption("-n", "--limit", value: "N", summary: "at most N rows (default 20)"),
        CommandOption.timeout,
    ]
    static let examples = [
        (line: "top by function since -1h", effect: "the functions by their requests"),
        (line: "top by route,status since today", effect: "the routes and their answers"),
        (line: "top by path where failed", effect: "where requests fail"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "shown"), (code: 2, meaning: "the line is wrong"),
        (code: 3, meaning: "the log cannot be read, or the time was over"),
        (code: 130, meaning: "interrupted"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        switch request.previous {
        case "by": return QuerySchema.flows.fields.map { Completion($0.name, $0.summary) }
        case "since", "until": return Completion.moments
        default: break
        }
        return ["by", "where", "since", "until", "in"]
            .filter { !request.words.contains($0) }.map { Completion($0) }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let started = session.clock.steadyMicroseconds()
        var words = arguments.words
        let condition = try session.takeCondition(from: &words)
        let window = try session.takeRange(from: &words) ?? session.defaultWindow
        let keys = try keys(words, arguments)
        let measures = TopMeasures(keys: keys, condition: condition?.expression)
        let limits = try session.readLimits(arguments)
        let limit = try arguments.number("-n", in: 1...ShellSettings.highestLimit) ?? 20
        let place = condition?.text ?? keys[0].text
        let result = try session.run(
            session.query(measures.table, window, rowLimit: Query.highestRowLimit, limits),
            place
        )
        let width = session.barWidth(window)
        let bars = try session.run(
            session.query(measures.bars(width), window, rowLimit: Query.highestRowLimit, limits),
            place
        )
        let rows = TopRows(result, bars, keys: keys.count, window, width, now: session.now)
        let shown = rows.first(limit)
        let taken = session.clock.steadyMicroseconds() - started
        return CommandResult(
            blocks: rows.isEmpty ? [] : [.table(shown.table(keys.map(\.text.text), width))],
            records: shown.records(keys.map(\.text.text)),
            footer: [
                "\(countText(shown.count)) of \(countText(rows.count)) rows, "
                    + counted(rows.requests, "request"),
                session.windowText(window), session.viewText, durationText(microseconds: taken),
            ].compactMap { $0 }.joined(separator: " · "),
            hint: rows.isEmpty
                ? "top since -1d" : "ls where \(shown.example(keys.map(\.text.text)))"
        )
    }

    /// What stands after `by`; the function where nothing does.
    private static func keys(
        _ words: [Word],
        _ arguments: Arguments
    ) throws(ShellError) -> [TopKey] {
        guard let by = words.first else {
            return [try TopKey(RawText("function", line: "function", offset: 0))]
        }
        guard by.text == "by" else {
            throw ShellError(
                "top does not know '\(by.text)'"
                    + didYouMean(nearest(to: by.text, among: ["by", "where", "since", "until"])),
                at: by,
                hint: "help top"
            )
        }
        guard words.count > 1 else {
            throw ShellError("no name after 'by'", at: arguments.end, hint: "as in: top by route")
        }
        var keys: [TopKey] = []
        for word in words.dropFirst() {
            var offset = word.range.lowerBound
            for part in word.text.split(separator: ",", omittingEmptySubsequences: false) {
                defer { offset += part.utf8.count + 1 }
                guard !part.isEmpty else { continue }
                keys.append(try TopKey(RawText(String(part), line: word.line, offset: offset)))
            }
        }
        return keys
    }
}

/// One name that rows are made by.
struct TopKey {
    let text: RawText
    let expression: Queries.Expression

    /// - Throws: the name is none of a flow's.
    init(_ text: RawText) throws(ShellError) {
        self.text = text
        do {
            let (expression, end) = try parseCondition(text.text)
            guard end == text.text.utf8.count, case .field(let name) = expression.node else {
                throw QueryError("a name of a flow stands here", at: 0..<text.text.utf8.count)
            }
            _ = try QuerySchema.flows.resolve(name, at: expression.range)
            self.expression = expression
        } catch let error as QueryError {
            throw ShellError(error, in: text)
        } catch {
            throw ShellError("\(error)")
        }
    }
}
