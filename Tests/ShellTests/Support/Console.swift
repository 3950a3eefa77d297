import EventStore
import Flows
import Synchronization
import Testing

@testable import Shell

/// Runs lines against a log in memory and keeps what was written.
final class Console {
    let session: Session
    private(set) var output = ""
    private(set) var errors = ""
    private(set) var bytes: [UInt8] = []
    private let terminal: Terminal

    convenience init(
        _ stories: [[RecordedEvent]] = outcomes.map(\.story.events),
        columns: Int? = 100,
        isUTF8: Bool = true,
        hasColour: Bool = false,
        verbs: [any Command.Type] = Shell.verbs
    ) {
        self.init(
            logPath: "/log",
            columns: columns,
            isUTF8: isUTF8,
            hasColour: hasColour,
            verbs: verbs
        ) { () throws(LogError) -> any FlowLog in MemoryLog(stories) }
    }

    /// On a log of the test's own.
    init(
        logPath: String,
        columns: Int? = 100,
        isUTF8: Bool = true,
        hasColour: Bool = false,
        verbs: [any Command.Type] = Shell.verbs,
        openLog: @escaping @Sendable () throws(LogError) -> any FlowLog
    ) {
        terminal = Terminal(
            columns: columns,
            rows: columns == nil ? nil : 10_000,
            hasColour: hasColour,
            isUTF8: isUTF8
        )
        var settings = ShellSettings()
        settings.zone = .utc
        // A minute after the first flow; time stands still.
        let now = Story.noon.advanced(byMicroseconds: 60_000_000)
        session = Session(
            logPath: logPath,
            settings: settings,
            terminal: terminal,
            clock: ShellClock(now: { now }, steadyMicroseconds: { 0 }),
            memory: TerminalMemory(logPath: logPath, file: nil),
            verbs: verbs,
            openLog: { _ throws(LogError) -> any FlowLog in try openLog() }
        )
    }

    var runner: LineRunner {
        let terminal = terminal
        var runner = LineRunner(
            session: session,
            standardOutput: { terminal },
            colouredErrors: false
        )
        runner.emit = { [self] bytes, descriptor in
            let text = String(decoding: bytes, as: UTF8.self)
            if descriptor == 1 {
                output += text
                self.bytes += bytes
            } else {
                errors += text
            }
            return true
        }
        return runner
    }

    /// Runs a line of the prompt; gives the exit code.
    @discardableResult
    func run(_ line: String) -> Int32 { runner.run(line) }
}

/// A session with its prompts, as it stands on a terminal.
func sessionText(_ lines: [String], in console: Console) -> String {
    var text = ""
    for line in lines {
        let focus = console.session.focus?.promptText
        text += promptText(focus: focus, asOf: nil, held: 0, isUTF8: true) + line
        let (output, errors) = (console.output, console.errors)
        let code = console.run(line)
        text += "\n" + console.output.dropFirst(output.count)
        text += console.errors.dropFirst(errors.count)
        if code != 0 { text += "(exit code \(code))\n" }
    }
    return text
}

/// The screen of one line on its own.
func screenText(_ line: String, columns: Int? = 100) -> String {
    let console = Console(columns: columns)
    console.run(line)
    return console.output + console.errors
}
