import EventStore
import Flows

/// Which flows a line of `replay` means.
enum ReplaySelection {
    /// One by its name, or the one in focus.
    case one(FlowFacts, at: Word)
    /// Several, in the order in which they happened, with the words that chose them and how many
    /// replays among them were left out.
    case flows([FlowSummary], condition: String, leftOut: Int)

    init(_ arguments: Arguments, in session: Session) throws(ShellError) {
        var words = arguments.words
        let condition = words.map { quoted($0.text) }.joined(separator: " ")
        let filter = try session.takeCondition(from: &words)
        let range = try session.takeRange(from: &words)
        var listing = FlowListing()
        var names: [Word] = []
        var isListing = range != nil || filter != nil
        var index = 0
        while index < words.count {
            let word = words[index]
            index += 1
            switch word.text {
            case "failed" where !word.isQuoted:
                listing.failedOnly = true
                isListing = true
            case "function" where !word.isQuoted:
                guard index < words.count else {
                    throw ShellError(
                        "no name after 'function'",
                        at: .end(of: word.line),
                        hint: "as in: replay failed function orders"
                    )
                }
                listing.function = words[index].text
                isListing = true
                index += 1
            default: names.append(word)
            }
        }
        if !isListing {
            self = try Self.named(names, condition, arguments, in: session)
            return
        }
        if let word = names.first {
            throw ShellError(
                "replay takes requests by name, or all of a window, not both",
                at: word,
                hint: "help replay"
            )
        }
        let window = range ?? session.defaultWindow
        listing.since = window.since
        listing.until = window.until
        listing.limit = ShellSettings.highestLimit
        let limits = try session.readLimits(arguments)
        let page = try session.flows(listing, matching: filter, limits: limits)
        let found = page.flows.reversed()
        let withReplays = arguments.has("--with-replays")
        let chosen = found.filter { withReplays || $0.kind != .replay }
        self = .flows(chosen, condition: condition, leftOut: found.count - chosen.count)
    }

    private static func named(
        _ names: [Word],
        _ condition: String,
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> ReplaySelection {
        guard let first = names.first else {
            if let focus = session.focus {
                let (flow, events) = try session.story(of: focus.flow, at: arguments.verb)
                return .one(FlowFacts(flow: flow, events: events), at: arguments.verb)
            }
            throw ShellError(
                "replay needs a request, or says which: failed, since -1h, …",
                at: arguments.end,
                hint: "replay @failed --dry"
            )
        }
        guard names.count > 1 else {
            let (flow, events) = try session.story(of: first)
            return .one(FlowFacts(flow: flow, events: events), at: first)
        }
        var ids: [FlowID] = []
        for name in names {
            let id = try session.resolveFlow(name)
            if !ids.contains(id) { ids.append(id) }
        }
        let chosen = ids
        let flows = try session.reader { reader throws(LogError) in try reader.flows(chosen) }
        return .flows(flows, condition: condition, leftOut: 0)
    }
}

extension Session {
    /// Asks the log file itself.
    func reader<Value>(
        _ body: (LogReader) throws(LogError) -> Value
    ) throws(ShellError) -> Value {
        guard let reader = try log() as? LogReader else {
            throw ShellError(.unreachable, "this log is no file")
        }
        do throws(LogError) {
            return try body(reader)
        } catch {
            throw ShellError(error)
        }
    }

    /// The replays of a flow, oldest first; a log that is no file knows of none.
    func replays(of flow: FlowID) throws(ShellError) -> [FlowSummary] {
        guard try log() is LogReader else { return [] }
        return try reader { reader throws(LogError) in try reader.replays(of: [flow])[flow] ?? [] }
    }

    /// The batch that a word names.
    func batch(_ word: Word) throws(ShellError) -> BatchRecord {
        guard let number = BatchRecord.number(word.text) else {
            throw ShellError("'\(word.text)' names no batch", at: word, hint: "as in: b-12")
        }
        let found = try reader { reader throws(LogError) in try reader.batch(number: number) }
        guard let found else {
            let last = try reader { reader throws(LogError) in try reader.lastBatchNumber() }
            throw ShellError(
                "there is no batch \(word.text)",
                at: word,
                hint: last == 0 ? "replay failed since -1h begins one" : "the newest is b-\(last)"
            )
        }
        return found
    }

    /// The newest batches.
    func batchCompletions() -> [Completion] {
        let last = (try? reader { reader throws(LogError) in try reader.lastBatchNumber() }) ?? 0
        return (max(1, last - 9)...max(1, last)).reversed().filter { $0 <= last }.map { number in
            let record = try? reader { reader throws(LogError) in try reader.batch(number: number) }
            let words = record.flatMap { $0 }.map {
                "\(counted($0.count, "request")), \($0.endReason ?? "not ended")"
            }
            return Completion(BatchRecord.name(number), words ?? "")
        }
    }
}
