import Flows

/// One thing the shell can do. Its help, its completion and the errors about its options are made
/// from what it says here, so that they are never written twice.
public protocol Command {
    static var name: String { get }
    static var aliases: [String] { get }
    /// One line for the list of verbs.
    static var summary: String { get }
    /// The forms of the line, one each.
    static var grammar: [String] { get }
    /// Options besides those that every verb takes.
    static var options: [CommandOption] { get }
    /// Three lines that work, and what each does.
    static var examples: [(line: String, effect: String)] { get }
    /// The exit codes it can give.
    static var exitCodes: [(code: Int32, meaning: String)] { get }

    /// Whether it looks into the log, which then is brought up to date first.
    static var readsLog: Bool { get }

    /// Whether all that follows the verb and its options is one text in a language of its own, such
    /// as a query: it is then found in ``Arguments/text`` byte for byte, not in the words.
    static var takesRawText: Bool { get }

    /// What may stand at the cursor.
    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion]

    /// What may stand behind one of its options, where that is no file and more than its choices.
    static func values(of option: String, in session: Session) -> [Completion]

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult
}

extension Command {
    public static var aliases: [String] { [] }
    public static var readsLog: Bool { true }
    public static var takesRawText: Bool { false }
    public static var options: [CommandOption] { [] }
    public static func values(of option: String, in session: Session) -> [Completion] { [] }
    public static var exitCodes: [(code: Int32, meaning: String)] {
        [
            (0, "shown"), (2, "the line is wrong, or there is no such request"),
            (3, "the log cannot be read"),
        ]
    }

    /// A verb that has an option of all verbs in its own way says so in its own options.
    static var allOptions: [CommandOption] {
        let own = options
        return own
            + CommandOption.common.filter { common in
                !own.contains { $0.names[0] == common.names[0] }
            }
    }

    /// The flow that this verb shows: the one that the first word names, else the one in focus.
    static func singleFlow(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> FlowFacts {
        guard let word = arguments.words.first else {
            if let focus = session.focus {
                let (flow, events) = try session.story(of: focus.flow, at: arguments.verb)
                return FlowFacts(flow: flow, events: events)
            }
            throw ShellError(
                "\(name) needs a request",
                at: arguments.end,
                hint: "\(name) @last, or ls and then \(name) %1"
            )
        }
        try refuseMore(arguments, after: 1)
        let (flow, events) = try session.story(of: word)
        return FlowFacts(flow: flow, events: events)
    }

    static func refuseMore(_ arguments: Arguments, after count: Int) throws(ShellError) {
        guard arguments.words.count > count else { return }
        let word = arguments.words[count]
        throw ShellError(
            "\(name) does not know what to do with '\(word.text)'",
            at: word,
            hint: "help \(name)"
        )
    }
}

/// Every verb, in the order of the help.
public var verbs: [any Command.Type] {
    [
        ListCommand.self, ShowCommand.self, StepsCommand.self, TrackCommand.self,
        TimelineCommand.self, ExplainCommand.self, EventsCommand.self, LogsCommand.self,
        UseCommand.self, StepCommand.self, BackCommand.self, GotoCommand.self,
        PrintCommand.self, DiffCommand.self, ReplayCommand.self, AsofCommand.self,
        QueryVerb.self, SQLCommand.self, TopCommand.self,
        TailCommand.self, WatchCommand.self, APIsCommand.self, FunctionsCommand.self,
        BreakCommand.self, EditCommand.self, ResumeCommand.self, InjectCommand.self,
        ExportCommand.self, ImportCommand.self, SetCommand.self, HelpCommand.self, QuitCommand.self,
    ]
}

/// The verb that a word names: by its name, an alias, or a beginning that only one has.
func command(
    named word: Word,
    among verbs: [any Command.Type] = Shell.verbs
) throws(ShellError) -> any Command.Type {
    let text = word.text
    if let exact = verbs.first(where: { $0.name == text || $0.aliases.contains(text) }) {
        return exact
    }
    let starting = text.isEmpty ? [] : verbs.filter { $0.name.hasPrefix(text) }
    if let only = starting.first, starting.count == 1 { return only }
    guard starting.isEmpty else {
        let names = starting.map { $0.name }.joined(separator: ", ")
        throw ShellError("'\(text)' may be \(names)", at: word, hint: "type one more letter")
    }
    // Programs of their own, not verbs over the log.
    if ["call", "up", "rebuild"].contains(text) {
        throw ShellError(
            "\(text) is not typed at the prompt",
            at: word,
            hint: "!waybill \(text) …"
        )
    }
    throw ShellError(
        "no verb '\(text)'" + didYouMean(nearest(to: text, among: verbs.map { $0.name })),
        at: word,
        hint: "help"
    )
}
