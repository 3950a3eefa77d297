import Debugger
import EventStore
import Flows

/// What the verbs read: the log's reader, and in tests a log in memory.
///
/// The methods are those of `LogReader`, where they are described.
public protocol FlowLog {
    func flows(_ listing: FlowListing) throws(LogError) -> FlowPage
    func events(of flow: FlowID) throws(LogError) -> [RecordedEvent]
    func events(
        from position: Int64,
        limit: Int,
        newestFirst: Bool
    ) throws(LogError) -> [LoggedEvent]
    func candidates(for reference: String) throws(LogError) -> [FlowSummary]
    func head() throws(LogError) -> Int64
}

extension LogReader: FlowLog {}

/// The clocks of a session: wall time for ages and windows, a steady one for «time taken».
public struct ShellClock: Sendable {
    public var now: @Sendable () -> Timestamp
    public var steadyMicroseconds: @Sendable () -> Int64

    public init(
        now: @escaping @Sendable () -> Timestamp,
        steadyMicroseconds: @escaping @Sendable () -> Int64
    ) {
        self.now = now
        self.steadyMicroseconds = steadyMicroseconds
    }

    public static let system = ShellClock(now: { .now() }, steadyMicroseconds: { steadyNow() })
}

/// What is true from one line to the next: the log, the settings, the last listing.
///
/// Owned by one thread: the one that runs the lines.
public final class Session {
    /// The path of the log file.
    public let logPath: String
    /// What `set` shows and changes.
    public var defaults: ShellSettings
    /// The settings of the line that runs: the defaults and its options.
    public internal(set) var settings: ShellSettings
    /// Where the output of the line that runs goes.
    var terminal: Terminal
    let clock: ShellClock
    let memory: TerminalMemory
    /// Set by `quit`.
    var isOver = false
    /// For `import` and `export`.
    var transfers: TransferAccess
    private let openLog: () throws(LogError) -> any FlowLog
    private var opened: (any FlowLog)?

    init(
        logPath: String,
        settings: ShellSettings,
        terminal: Terminal,
        clock: ShellClock,
        memory: TerminalMemory,
        openLog: @escaping () throws(LogError) -> any FlowLog
    ) {
        self.logPath = logPath
        self.transfers = TransferAccess(logPath: logPath)
        self.defaults = settings
        self.settings = settings
        self.terminal = terminal
        self.clock = clock
        self.memory = memory
        self.openLog = openLog
    }

    /// A session on a log file, opened when the first verb needs it.
    convenience init(logPath: String, settings: ShellSettings, terminal: Terminal) {
        self.init(
            logPath: logPath,
            settings: settings,
            terminal: terminal,
            clock: .system,
            memory: TerminalMemory(logPath: logPath),
            openLog: { () throws(LogError) -> any FlowLog in try LogReader(path: logPath) }
        )
    }

    /// The log, with everything in it that the running service has taken on.
    func log() throws(ShellError) -> any FlowLog {
        if let opened { return opened }
        do {
            let log = try openLog()
            opened = log
            return log
        } catch {
            throw ShellError(error)
        }
    }

    /// Asks the running service, if there is one, to bring the log file up to date; where a service
    /// ended without doing so, does it in its place.
    /// - Returns: a warning when the newest events may be missing.
    func synchronize() -> String? {
        guard let service = ServiceClient.find(logPath: logPath) else { return recover() }
        do {
            try service.sync()
            return nil
        } catch {
            return "the service did not answer, so the newest events may be missing: \(error)"
        }
    }

    private func recover() -> String? {
        // Opening the log does the same; this is for a session that outlives its service.
        guard opened != nil, LogRecovery.isNeeded(path: logPath) else { return nil }
        do {
            try LogRecovery.bringUpToDate(path: logPath)
            return nil
        } catch {
            return "the newest events may be missing: \(error.description)"
        }
    }

    func flows(_ listing: FlowListing) throws(ShellError) -> FlowPage {
        let log = try log()
        do { return try log.flows(listing) } catch { throw ShellError(error) }
    }

    func candidates(for reference: String) throws(ShellError) -> [FlowSummary] {
        let log = try log()
        do { return try log.candidates(for: reference) } catch { throw ShellError(error) }
    }

    func events(of flow: FlowID) throws(ShellError) -> [RecordedEvent] {
        let log = try log()
        do { return try log.events(of: flow) } catch { throw ShellError(error) }
    }

    func events(
        from position: Int64,
        limit: Int,
        newestFirst: Bool
    ) throws(ShellError) -> [LoggedEvent] {
        let log = try log()
        do {
            return try log.events(from: position, limit: limit, newestFirst: newestFirst)
        } catch {
            throw ShellError(error)
        }
    }

    func head() throws(ShellError) -> Int64 {
        let log = try log()
        do { return try log.head() } catch { throw ShellError(error) }
    }
}
