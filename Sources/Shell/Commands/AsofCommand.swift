import EventStore
import Flows

/// `asof`: the whole view as it was at a moment.
enum AsofCommand: Command {
    static let name = "asof"
    static let summary = "show everything as it was at a moment; `asof now` comes back"
    static let grammar = ["asof WHEN", "asof now", "asof"]
    static let examples = [
        (line: "asof 14:02:11", effect: "the log as it was then: later events are hidden"),
        (line: "asof 7f3a:3", effect: "as it was when that request was executed"),
        (line: "asof now", effect: "back to the present"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "the view is set, or shown"),
        (code: 2, meaning: "no such moment"), (code: 3, meaning: "the log cannot be read"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        guard request.isFirstArgument else { return [] }
        return [Completion("now", "the present, as it goes on")]
            + Completion.moments
            + session.flowCompletions(startingWith: request.text)
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        guard let first = arguments.words.first else { return shown(in: session) }
        try session.travel(to: arguments.words, orAt: first)
        return shown(in: session)
    }

    private static func shown(in session: Session) -> CommandResult {
        let zone = session.settings.zone
        let fields = ["position", "time"]
        guard let past = session.past else {
            return CommandResult(
                blocks: [.line("view is the present")],
                records: Records(fields: fields, rows: [[.null, .null]], isSingle: true)
            )
        }
        let moment = zone.fields(of: past.time)
        let text =
            "view is \(moment.date) \(moment.timeOfDay(decimals: 3)) \(zone.name(at: past.time))"
            + " = log #\(past.position); later events are hidden, nothing can be changed"
        return CommandResult(
            blocks: [.line(StyledText(text))],
            records: Records(
                fields: fields,
                rows: [[.integer(past.position), .string(past.time.rfc3339(decimals: 6))]],
                isSingle: true
            ),
            hint: "asof now"
        )
    }
}

/// A moment of the past that a session looks at: everything recorded up to a position.
struct Past: Equatable, Sendable {
    var position: Int64
    var time: Timestamp
}

extension Session {
    /// Shows the log as it was at the moment that `words` name, all of them; `now` is the present.
    /// Moments are the present's: an earlier view does not narrow the next.
    func travel(to words: [Word], orAt place: Word) throws(ShellError) {
        let view = past
        travel(to: nil)
        if words.count == 1, words[0].text == "now" { return }
        do throws(ShellError) {
            let (when, count) = try When.parse(words[...], now: now, zone: settings.zone)
            guard count == words.count else {
                throw ShellError(
                    "'\(words[count].text)' is no part of a moment",
                    at: words[count],
                    hint: "one of: \(When.help)"
                )
            }
            travel(to: try past(at: when, words.first ?? place))
            _ = try log()
        } catch {
            travel(to: view)
            throw error
        }
    }

    /// The last position that belongs to a moment.
    private func past(at when: When, _ word: Word) throws(ShellError) -> Past {
        switch when {
        case .position(let position):
            // Checks that there is such a position.
            return Past(position: position, time: try resolve(when, at: word))
        case .request(let reference, let step):
            let place = Word(reference, range: word.range, line: word.line)
            let (flow, events) = try story(of: place)
            guard let step else {
                return Past(position: flow.lastPosition, time: flow.lastEventAt)
            }
            guard let last = events.upTo(step)?.last else {
                throw ShellError(
                    "\(flow.id.shortID) never reached '\(step.name)'",
                    at: word,
                    hint: "steps \(flow.id.shortID)"
                )
            }
            return Past(position: last.position, time: last.recordedAt)
        case .ago, .moment:
            let time = try resolve(when, at: word)
            let position = try position(at: time)
            guard position > 0 else {
                throw ShellError(
                    "the log begins after that moment",
                    at: word,
                    hint: "events from #1 -n 1"
                )
            }
            return Past(position: position, time: time)
        }
    }
}
