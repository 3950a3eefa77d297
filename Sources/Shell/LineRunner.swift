import Flows
import Glibc

/// Runs lines in a session: finds the verb, applies the options, prints the result where it
/// belongs, and gives the exit code.
struct LineRunner {
    let session: Session
    /// What standard output is just now; a terminal may change its size between two lines.
    let standardOutput: () -> Terminal
    /// Standard error: `true` when it may be coloured.
    let colouredErrors: Bool
    /// Writes bytes to standard output (1) or standard error (2); false when they were not taken.
    var emit: ([UInt8], Int32) -> Bool = { writeAll($0, to: $1) }

    /// Runs one statement of the prompt or of a script, which may have several lines. An empty line or
    /// a comment does nothing.
    func run(_ line: String) -> Int32 {
        do {
            switch LineKind(line, verbs: session.verbs) {
            case .nothing: return 0
            case .shell: return try runShell(line)
            case .verb, .query, .sql:
                if line.filter({ !$0.isWhitespace }) == "\\x" { return toggleExpanded() }
                return run(try parseLine(line, verbs: session.verbs))
            }
        } catch {
            return report(error)
        }
    }

    func run(_ line: ParsedLine) -> Int32 {
        guard let first = line.words.first else { return 0 }
        do {
            let verb = try command(named: first, among: session.verbs)
            if let live = verb as? any LiveCommand.Type,
                let exitCode = try live.follow(line, by: self)
            {
                return exitCode
            }
            let arguments = try Arguments(
                line.words,
                text: line.text,
                options: verb.allOptions,
                verbName: verb.name
            )
            prepare(arguments, line)
            if arguments.has("-h") {
                return write(HelpCommand.page(of: verb), line, arguments)
            }
            if verb.readsLog {
                let warning = session.synchronize()
                try session.interruption.check()
                if let warning { say(warning) }
            }
            let result = try result(of: verb, arguments)
            try session.interruption.check()
            return write(result, line, arguments)
        } catch {
            // What was stopped in the middle may have failed in some other way.
            return report(session.interruption.isRequested ? .interrupted : error)
        }
    }

    /// With `--asof`, the view is another for this line.
    private func result(
        of verb: any Command.Type,
        _ arguments: Arguments
    ) throws(ShellError) -> CommandResult {
        guard let moment = arguments.value("--asof") else {
            return try verb.run(arguments, in: session)
        }
        let view = session.past
        defer { session.travel(to: view) }
        let words = RawText(moment.text, line: moment.line, offset: moment.range.lowerBound).words
        try session.travel(to: words, orAt: moment)
        return try verb.run(arguments, in: session)
    }

    /// `!command`, with the terminal.
    private func runShell(_ line: String) throws(ShellError) -> Int32 {
        let command = line.drop { $0.isWhitespace }.dropFirst().drop { $0.isWhitespace }
        guard !command.isEmpty else {
            throw ShellError("no command after '!'", at: .end(of: line), hint: "as in: !date")
        }
        let status = runShellCommand(
            String(command),
            input: nil,
            interruption: session.interruption
        )
        guard let status else {
            throw ShellError("cannot start a shell for '\(command)'", hint: "check /bin/sh")
        }
        return Self.exitCode(ofChild: status)
    }

    /// 0, 1 and 130 are a child's own words; everything else is a failure.
    private static func exitCode(ofChild status: Int32) -> Int32 {
        status == 130 ? 130 : min(status, 2)
    }

    private func toggleExpanded() -> Int32 {
        session.defaults.output = session.defaults.output == .expanded ? nil : .expanded
        say("output is \(session.defaults.output?.rawValue ?? "auto")")
        return 0
    }

    /// The settings and the terminal for this one line.
    func prepare(_ arguments: Arguments, _ line: ParsedLine) {
        var settings = session.defaults
        if line.isExpanded { settings.output = .expanded }
        if let format = arguments.value("-o") {
            settings.output = OutputFormat(rawValue: format.text)
        }
        if arguments.has("-v") { settings.isVerbose = true }
        if arguments.has("--utc") { settings.zone = .utc }
        if arguments.has("--local") { settings.zone = .local }
        if let mode = arguments.value("--color") {
            settings.colour = ColourMode(rawValue: mode.text) ?? .auto
        }
        if arguments.has("--no-color") { settings.colour = .never }
        if arguments.has("--no-pager") { settings.usesPager = false }
        session.settings = settings
        var terminal = standardOutput()
        if line.sink != .standardOutput {
            terminal = Terminal(columns: nil, rows: nil, hasColour: false, isUTF8: terminal.isUTF8)
        }
        session.terminal = terminal
    }

    private func write(
        _ result: CommandResult,
        _ line: ParsedLine,
        _ arguments: Arguments
    ) -> Int32 {
        let terminal = session.terminal
        let settings = session.settings
        let automatic: OutputFormat = terminal.isTTY || result.isText ? .table : .tsv
        let isExplicit = arguments.value("-o") != nil || line.isExpanded
        let format = result.isText && !isExplicit ? .table : settings.output ?? automatic
        let mayColour =
            switch settings.colour {
            case .always: true
            case .never: false
            case .auto: terminal.hasColour
            }
        let printing = Printing(
            format: format,
            terminal: terminal,
            inColour: mayColour && format.isForPeople
        )
        let isScreen = terminal.isTTY && format.isForPeople
        let footer = isScreen ? result.printFooter(printing) : []
        if !isScreen, settings.isVerbose {
            _ = emit(
                result.footerLines(columns: nil).flatMap { Array("\($0.plain)\n".utf8) },
                STDERR_FILENO
            )
        }
        for warning in result.warnings { say(warning) }
        if line.sink == .standardOutput, !mayPage, !result.records.fields.isEmpty {
            return emit(result, printing, footer)
        }
        let output =
            result.records.fields.isEmpty
            ? screen(result.blocks, printing) : result.print(printing)
        return deliver(output + footer, to: line.sink, exitCode: result.exitCode)
    }

    /// Writes piece by piece what is printed piece by piece.
    private func emit(_ result: CommandResult, _ printing: Printing, _ footer: [UInt8]) -> Int32 {
        var failure: Int32?
        result.print(printing, pieceSize: Self.pieceSize) { piece in
            failure = emitPiece(piece, exitCode: result.exitCode)
            return failure == nil
        }
        if let failure { return failure }
        return emitAll(footer, exitCode: result.exitCode)
    }

    private func deliver(_ output: [UInt8], to sink: Sink, exitCode: Int32) -> Int32 {
        switch sink {
        case .standardOutput:
            if mustPage(output) {
                // 127: there is no such pager.
                if let status = page(output), status != 127 { return exitCode }
            }
            return emitAll(output, exitCode: exitCode)
        case .pipe(let command):
            let status = runShellCommand(
                command,
                input: output,
                interruption: session.interruption
            )
            guard let status else {
                return report(
                    ShellError("cannot start a shell for '\(command)'", hint: "check /bin/sh")
                )
            }
            return max(exitCode, Self.exitCode(ofChild: status))
        case .file(let name, let isAppending):
            let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (isAppending ? O_APPEND : O_TRUNC)
            let descriptor = open(name, flags, 0o600)
            guard descriptor >= 0, writeAll(output, to: descriptor) else {
                let reason = String(cString: strerror(errno))
                if descriptor >= 0 { close(descriptor) }
                return report(
                    ShellError(
                        "cannot write \(name): \(reason)",
                        hint: "name another file after '>'"
                    )
                )
            }
            close(descriptor)
            return exitCode
        }
    }

    /// Writes piece by piece, so that Ctrl-C ends a long output.
    private func emitAll(_ output: [UInt8], exitCode: Int32) -> Int32 {
        for start in stride(from: 0, to: output.count, by: Self.pieceSize) {
            let piece = Array(output[start..<min(start + Self.pieceSize, output.count)])
            if let code = emitPiece(piece, exitCode: exitCode) { return code }
        }
        return exitCode
    }

    /// - Returns: the exit code when this was the last piece; nil to go on.
    private func emitPiece(_ piece: [UInt8], exitCode: Int32) -> Int32? {
        if session.interruption.isRequested { return report(.interrupted) }
        guard !emit(piece, STDOUT_FILENO) else { return nil }
        // The reader has had enough: no error.
        if errno == EPIPE { return exitCode }
        let reason = String(cString: strerror(errno))
        return report(ShellError(.unreachable, "cannot write the output: \(reason)"))
    }

    private static let pieceSize = 65_536

    /// Ctrl-C leaves `less` (K); a pager that has options of its own in `LESS` keeps them.
    private func page(_ output: [UInt8]) -> Int32? {
        let pager = environment("PAGER").flatMap { $0.isEmpty ? nil : $0 } ?? "less"
        return runShellCommand(
            pager,
            input: output,
            variables: ["LESS=FRSXK"],
            interruption: session.interruption
        )
    }

    private var mayPage: Bool {
        session.settings.usesPager && session.terminal.rows != nil && environment("TERM") != "dumb"
    }

    private func mustPage(_ output: [UInt8]) -> Bool {
        guard mayPage, let rows = session.terminal.rows else { return false }
        return output.count { $0 == 0x0A } >= rows
    }

    /// Shows an error and gives its exit code.
    func report(_ error: ShellError) -> Int32 {
        let isUTF8 = standardOutput().isUTF8
        var bytes: [UInt8] = []
        for line in error.screen() {
            (isUTF8 ? line : line.folded()).write(to: &bytes, inColour: colouredErrors)
            bytes.append(0x0A)
        }
        _ = emit(bytes, STDERR_FILENO)
        return error.code.rawValue
    }

    /// One line on standard error.
    func say(_ text: String) {
        _ = emit(Array(" \(visible(text))\n".utf8), STDERR_FILENO)
    }
}

/// Whether errors may be coloured: standard error is a terminal that wants colours.
func errorsMayBeColoured() -> Bool {
    isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
        && environment("NO_COLOR")?.isEmpty != false
}
