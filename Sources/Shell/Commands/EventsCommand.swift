import EventStore
import Flows

/// `events`: the raw events of one request or of the whole log.
enum EventsCommand: Command {
    static let name = "events"
    static let summary = "the raw events, of one request or of the whole log"
    static let grammar = ["events REQUEST", "events [from #POSITION] [-n N]"]
    static let options = [CommandOption("-n", "--limit", value: "N", summary: "at most N events")]
    static let examples = [
        (line: "events -n 20", effect: "the newest 20 events of the log"),
        (line: "events from #48000 -n 100", effect: "100 events from that place on"),
        (
            line: "events @last -o jsonl",
            effect: "the newest request's events, one JSON object each"
        ),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        guard request.isFirstArgument else { return [] }
        return [Completion("from", "a place in the log")]
            + session.flowCompletions(startingWith: request.text)
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let started = session.clock.steadyMicroseconds()
        let limit = try arguments.number("-n", in: 1...ShellSettings.highestLimit)
        let rows: [EventRow]
        if let first = arguments.words.first, first.text != "from" {
            try refuseMore(arguments, after: 1)
            let id = try session.resolveFlow(first)
            let events = try session.events(of: id)
            guard !events.isEmpty else {
                throw ShellError("no request \(id.shortID) in this log", at: first, hint: "ls")
            }
            session.memory.look(at: id)
            rows = events.prefix(limit ?? .max).map { EventRow($0) }
        } else {
            let count = limit ?? session.settings.limit ?? (session.terminal.isTTY ? 20 : 1000)
            rows = try newestOrFrom(arguments, count: count, in: session)
        }
        let head = try session.head()
        let taken = durationText(microseconds: session.clock.steadyMicroseconds() - started)
        let span =
            rows.isEmpty ? "" : " #\(rows[0].position)–#\(rows[rows.count - 1].position)"
        return CommandResult(
            blocks: rows.isEmpty ? [] : [.table(eventTable(rows, zone: session.settings.zone))],
            records: eventRecords(rows),
            footer: "\(counted(rows.count, "event"))\(span) · log #\(head) · \(taken)",
            hint: arguments.words.first.map { $0.text != "from" } ?? false
                ? rows.first?.flow.map { session.nextVerbs(["steps"], for: $0) }
                : rows.last.map { "events from #\($0.position + 1)" }
        )
    }

    private static func newestOrFrom(
        _ arguments: Arguments,
        count: Int,
        in session: Session
    ) throws(ShellError) -> [EventRow] {
        guard !arguments.words.isEmpty else {
            let head = try session.head()
            guard head > 0 else { return [] }
            return try session.events(from: head, limit: count, newestFirst: true)
                .reversed().map { EventRow($0) }
        }
        guard arguments.words.count > 1 else {
            throw ShellError(
                "no place after 'from'",
                at: arguments.end,
                hint: "as in: events from #1"
            )
        }
        try refuseMore(arguments, after: 2)
        let word = arguments.words[1]
        guard let position = Int64(word.text.drop { $0 == "#" }), position > 0 else {
            throw ShellError(
                "'\(word.text)' is no place in the log",
                at: word,
                hint: "as in: events from #1"
            )
        }
        return try session.events(from: position, limit: count, newestFirst: false)
            .map { EventRow($0) }
    }
}
