import Glibc

/// A text in a file of its own, mode 0600, for the user's editor.
struct EditorFile {
    let path: String
    /// The largest text that is read back, in bytes.
    private static let limit = 64 << 20

    init(_ text: [UInt8]) throws(ShellError) {
        let folder = environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(folder)/waybill-XXXXXX.json".utf8CString)
        let descriptor = mkstemps(&template, 5)
        guard descriptor >= 0 else {
            throw ShellError(
                .unreachable,
                "cannot make a file in \(folder): \(String(cString: strerror(errno)))"
            )
        }
        defer { close(descriptor) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard writeAll(text, to: descriptor) else {
            let reason = String(cString: strerror(errno))
            unlink(path)
            throw ShellError(.unreachable, "cannot write \(path): \(reason)")
        }
    }

    /// Runs `$VISUAL`, `$EDITOR` or vi on the file and waits for its end.
    func edit() throws(ShellError) {
        let named = [environment("VISUAL"), environment("EDITOR")].compactMap { $0 }
        let editor = named.first { !$0.isEmpty } ?? "vi"
        guard let status = runOnTerminal("\(editor) \"$0\"", path), status == 0 else {
            remove()
            throw ShellError(
                "the editor '\(editor)' failed; nothing was changed",
                hint: "name another with EDITOR"
            )
        }
    }

    func read() throws(ShellError) -> [UInt8] {
        guard let text = readFile(path, limit: Self.limit) else {
            throw ShellError(.unreachable, "cannot read \(path)")
        }
        return text
    }

    func remove() { unlink(path) }
}

/// Runs a shell command that has the terminal for itself; `$0` in it is `argument`.
/// - Returns: its exit code, 128 and the signal's number when one ended it; nil when it did not start.
private func runOnTerminal(_ command: String, _ argument: String) -> Int32? {
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
        [strdup("sh"), strdup("-c"), strdup(command), strdup(argument), nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    guard posix_spawn(&child, "/bin/sh", nil, &attributes, &arguments, environ) == 0 else {
        return nil
    }
    var result: Int32 = 0
    while waitpid(child, &result, 0) < 0, errno == EINTR {}
    let signal = result & 0x7F
    return signal == 0 ? result >> 8 & 0xFF : 128 + signal
}
