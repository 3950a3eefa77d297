import Glibc

/// What signals do while lines run.
///
/// Handlers only set the session's ``Interruption`` and, at a prompt, put one byte into its wake
/// pipe. They are installed without `SA_RESTART` and hand their signal on to the thread that runs the
/// lines, so that a call in which it is blocked ends with `EINTR` and it can look.
enum Signals {
    /// What handlers reach; written before they are installed.
    nonisolated(unsafe) private static var interruption: Interruption?
    nonisolated(unsafe) private static var wake: Int32 = -1
    /// The thread that runs the lines.
    nonisolated(unsafe) private static var thread = pthread_self()

    private static let ending: [Int32] = [SIGINT, SIGTERM, SIGHUP]

    /// For lines that nobody types and this thread runs: the first signal asks to stop, a further one
    /// ends the process.
    static func install(_ interruption: Interruption) {
        Self.interruption = interruption
        takeOver(ending)
        for number in ending {
            // Started by `nohup` or in the background, it stays ignored.
            guard !isIgnored(number) else { continue }
            handle(number) { number in
                guard Signals.isOnItsThread(number) else { return }
                if Signals.interruption?.request() ?? 0 > 0 { _exit(130) }
            }
        }
    }

    /// For the prompt of this thread, whose loop reads the other end of `wake`.
    static func installForPrompt(_ interruption: Interruption, wake: Int32) {
        Self.interruption = interruption
        Self.wake = wake
        takeOver(ending + [SIGWINCH, SIGTSTP, SIGCONT, SIGTTIN, SIGTTOU])
        for number in ending + [SIGWINCH] { handle(number, promptHandler) }
        installForTyping()
    }

    /// While a line is typed readline has changed the terminal's mode, which has to be put back
    /// before the process stops.
    static func installForTyping() {
        for number in [SIGTSTP, SIGCONT] { handle(number, promptHandler) }
    }

    /// While a line runs Ctrl-Z is an ordinary stop.
    static func removeForTyping() {
        for number in [SIGTSTP, SIGCONT] { signal(number, SIG_DFL) }
    }

    static func remove() {
        for number in ending + [SIGWINCH, SIGTSTP, SIGCONT] { signal(number, SIG_DFL) }
        wake = -1
        interruption = nil
    }

    /// Leaves the signals of a prompt to other threads.
    /// - Returns: what was blocked before, for ``restore(_:)``.
    static func block() -> sigset_t {
        var signals = set(ending + [SIGWINCH, SIGTSTP, SIGCONT])
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        return before
    }

    static func restore(_ mask: sigset_t) {
        var mask = mask
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    /// This thread runs the lines, whatever it was made from.
    private static func takeOver(_ numbers: [Int32]) {
        thread = pthread_self()
        var signals = set(numbers)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    private static func set(_ numbers: [Int32]) -> sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in numbers { sigaddset(&signals, number) }
        return signals
    }

    /// False: the signal was handed on.
    private static func isOnItsThread(_ number: Int32) -> Bool {
        guard pthread_equal(pthread_self(), thread) == 0 else { return true }
        pthread_kill(thread, number)
        return false
    }

    private static let promptHandler: @convention(c) (Int32) -> Void = { number in
        guard Signals.isOnItsThread(number) else { return }
        let saved = errno
        var reason: UInt8
        switch number {
        case SIGINT:
            Signals.interruption?.request()
            reason = WakeUp.interrupt.rawValue
        case SIGWINCH: reason = WakeUp.resize.rawValue
        case SIGTSTP: reason = WakeUp.suspend.rawValue
        case SIGCONT: reason = WakeUp.resume.rawValue
        default:
            Signals.interruption?.request()
            reason = WakeUp.terminate.rawValue
        }
        _ = write(Signals.wake, &reason, 1)
        errno = saved
    }

    private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void)
    {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        sigaction(number, &action, nil)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignored
    }
}
