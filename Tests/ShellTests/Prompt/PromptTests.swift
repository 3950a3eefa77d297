import Foundation
import Testing

@testable import Shell

private let sign = HostedPrompt.sign

/// What a prompt is for, tried in a real pseudoterminal.
@Suite(.serialized)
struct PromptTests {
    @Test
    func `a verb runs and Ctrl-D leaves`() throws {
        try withPrompt { _, terminal in
            terminal.type("ls failed -n 2\r")
            try terminal.expect("2 of 8 failed requests")
            try terminal.expect(sign)
            terminal.type("steps %2\r")
            try terminal.expect("interrupted after step 2")
            try terminal.expect(sign)
            terminal.type("\u{4}")
            try terminal.expectExit(0)
        }
    }

    @Test
    func `quit leaves`() throws {
        try withPrompt { _, terminal in
            terminal.type("quit\r")
            try terminal.expectExit(0)
        }
    }

    @Test
    func `while requests are held Ctrl-D leaves the second time only`() throws {
        try withPrompt(["HOST_HELD": "2"]) { _, terminal in
            terminal.type("\u{4}")
            try terminal.expect("2 requests held; Ctrl-D again leaves")
            try terminal.expect("waybill ●2▸ ")
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
            try terminal.expect("waybill ●2▸ ")
            // Another line came between: it is said again.
            terminal.type("\u{4}")
            try terminal.expect("2 requests held; Ctrl-D again leaves")
            try terminal.expect("waybill ●2▸ ")
            terminal.type("\u{4}")
            try terminal.expectExit(0)
        }
    }

    @Test
    func `the log is not opened before the first verb or completion`() throws {
        try withTemporaryFolder { folder in
            let opened = folder + "/opened"
            let terminal = try HostedPrompt(folder, ["HOST_OPENING": opened]).start()
            terminal.type("set\r")
            try terminal.expect("SETTING")
            try terminal.expect(sign)
            #expect(!FileManager.default.fileExists(atPath: opened))
            terminal.type("steps 7f3a9c2\t")
            try terminal.expect("7f3a9c21")
            #expect(FileManager.default.fileExists(atPath: opened))
        }
    }

    @Test
    func `multi-byte and wide input is edited by characters and columns`() throws {
        try withPrompt { prompt, terminal in
            terminal.type("help 日本é")
            try terminal.expectScreenEnds(["waybill▸ help 日本é"])
            terminal.type("\u{7F}\u{7F}")
            try terminal.expectScreen("stands behind 日") {
                $0.lines.last == "waybill▸ help 日" && $0.column == 16
            }
            terminal.type("\u{1}\u{1B}[C\u{1B}[C")
            try terminal.expectScreen("stands in the word") { $0.column == 11 }
            terminal.type("\r")
            try terminal.expect("no verb '日'")
            try terminal.expect(sign)
            #expect(try prompt.history() == ["help 日"])
        }
    }

    @Test
    func `what is taller than the screen goes through the pager`() throws {
        try withPrompt(["PAGER": "sed s/^/paged:/"]) { _, terminal in
            terminal.type("help ls\r")
            try terminal.expect("Exit codes")
            #expect(!terminal.output.contains("paged:"))
            try terminal.expect(sign)
            terminal.type("show 7f3a9c21\r")
            try terminal.expect("paged:7f3a9c21 POST /orders")
            try terminal.expect(sign)
            terminal.type("set pager off\r")
            try terminal.expect(sign)
            terminal.type("show 7f3a9c21\r")
            try terminal.expect("\r7f3a9c21 POST /orders")
        }
    }

    @Test
    func `without UTF-8 the prompt and what it shows are ASCII`() throws {
        try withPrompt(["LANG": "C"]) { _, terminal in
            terminal.type("steps 7f3a9c21\r")
            try terminal.expect("---+---")
            try terminal.expect("waybill> ")
            terminal.type("select 1\r")
            try terminal.expect("   ..> ")
        }
    }

    @Test
    func `a dumb terminal gets no escape sequence`() throws {
        try withPrompt(["TERM": "dumb", "NO_COLOR": ""]) { _, terminal in
            terminal.type("ls -n 1\r")
            try terminal.expect("1 of 16 requests")
            terminal.type("steps 7f3a9c2\t")
            try terminal.expect("7f3a9c21")
            terminal.type("\u{3}")
            try terminal.expect(sign)
            terminal.type("show 7f3a9c21\r")
            try terminal.expect(sign)
            #expect(terminal.screen.sequences == [])
        }
    }

    @Test
    func `colours come without NO_COLOR and not with it`() throws {
        try withPrompt(["NO_COLOR": ""]) { _, terminal in
            terminal.type("lss\r")
            try terminal.expect("did you mean")
            #expect(terminal.screen.sequences.contains { $0.hasSuffix("m") })
        }
        try withPrompt { _, terminal in
            terminal.type("lss\r")
            try terminal.expect("did you mean")
            #expect(!terminal.screen.sequences.contains { $0.hasSuffix("m") })
        }
    }

    @Test
    func `a new size is used at once, also for a line of several rows`() throws {
        try withPrompt(columns: 60, rows: 20) { _, terminal in
            let long = String(repeating: "0123456789", count: 9)
            terminal.type("help \(long)")
            try terminal.expectScreen("shows all digits") {
                $0.lines.joined().contains("help \(long)")
            }
            terminal.resize(columns: 120, rows: 20)
            try terminal.expectScreen("shows one row") {
                $0.lines.last == "waybill▸ help \(long)"
            }
            terminal.type("\u{3}")
            try terminal.expect("^C\r\n")
            try terminal.expect(sign)
            terminal.type("steps 7f3a9c21\r")
            try terminal.expect("displayed")
            try terminal.expectScreen("fills the width") { screen in
                screen.lines.contains { $0.count > 100 }
            }
        }
    }

    @Test
    func `a size that changed while a verb ran is known at the next prompt`() throws {
        try withPrompt(columns: 60, rows: 20) { _, terminal in
            terminal.type("spin\r")
            try terminal.expect("spinning")
            terminal.resize(columns: 30, rows: 20)
            terminal.type("\u{3}")
            try terminal.expect(sign)
            terminal.type("help \(String(repeating: "0123456789", count: 4))")
            try terminal.expectScreenEnds([
                "waybill▸ help 0123456789012345", "678901234567890123456789",
            ])
            terminal.type("\u{1}X")
            try terminal.expectScreenEnds([
                "waybill▸ Xhelp 012345678901234", "5678901234567890123456789",
            ])
        }
    }

    @Test
    func `the keys of vi work when .inputrc says so`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/inputrc"
            try "set editing-mode vi\n".write(toFile: file, atomically: true, encoding: .utf8)
            let terminal = try HostedPrompt(folder, ["INPUTRC": file]).start()
            terminal.type("help quitx\u{1B}")
            try terminal.expect("quitx")
            terminal.type("x0wi")
            terminal.type("\r")
            try terminal.expect("leave the shell")
            try terminal.expect(sign)
            // Ctrl-C in command mode: the next line is typed in insert mode again.
            terminal.type("help nothing\u{1B}bd")
            try terminal.expect("nothing")
            terminal.type("\u{3}")
            try terminal.expect(sign)
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
        }
    }

    @Test
    func `.inputrc may have lines for this program only`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/inputrc"
            try """
            $if waybill
            "\\C-t": "help quit"
            $endif
            $if other
            "\\C-t": "help nothing"
            $endif
            """.write(toFile: file, atomically: true, encoding: .utf8)
            let terminal = try HostedPrompt(folder, ["INPUTRC": file]).start()
            terminal.type("\u{14}\r")
            try terminal.expect("leave the shell")
        }
    }

    @Test
    func `the rc file sets what the session begins with, and its errors stop nothing`() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/.config/waybill",
                withIntermediateDirectories: true
            )
            let file = folder + "/.config/waybill/rc"
            try "# mine\nset limit 3\nset tme utc\nset time local\nls\n".write(
                toFile: file,
                atomically: true,
                encoding: .utf8
            )
            let terminal = try Pseudoterminal(
                HostedPrompt.command(),
                environment: HostedPrompt(folder).variables
            )
            try terminal.expect("no setting 'tme'; did you mean time? (\(file), line 3)")
            try terminal.expect("only 'set NAME VALUE' may stand here (\(file), line 5)")
            try terminal.expect(sign)
            terminal.type("ls\r")
            try terminal.expect("3 of 16 requests")
            // The command line said --utc.
            try terminal.expect("UTC")
            try terminal.expect(sign)
            terminal.type("set limit\r")
            try terminal.expect("limit    3      auto")
        }
    }
}
