import Debugger
import Flows
import Glibc
import Synchronization

/// Follows what is held, on a thread of its own, for the prompt: says it above the line being typed
/// and counts it. What this shell sets at the service goes with it: the service lets go of it when the
/// connection ends.
final class HoldWatcher: Sendable {
    /// The name that breakpoints of this shell carry.
    let session: String
    private let announcer: PromptAnnouncer
    private let isUTF8: Bool
    private let state = Mutex(State())

    private struct State {
        var held: Set<FlowID> = []
        /// Injections that this shell ends, and then says so itself.
        var ending: Set<String> = []
        var isWatching = false
    }

    init(announcer: PromptAnnouncer, isUTF8: Bool) {
        var random = SystemRandomNumberGenerator()
        session = "shell-\(getpid())-\(String(random.next() as UInt32, radix: 16))"
        self.announcer = announcer
        self.isUTF8 = isUTF8
    }

    /// How many flows are held now.
    var heldCount: Int { state.withLock { $0.held.count } }

    /// This shell is about to end an injection.
    func willEnd(injection id: String) {
        state.withLock { state in
            if state.isWatching { state.ending.insert(id) }
        }
    }

    /// Begins to follow the service of a log, unless that goes on already or there is none. Never
    /// waits: the service may be slow to answer.
    func watch(logPath: String) {
        let begins = state.withLock { state in
            defer { state.isWatching = true }
            return !state.isWatching
        }
        guard begins else { return }
        startThread {
            self.follow(logPath)
            self.state.withLock { $0 = State() }
        }
    }

    private func follow(_ logPath: String) {
        guard let service = ServiceClient.find(logPath: logPath),
            let lines = try? service.watchHolds(session: session)
        else { return }
        while let line = lines.nextLine() {
            if let notice = HoldNotice(line: line) { take(notice) }
        }
    }

    private func take(_ notice: HoldNotice) {
        // Whom a dialogue of this shell asks has seen it.
        guard notice.hold?.session.map(StepDialogue.isOurs) != true else { return }
        let isOwn = state.withLock { state in
            switch notice {
            case .held(let hold): state.held.insert(hold.flow)
            case .resumed(let hold, _, _): state.held.remove(hold.flow)
            case .edited, .ended: break
            case .injecting(let injection, _): return injection.session == session
            case .injected(let injection, _): return state.ending.remove(injection.id) != nil
            }
            return false
        }
        if !isOwn, let text = notice.text(isUTF8: isUTF8) { announcer.post(text) }
    }
}

extension Session {
    /// Follows what is held for as long as the prompt runs, and says it there.
    func watchHolds(_ announcer: PromptAnnouncer) {
        let watcher = HoldWatcher(
            announcer: announcer,
            isUTF8: Terminal.standardOutput().isUTF8
        )
        holdWatcher = watcher
        let logPath = logPath
        heldCount = {
            // A service may have been started since the last line.
            watcher.watch(logPath: logPath)
            return watcher.heldCount
        }
        watcher.watch(logPath: logPath)
    }
}

/// Runs `body` on a thread that nobody waits for.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Job: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let job = Unmanaged.passRetained(Job(body))
    let status = pthread_create(
        &thread,
        nil,
        { context in
            Unmanaged<Job>.fromOpaque(context!).takeRetainedValue().body()
            return nil
        },
        job.toOpaque()
    )
    guard status == 0 else {
        job.release()
        return
    }
    pthread_detach(thread)
}
