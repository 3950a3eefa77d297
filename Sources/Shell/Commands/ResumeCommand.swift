import Debugger
import Flows
import Glibc

/// `resume`: lets a held request go on, or answers or ends it.
enum ResumeCommand: Command {
    static let name = "resume"
    static let aliases = ["respond", "kill"]
    static let summary = "let a held request go on, answer it, or end it"
    static let grammar = [
        "resume [REQUEST|all] [--step]", "resume [REQUEST] with STATUS [BODY]",
        "resume [REQUEST|all] drop", "respond [REQUEST] STATUS [BODY]", "kill [REQUEST|all]",
    ]
    static let options = [
        CommandOption("--step", summary: "hold it again at its next hand-off")
    ]
    static let examples = [
        (line: "resume", effect: "the request that is held goes on"),
        (line: "resume --step", effect: "on to its next hand-off"),
        (line: "resume with 418 '{\"teapot\":true}'", effect: "answer the client in its place"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "it goes on"), (code: 2, meaning: "nothing like that is held"),
        (code: 3, meaning: "no service runs"),
    ]
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        let words = request.verb == name ? ["with", "drop"].map { Completion($0) } : []
        let all = request.verb == "respond" ? [] : [Completion("all")]
        if request.isFirstArgument {
            return session.holdCompletions() + all + words
        }
        return request.words.count == 1 && request.words[0] != "with" ? words : []
    }

    /// The words after `resume` that mean the same: `respond 418 …` is `with 418 …`, `kill` is `drop`.
    private static func spelledOut(_ arguments: Arguments) -> [Word] {
        let verb = arguments.verb
        var words = arguments.words
        func keyword(_ text: String) -> Word { Word(text, range: verb.range, line: verb.line) }
        switch verb.text {
        case "respond":
            let status = words.firstIndex { $0.text.count == 3 && Int($0.text) != nil }
            words.insert(keyword("with"), at: status ?? words.endIndex)
        case "kill": words.append(keyword("drop"))
        default: break
        }
        return words
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let service = try session.service(for: name)
        var words = spelledOut(arguments)
        var answer: (status: Int, body: String)?
        if let index = words.firstIndex(where: { $0.text == "with" && !$0.isQuoted }) {
            answer = try readAnswer(words[(index + 1)...], at: words[index])
            words.removeSubrange(index...)
        }
        var action: HoldAction =
            answer != nil ? .respond : arguments.has("--step") ? .step : .proceed
        if words.last?.text == "drop", words.last?.isQuoted == false {
            action = .drop
            words.removeLast()
        }
        if let step = arguments.value("--step"), action != .step {
            throw ShellError(
                "--step lets a request go on, which "
                    + (action == .drop
                        ? "one that is ended does not" : "one that is answered does not"),
                at: step,
                hint: "leave it out, or: resume --step"
            )
        }
        guard words.count <= 1 else {
            throw ShellError(
                "resume does not know what to do with '\(words[1].text)'",
                at: words[1],
                hint: "help resume"
            )
        }
        let holds: [HoldRecord]
        if words.first?.text == "all", answer == nil {
            holds = try session.ask { try service.holds() }
        } else {
            holds = [try session.held(words.first, at: arguments.verb, by: service)]
        }
        var lines: [StyledText] = []
        var rows: [[MachineValue]] = []
        for hold in holds {
            try session.ask(at: words.first ?? arguments.verb) {
                try service.resume(hold.flow, action, status: answer?.status, body: answer?.body)
            }
            session.memory.look(at: hold.flow)
            let state = try whatBecame(of: hold, service, in: session)
            try session.follow(hold.flow, at: arguments.verb)
            lines.append(
                StyledText("\(hold.flow.shortID)", .identity) + StyledText(" \(state.words)")
            )
            rows.append([
                .string(hold.flow.description), .string(action.rawValue), .string(state.word),
                MachineValue(state.status),
            ])
        }
        return CommandResult(
            blocks: lines.map { .line($0) },
            records: Records(fields: ["flow", "action", "state", "status"], rows: rows),
            hint: "steps .  track .",
            isText: true
        )
    }

    private static func readAnswer(
        _ words: ArraySlice<Word>,
        at with: Word
    ) throws(ShellError) -> (status: Int, body: String) {
        guard let first = words.first else {
            throw ShellError(
                "no status after 'with'",
                at: .end(of: with.line),
                hint: "as in: resume with 418 '{\"teapot\":true}'"
            )
        }
        guard let status = Int(first.text), 200...599 ~= status else {
            throw ShellError(
                "'\(first.text)' is no status",
                at: first,
                hint: "a number from 200 to 599"
            )
        }
        let body = words.dropFirst()
        guard body.count <= 1 else {
            throw ShellError(
                "the answer has one body",
                at: body[body.startIndex + 1],
                hint: "put it in quotes"
            )
        }
        return (status, body.first?.text ?? "")
    }

    /// Most flows end, or are held again, within moments: then it is said how.
    private static func whatBecame(
        of hold: HoldRecord,
        _ service: ServiceClient,
        in session: Session
    ) throws(ShellError) -> (words: String, word: String, status: Int?) {
        for wait in [5, 10, 20, 40, 80, 160, 320] as [UInt32] {
            usleep(wait * 1000)
            let holds = try session.ask { try service.holds() }
            if let again = holds.first(where: { $0.flow == hold.flow }) {
                guard again.since != hold.since else { continue }
                let problem = again.problem.map { " (\($0))" } ?? ""
                return ("held \(again.point)\(problem)", "held", nil)
            }
            _ = session.synchronize()
            guard let flow = try? Flow(events: session.events(of: hold.flow)),
                flow.outcome != nil
            else { continue }
            let status = flow.returned?.status
            let time = durationText(microseconds: flow.durationMicroseconds ?? 0)
            let error = flow.errorType.map { " \($0)" } ?? ""
            return (
                "\(flow.state)\(status.map { " \($0)" } ?? "")\(error) \(time)", flow.state, status
            )
        }
        return ("goes on", "running", nil)
    }
}
