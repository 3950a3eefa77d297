import Debugger
import EventStore
import Flows
import Queries

/// What the verbs read: the log's reader, and in tests a log in memory.
///
/// The methods are those of `LogReader`, where they are described.
public protocol FlowLog {
    func flows(_ listing: FlowListing) throws(LogError) -> FlowPage
    func flows(
        _ listing: FlowListing,
        matching condition: Expression,
        now: Timestamp,
        limits: ReadLimits
    ) throws(QueryFailure) -> FlowPage
    func flow(
        before position: Int64,
        matching condition: Expression?,
        now: Timestamp,
        limits: ReadLimits
    ) throws(QueryFailure) -> FlowSummary?
    func flow(
        after position: Int64,
        matching condition: Expression?,
        now: Timestamp,
        limits: ReadLimits
    ) throws(QueryFailure) -> FlowSummary?
    func events(of flow: FlowID) throws(LogError) -> [RecordedEvent]
    func events(
        from position: Int64,
        limit: Int,
        newestFirst: Bool
    ) throws(LogError) -> [LoggedEvent]
    func editedFlows(among flows: [FlowID]) throws(LogError) -> Set<FlowID>
    func candidates(for reference: String) throws(LogError) -> [FlowSummary]
    func head() throws(LogError) -> Int64
    func flowsEnded(after position: Int64) throws(LogError) -> EndedFlows
    func flowsEnded(
        after position: Int64,
        matching condition: Expression,
        now: Timestamp,
        limits: ReadLimits
    ) throws(QueryFailure) -> EndedFlows
    func position(at moment: Timestamp) throws(LogError) -> Int64
    func routeCounts(since: Timestamp?, until: Timestamp?) throws(LogError) -> [RouteCount]
    func functionCounts(since: Timestamp?, until: Timestamp?) throws(LogError) -> [FunctionCount]
    func serviceEvents(_ type: String, limit: Int) throws(LogError) -> [LoggedEvent]
    func tables() throws(LogError) -> [SQLTable]
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
    /// Follows what is held, while a prompt runs.
    var holdWatcher: HoldWatcher?
    /// The verbs there are, in the order of the help.
    let verbs: [any Command.Type]
    /// Set by `quit`.
    var isOver = false
    /// For `import` and `export`.
    lazy var transfers = TransferAccess(logPath: logPath, migration: migration)
    /// The wish to stop what runs; long work asks it.
    public let interruption = Interruption()
    /// What follows the log above the prompt; nil where no prompt runs.
    var backgroundTails: BackgroundTails?
    /// How many requests are held at breakpoints, for the prompt; asked before each line.
    var heldCount: () -> Int = { 0 }
    /// How often names of fields were typed lately; completion offers the most used ones first.
    var fieldUses: () -> [String: Int] = { [:] }
    /// Reads the log for completions, as it is or as it was; idle until the first.
    private(set) lazy var completionReader = CompletionReader(interruption, openLog: logToComplete)
    /// Opens the log in a connection of its own, on whichever thread; with nil, not the log of an older
    /// program.
    let openLog: @Sendable (MigrationWatch?) throws(LogError) -> any FlowLog
    /// Tells of the log of an older program that a line has brought up to date.
    var migration: MigrationWatch { .telling(stoppedBy: interruption) }
    private var opened: (any FlowLog)?
    private var openedSQL: SQLReader?
    /// The moment whose view is shown; nil: the present.
    private(set) var past: Past?

    init(
        logPath: String,
        settings: ShellSettings,
        terminal: Terminal,
        clock: ShellClock,
        memory: TerminalMemory,
        verbs: [any Command.Type] = Shell.verbs,
        openLog: @escaping @Sendable (MigrationWatch?) throws(LogError) -> any FlowLog
    ) {
        self.logPath = logPath
        self.defaults = settings
        self.settings = settings
        self.terminal = terminal
        self.clock = clock
        self.memory = memory
        self.verbs = verbs
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
            openLog: { (migration) throws(LogError) -> any FlowLog in
                try LogReader(path: logPath, migration: migration)
            }
        )
    }

    /// The log, with everything in it that the running service has taken on.
    func log() throws(ShellError) -> any FlowLog {
        if let opened { return opened }
        do {
            let log =
                try past.map {
                    try LogReader(path: logPath, asOf: $0.position, migration: migration)
                } ?? openLog(migration)
            (log as? LogReader)?.isInterrupted = { [interruption] in interruption.isRequested }
            opened = log
            return log
        } catch let error as LogError {
            throw ShellError(error)
        } catch {
            throw ShellError(.unreachable, "\(error)")
        }
    }

    /// The log as a file, for questions that are lowered to SQL.
    func reader() throws(ShellError) -> LogReader {
        guard let reader = try log() as? LogReader else {
            throw ShellError(.unreachable, "this log is in no file")
        }
        return reader
    }

    /// The connection for SQL that people type.
    func sqlReader() throws(ShellError) -> SQLReader {
        if let openedSQL { return openedSQL }
        do {
            let reader = try SQLReader(
                path: logPath,
                asOf: past?.position,
                migration: migration
            )
            openedSQL = reader
            return reader
        } catch {
            throw ShellError(error)
        }
    }

    /// Shows everything as it was at a moment; nil: as it is, and as it goes on.
    func travel(to past: Past?) {
        guard past != self.past else { return }
        self.past = past
        opened = nil
        openedSQL = nil
        completionReader.read(from: logToComplete)
    }

    /// Opens the log of the view, for another thread.
    private var logToComplete: @Sendable () throws -> any FlowLog {
        if let position = past?.position {
            return { [logPath] in try LogReader(path: logPath, asOf: position) }
        }
        return { [openLog, logPath] in
            // What the service has not written yet shall be offered too.
            let patience = CompletionReader.servicePatience
            try? ServiceClient.find(logPath: logPath, patience: patience)?.sync()
            return try openLog(nil)
        }
    }

    /// The moment that ages and windows count from: of the view, else of the clock.
    var now: Timestamp { past?.time ?? clock.now() }

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

    func editedFlows(among flows: [FlowID]) throws(ShellError) -> Set<FlowID> {
        let log = try log()
        do { return try log.editedFlows(among: flows) } catch { throw ShellError(error) }
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

    func position(at moment: Timestamp) throws(ShellError) -> Int64 {
        let log = try log()
        do { return try log.position(at: moment) } catch { throw ShellError(error) }
    }

    func tables() throws(ShellError) -> [SQLTable] {
        let log = try log()
        do { return try log.tables() } catch { throw ShellError(error) }
    }

    func head() throws(ShellError) -> Int64 {
        let log = try log()
        do { return try log.head() } catch { throw ShellError(error) }
    }
}
