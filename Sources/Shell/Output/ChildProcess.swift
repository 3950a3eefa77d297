import Glibc

/// Runs a shell command and waits for it.
///
/// The child gets the signals' default actions back, which this process may have changed; Ctrl-C is
/// the child's alone meanwhile, and Ctrl-Z stops both. When this process is asked to end, the child is
/// too.
/// - Parameters:
///   - command: For `/bin/sh -c`.
///   - input: What it finds on its standard input; nil: it has ours.
///   - variables: What is added to the environment, `NAME=VALUE`, unless the name is there.
///   - interruption: Asked when a signal came: whether the child shall end.
/// - Returns: its exit code as the shell counts them (128 + signal), or nil when it did not start.
func runShellCommand(
    _ command: String,
    input: [UInt8]?,
    variables: [String] = [],
    interruption: Interruption
) -> Int32? {
    let ignored = IgnoredSignals([SIGINT, SIGQUIT])
    defer { ignored.restore() }
    var ends: (reader: Int32, writer: Int32)?
    if input != nil {
        ends = closingPipe()
        guard ends != nil else { return nil }
    }
    let child = spawnShell(command, standardInput: ends?.reader, variables)
    if let ends { close(ends.reader) }
    guard let child else {
        if let ends { close(ends.writer) }
        return nil
    }
    if let input, let ends {
        // A reader that has had enough (`head`, `less` left early) is no error.
        feed(input, to: ends.writer) { interruption.isRequested }
        close(ends.writer)
    }
    var result: Int32 = 0
    if interruption.isRequested { kill(child, SIGTERM) }
    while waitpid(child, &result, 0) < 0, errno == EINTR {
        if interruption.isRequested { kill(child, SIGTERM) }
    }
    let signal = result & 0x7F
    return signal == 0 ? result >> 8 & 0xFF : 128 + signal
}

private func spawnShell(
    _ command: String,
    standardInput: Int32?,
    _ variables: [String]
) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let standardInput {
        posix_spawn_file_actions_adddup2(&actions, standardInput, STDIN_FILENO)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [
        SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH,
    ] {
        sigaddset(&signals, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] =
        [strdup("sh"), strdup("-c"), strdup(command), nil]
    var environment = currentEnvironment(adding: variables)
    defer { for text in arguments + environment { free(text) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, &environment)
    return status == 0 ? child : nil
}

/// A copy of the environment, ended by nil.
private func currentEnvironment(adding variables: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var copy: [UnsafeMutablePointer<CChar>?] = []
    var place = environ
    while let text = place.pointee {
        copy.append(strdup(text))
        place += 1
    }
    for variable in variables {
        let name = String(variable.prefix { $0 != "=" })
        if environment(name) == nil { copy.append(strdup(variable)) }
    }
    return copy + [nil]
}

/// Writes until everything is taken, the reader is gone or `isOver` says so after a signal.
private func feed(_ bytes: [UInt8], to descriptor: Int32, until isOver: () -> Bool) {
    var offset = 0
    while offset < bytes.count {
        let count = bytes.withUnsafeBytes {
            write(descriptor, $0.baseAddress! + offset, bytes.count - offset)
        }
        if count < 0, errno == EINTR, !isOver() { continue }
        guard count > 0 else { return }
        offset += count
    }
}

/// Signals that are ignored for a while, and what they did before.
private struct IgnoredSignals {
    private var before: [(number: Int32, action: sigaction)] = []

    init(_ numbers: [Int32]) {
        for number in numbers {
            var ignoring = sigaction()
            ignoring.__sigaction_handler.sa_handler = SIG_IGN
            var action = sigaction()
            if sigaction(number, &ignoring, &action) == 0 { before.append((number, action)) }
        }
    }

    func restore() {
        for (number, action) in before {
            var action = action
            sigaction(number, &action, nil)
        }
    }
}

/// A pipe whose ends programs that are started do not inherit; nil when there are no descriptors left.
func closingPipe() -> (reader: Int32, writer: Int32)? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
}
