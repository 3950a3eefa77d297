import Glibc

/// Turns signals into bytes in a pipe while a verb goes on by itself, so that it can wait for them
/// beside everything else; those that end it also set the session's ``Interruption``, for what it does
/// between two waits. The handlers that were there before come back at the end.
///
/// One at a time; owned by the thread that runs the lines.
final class SignalPipe {
    private let ends: (reader: Int32, writer: Int32)
    private var previous: [(number: Int32, action: sigaction)] = []

    /// Reached by the handlers; set before they are installed.
    nonisolated(unsafe) private static var writer: Int32 = -1
    nonisolated(unsafe) private static var interruption: Interruption?

    private static let numbers: [Int32] = [
        SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGWINCH,
    ]

    /// Nil when there are no descriptors left.
    init?(_ interruption: Interruption) {
        guard let ends = closingPipe() else { return nil }
        self.ends = ends
        // A handler must never wait for room in the pipe.
        _ = fcntl(ends.writer, F_SETFL, O_NONBLOCK)
        _ = fcntl(ends.reader, F_SETFL, O_NONBLOCK)
        Self.writer = ends.writer
        Self.interruption = interruption
        for number in Self.numbers { install(number) }
        // One that came just before went to the handlers that were there: it ends the verb too, and
        // those know what else it ends.
        if interruption.isRequested { Self.put(SIGINT) }
    }

    deinit {
        remove()
        close(ends.reader)
        close(ends.writer)
    }

    /// Brings the handlers back that were there before.
    func remove() {
        for (number, action) in previous {
            var action = action
            sigaction(number, &action, nil)
        }
        previous = []
    }

    /// For `poll`.
    var descriptor: Int32 { ends.reader }

    /// The signals that came, in order.
    func take() -> [Int32] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(ends.reader, &bytes, bytes.count)
        return bytes[..<max(0, count)].map { Int32($0) }
    }

    private func install(_ number: Int32) {
        var old = sigaction()
        sigaction(number, nil, &old)
        // What was started with `nohup` stays deaf.
        let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
        guard unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) != ignored else {
            return
        }
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            let saved = errno
            if number != SIGTSTP, number != SIGWINCH { SignalPipe.interruption?.request() }
            SignalPipe.put(number)
            errno = saved
        }
        sigaction(number, &action, nil)
        previous.append((number, old))
    }

    private static func put(_ number: Int32) {
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(writer, &byte, 1)
    }
}
