import Glibc

/// Standard input as a keyboard: keys come one by one and are not shown. The mode that was there before
/// comes back with ``restore()`` and at the latest with the object.
///
/// Ctrl-C and Ctrl-Z stay signals, so that they work while something takes long.
final class RawTerminal {
    private let usual: termios
    private var isRaw = false

    /// Nil when standard input is no terminal, or belongs to another job just now.
    init?() {
        var mode = termios()
        guard isatty(STDIN_FILENO) == 1, tcgetpgrp(STDIN_FILENO) == getpgrp(),
            tcgetattr(STDIN_FILENO, &mode) == 0
        else { return nil }
        usual = mode
        begin()
    }

    deinit { restore() }

    func begin() {
        guard !isRaw else { return }
        var mode = usual
        mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
        isRaw = set(mode)
    }

    func restore() {
        guard isRaw else { return }
        isRaw = !set(usual)
    }

    private func set(_ mode: termios) -> Bool {
        var mode = mode
        while tcsetattr(STDIN_FILENO, TCSANOW, &mode) != 0 {
            // A signal is no reason to leave the terminal in the wrong mode.
            guard errno == EINTR else { return false }
        }
        return true
    }

    /// The bytes that were typed; nil when the terminal is gone.
    func read() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        return count > 0 ? Array(bytes[..<count]) : nil
    }
}
