import EventStore
import Flows

/// The forms in which a flow can be named; what errors show.
let referenceHelp = "an id from ls, %1, @last, @-2, @failed, @prev or ."

extension Session {
    /// The flow that a word names, and its events.
    ///
    /// - Throws: nothing by that name, several (they are listed), or the log cannot be read.
    func story(of word: Word) throws(ShellError) -> (flow: Flow, events: [RecordedEvent]) {
        try story(of: try resolveFlow(word), at: word)
    }

    /// The flow of an id that `word` stands for.
    func story(
        of id: FlowID,
        at word: Word
    ) throws(ShellError) -> (flow: Flow, events: [RecordedEvent]) {
        let events: [RecordedEvent]
        do {
            events = try log().events(of: id)
        } catch let error as LogError {
            throw ShellError(error)
        } catch let error as ShellError {
            throw error
        } catch {
            throw ShellError(.unreachable, "\(error)")
        }
        guard !events.isEmpty else {
            throw ShellError(
                "no request \(id.shortID) in this log",
                at: word,
                hint: "ls lists the requests of the last hour"
            )
        }
        let flow: Flow?
        do {
            flow = try Flow(events: events)
        } catch {
            throw ShellError(
                .unreachable,
                "the record of \(id.shortID) is damaged: \(error)",
                hint: "events \(id.shortID)"
            )
        }
        guard let flow else {
            throw ShellError(
                "the record of \(id.shortID) does not begin with 'sent'",
                at: word,
                hint: "events \(id.shortID)"
            )
        }
        memory.look(at: id)
        return (flow, events)
    }

    func resolveFlow(_ word: Word) throws(ShellError) -> FlowID {
        let text = word.text
        switch text {
        case ".":
            guard let current = memory.focus?.flow ?? memory.current else {
                throw ShellError(
                    "no request was looked at yet",
                    at: word,
                    hint: "ls, then steps %1"
                )
            }
            return current
        case "@prev":
            guard let previous = memory.previous else {
                throw ShellError(
                    "no request was looked at before this one",
                    at: word,
                    hint: "ls, then steps %1"
                )
            }
            return previous
        case "@last": return try newest(1, failedOnly: false, at: word)
        case "@failed": return try newest(1, failedOnly: true, at: word)
        case _ where text.hasPrefix("@-"):
            guard let number = Int(text.dropFirst(2)), (1...10_000).contains(number) else {
                throw ShellError(
                    "'\(text)' counts back from the newest request",
                    at: word,
                    hint: "@-2 is the one before @last"
                )
            }
            return try newest(number, failedOnly: false, at: word)
        case _ where text.hasPrefix("%"): return try row(text.dropFirst(), at: word)
        default: return try lookUp(text, at: word)
        }
    }

    private func row(_ digits: Substring, at word: Word) throws(ShellError) -> FlowID {
        let rows = memory.listing
        guard let number = Int(digits), number > 0 else {
            throw ShellError("'\(word.text)' is no row", at: word, hint: "as in: steps %1")
        }
        guard !rows.isEmpty else {
            throw ShellError(
                "there is no listing in this terminal yet",
                at: word,
                hint: "ls, then steps %1"
            )
        }
        guard number <= rows.count else {
            throw ShellError(
                "the last listing has \(counted(rows.count, "row"))",
                at: word,
                hint: "%1 to %\(rows.count), or ls again"
            )
        }
        return rows[number - 1]
    }

    private func newest(
        _ number: Int,
        failedOnly: Bool,
        at word: Word
    ) throws(ShellError) -> FlowID {
        var listing = FlowListing()
        listing.failedOnly = failedOnly
        listing.limit = number
        let page = try flows(listing)
        guard page.flows.count >= number else {
            let what = failedOnly ? "failed request" : "request"
            throw ShellError(
                page.flows.isEmpty
                    ? "the log holds no \(what)"
                    : "the log holds only \(counted(page.flows.count, what))",
                at: word,
                hint: failedOnly ? "ls" : "send one: waybill call GET /"
            )
        }
        return page.flows[number - 1].id
    }

    private func lookUp(_ text: String, at word: Word) throws(ShellError) -> FlowID {
        let isShort = ShortID.range(ofPrefix: text) != nil
        guard !isShort || text.count >= 4 else {
            throw ShellError(
                "'\(text)' is too short: an id needs at least 4 digits",
                at: word,
                hint: referenceHelp
            )
        }
        let found = try candidates(for: text)
        if let only = found.first, found.count == 1 { return only.id }
        guard found.isEmpty else {
            let exact = found.filter { $0.id.shortID.description == text.lowercased() }
            if let only = exact.first, exact.count == 1 { return only.id }
            throw ShellError(
                "'\(text)' fits \(found.count) requests",
                at: word,
                candidates: found.map { candidateLine($0, now: now, zone: settings.zone) },
                hint: "type more of the id"
            )
        }
        // A whole UUID names a flow without any index.
        if let id = FlowID(uuidText: text) { return id }
        var nearby: String?
        if text.count >= 4 {
            var listing = FlowListing()
            listing.limit = 200
            nearby = nearest(
                to: text,
                among: try flows(listing).flows.map { $0.id.shortID.description }
            )
        }
        throw ShellError(
            "no request '\(text)' in this log" + didYouMean(nearby),
            at: word,
            hint: referenceHelp
        )
    }
}

/// `7f3a9c21  POST /orders 502 12s`
func candidateLine(_ flow: FlowSummary, now: Timestamp, zone: DisplayZone) -> String {
    "\(flow.id.shortID)  \(candidateDescription(flow, now: now, zone: zone))"
}

func candidateDescription(_ flow: FlowSummary, now: Timestamp, zone: DisplayZone) -> String {
    let parts = [
        methodWord(flow), flow.kind == .door ? pathWord(flow) : flow.function ?? pathWord(flow),
        flow.status.map { String($0) } ?? flow.state,
        ageText(of: flow.sentAt, now: now, zone: zone),
    ]
    return visible(parts.joined(separator: " "))
}
