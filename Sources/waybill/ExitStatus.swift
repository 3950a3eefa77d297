import ArgumentParser

#if canImport(Glibc)
import Glibc
#endif

/// The exit codes that every verb shares: 0 fine, 1 a negative answer or a failure, 2 wrong usage,
/// 3 log or service unreachable, 130 ended by Ctrl-C.
enum ExitStatus {
    static let failure = ExitCode(1)
    static let usage = ExitCode(2)
    static let unreachable = ExitCode(3)
    static let interrupted = ExitCode(130)
}

/// Writes one message to standard error.
func printError(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = write(STDERR_FILENO, line, line.count)
}
