import Glibc

/// What signals do while lines run.
///
/// Handlers only set the session's ``Interruption`` and, at a prompt, put one byte into its wake
/// pipe. They are installed without `SA_RESTART`, so that a blocked call ends with `EINTR` and whoever
/// made it can look.
enum Signals {
    /// What handlers reach; written before they are installed.
    nonisolated(unsafe) private static var interruption: Interruption?
    nonisolated(unsafe) private static var wake: Int32 = -1

    private static let ending: [Int32] = [SIGINT, SIGTERM, SIGHUP]

    /// For lines that nobody types: the first signal asks to stop, a further one ends the process.
    static func install(_ interruption: Interruption) {
        Self.interruption = interruption
        for number in ending {
            // Started by `nohup` or in the background, it stays ignored.
            guard !isIgnored(number) else { continue }
            handle(number) { _ in
                if Signals.interruption?.request() ?? 0 > 0 { _exit(130) }
            }
        }
    }

    /// For the prompt, whose loop reads the other end of `wake`.
    static func installForPrompt(_ interruption: Interruption, wake: Int32) {
        Self.interruption = interruption
        Self.wake = wake
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

    private static let promptHandler: @convention(c) (Int32) -> Void = { number in
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
