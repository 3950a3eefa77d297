import EventStore
import Flows

/// Where the flows of a ``TailRun`` go.
protocol TailDisplay: AnyObject {
    /// Whether what comes shall wait.
    var isPaused: Bool { get }
    /// Until when it wants to be asked again at the latest, by the steady clock.
    var deadline: Int64? { get }

    /// Shows flows in their order.
    /// - Returns: false when nobody reads any more.
    func show(_ flows: [FlowSummary]) -> Bool
    /// Tells how many wait while it is paused.
    func showWaiting(_ count: Int)
    /// Something about the service or the log that is no flow.
    func notice(_ text: String)
    /// - Returns: false when the key ends the verb.
    func take(key: UInt8) -> Bool
    /// The screen has changed its size or lost its contents.
    func redraw()
    /// The deadline has come, or something else woke the verb.
    func tick()
}

/// Follows the log and shows each flow that matches as it ends, over stops and starts of the service.
///
/// Owned by the thread that runs it.
final class TailRun {
    /// How it came to its end.
    enum End: Equatable {
        /// As many as were asked for, or the time is over, or whoever watched had enough.
        case done
        /// By a signal; 0 when it was told to end by the shell.
        case signal(Int32)
        case readerGone
    }

    private let query: TailQuery
    private let logPath: String
    private let openLog: @Sendable () throws(LogError) -> any FlowLog
    private let wait: LiveWait
    private let display: any TailDisplay
    private let limit: Int
    private let deadline: Int64?
    private var feed: FlowFeed?
    /// Runs ahead of `feed` while the display is paused, to count what waits.
    private var ahead: FlowFeed?
    private var waiting = 0
    /// When the service went away, by the steady clock; nil while it is there.
    private var downSince: Int64?
    private var isFirstOpening = true
    /// Whether there may be more to read.
    private var isBehind = true
    private(set) var shown = 0
    /// How far the log was read.
    var position: Int64 { feed?.position ?? 0 }

    /// How long a service may be away before what a crash has left in the journal is brought in by
    /// this process, in microseconds: one that is being started again does it itself, and must not
    /// find its log locked.
    private static let patience: Int64 = 2_000_000

    /// - `limit`: ends after so many flows.
    /// - `deadline`: ends then, by the steady clock; nil: never by itself.
    init(
        _ query: TailQuery,
        logPath: String,
        openLog: @escaping @Sendable () throws(LogError) -> any FlowLog,
        wait: LiveWait,
        display: any TailDisplay,
        limit: Int = .max,
        deadline: Int64? = nil
    ) {
        self.query = query
        self.logPath = logPath
        self.openLog = openLog
        self.wait = wait
        self.display = display
        self.limit = limit
        self.deadline = deadline
    }

    /// Runs to its end.
    /// - Throws: when the log cannot be read although the service runs.
    func run() throws(ShellError) -> End {
        let isUp = wait.link?.attempt(now: steadyNow()) ?? false
        if !isUp { downSince = steadyNow() }
        var hasCaughtUp = false
        while true {
            // A piece at a time: the way from `since` to the end of a large log is long, and keys, signals
            // and the deadline are looked at in between.
            if isBehind, let end = try look() { return end }
            if !isBehind, !hasCaughtUp {
                hasCaughtUp = true
                // Said only now: who reads it may count on it that nothing is missed any more.
                if isUp {
                    display.redraw()
                } else {
                    display.notice("no service runs on this log; waiting for one (waybill up)")
                }
            }
            let next = isBehind ? steadyNow() : earliest(deadline, display.deadline)
            for event in wait.next(until: next) {
                if let end = try meet(event) { return end }
            }
            display.tick()
        }
    }

    private func earliest(_ a: Int64?, _ b: Int64?) -> Int64? {
        guard let a, let b else { return a ?? b }
        return min(a, b)
    }

    private func meet(_ event: LiveEvent) throws(ShellError) -> End? {
        switch event {
        case .changes: isBehind = true
        case .serviceStopped:
            lostService("the service stopped; waiting for it to come back")
        case .serviceStarted:
            downSince = nil
            display.notice("the service is there")
            try reopen()
        case .key(let key):
            let wasPaused = display.isPaused
            guard display.take(key: key) else { return .done }
            if wasPaused, !display.isPaused {
                ahead = nil
                isBehind = true
            }
        case .resized, .resumed: display.redraw()
        case .ended(let signal): return .signal(signal)
        case .readerGone: return .readerGone
        case .timeout: if let deadline, steadyNow() >= deadline { return .done }
        }
        return nil
    }

    private func lostService(_ words: String) {
        downSince = steadyNow()
        display.notice(words)
    }

    // MARK: Reading

    /// Shows a further piece of what has ended, or counts it.
    private func look() throws(ShellError) -> End? {
        bringInWhatWasLeft()
        isBehind = false
        do {
            try open()
            guard !display.isPaused else {
                try count()
                return nil
            }
            return try showNew()
        } catch {
            // A service that is just starting or stopping may have the file in its hands.
            guard downSince == nil, error.code != .busy else { return nil }
            throw ShellError(error)
        }
    }

    private func open() throws(LogError) {
        guard feed == nil else { return }
        let log: any FlowLog
        do {
            log = try openLog()
        } catch {
            // The first service will make it.
            isFirstOpening = isFirstOpening && error.code != .notFound
            if error.code == .notFound { return }
            throw error
        }
        if let since = query.since {
            let before = since.advanced(byMicroseconds: -1)
            feed = FlowFeed(log, after: try log.position(at: before))
        } else {
            // A log that came into being while we waited is new as a whole.
            feed = FlowFeed(log, after: isFirstOpening ? try log.head() : 0)
        }
    }

    /// The file behind the path may be another one now.
    private func reopen() throws(ShellError) {
        guard feed != nil else { return }
        do {
            let log = try openLog()
            if try feed?.reopen(log) == false { display.notice("this is another log") }
            ahead = nil
        } catch {
            throw ShellError(error)
        }
    }

    private func showNew() throws(LogError) -> End? {
        guard let piece = try feed?.next(matching: query) else { return nil }
        isBehind = !piece.isAtHead
        let matching = Array(piece.flows.prefix(limit - shown))
        shown += matching.count
        if !matching.isEmpty, !display.show(matching) { return .readerGone }
        return shown >= limit ? .done : nil
    }

    private func count() throws(LogError) {
        if ahead == nil {
            ahead = feed
            waiting = 0
        }
        if let piece = try ahead?.next(matching: query) {
            isBehind = !piece.isAtHead
            waiting += piece.flows.count
        }
        display.showWaiting(waiting)
    }

    /// What a service that was killed has left in the journal, unless it comes back to do it.
    private func bringInWhatWasLeft() {
        guard let downSince, steadyNow() - downSince > Self.patience,
            LogRecovery.isNeeded(path: logPath)
        else { return }
        try? LogRecovery.bringUpToDate(path: logPath)
    }
}
