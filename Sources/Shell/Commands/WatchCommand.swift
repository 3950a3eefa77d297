import Flows
import Glibc

/// `watch`: a verb's screen, again and again.
enum WatchCommand: LiveCommand {
    static let name = "watch"
    static let summary = "a verb's screen, drawn again and again"
    static let grammar = ["watch [-n TIMES] SPAN VERB…"]
    static let options = [
        CommandOption("-n", "--times", value: "TIMES", summary: "end after so many times")
    ]
    static let examples = [
        (line: "watch 2s ls failed since -15m", effect: "the newest failures, every two seconds"),
        (line: "watch 0.5s functions", effect: "environments and counts, twice a second"),
        (line: "watch -n 3 10s apis -o jsonl", effect: "three times, for a program"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "ended by q, -n, or because nobody reads any more"),
        (code: 2, meaning: "the line is wrong"), (code: 3, meaning: "the log cannot be read"),
        (code: 130, meaning: "ended by Ctrl-C"),
    ]
    static let readsLog = false

    /// The shortest time between two screens, in microseconds.
    private static let shortest: Int64 = 100_000

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        switch request.words.count {
        case 0: ["1s", "2s", "5s", "10s"].map { Completion($0) }
        case 1: watchable(session).map { Completion($0.name, $0.summary) }
        default: []
        }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        throw refuseResult(arguments)
    }

    static func follow(_ line: ParsedLine, by runner: LineRunner) throws(ShellError) -> Int32? {
        // What follows the verb is the verb's own, options too.
        let end = spanIndex(line.words)
        let own = Array(line.words[...(end ?? line.words.count - 1)])
        let arguments = try prepare(
            ParsedLine(words: own, sink: line.sink, isExpanded: line.isExpanded),
            by: runner
        )
        if arguments.has("-h") { return nil }
        guard let end, let word = arguments.words.last else {
            throw ShellError(
                "watch needs a length of time and a verb",
                at: arguments.end,
                hint: "as in: watch 2s ls failed"
            )
        }
        let watch = Watch(
            span: try timeSpan(word, shortest: shortest),
            inner: try inner(of: line, from: end + 1, runner.session),
            times: try arguments.number("-n", in: 1...1_000_000) ?? .max
        )
        try check(watch.inner, arguments, runner.session)
        let output = try LiveOutput(line.sink, by: runner)
        let result = watch.run(by: runner, output: output)
        output.close()
        switch result {
        case .exitCode(let code): return code
        case .signal(let number): return ended(by: number, runner.session)
        }
    }

    /// The place of the length of time: the first word that is no option, nor an option's value.
    private static func spanIndex(_ words: [Word]) -> Int? {
        var index = 1
        while index < words.count, words[index].text.hasPrefix("-") {
            let option = allOptions.first { $0.names.contains(words[index].text) }
            index += option?.value == nil ? 1 : 2
        }
        return index < words.count ? index : nil
    }

    /// The line that is run again and again.
    private static func inner(
        of line: ParsedLine,
        from index: Int,
        _ session: Session
    ) throws(ShellError) -> ParsedLine {
        let words = Array(line.words[index...])
        guard let first = words.first,
            let verb = try? command(named: first, among: session.verbs), verb.takesRawText
        else { return ParsedLine(words: words, isExpanded: line.isExpanded) }
        // A query or a statement is one text, as when it stands alone.
        var inner = try ParsedLine.oneShot(words.map(\.text), verbs: session.verbs)
        inner.isExpanded = line.isExpanded
        return inner
    }

    private static func watchable(_ session: Session) -> [any Command.Type] {
        session.verbs.filter { $0.readsLog }
    }

    private static func check(
        _ inner: ParsedLine,
        _ arguments: Arguments,
        _ session: Session
    ) throws(ShellError) {
        guard let first = inner.words.first else {
            throw ShellError(
                "no verb to watch",
                at: arguments.end,
                hint: "as in: watch 2s ls failed"
            )
        }
        let verb = try command(named: first, among: session.verbs)
        guard !verb.readsLog else { return }
        throw ShellError(
            "\(verb.name) has nothing that changes",
            at: first,
            hint: "watch one of \(watchable(session).map { $0.name }.joined(separator: ", "))"
        )
    }
}
