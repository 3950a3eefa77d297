import Foundation
import Testing

private let sign = HostedPrompt.sign

/// Tab, in a real pseudoterminal.
@Suite(.serialized)
struct PromptCompletionTests {
    @Test
    func `verbs complete, and flow ids are listed with what they were`() throws {
        try withPrompt { _, terminal in
            terminal.type("step\t")
            try terminal.expectScreenEnds(["waybill▸ step"])
            terminal.type("s\t")
            terminal.type("7f3a9c2\t")
            try terminal.expect("7f3a9c2f  POST /orders 503 45s")
            try terminal.expect("7f3a9c21  POST /orders 500 59s")
            try terminal.expectScreenEnds(["waybill▸ steps 7f3a9c2"])
            terminal.type("1\t\r")
            try terminal.expect("KeyError: 'sku'")
            try terminal.expect(sign)
        }
    }

    @Test
    func `a value replaces what was typed of it, with its quotes`() throws {
        try withPrompt { _, terminal in
            terminal.type("ls where method=P\t")
            try terminal.expectScreenEnds(["waybill▸ ls where method=\"POST\""])
            terminal.type("an\t")
            try terminal.expectScreenEnds(["waybill▸ ls where method=\"POST\" and"])
            terminal.type("outcome = \"function e\t")
            try terminal.expectScreenEnds([
                "waybill▸ ls where method=\"POST\" and outcome = \"function error\""
            ])
        }
    }

    @Test
    func `a function goes on without a blank, in the second line of a statement too`() throws {
        try withPrompt { _, terminal in
            terminal.type("select count(*)\r")
            try terminal.expect("   …▸ ")
            terminal.type("from flo\t")
            try terminal.expectScreenEnds(["   …▸ from flows"])
            terminal.type("where lengt\t")
            try terminal.expectScreenEnds(["   …▸ from flows where length("])
        }
    }

    @Test
    func `a log that does not open keeps no key waiting, and Ctrl-C goes through`() throws {
        try withTemporaryFolder { folder in
            let prompt = HostedPrompt(
                folder,
                ["HOST_OPENING": folder + "/opened", "HOST_STALLS": "1"]
            )
            let terminal = try prompt.start()
            terminal.type("steps 7f\tx")
            try terminal.expectScreenEnds(["waybill▸ steps 7fx"])
            terminal.type("\t\u{3}")
            try terminal.expect("^C\r\n")
            try terminal.expect(sign)
            terminal.type("help quit\r")
            try terminal.expect("leave the shell")
            #expect(!terminal.output.contains("error"))
        }
    }

    @Test
    func `a list that is longer than the screen says how much is missing`() throws {
        try withPrompt(rows: 12) { _, terminal in
            terminal.type("ls where \t")
            try terminal.expect("more: type more of the word\r\n")
            try terminal.expectScreenEnds(["waybill▸ ls where"])
        }
    }

    @Test
    func `fields that were typed lately come first`() throws {
        try withPrompt(rows: 12) { _, terminal in
            terminal.type("ls where attempts = 99\r")
            try terminal.expect(sign)
            terminal.type("ls where \t")
            try terminal.expect("\r\n  attempts ")
        }
    }
}
