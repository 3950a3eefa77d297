import CReadline
import Glibc

/// The prompt: readline's callback interface in a thread of its own, woken through a pipe by
/// signals and by announcements.
///
/// Everything of readline happens on that one thread: the library is one set of global variables.
enum Prompt {
    /// Runs until `quit`, Ctrl-D, a signal to end or the end of the terminal.
    /// - Returns: the exit code: 0, or 130 after a signal or without a terminal.
    static func run(_ runner: LineRunner, announcer: PromptAnnouncer?) -> Int32 {
        let job = Job(runner: runner, announcer: announcer)
        // Signals go to the prompt's thread at once; this one has nothing to do but to wait.
        let mask = Signals.block()
        defer { Signals.restore(mask) }
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
/// its thread only.
private enum Current {
    nonisolated(unsafe) static var loop: PromptLoop?
}

/// Owned by the prompt's thread.
private final class PromptLoop {
    private let runner: LineRunner
    private let session: Session
    private let announcer: PromptAnnouncer?
    private let completer: PromptCompleter
    private var history: History
    private var lines: LineAssembler
    /// Everything that was typed since the open statement began: one entry of the history.
    private var entry = ""
    private var isDone = false
    private var exitCode: Int32 = 0
    private var wakeReader: Int32 = -1
    /// Whether it was said that requests are held: the next Ctrl-D leaves.
    private var hasWarned = false

    init(_ runner: LineRunner, _ announcer: PromptAnnouncer?) {
        self.runner = runner
        self.announcer = announcer
        session = runner.session
        completer = PromptCompleter(session: session)
        lines = LineAssembler(verbs: session.verbs, looksAhead: false)
        setlocale(LC_ALL, "")
        // Readline keeps these pointers for good.
        crl_set_name(strdup("waybill"))
        crl_catch_signals(0)
        // Where words begin is found by us; readline's own idea only has to be no later.
        crl_set_wordbreaks(strdup(" \t\n"))
        crl_keep_order()
        // A default that the user's .inputrc may change, so it comes before that is read.
        rl_variable_bind("show-all-if-ambiguous", "on")
        history = History(path: History.standardPath())
        session.fieldUses = { [weak self] in self?.history.nameUses() ?? [:] }
    }

    /// Runs the prompt to its end.
    func run() -> Int32 {
        guard let ends = closingPipe() else { return 3 }
        wakeReader = ends.reader
        // A handler must never wait for room in the pipe.
        _ = fcntl(ends.writer, F_SETFL, O_NONBLOCK)
        _ = fcntl(ends.reader, F_SETFL, O_NONBLOCK)
        Current.loop = self
        crl_read_beside(ends.reader)
        announcer?.attach(ends.writer)
        Signals.installForPrompt(session.interruption, wake: ends.writer)
        crl_set_completion { text, start, _ in
            Current.loop?.completer.complete(
                text,
                Int(start),
                after: Current.loop?.lines.open ?? ""
            )
        }
        crl_set_display { matches, count, _ in
            Current.loop?.completer.display(matches, Int(count))
        }
        install()
        while !isDone { wait() }
        Signals.remove()
        announcer?.attach(nil)
        Current.loop = nil
        close(ends.reader)
        close(ends.writer)
        return exitCode
    }

    private func install() {
        rl_callback_handler_install(promptWithColours()) { Current.loop?.entered($0) }
    }

    private func promptWithColours() -> String {
        let terminal = Terminal.standardOutput()
        let text =
            lines.isOpen
            ? (terminal.isUTF8 ? "   …▸ " : "   ..> ")
            : promptText(
                focus: session.focus?.promptText,
                asOf: session.past.map { session.defaults.zone.fields(of: $0.time).timeOfDay() },
                held: session.heldCount(),
                isUTF8: terminal.isUTF8
            )
        guard terminal.hasColour, session.defaults.colour != .never else { return text }
        // Between \u{1} and \u{2} readline counts no columns.
        return "\u{1}\u{1B}[36m\u{2}\(text)\u{1}\u{1B}[0m\u{2}"
    }

    private func wait() {
        var sources = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&sources, 2, -1)
        // Looked at in any case: a signal comes before what was typed after it.
        wakeUps().forEach(handle)
        guard count > 0, !isDone, sources[0].revents != 0 else { return }
        // A terminal that is gone is readable for ever.
        if Int32(sources[0].revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { return end() }
        rl_callback_read_char()
    }

    private func wakeUps() -> [WakeUp] {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(wakeReader, &bytes, bytes.count)
        return bytes[..<max(0, count)].compactMap { WakeUp(rawValue: $0) }
    }
}

// MARK: What wakes it

extension PromptLoop {
    private func handle(_ reason: WakeUp) {
        guard !isDone else { return }
        switch reason {
        case .interrupt: discard()
        case .resize: rl_resize_terminal()
        case .terminate: end()
        case .announcement: announce()
        case .suspend: suspend()
        case .resume: redraw()
        }
    }

    /// Ctrl-C: nothing of the line or of the lines before it is kept. Readline begins anew, so that
    /// no search, argument or editing mode goes on either.
    private func discard() {
        session.interruption.clear()
        lines.discard()
        entry = ""
        hasWarned = false
        crl_leave_line()
        writeAll(Array("^C\n".utf8), to: STDOUT_FILENO)
        rl_callback_handler_remove()
        install()
    }

    private func end() {
        rl_callback_handler_remove()
        writeAll([0x0A], to: STDOUT_FILENO)
        exitCode = 130
        isDone = true
    }

    private func suspend() {
        rl_cleanup_after_signal()
        Signals.removeForTyping()
        // To this thread, so that it has stopped when the call returns. Where nobody could let it go
        // on again, the kernel does not stop it.
        pthread_kill(pthread_self(), SIGTSTP)
        Signals.installForTyping()
        redraw()
    }

    /// The terminal's mode and the line, after others had the terminal. Where they still have it (it
    /// was told to go on in the background), this stops again.
    private func redraw() {
        // The kernel stops whoever sets the mode from the background. A look of our own and a signal
        // after it would stop the prompt for good where the terminal was given back in between.
        var mode = termios()
        if tcgetattr(STDIN_FILENO, &mode) == 0 { tcsetattr(STDIN_FILENO, TCSADRAIN, &mode) }
        rl_reset_after_signal()
        writeAll([0x0D], to: STDOUT_FILENO)
        rl_forced_update_display()
    }

    /// The lines that others posted, above the line being typed.
    private func announce() {
        let posted = announcer?.take() ?? []
        guard !posted.isEmpty else { return }
        rl_clear_visible_line()
        fflush(nil)
        write(posted)
        // How many requests are held may have changed with it.
        if crl_shows_own_prompt() == 0 { rl_set_prompt(promptWithColours()) }
        rl_forced_update_display()
    }

    private func write(_ posted: [String]) {
        let terminal = Terminal.standardOutput()
        for line in posted {
            let shown = terminal.isUTF8 ? visible(line) : asciiFolded(visible(line))
            let text = terminalLine(shown, columns: terminal.columns)
            writeAll(Array("\(text)\n".utf8), to: STDOUT_FILENO)
        }
    }
}

// MARK: Lines

extension PromptLoop {
    /// A whole line, or nil for Ctrl-D. The terminal is in its usual mode here.
    fileprivate func entered(_ text: UnsafeMutablePointer<CChar>?) {
        guard let text else { return entered() }
        let line = String(cString: text)
        free(text)
        hasWarned = false
        entry += (entry.isEmpty ? "" : "\n") + line
        let statements = statements(of: line)
        if !lines.isOpen {
            history.record(entry)
            entry = ""
        }
        run(statements)
        if session.isOver { return finish() }
        if !isDone { rl_set_prompt(promptWithColours()) }
    }

    /// What is pasted arrives as one text of several lines.
    private func statements(of text: String) -> [String] {
        guard text.contains("\n") else { return lines.add(text) }
        lines.looksAhead = true
        defer { lines.looksAhead = false }
        var statements: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            statements += lines.add(String(line))
        }
        return statements + lines.pause()
    }

    /// Runs one after the other; one that fails keeps those after it from running.
    private func run(_ statements: [String]) {
        Signals.removeForTyping()
        session.interruption.clear()
        // A signal to end that came before it was cleared is still in the pipe.
        guard !wakeUps().contains(.terminate) else {
            if !isDone { end() }
            return
        }
        for (index, statement) in statements.enumerated() {
            let code = runner.run(statement)
            if session.isOver { break }
            let count = statements.count - index - 1
            if code >= 2, count > 0 {
                runner.say("\(counted(count, "further statement")) not run")
                break
            }
        }
        Signals.installForTyping()
        // Ctrl-C during a command was for the command.
        let late = wakeUps().filter { $0 == .terminate }
        // Its signal may have gone to a command that had the terminal to itself.
        rl_reset_screen_size()
        session.interruption.clear()
        write(announcer?.take() ?? [])
        if !session.isOver { late.forEach(handle) }
    }

    /// Ctrl-D on an empty line: drops an open statement, else leaves; twice when requests are held,
    /// which is said first.
    private func entered() {
        writeAll([0x0A], to: STDOUT_FILENO)
        if lines.isOpen {
            lines.discard()
            entry = ""
            rl_set_prompt(promptWithColours())
            return
        }
        let held = session.heldCount()
        guard held == 0 || hasWarned else {
            hasWarned = true
            runner.say("\(counted(held, "request")) held; Ctrl-D again leaves and lets go of them")
            return
        }
        finish()
    }

    private func finish() {
        rl_callback_handler_remove()
        isDone = true
    }
}
