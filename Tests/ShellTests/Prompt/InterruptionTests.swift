import Foundation
import Glibc
import Testing

@testable import Shell

private let sign = HostedPrompt.sign

/// Ctrl-C and the signals, in every state of the prompt.
@Suite(.serialized)
struct InterruptionTests {
    @Test
    func `Ctrl-C discards the half-typed line and gives a new prompt`() throws {
        try withPrompt { prompt, terminal in
            terminal.type("steps nonsen")
            try terminal.expect("nonsen")
            terminal.type("\u{3}")
            try terminal.expect("^C\r\n")
            try terminal.expect(sign)
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
            try terminal.expect(sign)
            terminal.type("\u{4}")
            try terminal.expectExit(0)
            #expect(try prompt.history() == ["help quit"])
        }
    }

    @Test
    func `Ctrl-C in the middle of a line of several rows leaves them whole above the prompt`()
        throws
    {
        try withPrompt(columns: 40, rows: 20) { _, terminal in
            let long = String(repeating: "abcdefghij", count: 8)
            terminal.type("help \(long)")
            try terminal.expectScreen("shows all") { $0.lines.joined().contains(long) }
            terminal.type("\u{1}\u{3}")
            try terminal.expectScreenEnds([
                "waybill▸ help abcdefghijabcdefghijabcdef",
                "ghijabcdefghijabcdefghijabcdefghijabcdef",
                "ghijabcdefghij^C", "waybill▸",
            ])
        }
    }

    @Test(arguments: [
        "\u{12}help", "\u{12}nothing", "\u{1B}5", "\u{1B}[2", "\u{18}", "abc\u{1B}bd",
        "select 1,\r2",
    ])
    func `Ctrl-C ends searches, arguments and statements, and nothing of them is left`(
        keys: String
    ) throws {
        try withPrompt { prompt, terminal in
            terminal.type("help set\r")
            try terminal.expect("settings of this session")
            try terminal.expect(sign)
            terminal.type(keys)
            terminal.type("\u{3}")
            try terminal.expect("^C\r\n")
            try terminal.expect(sign)
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
            try terminal.expect(sign)
            terminal.type("\u{4}")
            try terminal.expectExit(0)
            #expect(try prompt.history() == ["help set", "help quit"])
        }
    }

    @Test
    func `Ctrl-C ends a running verb, says so and gives the prompt back`() throws {
        try withPrompt { _, terminal in
            for _ in 1...2 {
                terminal.type("spin\r")
                try terminal.expect("spinning")
                terminal.type("\u{3}")
                try terminal.expect(" interrupted\r\n")
                try terminal.expect(sign)
            }
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
        }
    }

    @Test
    func `Ctrl-C in a command behind a pipe is for that command only`() throws {
        try withPrompt { _, terminal in
            let waits = "{ trap 'echo caught; exit' INT; echo ready; while :; do :; done; }"
            for line in ["ls -n 1 | \(waits)", "!\(waits)"] {
                terminal.type(line + "\r")
                try terminal.expect("ready\r\n")
                terminal.type("\u{3}")
                try terminal.expect("caught\r\n")
                try terminal.expect(sign)
            }
            #expect(!terminal.output.contains("interrupted"))
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
        }
    }

    @Test(.enabled(if: access("/usr/bin/less", X_OK) == 0))
    func `Ctrl-C in the pager returns to the prompt`() throws {
        try withPrompt { _, terminal in
            terminal.type("show 7f3a9c21 -o json | cat > /dev/null\r")
            try terminal.expect(sign)
            terminal.type("show 7f3a9c21\r")
            try terminal.expect("7f3a9c21 POST /orders")
            // While it draws, Ctrl-C only ends the drawing.
            try terminal.type("\u{3}", until: "the prompt is there") {
                $0.lines.last?.hasPrefix("waybill▸") == true
            }
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
        }
    }

    @Test
    func `a signal to end ends the prompt, while typing and while a verb runs`() throws {
        try withPrompt { _, terminal in
            terminal.type("help qu")
            try terminal.expect("help qu")
            kill(terminal.process, SIGTERM)
            try terminal.expectExit(130)
        }
        try withPrompt { _, terminal in
            terminal.type("spin\r")
            try terminal.expect("spinning")
            kill(terminal.process, SIGTERM)
            try terminal.expectExit(130)
        }
        try withPrompt { _, terminal in
            terminal.type("ls | { echo ready; while :; do :; done; }\r")
            try terminal.expect("ready\r\n")
            kill(terminal.process, SIGTERM)
            try terminal.expectExit(130)
        }
    }

    @Test func `a signal to end that comes while a verb begins is not lost`() throws {
        for _ in 0..<5 {
            try withPrompt { _, terminal in
                terminal.type("spin\r")
                // Shown by readline, before the line runs.
                try terminal.expect("spin")
                kill(terminal.process, SIGTERM)
                try terminal.expectExit(130)
            }
        }
    }

    @Test(arguments: ["", "help qu", "select 1\r", "\u{12}hel", "spin\r"])
    func `a terminal that is gone ends the prompt`(keys: String) throws {
        try withPrompt { _, terminal in
            terminal.type(keys)
            if keys == "spin\r" { try terminal.expect("spinning") }
            terminal.hangUp()
            try terminal.expectExit(130)
        }
    }

    @Test
    func `one-shot, Ctrl-C and SIGTERM give 130 and a line that says so`() throws {
        try withTemporaryFolder { folder in
            for number in [SIGINT, SIGTERM] {
                let terminal = try HostedPrompt(folder).oneShot(["spin"])
                try terminal.expect("spinning")
                if number == SIGINT {
                    terminal.type("\u{3}")
                } else {
                    kill(terminal.process, number)
                }
                try terminal.expect("interrupted")
                try terminal.expectExit(130)
            }
        }
    }

    @Test
    func `Ctrl-C ends a script, also with -k and while it waits for a line`() throws {
        try withTemporaryFolder { folder in
            let arguments = ["-k", "-c", "spin", "-c", "help quit"].joined(separator: "\u{1F}")
            let lines = HostedPrompt(folder, ["HOST_ARGUMENTS": arguments])
            let first = try Pseudoterminal(HostedPrompt.command(), environment: lines.variables)
            try first.expect("spinning")
            first.type("\u{3}")
            try first.expect("interrupted")
            try first.expectExit(130)
            #expect(!first.output.contains("leave the shell"))

            let waiting = HostedPrompt(folder, ["HOST_ARGUMENTS": "-f\u{1F}-"])
            let second = try Pseudoterminal(HostedPrompt.command(), environment: waiting.variables)
            second.type("help quit\r")
            try second.expect("leave the shell")
            second.type("\u{3}")
            try second.expect("interrupted")
            try second.expectExit(130)
        }
    }

    @Test
    func `a result that comes after Ctrl-C is not shown`() {
        let console = Console()
        console.session.interruption.request()
        #expect(console.run("ls") == 130)
        #expect(console.output.isEmpty)
        #expect(console.errors == " interrupted\n")
    }

    @Test
    func `a reader that has had enough is no error`() {
        var runner = Console(columns: nil).runner
        runner.emit = { _, descriptor in
            errno = EPIPE
            return descriptor != STDOUT_FILENO
        }
        #expect(runner.run("ls") == 0)
    }
}
