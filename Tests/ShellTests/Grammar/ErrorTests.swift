import EventStore
import Flows
import Testing

@testable import Shell

/// Every error shows the line, a caret, what was probably meant and the next command.
struct ErrorTests {
    @Test(arguments: [
        "lss", "sho", "s 7f3a9c21", "", "ls since 5months", "ls since 5", "ls since",
        "ls since tomorrow",
        "ls since 2026-13-01", "ls since 2026-11-22T25:00", "ls since '#99999'",
        "ls since 7f3a9c26:3",
        "ls since -5m until -10m", "ls in 14:00", "ls faild", "ls function", "ls -n x", "ls -n 0",
        "ls --limt 3", "ls -o jsn", "ls -o", "ls --full=3", "steps", "steps zzzz", "steps 7f3",
        "steps 7f3a", "steps 7f3a9c3f", "steps %1", "steps %x", "steps .", "steps @prev",
        "steps @-99",
        "steps @-0", "steps 7f3a9c21 extra", "steps 日本 x", "track 'open", "ls |", "ls >",
        "ls > a b",
        "events from", "events from x", "set colour never", "set color blue", "set limit 0",
        "set a b c",
        "help nothing", "quit now", "show 0193a5b0-0000-7000-8000-000000000000",
    ])
    func `errors with a caret`(line: String) {
        let console = Console()
        let code = console.run(line)
        #expect(code == (line.isEmpty ? 0 : 2))
        #expect(console.output.isEmpty)
        expectScreen("error \(line)", console.errors)
    }

    @Test
    func `a log that cannot be opened is exit code 3 with its hint`() {
        let session = Session(
            logPath: "/none",
            settings: ShellSettings(),
            terminal: .pipe,
            clock: .system,
            memory: TerminalMemory(logPath: "/none", file: nil),
            openLog: { _ throws(LogError) -> any FlowLog in
                _ = try LogReader(path: "/none/log.sqlite")
                return MemoryLog([])
            }
        )
        var errors: [UInt8] = []
        var runner = LineRunner(session: session, standardOutput: { .pipe }, colouredErrors: false)
        runner.emit = { bytes, _ in
            errors += bytes
            return true
        }
        #expect(runner.run("ls") == 3)
        #expect(String(decoding: errors, as: UTF8.self).contains("/none/log.sqlite"))
        #expect(String(decoding: errors, as: UTF8.self).contains("next: "))
    }

    @Test
    func `nothing matched is exit code 1 only when asked`() {
        #expect(Console().run("ls function nobody") == 0)
        #expect(Console().run("ls function nobody --exit-status") == 1)
        #expect(Console().run("ls --exit-status") == 0)
    }
}
