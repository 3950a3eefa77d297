import Debugger
import Flows
import Queries

/// `diff`: what two requests, or two steps of one, differ in.
enum DiffCommand: Command {
    static let name = "diff"
    static let summary = "what two requests, two steps of one, or a replay and its origin differ in"
    static let grammar = [
        "diff REQUEST[:STEP] REQUEST[:STEP] [--strict] [--ignore PATH]…", "diff REPLAY",
    ]
    /// Also of `replay`, which compares too.
    static let strict = CommandOption(
        "--strict",
        summary: "compare also what differs each time: ids, times, ports"
    )
    static let options = [
        strict,
        CommandOption(
            "--ignore",
            value: "PATH",
            isRepeatable: true,
            summary: "leave out a path, as response.body.id; * is any one part; repeatable"
        ),
    ]
    static let examples = [
        (line: "diff %1 %2", effect: "two requests of the last listing"),
        (line: "diff 7f3a9c21:2 7f3a9c21:4", effect: "one request after steps 2 and 4"),
        (
            line: "diff %1 %2 --ignore response.body.id -o jsonl",
            effect: "but for one member, as JSON objects"
        ),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "the same"), (code: 1, meaning: "different"),
        (code: 2, meaning: "the line is wrong, or there is no such request or step"),
        (code: 3, meaning: "the log cannot be read"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        request.words.count < 2 ? session.flowCompletions(startingWith: request.text) : []
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try refuseMore(arguments, after: 2)
        let (left, right) = try sides(arguments, in: session)
        let options = FlowComparison.Options(
            isStrict: arguments.has("--strict"),
            ignoredPaths: try ignoredPaths(arguments)
        )
        let comparison = FlowComparison(left.state, right.state, options: options)
        let screen = ComparisonScreen(comparison, left, right, isStrict: options.isStrict)
        return CommandResult(
            blocks: screen.blocks,
            records: screen.records,
            footer: screen.footer,
            hint: comparison.isSame ? nil : screen.hint.map { "\(arguments.verb.line) \($0)" },
            exitCode: comparison.isSame ? 0 : 1
        )
    }

    // MARK: Sides

    private static func sides(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> (left: ComparisonSide, right: ComparisonSide) {
        guard let first = arguments.words.first else {
            throw ShellError(
                "diff needs two requests",
                at: arguments.end,
                hint: "diff %1 %2, or of a replay only the replay"
            )
        }
        let one = try side(first, in: session)
        if arguments.words.count > 1 {
            return (one, try side(arguments.words[1], in: session))
        }
        guard let origin = one.state.flow.sent?.replayOf else {
            throw ShellError(
                "\(one.state.flow.id.shortID) is no replay, so diff needs a second request",
                at: arguments.end,
                hint: "diff \(first.text) %1"
            )
        }
        return (try side(of: origin, at: first, step: nil, in: session), one)
    }

    private static func side(
        _ word: Word,
        in session: Session
    ) throws(ShellError) -> ComparisonSide {
        let (request, step) = session.splitStep(word)
        return try side(
            of: try session.resolveFlow(request),
            at: request,
            step: step,
            in: session
        )
    }

    private static func side(
        of id: FlowID,
        at word: Word,
        step: Word?,
        in session: Session
    ) throws(ShellError) -> ComparisonSide {
        let (flow, events) = try session.story(of: id, at: word)
        var debuggee = Debuggee(FlowFacts(flow: flow, events: events))
        debuggee =
            try step.map { word throws(ShellError) in try debuggee.moved(to: word) }
            ?? debuggee.moved(to: debuggee.stops.count - 1)
        guard
            let state = try? ComparedFlow(
                events: debuggee.facts.events.prefix(debuggee.stop.eventCount)
            )
        else {
            throw ShellError(
                "before its start there is nothing to compare",
                at: step,
                hint: "steps 1 to 5, or end"
            )
        }
        return ComparisonSide(state: state, step: step == nil ? nil : debuggee.stop)
    }

    static func ignoredPaths(_ arguments: Arguments) throws(ShellError) -> [FieldName] {
        var paths: [FieldName] = []
        for word in arguments.values("--ignore") {
            let parts = word.text.split(separator: ".", omittingEmptySubsequences: false)
                .map { String($0) }
            let roots = FlowComparison.roots
            guard roots.contains(parts[0]) || parts[0] == "*" else {
                throw ShellError(
                    "'\(parts[0])' is no part that is compared"
                        + didYouMean(nearest(to: parts[0], among: roots)),
                    at: word,
                    hint: "one of \(roots.joined(separator: ", ")), and what is below them"
                )
            }
            paths.append(FieldName(parts))
        }
        return paths
    }
}
