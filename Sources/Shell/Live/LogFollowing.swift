import EventStore
import Flows

/// What `logs -f` follows.
protocol LogFollower: AnyObject {
    /// The lines that were not given yet, as blocks of a screen and as rows for machines.
    func next() throws(ShellError) -> [(blocks: [Block], row: [MachineValue])]
    /// Whether nothing more can come.
    var hasEnded: Bool { get }
    /// The service is there again: the log may be another file.
    func reopen() throws(ShellError)
}

/// Writes the lines of a log as they come.
struct LogFollowing {
    private let follower: any LogFollower
    private let runner: LineRunner

    init(_ follower: any LogFollower, by runner: LineRunner) {
        self.follower = follower
        self.runner = runner
    }

    /// - Returns: the exit code: 0 when the request has ended or nobody reads any more, 3 when the
    ///   service has gone before, 130 after Ctrl-C.
    func run(_ sink: Sink) throws(ShellError) -> Int32 {
        let session = runner.session
        let end = try follow(sink)
        if case .signal(let number) = end { return LogsCommand.ended(by: number, session) }
        return end == .serviceGone ? ShellError.Code.unreachable.rawValue : 0
    }

    private enum End: Equatable {
        case done, serviceGone
        case signal(Int32)
    }

    /// Runs to the end; the signals then are as they were.
    private func follow(_ sink: Sink) throws(ShellError) -> End {
        let session = runner.session
        let output = try LiveOutput(sink, by: runner)
        let signals = SignalPipe(session.interruption)
        defer {
            output.close()
            signals?.remove()
        }
        return try follow(
            LiveWait(
                link: ServiceLink(logPath: session.logPath),
                signals: signals,
                output: output.descriptor
            ),
            output
        )
    }

    private func follow(_ wait: LiveWait, _ output: LiveOutput) throws(ShellError) -> End {
        let printing = runner.printing(runner.liveFormat)
        var rows = RowStream(fields: logFields, printing: printing)
        if printing.format != .table { _ = output.write(rows.head) }
        var isUp = wait.link?.attempt(now: steadyNow()) ?? false
        while true {
            for line in try follower.next() {
                let bytes =
                    printing.format == .table
                    ? screen(line.blocks, printing) : rows.row(line.row)
                guard output.write(bytes) else { return .done }
            }
            if follower.hasEnded {
                _ = output.write(rows.end)
                return .done
            }
            if !isUp {
                runner.say("no service runs on this log: nothing more will be written")
                return .serviceGone
            }
            for event in wait.next(until: nil) {
                switch event {
                case .serviceStopped: isUp = false
                case .serviceStarted:
                    isUp = true
                    try follower.reopen()
                case .ended(let signal): return .signal(signal)
                case .readerGone: return .done
                case .changes, .key, .resized, .resumed, .timeout: break
                }
            }
            // What the service wrote last before it stopped is looked for once more.
            if !isUp, let warning = runner.session.synchronize() { runner.say(warning) }
        }
    }
}

/// The log of one request, to its end.
final class FollowedFlow: LogFollower {
    private let word: Word
    private let session: Session
    /// How often each line was given.
    private var given: [Key: Int] = [:]
    private(set) var hasEnded = false

    /// A line of the platform's is the same when it says the same: its time may become known later.
    private struct Key: Hashable {
        let source: LogLine.Source
        let attempt: Int
        let text: String
        let time: Timestamp?

        init(_ line: LogLine) {
            source = line.source
            attempt = line.attempt
            text = line.text
            time = line.source == .function ? line.time : nil
        }
    }

    init(_ word: Word, _ session: Session) {
        self.word = word
        self.session = session
    }

    func next() throws(ShellError) -> [(blocks: [Block], row: [MachineValue])] {
        let (flow, events) = try session.story(of: word)
        let facts = FlowFacts(flow: flow, events: events)
        hasEnded = flow.outcome != nil
        var left = given
        let new = facts.logLines.filter { line in
            let key = Key(line)
            guard let count = left[key], count > 0 else { return true }
            left[key] = count - 1
            return false
        }
        for line in new { given[Key(line), default: 0] += 1 }
        return new.map { (facts.blocks(of: $0, lead: facts.offset(of: $0.time)), facts.logRow($0)) }
    }

    func reopen() {}
}

/// The log of one function: the newest lines, then those of each request as it ends.
final class FollowedFunction: LogFollower {
    private let log: FunctionLog
    private let session: Session
    private var feed: FlowFeed?
    let hasEnded = false

    init(_ log: FunctionLog, _ session: Session) {
        self.log = log
        self.session = session
    }

    func next() throws(ShellError) -> [(blocks: [Block], row: [MachineValue])] {
        try newEntries().map { entry in
            (entry.blocks(zone: session.settings.zone), entry.row)
        }
    }

    func reopen() {}

    private func newEntries() throws(ShellError) -> [FunctionLog.Entry] {
        guard feed != nil else { return try begin() }
        var entries: [FunctionLog.Entry] = []
        do {
            while let piece = try feed?.next() {
                for flow in piece.flows where flow.function == log.function {
                    entries += try log.entries(of: flow.id, in: session)
                }
                if piece.isAtHead { break }
            }
        } catch let error as ShellError {
            throw error
        } catch let error as LogError {
            throw ShellError(error)
        } catch {
            throw ShellError(.unreachable, "\(error)")
        }
        return entries
    }

    /// The place is taken first: what ends while the lines are read comes either with them or later,
    /// and is left out there when it came with them.
    private func begin() throws(ShellError) -> [FunctionLog.Entry] {
        var feed = FlowFeed(try session.log(), after: try session.head())
        let (entries, flows) = try log.entries(in: session, endedOnly: true)
        for flow in flows { feed.skip(flow) }
        self.feed = feed
        return entries
    }
}
