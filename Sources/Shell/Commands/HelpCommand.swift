/// `help`: the verbs, or one of them.
enum HelpCommand: Command {
    static let name = "help"
    static let aliases = ["?"]
    static let summary = "the verbs; one verb's grammar; fields and functions of conditions"
    static let grammar = ["help [VERB]", "help fields | expressions | commands"]
    static let examples = [
        (line: "help", effect: "all verbs"), (line: "help ls", effect: "one verb"),
        (line: "help fields", effect: "the names that conditions and queries know"),
    ]
    static let exitCodes = [(code: Int32(0), meaning: "shown"), (code: 2, meaning: "no such verb")]
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        guard request.isFirstArgument else { return [] }
        return session.verbs.map { Completion($0.name, $0.summary) }
            + HelpTopic.allCases.map { Completion($0.rawValue, $0.summary) }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try refuseMore(arguments, after: 1)
        guard let word = arguments.words.first else { return overview(of: session.verbs) }
        if let topic = HelpTopic(rawValue: word.text) { return topic.page }
        return page(of: try command(named: word, among: session.verbs))
    }

    static func overview(of verbs: [any Command.Type]) -> CommandResult {
        var lines: [StyledText] = [StyledText("Verbs", .heading)]
        let width = verbs.map { $0.name.count }.max() ?? 0
        for verb in verbs {
            let name = StyledText("  \(verb.name)", .identity)
                .padded(to: width + 4, isRightAligned: false)
            lines.append(name + StyledText(verb.summary))
        }
        lines += [
            "", StyledText("Requests", .heading), StyledText("  \(referenceHelp)"),
            StyledText("  also a request id or trace id that a client saw"),
            StyledText("  none: the request in focus (help use)"), "",
            StyledText("Times", .heading), StyledText("  \(When.help)"), "",
            StyledText("Output", .heading),
            StyledText("  -o \(OutputFormat.allCases.map(\.rawValue).joined(separator: "|"))"),
            StyledText("  verb … | shell command    verb … > file    \\G for one field a line"), "",
            StyledText("More: help VERB", .faint),
        ]
        let records = Records(
            fields: ["verb", "summary"],
            rows: verbs.map { [.string($0.name), .string($0.summary)] }
        )
        return CommandResult(blocks: lines.map { .verbatim($0) }, records: records, isText: true)
    }

    /// Grammar, options, three examples and exit codes, all from the command itself.
    static func page(of verb: any Command.Type) -> CommandResult {
        var lines = [StyledText(verb.name, .identity) + StyledText(": \(verb.summary)"), ""]
        lines += verb.grammar.map { StyledText("  \($0)") }
        if !verb.aliases.isEmpty {
            lines.append(StyledText("  also: \(verb.aliases.joined(separator: ", "))", .faint))
        }
        lines += ["", StyledText("Options", .heading)]
        let options = verb.options + CommandOption.common
        let spellings = options.map { option in
            option.names.joined(separator: ", ") + (option.value.map { " \($0)" } ?? "")
        }
        lines += aligned(zip(spellings, options).map { ($0, $1.summary) })
        lines += ["", StyledText("Examples", .heading)]
        lines += aligned(verb.examples.map { ($0.line, $0.effect) })
        lines += ["", StyledText("Exit codes", .heading)]
        lines += aligned(verb.exitCodes.map { ("\($0.code)", $0.meaning) })
        let records = Records(
            fields: ["verb", "summary", "grammar"],
            rows: verb.grammar.map { [.string(verb.name), .string(verb.summary), .string($0)] }
        )
        return CommandResult(blocks: lines.map { .verbatim($0) }, records: records, isText: true)
    }

    static func aligned(_ pairs: [(String, String)]) -> [StyledText] {
        let width = pairs.map { displayWidth($0.0) }.max() ?? 0
        return pairs.map { left, right in
            StyledText("  \(left)").padded(to: width + 5, isRightAligned: false) + StyledText(right)
        }
    }
}
