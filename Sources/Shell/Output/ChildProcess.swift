import Glibc

/// Runs a shell command with bytes on its standard input and waits for it.
///
/// The child gets the signals' default actions back, which this process may have changed.
/// - Returns: its exit code as the shell counts them (128 + signal), or nil when it did not start.
func runShellCommand(_ command: String, input: [UInt8]) -> Int32? {
    guard let ends = closingPipe() else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends.reader, STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGTSTP, SIGWINCH] {
        sigaddset(&signals, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] =
        [strdup("sh"), strdup("-c"), strdup(command), nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, environ)
    close(ends.reader)
    guard status == 0 else {
        close(ends.writer)
        return nil
    }
    // A reader that has had enough (`head`, `less` left early) is no error.
    writeAll(input, to: ends.writer)
    close(ends.writer)
    var result: Int32 = 0
    while waitpid(child, &result, 0) < 0, errno == EINTR {}
    let signal = result & 0x7F
    return signal == 0 ? result >> 8 & 0xFF : 128 + signal
}

/// A pipe whose ends programs that are started do not inherit; nil when there are no descriptors left.
func closingPipe() -> (reader: Int32, writer: Int32)? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
}
