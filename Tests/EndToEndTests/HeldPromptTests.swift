import Foundation
import Testing

/// The prompt while requests are held, on a terminal of tmux's.
struct `The prompt` {
    @Test func `says above the line being typed what is held, counts it, and lets go at its end`()
        async throws
    {
        try await onThread {
            let service = try HoldProject.start()
            let terminal = try Tmux(["shell"], in: service.project.folder)
            try terminal.waitFor("waybill▸")
            try terminal.type(
                "break before executed where path = \"/orders\" and method != \"PUT\"\n"
            )
            try terminal.waitFor("b1 set (before executed)")
            try terminal.waitFor("and with this shell")
            try terminal.type("edit event.head")
            let client = try RawConnection(port: service.port)
            client.send("GET /orders HTTP/1.1\r\nHost: x\r\n\r\n")
            let hold = try service.waitForHold("/orders")
            // The half-typed line stays, under a prompt that counts.
            try terminal.waitFor(
                "◼ b1 \(hold.shortId.string ?? "") GET /orders held before executed"
            )
            try terminal.waitFor("waybill ●1▸ edit event.head")
            try terminal.type("\tx-late=typed\n")
            try terminal.waitFor("event.headers.x-late — → \"typed\"")
            // A service that was stopped is done without.
            service.child.send(SIGSTOP)
            try terminal.type("resume \tzzzz")
            try terminal.waitFor("resume zzzz")
            service.child.send(SIGCONT)
            try terminal.type("\n")
            // Somebody else lets it go.
            _ = try service.project.waybill("resume")
            #expect(try JSON(client.response().text).late.string == "typed")
            try terminal.waitFor("GET /orders goes on\nwaybill▸")

            let second = try RawConnection(port: service.port)
            second.send("GET /orders HTTP/1.1\r\nHost: x\r\n\r\n")
            let id = try #require(try service.waitForHold("/orders").flow.string)
            try terminal.type("quit\n")
            #expect(try second.response().status == 201)
            #expect(try service.events(id).data("resumed").reason.string == "shell")
            #expect(try service.project.json("break").list.isEmpty)
            #expect(try service.stop().code == 0)
        }
    }
}

/// A terminal of 120 columns in which the program runs.
private final class Tmux {
    private let server = "waybill-\(UUID().uuidString)"
    private let folder: String

    init(_ arguments: [String], in folder: String) throws {
        self.folder = folder
        try run(
            ["new-session", "-d", "-x", "120", "-y", "50", "-c", folder, Program.path] + arguments
        )
    }

    deinit { _ = try? run(["kill-server"]) }

    /// Types text; a line feed is Enter, a tab is Tab.
    func type(_ text: String) throws {
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" })
            .enumerated()
        {
            if part.offset > 0 { try run(["send-keys", "Enter"]) }
            for (index, word) in part.element.split(
                separator: "\t",
                omittingEmptySubsequences: false
            ).enumerated() {
                if index > 0 { try run(["send-keys", "Tab"]) }
                if !word.isEmpty { try run(["send-keys", "-l", String(word)]) }
            }
        }
    }

    /// Waits until the screen shows the text.
    func waitFor(_ text: String) throws {
        var screen = ""
        do {
            try waitUntil(text) {
                screen = try run(["capture-pane", "-p"]).out
                return screen.contains(text)
            }
        } catch {
            throw Surprise("\(error)\n\(screen)")
        }
    }

    @discardableResult
    private func run(_ arguments: [String]) throws -> ChildProgram.Output {
        let output = try ChildProgram(
            "/usr/bin/tmux",
            ["-u", "-L", server, "-f", "/dev/null"] + arguments,
            in: folder,
            environment: ["TERM": "xterm", "XDG_STATE_HOME": "\(folder)/state"]
        ).wait()
        guard output.code == 0 else { throw Surprise("tmux \(arguments): \(output)") }
        return output
    }
}
