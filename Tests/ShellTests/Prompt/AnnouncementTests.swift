import Foundation
import Glibc
import Testing

private let sign = HostedPrompt.sign

/// What other threads post appears above the line being typed, in whatever state that is.
@Suite(.serialized)
struct AnnouncementTests {
    /// A prompt whose announcements come through a pipe, and a function that posts one.
    private func withAnnouncements(
        columns: UInt16 = 100,
        _ body: (Pseudoterminal, (String) -> Void) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let pipe = folder + "/announcements"
            #expect(mkfifo(pipe, 0o600) == 0)
            let terminal = try HostedPrompt(folder, ["HOST_ANNOUNCEMENTS": pipe])
                .start(columns: columns)
            let writer = open(pipe, O_RDWR)
            defer { close(writer) }
            try body(terminal) { text in
                let line = Array("\(text)\n".utf8)
                _ = write(writer, line, line.count)
            }
        }
    }

    @Test
    func `above a half-typed line, which stays and goes on`() throws {
        try withAnnouncements { terminal, post in
            terminal.type("help qu")
            try terminal.expectScreenEnds(["waybill▸ help qu"])
            post("● 7f44aa10 POST \u{1B}[2J/orders 502")
            try terminal.expectScreenEnds([
                "● 7f44aa10 POST ^[[2J/orders 502", "waybill▸ help qu",
            ])
            terminal.type("it\r")
            try terminal.expect("leave the shell")
        }
    }

    @Test
    func `above a line of several rows with the cursor in its middle`() throws {
        try withAnnouncements(columns: 40) { terminal, post in
            let long = String(repeating: "abcdefghij", count: 8)
            terminal.type("help \(long)")
            let rows = [
                "waybill▸ help abcdefghijabcdefghijabcdef",
                "ghijabcdefghijabcdefghijabcdefghijabcdef",
                "ghijabcdefghij",
            ]
            try terminal.expectScreenEnds(rows)
            terminal.type("\u{1}\u{1B}f\u{1B}f\u{2}")
            try terminal.expectScreen("stands before the last letter") { $0.column == 13 }
            post("● one")
            try terminal.expectScreenEnds(["● one"] + rows)
            post("● two")
            try terminal.expectScreenEnds(["● one", "● two"] + rows)
            try terminal.expectScreen("stands where it stood") { $0.column == 13 }
            terminal.type("X")
            try terminal.expectScreenEnds(["● two"] + rows.dropLast() + ["ghijabcdefghiXj"])
        }
    }

    @Test
    func `above a search, which goes on`() throws {
        try withAnnouncements { terminal, post in
            terminal.type("help set\r")
            try terminal.expect(sign)
            terminal.type("\u{12}hel")
            try terminal.expectScreenEnds(["(reverse-i-search)`hel': help set"])
            post("● one")
            try terminal.expectScreenEnds(["● one", "(reverse-i-search)`hel': help set"])
            terminal.type("p s")
            try terminal.expectScreenEnds(["● one", "(reverse-i-search)`help s': help set"])
            terminal.type("\r")
            try terminal.expect("settings of this session")
        }
    }

    @Test
    func `below a list of completions and above the line`() throws {
        try withAnnouncements { terminal, post in
            terminal.type("set output \t")
            try terminal.expectScreenEnds(["  md", "waybill▸ set output"])
            post("● one")
            try terminal.expectScreenEnds(["  md", "● one", "waybill▸ set output"])
            terminal.type("md\r")
            try terminal.expect(sign)
            terminal.type("set output\r")
            try terminal.expect("| output | md | auto |")
        }
    }

    @Test
    func `while a statement goes on, and after a verb that runs`() throws {
        try withAnnouncements { terminal, post in
            terminal.type("select 1,\r2")
            try terminal.expectScreenEnds(["waybill▸ select 1,", "   …▸ 2"])
            post("● one")
            try terminal.expectScreenEnds(["waybill▸ select 1,", "● one", "   …▸ 2"])
            terminal.type(";\r")
            try terminal.expect("sql‹2;›")
            try terminal.expect(sign)
            terminal.type("spin\r")
            try terminal.expect("spinning")
            post("● two")
            terminal.type("\u{3}")
            try terminal.expect("interrupted")
            try terminal.expectScreenEnds(["● two", "waybill▸"])
        }
    }
}
