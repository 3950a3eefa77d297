import Flows
import Foundation
import Testing

@testable import Shell

private let hostVariable = "WAYBILL_PROMPT_HOST"

/// Not a test: the program that ``PromptTests`` runs in a pseudoterminal.
struct PromptHost {
    @Test(.enabled(if: ProcessInfo.processInfo.environment[hostVariable] != nil))
    func `hosts a prompt`() {
        let announcer = PromptAnnouncer()
        if let file = ProcessInfo.processInfo.environment["ANNOUNCE_FILE"] {
            Thread.detachNewThread {
                while true {
                    if let text = try? String(contentsOfFile: file, encoding: .utf8),
                        text.hasSuffix("\n")
                    {
                        announcer.post(String(text.dropLast()))
                        return
                    }
                    usleep(10_000)
                }
            }
        }
        exit(runInteractive(["--utc"], in: Console().session, announcer: announcer))
    }
}

/// The habits of the prompt, each tried in a real pseudoterminal.
@Suite(.serialized, .disabled(if: ProcessInfo.processInfo.environment[hostVariable] != nil))
struct PromptTests {
    private func prompt(
        _ folder: String,
        _ more: [String: String] = [:]
    ) throws -> Pseudoterminal {
        let variables = [
            hostVariable: "1", "XDG_STATE_HOME": folder, "HOME": folder, "TERM": "xterm",
            "LANG": "C.UTF-8", "INPUTRC": "/dev/null", "NO_COLOR": "1", "PATH": "/usr/bin:/bin",
        ].merging(more) { $1 }
        let terminal = try Pseudoterminal(environment: variables)
        try terminal.expect(variables["LANG"] == "C" ? "waybill> " : "waybill▸ ")
        return terminal
    }

    private func history(_ folder: String) throws -> [String] {
        let text = try String(contentsOfFile: folder + "/waybill/history", encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }

    @Test
    func `a verb runs and Ctrl-D leaves`() throws {
        try withTemporaryFolder { folder in
            let terminal = try prompt(folder)
            terminal.type("ls failed -n 2\r")
            try terminal.expect("2 of 8 failed requests")
            try terminal.expect("waybill▸ ")
            terminal.type("steps %2\r")
            try terminal.expect("interrupted after step 2")
            try terminal.expect("waybill▸ ")
            terminal.type("\u{4}")
            #expect(try terminal.exitCode() == 0)
        }
    }

    @Test
    func `quit leaves`() throws {
        try withTemporaryFolder { folder in
            let terminal = try prompt(folder)
            terminal.type("quit\r")
            #expect(try terminal.exitCode() == 0)
        }
    }

    @Test
    func `Ctrl-C discards the half-typed line and gives a new prompt`() throws {
        try withTemporaryFolder { folder in
            let terminal = try prompt(folder)
            terminal.type("steps nonsen")
            try terminal.expect("nonsen")
            terminal.type("\u{3}")
            try terminal.expect("waybill▸ ")
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
            try terminal.expect("waybill▸ ")
            terminal.type("\u{4}")
            #expect(try terminal.exitCode() == 0)
            #expect(try history(folder) == ["help quit"])
        }
    }

    @Test
    func `verbs complete, and flow ids are listed with what they were`() throws {
        try withTemporaryFolder { folder in
            let terminal = try prompt(folder)
            terminal.type("steps\t")
            try terminal.expect("steps ")
            terminal.type("7f3a9c2\t")
            try terminal.expect("7f3a9c2f  POST /orders 503 45s")
            try terminal.expect("7f3a9c21  POST /orders 500 59s")
            try terminal.expect("waybill▸ steps 7f3a9c2")
            terminal.type("1\t")
            terminal.type("\r")
            try terminal.expect("KeyError: 'sku'")
            try terminal.expect("waybill▸ ")
            terminal.type("ls since 7f3a9c21:ret\t-o js\t")
            try terminal.expect("ls since 7f3a9c21:returned ")
            try terminal.expect("jsonl")
            try terminal.expect("waybill▸ ls since 7f3a9c21:returned -o json")
            terminal.type("\u{3}")
            try terminal.expect("waybill▸ ")
            terminal.type("ls function o\t\r")
            try terminal.expect("ls function orders")
            try terminal.expect("13 of 13 requests")
        }
    }

    @Test
    func `the history survives kill -9, has mode 0600 and skips what it must`() throws {
        try withTemporaryFolder { folder in
            let first = try prompt(folder)
            for line in ["help ls", " help set", "help ls", "help authorization=abc", "help quit"] {
                first.type(line + "\r")
                try first.expect("waybill▸ ")
            }
            kill(first.process, SIGKILL)
            #expect(try first.exitCode() == 128 + 9)
            #expect(try history(folder) == ["help ls", "help authorization=‹masked›", "help quit"])
            #expect(try permissions(of: folder + "/waybill/history") == 0o600)
            let second = try prompt(folder)
            second.type("\u{10}\u{10}\u{10}\r")
            try second.expect("what happened: requests")
            try second.expect("waybill▸ ")
            second.type("\u{4}")
            #expect(try second.exitCode() == 0)
        }
    }

    @Test
    func `multi-byte input is edited by characters`() throws {
        try withTemporaryFolder { folder in
            let terminal = try prompt(folder)
            terminal.type("help 日本é")
            try terminal.expect("日本é")
            terminal.type("\u{7F}\u{7F}\r")
            try terminal.expect("no verb '日'")
            try terminal.expect("waybill▸ ")
            #expect(try history(folder) == ["help 日"])
        }
    }

    @Test
    func `what others announce appears above the half-typed line, which stays`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/announce"
            let terminal = try prompt(folder, ["ANNOUNCE_FILE": file])
            terminal.type("help qu")
            try terminal.expect("help qu")
            try "● 7f44aa10 POST \u{1B}[2J/orders 502\n".write(
                toFile: file,
                atomically: true,
                encoding: .utf8
            )
            try terminal.expect("● 7f44aa10 POST ^[[2J/orders 502\r\n")
            try terminal.expect("waybill▸ help qu")
            terminal.type("it\r")
            try terminal.expect("leave the shell")
        }
    }

    @Test
    func `SIGTERM ends the prompt and Ctrl-Z stops it until it goes on`() throws {
        try withTemporaryFolder { folder in
            let terminal = try prompt(folder)
            terminal.type("help qu")
            try terminal.expect("help qu")
            terminal.type("\u{1A}")
            var status: Int32 = 0
            #expect(waitpid(terminal.process, &status, WUNTRACED) == terminal.process)
            #expect(status & 0xFF == 0x7F)
            kill(terminal.process, SIGCONT)
            try terminal.expect("waybill▸ help qu")
            terminal.type("it\r")
            try terminal.expect("leave the shell")
            try terminal.expect("waybill▸ ")
            kill(terminal.process, SIGTERM)
            #expect(try terminal.exitCode() == 130)
        }
    }

    @Test
    func `what is taller than the screen goes through the pager`() throws {
        try withTemporaryFolder { folder in
            let terminal = try prompt(folder, ["PAGER": "sed s/^/paged:/"])
            terminal.type("help\r")
            try terminal.expect("Verbs")
            #expect(!terminal.output.contains("paged:"))
            try terminal.expect("waybill▸ ")
            terminal.type("show 7f3a9c21\r")
            try terminal.expect("paged:7f3a9c21 POST /orders")
            try terminal.expect("waybill▸ ")
            terminal.type("set pager off\r")
            try terminal.expect("waybill▸ ")
            terminal.type("show 7f3a9c21\r")
            try terminal.expect("\r7f3a9c21 POST /orders")
        }
    }

    @Test
    func `lines go through pipes and into files`() throws {
        try withTemporaryFolder { folder in
            let terminal = try prompt(folder)
            terminal.type("ls -o jsonl | wc -l\r")
            try terminal.expect("\(outcomes.count)\r\n")
            try terminal.expect("waybill▸ ")
            terminal.type("ls failed -n 1 -o csv > \(folder)/flows.csv\r")
            try terminal.expect("waybill▸ ")
            let text = try String(contentsOfFile: folder + "/flows.csv", encoding: .utf8)
            #expect(text.hasPrefix("id,shortId,kind,"))
            #expect(text.split(separator: "\n").count == 2)
        }
    }

    @Test
    func `without UTF-8 the prompt is ASCII`() throws {
        try withTemporaryFolder { folder in
            let terminal = try prompt(folder, ["LANG": "C"])
            terminal.type("steps 7f3a9c21\r")
            try terminal.expect("---+---")
        }
    }
}
