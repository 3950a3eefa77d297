import EventStore
import Flows

/// The newest lines of one function in a window, over all requests, with those of the platform.
struct FunctionLog {
    let function: String
    let listing: FlowListing
    private let lineLimit: Int
    private let window: TimeRange
    private let now: Timestamp
    private let started: Int64
    private let nameWord: Word

    /// The platform alone writes so many lines for an invocation.
    private static let leastLines = 3

    /// Reads `function NAME [since WHEN] … [-n N]`.
    init(_ arguments: Arguments, in session: Session) throws(ShellError) {
        started = session.clock.steadyMicroseconds()
        now = session.now
        var words = Array(arguments.words.dropFirst())
        window = try session.takeRange(from: &words) ?? session.defaultWindow
        guard let name = words.first else {
            throw ShellError(
                "no name after 'function'",
                at: arguments.end,
                hint: "as in: logs function orders"
            )
        }
        guard words.count == 1 else {
            throw ShellError(
                "logs does not know what to do with '\(words[1].text)'",
                at: words[1],
                hint: "help logs"
            )
        }
        nameWord = name
        function = name.text
        let limit = try arguments.number("-n", in: 1...ShellSettings.highestLimit)
        lineLimit = limit ?? session.settings.limit ?? (session.terminal.isTTY ? 50 : 1000)
        var listing = FlowListing()
        listing.function = function
        listing.since = window.since
        listing.until = window.until
        listing.limit = lineLimit / Self.leastLines + 1
        self.listing = listing
    }

    /// One line and the request that it belongs to.
    struct Entry {
        let facts: FlowFacts
        let line: LogLine

        func blocks(zone: DisplayZone) -> [Block] {
            let time = zone.fields(of: line.time).timeOfDay(decimals: 3)
            return facts.blocks(of: line, lead: "\(time) \(facts.flow.id.shortID)")
        }

        var row: [MachineValue] { facts.logRow(line) }
    }

    /// The newest lines, oldest first.
    ///
    /// - `endedOnly`: leaves out requests that go on.
    /// - Returns: the lines and the requests they are of.
    func entries(
        in session: Session,
        endedOnly: Bool = false
    ) throws(ShellError) -> (entries: [Entry], flows: [FlowID]) {
        var entries: [Entry] = []
        var flows: [FlowID] = []
        for flow in try session.flows(listing).flows where entries.count < lineLimit {
            guard flow.outcome != nil || !endedOnly else { continue }
            flows.append(flow.id)
            entries += try self.entries(of: flow.id, in: session)
        }
        return (Array(inOrder(entries).suffix(lineLimit)), flows)
    }

    /// The function's lines of one request.
    func entries(of flow: FlowID, in session: Session) throws(ShellError) -> [Entry] {
        let events = try session.events(of: flow)
        guard let flow = try? Flow(events: events) else { return [] }
        let facts = FlowFacts(flow: flow, events: events)
        let attempts = Set(
            flow.attempts.filter { $0.triggered.function == function }.map(\.triggered.attempt)
        )
        return facts.logLines.filter { attempts.contains($0.attempt) }
            .map { Entry(facts: facts, line: $0) }
    }

    /// By time; lines of the same moment as they were.
    private func inOrder(_ entries: [Entry]) -> [Entry] {
        entries.enumerated().sorted {
            ($0.element.line.time, $0.offset) < ($1.element.line.time, $1.offset)
        }.map(\.element)
    }

    func result(in session: Session) throws(ShellError) -> CommandResult {
        let (entries, flows) = try entries(in: session)
        let zone = session.settings.zone
        let taken = session.clock.steadyMicroseconds() - started
        let window = session.windowText(window)
        var hint: String? = "logs function \(quoted(function)) -f"
        if entries.isEmpty {
            // With an empty window: whatever was seen lately.
            let known = try session.functionCounts(since: now, until: nil).map(\.function)
            guard known.contains(function) else {
                throw ShellError(
                    "the log has no function '\(function)'"
                        + didYouMean(nearest(to: function, among: known)),
                    at: nameWord,
                    hint: "functions"
                )
            }
            hint = "logs function \(quoted(function)) since -1d"
        }
        return CommandResult(
            blocks: entries.flatMap { $0.blocks(zone: zone) },
            records: Records(fields: logFields, rows: entries.map(\.row)),
            footer: "\(counted(entries.count, "line")) of \(counted(flows.count, "request")) · "
                + "\(window) · log #\(try session.head()) · \(durationText(microseconds: taken))",
            hint: hint
        )
    }
}
