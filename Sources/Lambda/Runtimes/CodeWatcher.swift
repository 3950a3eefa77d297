import Glibc
import Synchronization

/// Tells which functions' code has changed, by inotify, on a thread of its own.
///
/// Left out are `.waybill`, `.venv`, `__pycache__`, `.git` and `node_modules/.cache`; linked folders are
/// not followed. A code folder that is removed and made again, as build tools do, is found again.
/// - SeeAlso: [inotify(7)](https://man7.org/linux/man-pages/man7/inotify.7.html)
public final class CodeWatcher: Sendable {
    /// Changes are told when this long has passed without a further one,
    static let quietMilliseconds: Int32 = 100
    /// and at the latest this long after the first.
    static let patienceMilliseconds: Int32 = 1000
    /// How often a code folder that is missing is looked for.
    static let searchMilliseconds: Int32 = 250

    private struct Running {
        let thread: pthread_t
        /// The thread ends when the other end of this is closed.
        let stopper: Int32
    }
    /// Nil once stopped, or when nothing can be watched.
    private let running: Mutex<Running?>

    /// Starts to watch. Changes after this call returns are told.
    /// - Parameters:
    ///   - folders: Function name to code folder, absolute; folders may be shared and nested.
    ///   - onWarning: Gets a sentence when the system's limits leave something unwatched.
    ///   - onChange: Gets the names of the functions whose code changed, never none.
    ///
    /// Both are called on the watcher's thread, `onWarning` also before this call returns.
    public init(
        folders: [String: String],
        onWarning: @escaping @Sendable (String) -> Void,
        onChange: @escaping @Sendable (Set<String>) -> Void
    ) {
        self.running = Mutex(nil)
        let events = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard events >= 0, socketpair(AF_UNIX, type, 0, &ends) == 0 else {
            onWarning(
                "code changes are not noticed: \(systemText(errno)) (raise the limits: "
                    + "sudo sysctl fs.inotify.max_user_instances=512, or ulimit -n)"
            )
            if events >= 0 { close(events) }
            return
        }
        var tree = WatchedTree(events: events, folders: folders, onWarning: onWarning)
        tree.watchAll()
        let loop = WatchLoop(tree: tree, stopping: ends[1], onChange: onChange)
        let argument = Unmanaged.passRetained(loop)
        var started = pthread_t()
        let result = pthread_create(
            &started,
            nil,
            { argument in
                Unmanaged<WatchLoop>.fromOpaque(argument!).takeRetainedValue().run()
                return nil
            },
            argument.toOpaque()
        )
        guard result == 0 else {
            argument.release()
            close(ends[0])
            onWarning("code changes are not noticed: no thread for it (\(systemText(result)))")
            return
        }
        let running = Running(thread: started, stopper: ends[0])
        self.running.withLock { $0 = running }
    }

    deinit { stop() }

    /// Ends the thread; no callback runs after this returns. Not to be called from a callback.
    public func stop() {
        let running = running.withLock { running in
            defer { running = nil }
            return running
        }
        guard let running else { return }
        close(running.stopper)
        pthread_join(running.thread, nil)
    }
}

/// What the watcher's thread does. Used by that thread alone.
private final class WatchLoop {
    private var tree: WatchedTree
    private let stopping: Int32
    private let onChange: @Sendable (Set<String>) -> Void

    init(tree: WatchedTree, stopping: Int32, onChange: @escaping @Sendable (Set<String>) -> Void) {
        self.tree = tree
        self.stopping = stopping
        self.onChange = onChange
    }

    deinit {
        close(tree.events)
        close(stopping)
    }

    func run() {
        var changed: Set<String> = []
        var firstChange = Int64(0)
        while true {
            var sources = [
                pollfd(fd: tree.events, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stopping, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&sources, 2, waitMilliseconds(changed.isEmpty, firstChange))
            if sources[1].revents != 0 { return }
            var more = tree.findMissing()
            if count > 0 { more.formUnion(tree.readChanges()) }
            if changed.isEmpty && !more.isEmpty { firstChange = nowMilliseconds() }
            changed.formUnion(more)
            let isOverdue =
                nowMilliseconds() - firstChange >= Int64(CodeWatcher.patienceMilliseconds)
            if !changed.isEmpty && (isOverdue || (more.isEmpty && count == 0)) {
                onChange(changed)
                changed = []
            }
        }
    }

    private func waitMilliseconds(_ isQuiet: Bool, _ firstChange: Int64) -> Int32 {
        if isQuiet { return tree.isComplete ? -1 : CodeWatcher.searchMilliseconds }
        let left = firstChange + Int64(CodeWatcher.patienceMilliseconds) - nowMilliseconds()
        return max(0, min(CodeWatcher.quietMilliseconds, Int32(left)))
    }

    private func nowMilliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
