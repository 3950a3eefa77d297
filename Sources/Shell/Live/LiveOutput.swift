import Glibc

/// Where a verb that goes on by itself writes, each piece at once: standard output, a file, or a shell
/// command's input.
final class LiveOutput {
    private enum Target {
        case emit(([UInt8], Int32) -> Bool)
        case file(Int32)
        case command(UnsafeMutablePointer<FILE>)
    }

    private var target: Target?

    /// - Throws: the file or the command cannot be opened.
    init(_ sink: Sink, by runner: LineRunner) throws(ShellError) {
        switch sink {
        case .standardOutput: target = .emit(runner.emit)
        case .file(let name, let isAppending):
            let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (isAppending ? O_APPEND : O_TRUNC)
            let descriptor = open(name, flags, 0o600)
            guard descriptor >= 0 else {
                throw ShellError(
                    "cannot write \(name): \(String(cString: strerror(errno)))",
                    hint: "name another file after '>'"
                )
            }
            target = .file(descriptor)
        case .pipe(let command):
            // The command shall end quietly when its own reader does; this process ignores SIGPIPE,
            // and what is ignored stays so in a child.
            signal(SIGPIPE, SIG_DFL)
            defer { signal(SIGPIPE, SIG_IGN) }
            guard let stream = popen(command, "we") else {
                throw ShellError("cannot start a shell for '\(command)'", hint: "check /bin/sh")
            }
            target = .command(stream)
        }
    }

    deinit { close() }

    /// For `poll`, to notice that the reader has gone.
    var descriptor: Int32? {
        switch target {
        case .emit: isatty(STDOUT_FILENO) == 1 ? nil : STDOUT_FILENO
        case .file, nil: nil
        case .command(let stream): fileno(stream)
        }
    }

    /// Writes everything at once; false when the reader has gone or the disk is full.
    func write(_ bytes: [UInt8]) -> Bool {
        switch target {
        case .emit(let emit): emit(bytes, STDOUT_FILENO)
        case .file(let descriptor): writeAll(bytes, to: descriptor)
        case .command(let stream): writeAll(bytes, to: fileno(stream))
        case nil: false
        }
    }

    /// Ends the output, and waits for the command to end.
    func close() {
        switch target {
        case .file(let descriptor): Glibc.close(descriptor)
        case .command(let stream): pclose(stream)
        case .emit, nil: break
        }
        target = nil
    }
}
