import Glibc

/// Runs one verb as a process of its own: `waybill ls failed since -15m`.
///
/// Everything after the verb is the shell's own grammar, already taken apart by the user's shell.
/// - Parameters:
///   - arguments: The verb and its words.
///   - logPath: The log file; it is opened when the verb needs it.
/// - Returns: The exit code: 0 done, 1 a negative answer, 2 the line is wrong or names nothing,
///   3 log or service out of reach, 130 interrupted.
public func runOneShot(_ arguments: [String], logPath: String) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    let terminal = Terminal.standardOutput()
    let session = Session(logPath: logPath, settings: ShellSettings(), terminal: terminal)
    return runOneShot(arguments, in: session, terminal)
}

func runOneShot(_ arguments: [String], in session: Session, _ terminal: Terminal) -> Int32 {
    let runner = LineRunner(
        session: session,
        standardOutput: { terminal },
        colouredErrors: errorsMayBeColoured()
    )
    Signals.install(session.interruption)
    do {
        let words = arguments.isEmpty ? ["help"] : arguments
        return runner.run(try ParsedLine.oneShot(words, verbs: session.verbs))
    } catch {
        return runner.report(error)
    }
}

/// Runs `waybill shell`: the prompt on a terminal, else a script from `-c`, `-f` or standard input.
/// - Parameters:
///   - arguments: What stood after `shell`: `-c LINE` (any number), `-f FILE`, `-k`, `--color WHEN`,
///     `--no-color`, `--no-pager`, `--utc`, `--local`, `-o FORMAT`, `-v`.
///   - logPath: The log file.
///   - announcer: Where other threads put lines that appear above the line being typed.
/// - Returns: The exit code.
public func runInteractive(
    _ arguments: [String],
    logPath: String,
    announcer: PromptAnnouncer? = nil
) -> Int32 {
    let session = Session(
        logPath: logPath,
        settings: ShellSettings(),
        terminal: .standardOutput()
    )
    return runInteractive(arguments, in: session, announcer: announcer, watchesHolds: true)
}

func runInteractive(
    _ arguments: [String],
    in session: Session,
    announcer: PromptAnnouncer?,
    watchesHolds: Bool = false
) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    let runner = LineRunner(
        session: session,
        standardOutput: { .standardOutput() },
        colouredErrors: errorsMayBeColoured()
    )
    do {
        var options = try ShellOptions(arguments)
        if options.wantsHelp {
            writeAll(Array(ShellOptions.help.utf8), to: STDOUT_FILENO)
            return 0
        }
        let isTyped = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        if isTyped, options.sources.isEmpty {
            // What the command line says wins over the file.
            let start = StartFile.read()
            options = try ShellOptions(arguments, settings: start.settings)
            for problem in start.problems { _ = runner.report(problem) }
        }
        session.defaults = options.settings
        session.settings = options.settings
        guard isTyped, options.sources.isEmpty else {
            Signals.install(session.interruption)
            let sources = options.sources.isEmpty ? [.standardInput] : options.sources
            return runScripts(sources, by: runner, keepsGoing: options.keepsGoing)
        }
    } catch {
        return runner.report(error)
    }
    // `tail … &` needs a prompt to print above.
    let announcer = announcer ?? PromptAnnouncer()
    session.backgroundTails = BackgroundTails(announcer: announcer)
    defer { session.backgroundTails = nil }
    if watchesHolds { session.watchHolds(announcer) }
    return Prompt.run(runner, announcer: announcer)
}

/// The log of the project that a folder lies in: the first `.waybill/log.sqlite` on the way from
/// `folder` up to the root; nil when there is none.
public func findLog(from folder: String) -> String? {
    var path = absolutePath(folder)
    if let resolved = realpath(path, nil) {
        path = String(cString: resolved)
        free(resolved)
    }
    while true {
        let candidate = (path == "/" ? "" : path) + "/.waybill/log.sqlite"
        if access(candidate, F_OK) == 0 { return candidate }
        guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
        path = slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
