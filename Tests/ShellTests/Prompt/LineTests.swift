import Foundation
import Testing

private let sign = HostedPrompt.sign

/// What a line may be, and where its output goes.
@Suite(.serialized)
struct LineTests {
    @Test
    func `lines go through pipes and into files`() throws {
        try withPrompt { prompt, terminal in
            let folder = prompt.folder
            terminal.type("ls -o jsonl | wc -l\r")
            try terminal.expect("16\r\n")
            try terminal.expect(sign)
            terminal.type("ls failed -n 1 -o csv > \(folder)/flows.csv\r")
            try terminal.expect(sign)
            terminal.type("ls failed -n 1 -o csv >> \(folder)/flows.csv\r")
            try terminal.expect(sign)
            terminal.type("!tail -1 \(folder)/flows.csv | cut -c 1-4\r")
            try terminal.expect("01a2\r\n")
            try terminal.expect(sign)
            let text = try String(contentsOfFile: folder + "/flows.csv", encoding: .utf8)
            #expect(text.hasPrefix("id,shortId,kind,"))
            #expect(text.split(separator: "\n").count == 4)
        }
    }

    @Test
    func `SQL goes on until a semicolon, and is one entry of the history`() throws {
        try withPrompt { prompt, terminal in
            terminal.type("Select ';', -- not here;\r")
            try terminal.expect("   …▸ ")
            terminal.type("\r")
            try terminal.expect("   …▸ ")
            terminal.type("  2; \r")
            try terminal.expect("sql‹Select ';', -- not here;›\r\nsql‹›\r\nsql‹  2;›")
            try terminal.expect(sign)
            #expect(try prompt.history() == ["Select ';', -- not here;\n\n  2; "])
            terminal.type("\u{10}")
            try terminal.expectScreenEnds([
                "waybill▸ Select ';', -- not here;", "", "  2;",
            ])
            terminal.type("\r")
            try terminal.expect("sql‹  2;›")
            try terminal.expect(sign)
            #expect(try prompt.history().count == 1)
        }
    }

    @Test
    func `an error in a statement of several lines shows the line it is in`() throws {
        try withPrompt { _, terminal in
            terminal.type("select 1,\r")
            try terminal.expect("   …▸ ")
            terminal.type("  boom;\r")
            try terminal.expect("   boom;\r\n   ^^^^ a boom\r\n next: leave it out")
        }
    }

    @Test
    func `Ctrl-D drops a statement that is not finished`() throws {
        try withPrompt { prompt, terminal in
            terminal.type("select 1\r")
            try terminal.expect("   …▸ ")
            terminal.type("\u{4}")
            try terminal.expect(sign)
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
            try terminal.expect(sign)
            #expect(try prompt.history() == ["help quit"])
        }
    }

    @Test
    func `queries go whole to their verb, and their result into files and commands`() throws {
        try withPrompt { prompt, terminal in
            terminal.type("filter status >= 500 | stats count() as n\r")
            try terminal.expect("query‹filter status >= 500 | stats count() as n›")
            try terminal.expect(sign)
            terminal.type("stats count() |\r")
            try terminal.expect("   …▸ ")
            terminal.type("sort x\r")
            try terminal.expect("query‹stats count() |›\r\nquery‹sort x›")
            try terminal.expect(sign)
            terminal.type("filter a > 1 \\g \(prompt.folder)/out\r")
            try terminal.expect(sign)
            let text = try String(contentsOfFile: prompt.folder + "/out", encoding: .utf8)
            #expect(text == "query‹filter a > 1›\n")
            terminal.type("filter a > 1 \\g | tr a-z A-Z\r")
            try terminal.expect("QUERY‹FILTER A > 1›")
        }
    }

    @Test
    func `what is pasted is run by statements, and the first that fails ends it`() throws {
        try withPrompt { prompt, terminal in
            let text = """
                fields @timestamp
                | sort @timestamp desc
                | limit 2
                help quit
                select 1,
                  2;
                lss
                help set
                """
            terminal.type("\u{1B}[200~\(text)\u{1B}[201~")
            try terminal.expectScreen("shows all of it") { $0.lines.last == "help set" }
            #expect(!terminal.output.contains("query‹"))
            terminal.type("\r")
            try terminal.expect("query‹fields @timestamp›")
            try terminal.expect("query‹| limit 2›")
            try terminal.expect("leave the shell")
            try terminal.expect("sql‹  2;›")
            try terminal.expect("did you mean ls?")
            try terminal.expect("1 further statement not run")
            try terminal.expect(sign)
            #expect(!terminal.output.contains("settings of this session"))
            #expect(try prompt.history() == [text])
        }
    }

    @Test
    func `a pasted statement that is not finished goes on`() throws {
        try withPrompt { _, terminal in
            terminal.type("\u{1B}[200~select 1,\n 2\u{1B}[201~\r")
            try terminal.expect("   …▸ ")
            terminal.type(";\r")
            try terminal.expect("sql‹select 1,›\r\nsql‹ 2›\r\nsql‹;›")
        }
    }

    @Test
    func `one field a line, for a line or for good`() throws {
        try withPrompt { _, terminal in
            terminal.type("ls -n 1 \\G\r")
            try terminal.expect("─[ 1 ]─")
            try terminal.expect(sign)
            terminal.type("\\x\r")
            try terminal.expect("output is expanded")
            try terminal.expect(sign)
            terminal.type("ls -n 1\r")
            try terminal.expect("─[ 1 ]─")
        }
    }
}
