import CReadline
import Glibc

/// The prompt: readline's callback interface in a thread of its own, woken through a pipe by
/// signals and by announcements.
///
/// Everything of readline happens on that one thread: the library is one set of global variables.
enum Prompt {
    /// Runs until `quit`, Ctrl-D or SIGTERM.
    /// - Returns: the exit code: 0, or 130 after SIGTERM.
    static func run(_ runner: LineRunner, announcer: PromptAnnouncer?) -> Int32 {
        let job = Job(runner: runner, announcer: announcer)
        var thread = pthread_t()
        let status = pthread_create(
            &thread,
            nil,
            { context in
                let job = Unmanaged<Job>.fromOpaque(context!).takeUnretainedValue()
                job.exitCode = PromptLoop(job.runner, job.announcer).run()
                return nil
            },
            Unmanaged.passUnretained(job).toOpaque()
        )
        guard status == 0 else {
            return runner.report(
                ShellError(
                    .unreachable,
                    "cannot start a thread: \(String(cString: strerror(status)))"
                )
            )
        }
        pthread_join(thread, nil)
        return withExtendedLifetime(job) { job.exitCode }
    }

    /// Handed to the thread and read again after it has ended: never used by two at once.
    private final class Job {
        let runner: LineRunner
        let announcer: PromptAnnouncer?
        var exitCode: Int32 = 0

        init(runner: LineRunner, announcer: PromptAnnouncer?) {
            self.runner = runner
            self.announcer = announcer
        }
    }
}

/// What readline's C callbacks, which carry no context, must reach. Set while a loop runs; used on
/// its thread only, but for the pipe's end, which signal handlers write to and which is set before
/// they are installed.
private enum Current {
    nonisolated(unsafe) static var loop: PromptLoop?
    nonisolated(unsafe) static var wake: Int32 = -1
}

private final class PromptLoop {
    private let runner: LineRunner
    private let announcer: PromptAnnouncer?
    private var history: History
    private var isDone = false
    private var exitCode: Int32 = 0
    private var wakeReader: Int32 = -1
    /// What the last completion offered, for the list.
    private var offered: [Completion] = []
    private var offerIndex = 0

    init(_ runner: LineRunner, _ announcer: PromptAnnouncer?) {
        self.runner = runner
        self.announcer = announcer
        setlocale(LC_ALL, "")
        // Readline keeps these pointers for good.
        crl_set_name(strdup("waybill"))
        crl_catch_signals(0)
        crl_set_wordbreaks(strdup(" \t\n|>"))
        crl_keep_order()
        // A default that the user's .inputrc may change, so it comes before that is read.
        rl_variable_bind("show-all-if-ambiguous", "on")
        history = History(path: History.standardPath())
    }

    /// Runs the prompt to its end.
    func run() -> Int32 {
        guard let ends = closingPipe() else { return 3 }
        wakeReader = ends.reader
        // A handler must never wait for room in the pipe.
        _ = fcntl(ends.writer, F_SETFL, O_NONBLOCK)
        _ = fcntl(ends.reader, F_SETFL, O_NONBLOCK)
        Current.loop = self
        Current.wake = ends.writer
        announcer?.attach(ends.writer)
        installHandlers()
        crl_set_completion { text, start, _ in Current.loop?.complete(text, start) ?? nil }
        crl_set_display { matches, count, _ in Current.loop?.display(matches, Int(count)) }
        rl_callback_handler_install(promptText) { Current.loop?.entered($0) }
        while !isDone { wait() }
        restoreHandlers()
        announcer?.attach(nil)
        Current.loop = nil
        close(ends.reader)
        close(ends.writer)
        return exitCode
    }

    private var promptText: String {
        let terminal = Terminal.standardOutput()
        let text = terminal.isUTF8 ? "waybill▸ " : "waybill> "
        let isColoured = terminal.hasColour && runner.session.defaults.colour != .never
        // Between \u{1} and \u{2} readline counts no columns.
        return isColoured ? "\u{1}\u{1B}[36m\u{2}\(text)\u{1}\u{1B}[0m\u{2}" : text
    }

    private func wait() {
        var sources = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&sources, 2, -1) > 0 else { return }
        if sources[1].revents != 0 { wakeUps().forEach(handle) }
        if !isDone, sources[0].revents != 0 { rl_callback_read_char() }
    }

    private func wakeUps() -> [WakeUp] {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(wakeReader, &bytes, bytes.count)
        return bytes[..<max(0, count)].compactMap { WakeUp(rawValue: $0) }
    }

    private func handle(_ reason: WakeUp) {
        switch reason {
        case .interrupt: crl_discard_line()
        case .resize: rl_resize_terminal()
        case .terminate:
            rl_callback_handler_remove()
            writeAll([0x0A], to: STDOUT_FILENO)
            exitCode = 130
            isDone = true
        case .announcement: announce()
        case .suspend:
            rl_cleanup_after_signal()
            kill(getpid(), SIGSTOP)
            // Here it goes on after `fg`.
            rl_reset_after_signal()
            rl_forced_update_display()
        }
    }

    private func announce() {
        let lines = announcer?.take() ?? []
        guard !lines.isEmpty else { return }
        rl_clear_visible_line()
        fflush(nil)
        for line in lines { writeAll(Array("\(visible(line))\n".utf8), to: STDOUT_FILENO) }
        rl_forced_update_display()
    }

    /// A whole line, or nil for Ctrl-D. The terminal is in its usual mode here.
    fileprivate func entered(_ text: UnsafeMutablePointer<CChar>?) {
        guard let text else {
            writeAll([0x0A], to: STDOUT_FILENO)
            return finish()
        }
        let line = String(cString: text)
        free(text)
        history.record(line)
        _ = runner.run(line)
        // Ctrl-C during a command was for the command.
        let late = wakeUps().filter { $0 != .interrupt && $0 != .suspend }
        if runner.session.isOver { return finish() }
        for line in announcer?.take() ?? [] {
            writeAll(Array("\(visible(line))\n".utf8), to: STDOUT_FILENO)
        }
        late.filter { $0 != .announcement }.forEach(handle)
    }

    private func finish() {
        rl_callback_handler_remove()
        isDone = true
    }
}

// MARK: Completion

extension PromptLoop {
    fileprivate func complete(
        _ text: UnsafePointer<CChar>?,
        _ start: Int32
    ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        guard let text, let line = crl_line() else { return nil }
        let bytes = UnsafeRawBufferPointer(start: line, count: strlen(line))
        let before = String(decoding: bytes.prefix(Int(start)), as: UTF8.self)
        guard
            let found = runner.session.completions(
                before: before,
                text: String(cString: text)
            )
        else { return nil }
        // From here on it is ours: no file names when nothing fits.
        crl_completion_over()
        offered = found
        offerIndex = 0
        guard !found.isEmpty else { return nil }
        return rl_completion_matches(text) { _, _ in Current.loop?.nextOffer() ?? nil }
    }

    private func nextOffer() -> UnsafeMutablePointer<CChar>? {
        guard offerIndex < offered.count else { return nil }
        defer { offerIndex += 1 }
        return strdup(offered[offerIndex].text)
    }

    /// The list of matches with their descriptions. The first entry is what they have in common.
    fileprivate func display(
        _ matches: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
        _ count: Int
    ) {
        guard let matches, count > 0 else { return }
        let names = (1...count).compactMap { matches[$0].map { String(cString: $0) } }
        let terminal = Terminal.standardOutput()
        let rowLimit = max(5, (terminal.rows ?? 24) - 3)
        let width = names.map { displayWidth($0) }.max() ?? 0
        var output: [UInt8] = []
        for name in names.prefix(rowLimit) {
            let description = offered.first { $0.text == name }?.description ?? ""
            var line = StyledText("  \(name)", .identity).padded(
                to: width + 4,
                isRightAligned: false
            )
            line += StyledText(description, .faint)
            if !terminal.isUTF8 { line = line.folded() }
            line.cut(to: terminal.columns ?? 80, mark: terminal.isUTF8 ? "…" : "~")
                .write(to: &output, inColour: terminal.hasColour)
            output.append(0x0A)
        }
        if names.count > rowLimit {
            output += Array("  and \(names.count - rowLimit) more: type more of the word\n".utf8)
        }
        rl_crlf()
        fflush(nil)
        writeAll(output, to: STDOUT_FILENO)
        rl_forced_update_display()
    }
}

// MARK: Signals

private let handledSignals: [Int32] = [SIGINT, SIGWINCH, SIGTSTP, SIGTERM]

/// Handlers do nothing but put one byte into the pipe.
private func installHandlers() {
    let handler: @convention(c) (Int32) -> Void = { number in
        let saved = errno
        var reason: UInt8 =
            switch number {
            case SIGINT: WakeUp.interrupt.rawValue
            case SIGWINCH: WakeUp.resize.rawValue
            case SIGTSTP: WakeUp.suspend.rawValue
            default: WakeUp.terminate.rawValue
            }
        _ = write(Current.wake, &reason, 1)
        errno = saved
    }
    for number in handledSignals { signal(number, handler) }
}

private func restoreHandlers() {
    for number in handledSignals { signal(number, SIG_DFL) }
}
