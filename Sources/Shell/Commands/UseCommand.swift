/// `use`: takes a recorded request as the one to debug.
enum UseCommand: Command {
    static let name = "use"
    static let summary = "debug a recorded request: step, back, goto and print walk through it"
    static let grammar = ["use REQUEST[:STEP]", "use", "use off|-"]
    static let examples = [
        (line: "use @failed", effect: "the newest failure, before its first step"),
        (line: "use 7f3a9c21:3", effect: "a request as it was after step 3"),
        (line: "use off", effect: "nothing is in focus any more; so does use -"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "in focus"),
        (code: 2, meaning: "the line is wrong, or there is no such request or step"),
        (code: 3, meaning: "the log cannot be read"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        guard request.isFirstArgument else { return [] }
        return session.flowCompletions(startingWith: request.text)
            + (session.focus == nil ? [] : [Completion("off", "nothing in focus")])
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try refuseMore(arguments, after: 1)
        guard let word = arguments.words.first else {
            var shown = screen(of: try session.debuggee(at: arguments.verb), in: session)
            shown.hint = shown.hint.map { "\($0)  use off" }
            return shown
        }
        if ["off", "-"].contains(word.text), !word.isQuoted {
            session.memory.focus(on: nil)
            return CommandResult(blocks: [], records: Records(fields: [], rows: []), isText: true)
        }
        let (request, step) = session.splitStep(word)
        let (flow, events) = try session.story(of: request)
        var debuggee = Debuggee(FlowFacts(flow: flow, events: events))
        if let step {
            debuggee = try debuggee.moved(to: step)
        } else if flow.hold != nil {
            debuggee = debuggee.movedToEnd
        }
        session.focus(on: debuggee)
        return screen(of: debuggee, in: session)
    }

    private static func screen(of debuggee: Debuggee, in session: Session) -> CommandResult {
        CommandResult(
            blocks: [
                .heading(debuggee.facts.header(zone: session.settings.zone)),
                .heading(debuggee.line),
            ],
            records: debuggee.records,
            footer: debuggee.facts.footer,
            hint: hint(debuggee)
        )
    }

    private static func hint(_ debuggee: Debuggee) -> String {
        if debuggee.isAtHold { return "print  edit  resume --step" }
        return debuggee.isAtEnd ? "back  print  goto start" : "step  c  print  goto end"
    }
}
