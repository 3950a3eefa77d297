import Foundation
import Glibc
import Testing

private let sign = HostedPrompt.sign

/// The prompt as a job of a real shell.
@Suite(.serialized)
struct JobControlTests {
    private func withJob(_ body: (Pseudoterminal) throws -> Void) throws {
        try withTemporaryFolder { folder in
            var variables = HostedPrompt(folder).variables
            variables["PS1"] = "bash\\$ "
            let bash = ["/bin/bash", "--norc", "--noprofile", "-i"]
            let terminal = try Pseudoterminal(bash, environment: variables)
            let command = try HostedPrompt.command().joined(separator: " ")
            try terminal.expect("bash")
            terminal.type("\(command)\r")
            try terminal.expect(sign)
            try body(terminal)
        }
    }

    @Test
    func `Ctrl-Z stops it while a line is typed, and fg brings the line back`() throws {
        try withJob { terminal in
            terminal.type("help qu")
            try terminal.expect("help qu")
            terminal.type("\u{1A}")
            try terminal.expect("Stopped")
            try terminal.expect("bash")
            // The terminal is in its usual mode again.
            terminal.type("stty -a | grep -o ' icanon'\r")
            try terminal.expect(" icanon\r\n")
            terminal.type("fg\r")
            try terminal.expectScreen("shows the line again") {
                $0.lines.last == "waybill▸ help qu"
            }
            terminal.type("it\r")
            try terminal.expect("leave the shell")
            try terminal.expect(sign)
            terminal.type("quit\r")
            try terminal.expect("bash")
        }
    }

    @Test
    func `Ctrl-Z stops a running verb, and it goes on`() throws {
        try withJob { terminal in
            terminal.type("spin\r")
            try terminal.expect("spinning")
            terminal.type("\u{1A}")
            try terminal.expect("Stopped")
            terminal.type("fg\r")
            try terminal.expectJobInForeground()
            terminal.type("\u{3}")
            try terminal.expect("interrupted")
            try terminal.expect(sign)
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
        }
    }

    @Test
    func `Ctrl-Z stops it together with a command behind a pipe`() throws {
        try withJob { terminal in
            terminal.type("ls -n 1 | { echo ready; while :; do :; done; }\r")
            try terminal.expect("ready\r\n")
            terminal.type("\u{1A}")
            try terminal.expect("Stopped")
            try terminal.expect("bash")
            terminal.type("fg\r")
            try terminal.expectJobInForeground()
            terminal.type("\u{3}")
            try terminal.expect(sign)
        }
    }

    @Test
    func `stopped and continued from outside, the line is there again`() throws {
        try withJob { terminal in
            terminal.type("help qu")
            try terminal.expect("help qu")
            terminal.type("\u{1A}")
            try terminal.expect("Stopped")
            // In the background it stops again. Only then is it fetched: bash takes a stop that it
            // hears of late for one after the fetching.
            terminal.type("kill -CONT %1; until jobs %1 | grep -q Stopped; do :; done; fg\r")
            try terminal.expectScreen("shows the line again") {
                $0.lines.last == "waybill▸ help qu"
            }
            terminal.type("it\r")
            try terminal.expect("leave the shell")
        }
    }
}
