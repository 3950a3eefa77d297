import EventStore
import Flows
import Glibc
import Synchronization

/// The `tail … &` of one shell: each a thread of its own that puts its lines above the prompt.
///
/// Owned by the thread that runs the lines; what the threads share with it is in ``BackgroundTail``.
final class BackgroundTails {
    private let announcer: PromptAnnouncer
    private var running: [BackgroundTail] = []
    private var lastNumber = 0

    /// Tails at a time.
    static let limit = 8

    init(announcer: PromptAnnouncer) { self.announcer = announcer }

    /// They end with the shell.
    deinit { _ = end(nil) }

    /// Those that still run, in the order in which they were started.
    var all: [BackgroundTail] {
        for tail in running where tail.hasEnded { tail.stop() }
        running.removeAll { $0.hasEnded }
        return running
    }

    /// Starts one.
    /// - Returns: nil when no thread or no descriptor is left.
    func start(_ query: TailQuery, title: String, in session: Session) -> BackgroundTail? {
        guard let ends = closingPipe() else { return nil }
        let tail = BackgroundTail(
            name: "t\(lastNumber + 1)",
            title: title,
            query: query,
            session: session,
            announcer: announcer,
            ends: ends
        )
        guard tail.start() else { return nil }
        lastNumber += 1
        running.append(tail)
        return tail
    }

    /// Ends one, or all, and waits for their threads.
    /// - Returns: those that were ended.
    func end(_ name: String?) -> [BackgroundTail] {
        let ended = all.filter { name == nil || $0.name == name }
        for tail in ended { tail.stop() }
        running.removeAll { tail in ended.contains { $0 === tail } }
        return ended
    }
}

/// One `tail … &`. The prompt's thread makes and ends it; its own thread runs it. They share the
/// counts, which are atomic, and what never changes.
final class BackgroundTail: TailDisplay, @unchecked Sendable {
    let name: String
    /// The words of the line, for the list.
    let title: String
    let startedAt: Timestamp
    private let query: TailQuery
    private let logPath: String
    private let openLog: @Sendable (MigrationWatch?) throws(LogError) -> any FlowLog
    private let zone: DisplayZone
    private let rows: ListedRows
    private let announcer: PromptAnnouncer
    private let ends: (reader: Int32, writer: Int32)
    private let count = Atomic<Int>(0)
    private let isOver = Atomic<Bool>(false)

    // The prompt's thread.
    private var thread: pthread_t?

    // The tail's thread.
    private var sampler = LineSampler(now: steadyNow())

    init(
        name: String,
        title: String,
        query: TailQuery,
        session: Session,
        announcer: PromptAnnouncer,
        ends: (reader: Int32, writer: Int32)
    ) {
        self.name = name
        self.title = title
        self.query = query
        self.ends = ends
        self.announcer = announcer
        startedAt = session.clock.now()
        logPath = session.logPath
        openLog = session.openLog
        zone = session.settings.zone
        rows = session.memory.rows
    }

    deinit {
        close(ends.reader)
        if thread == nil { close(ends.writer) }
    }

    /// Flows shown.
    var shown: Int { count.load(ordering: .relaxed) }
    var hasEnded: Bool { isOver.load(ordering: .acquiring) }

    func start() -> Bool {
        var thread = pthread_t()
        let status = pthread_create(
            &thread,
            nil,
            { context in
                Unmanaged<BackgroundTail>.fromOpaque(context!).takeRetainedValue().run()
                return nil
            },
            Unmanaged.passRetained(self).toOpaque()
        )
        guard status == 0 else {
            Unmanaged.passUnretained(self).release()
            return false
        }
        self.thread = thread
        return true
    }

    /// Ends the thread and waits for it.
    func stop() {
        guard let thread else { return }
        close(ends.writer)
        pthread_join(thread, nil)
    }

    private func run() {
        // Signals are for the prompt's thread.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        let tail = TailRun(
            query,
            logPath: logPath,
            openLog: { [openLog] () throws(LogError) in try openLog(nil) },
            wait: LiveWait(link: ServiceLink(logPath: logPath), stopper: ends.reader),
            display: self
        )
        do {
            _ = try tail.run()
        } catch {
            notice("ended: \(error.message)")
        }
        isOver.store(true, ordering: .releasing)
    }

    // MARK: TailDisplay

    var isPaused: Bool { false }
    var deadline: Int64? { sampler.deadline }

    func show(_ flows: [FlowSummary]) -> Bool {
        tick()
        for index in sampler.choose(from: flows.count) {
            let number = rows.append(flows[index].id)
            announcer.post("\(flowLine(flows[index], zone: zone).plain)  %\(number)")
        }
        count.wrappingAdd(flows.count, ordering: .relaxed)
        return true
    }

    func notice(_ text: String) { announcer.post("  \(name): \(text)") }

    func tick() {
        guard let share = sampler.share(now: steadyNow()) else { return }
        announcer.post("  \(name): showing \(share) %: more than \(LineSampler.rate) a second")
    }

    func showWaiting(_ count: Int) {}
    func take(key: UInt8) -> Bool { true }
    func redraw() {}
}
