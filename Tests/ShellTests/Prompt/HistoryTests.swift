import Foundation
import Testing

@testable import Shell

private let sign = HostedPrompt.sign

@Suite(.serialized)
struct HistoryTests {
    @Test
    func `it survives kill -9, has mode 0600 and skips what it must`() throws {
        try withTemporaryFolder { folder in
            let prompt = HostedPrompt(folder)
            let first = try prompt.start()
            let lines = [
                "help ls", "help ls", " help set", "help 'authorization: Bearer abc'", "help quit",
            ]
            for line in lines {
                first.type(line + "\r")
                try first.expect(sign)
            }
            kill(first.process, SIGKILL)
            try first.expectExit(128 + 9)
            #expect(
                try prompt.history()
                    == ["help ls", "help 'authorization: ‹masked›'", "help quit"]
            )
            #expect(try permissions(of: folder + "/waybill/history") == 0o600)
            let second = try prompt.start()
            second.type("\u{10}\u{10}\u{10}\r")
            try second.expect("what happened: requests")
            try second.expect(sign)
            second.type("\u{4}")
            try second.expectExit(0)
        }
    }

    @Test
    func `what was masked is not in the list in memory either`() throws {
        try withPrompt { _, terminal in
            terminal.type("help password=hunter2\r")
            try terminal.expect("hunter2")
            try terminal.expect(sign)
            terminal.type("\u{10}")
            try terminal.expectScreenEnds(["waybill▸ help password=‹masked›"])
        }
    }

    @Test
    func `Ctrl-R finds a line and Alt-. its last word`() throws {
        try withPrompt { _, terminal in
            for line in ["help quit", "help ls"] {
                terminal.type(line + "\r")
                try terminal.expect(sign)
            }
            terminal.type("\u{12}qui\r")
            try terminal.expect("leave the shell")
            try terminal.expect(sign)
            terminal.type("help \u{1B}.")
            try terminal.expectScreenEnds(["waybill▸ help quit"])
        }
    }

    @Test
    func `two shells at once lose nothing of each other`() throws {
        try withTemporaryFolder { folder in
            let prompt = HostedPrompt(folder)
            let (first, second) = (try prompt.start(), try prompt.start())
            for (terminal, line) in [(first, "help a"), (second, "help b"), (first, "help c")] {
                terminal.type(line + "\r")
                try terminal.expect(sign)
            }
            for terminal in [second, first] {
                terminal.type("\u{4}")
                try terminal.expectExit(0)
            }
            #expect(try prompt.history() == ["help a", "help b", "help c"])
        }
    }
}

struct HistoryFileTests {
    private func entries(_ file: HistoryFile) throws -> [HistoryFile.Entry] {
        var found: [HistoryFile.Entry] = []
        file.read { path in
            found = HistoryFile.entries(in: readFile(path, limit: .max) ?? [])
        }
        return found
    }

    @Test
    func `entries of several lines come back whole, with their times`() throws {
        try withTemporaryFolder { folder in
            let file = HistoryFile(path: folder + "/history")
            let written = [
                HistoryFile.Entry(seconds: 1_700_000_000, text: "ls"),
                .init(seconds: 1_700_000_001, text: "select 1,\n\n  2;"),
                .init(seconds: 1_700_000_002, text: "# a comment\n日本"),
            ]
            written.forEach(file.append)
            let (read, mode) = (try entries(file), try permissions(of: file.path))
            #expect(read == written)
            #expect(mode == 0o600)
        }
    }

    @Test
    func `a line that looks like a time does not divide its entry`() {
        let entry = HistoryFile.Entry(seconds: 1, text: "a\n#1700000000\nb")
        let read = HistoryFile.entries(in: HistoryFile.bytes(of: entry))
        #expect(read == [.init(seconds: 1, text: "a\n #1700000000\nb")])
    }

    /// Twice as long as it may be.
    private func writeTooLong(_ path: String) throws -> Int {
        let count = 3 * HistoryFile.sizeLimit / 64
        let text = (1...count).map { "#1\nline \($0) \(String(repeating: "x", count: 64))\n" }
        try text.joined().write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o644)
        return count
    }

    @Test
    func `a file that has grown too long keeps the newest entries`() throws {
        try withTemporaryFolder { folder in
            let file = HistoryFile(path: folder + "/history")
            let count = try writeTooLong(file.path)
            let kept = try entries(file)
            #expect(kept.count == HistoryFile.entryLimit)
            #expect(kept.last?.text.hasPrefix("line \(count) ") == true)
            let (again, mode) = (try entries(file), try permissions(of: file.path))
            #expect(again == kept)
            #expect(mode == 0o600)
        }
    }

    @Test
    func `entries that are appended while the file is made shorter are kept`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path + "/history"
        _ = try writeTooLong(path)
        await withTaskGroup { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<50 {
                        let entry = HistoryFile.Entry(seconds: 2, text: "\(writer) \(number)")
                        HistoryFile(path: path).append(entry)
                    }
                }
            }
            group.addTask { HistoryFile(path: path).read { _ in } }
        }
        let kept = try entries(HistoryFile(path: path)).filter { $0.seconds == 2 }.map(\.text)
        #expect(Set(kept).count == 200)
    }

    @Test
    func `damaged files are read as far as they make sense`() {
        let text = "no time\n#5\nls\n#6\n#7\n"
        #expect(HistoryFile.entries(in: Array(text.utf8)) == [.init(seconds: 5, text: "ls")])
        #expect(HistoryFile.entries(in: []) == [])
    }
}
