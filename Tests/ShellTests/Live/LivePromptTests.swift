import EventStore
import Flows
import Foundation
import Testing

@testable import Shell

/// What goes on by itself, at a real terminal, over a log file that grows.
@Suite(.serialized)
struct LivePromptTests {
    private func terminal(_ log: GrowingLog) throws -> Pseudoterminal {
        try prompt(log).start()
    }

    /// One verb as a process of its own.
    private func oneShot(
        _ arguments: String...,
        on log: GrowingLog,
        _ more: [String: String] = [:]
    ) throws -> Pseudoterminal {
        try prompt(log, more).oneShot(arguments)
    }

    private func prompt(_ log: GrowingLog, _ more: [String: String] = [:]) -> HostedPrompt {
        HostedPrompt(log.folder, ["HOST_LOG": log.path].merging(more) { $1 })
    }

    private let status = "following · space pauses"

    @Test
    func `tail shows a request as it ends, and its number names it afterwards`() async throws {
        let log = try GrowingLog()
        try await log.add()
        let terminal = try terminal(log)
        terminal.type("tail\r")
        try terminal.expect(status)
        let flow = try await log.add(failed: true)
        try terminal.expect("\(flow.shortID) POST /orders 500 2.20 ms KeyError: 'sku'")
        try terminal.expect("%1\r\n")
        try terminal.expect(status)
        terminal.type("q")
        try terminal.expect("1 request, 1 failed · log #")
        try terminal.expect("waybill▸ ")
        terminal.type("steps %1\r")
        try terminal.expect("\(flow.shortID) POST /orders → 500")
        await log.close()
    }

    @Test
    func `space lets requests wait, counts them, and shows them when it is pressed again`()
        async throws
    {
        let log = try GrowingLog()
        try await log.add()
        let terminal = try terminal(log)
        terminal.type("tail failed\r")
        try terminal.expect(status)
        terminal.type(" ")
        try terminal.expect("paused, 0 requests wait")
        let first = try await log.add(failed: true)
        try terminal.expect("paused, 1 request wait")
        try await log.add()
        let second = try await log.add(failed: true)
        try terminal.expect("paused, 2 requests wait")
        #expect(!terminal.output.contains("\(first.shortID)"))
        terminal.type(" ")
        try terminal.expect("\(first.shortID)")
        try terminal.expect("\(second.shortID)")
        try terminal.expect(status)
        terminal.type("q")
        try terminal.expect("2 requests, 2 failed")
        await log.close()
    }

    @Test
    func `a slash marks lines with a text, Enter opens the newest request or the one of a number`()
        async throws
    {
        let log = try GrowingLog()
        try await log.add()
        let terminal = try terminal(log)
        terminal.type("tail\r")
        try terminal.expect(status)
        terminal.type("/xx\u{7F}\u{7F}KEYé\u{7F}e\r")
        try terminal.expect("highlighting KEYe")
        let plain = try await log.add()
        try terminal.expect("K● ")
        try terminal.expect("\(plain.shortID)")
        let failed = try await log.add(failed: true)
        try terminal.expect("» ● ")
        try terminal.expect("\(failed.shortID)")
        terminal.type("\r")
        try terminal.expect("\(failed.shortID) POST /orders → 500")
        try terminal.expect("paused, 0 requests wait")
        terminal.type("1\r")
        try terminal.expect("\(plain.shortID) POST /orders → 201")
        terminal.type("9\r")
        try terminal.expect("the last listing has 2 rows")
        terminal.type("q")
        try terminal.expect("waybill▸ ")
        await log.close()
    }

    @Test
    func `Ctrl-C ends it and the prompt goes on`() async throws {
        let log = try GrowingLog()
        try await log.add()
        let terminal = try terminal(log)
        terminal.type("tail\r")
        try terminal.expect(status)
        terminal.type("\u{3}")
        try terminal.expect("0 requests · log #")
        try terminal.expect("waybill▸ ")
        terminal.type("help quit\r")
        try terminal.expect("leave the shell")
        try terminal.expect("waybill▸ ")
        terminal.type("\u{4}")
        try terminal.expectExit(0)
        await log.close()
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `one-shot, a signal ends it and the terminal is as it was`(signal: Int32) async throws {
        let log = try GrowingLog()
        try await log.add()
        let terminal = try oneShot("tail", on: log)
        try terminal.expect(status)
        #expect(terminal.isRaw)
        kill(terminal.process, signal)
        try terminal.expectExit(130)
        #expect(!terminal.isRaw)
        await log.close()
    }

    @Test
    func `Ctrl-Z gives the terminal back until it goes on`() async throws {
        let log = try GrowingLog()
        try await log.add()
        let terminal = try oneShot("tail", on: log)
        try terminal.expect(status)
        terminal.type("\u{1A}")
        var state: Int32 = 0
        #expect(waitpid(terminal.process, &state, WUNTRACED) == terminal.process)
        #expect(state == SIGSTOP << 8 | 0x7F)
        #expect(!terminal.isRaw)
        kill(terminal.process, SIGCONT)
        try terminal.expect(status)
        #expect(terminal.isRaw)
        terminal.resize(columns: 30, rows: 10)
        try terminal.expect("following · space pauses · /…")
        terminal.type("q")
        try terminal.expectExit(0)
        #expect(!terminal.isRaw)
        await log.close()
    }

    @Test
    func `in the background it prints above the half-typed line, until it is ended`() async throws {
        let log = try GrowingLog()
        try await log.add()
        let terminal = try terminal(log)
        terminal.type("tail failed &\r")
        try terminal.expect("tailing in background as t1 (stop: tail off)")
        // Its first word tells that it is there; the prompt comes before it or after it.
        try terminal.expect("t1: no service runs on this log")
        try terminal.expect("waybill▸ ")
        terminal.type("help qu")
        try terminal.expect("help qu")
        try await log.add()
        let flow = try await log.add(failed: true)
        try terminal.expect("\(flow.shortID) POST /orders 500 2.20 ms KeyError: 'sku'  %1\r\n")
        try terminal.expect("waybill▸ help qu")
        terminal.type("it\r")
        try terminal.expect("leave the shell")
        terminal.type("tail list\r")
        try terminal.expect("tail failed")
        try terminal.expect("1 tail in the background")
        terminal.type("steps %1\r")
        try terminal.expect("\(flow.shortID) POST /orders → 500")
        terminal.type("tail off\r")
        try terminal.expect("t1 ended after 1 request")
        terminal.type("tail off t1\r")
        try terminal.expect("no tail 't1' runs")
        terminal.type("tail &\r")
        try terminal.expect("as t2")
        terminal.type("quit\r")
        try terminal.expectExit(0)
        await log.close()
    }

    @Test
    func `watch draws in place, q leaves the last screen`() async throws {
        let log = try GrowingLog()
        try await log.add()
        let terminal = try terminal(log)
        terminal.type("watch 0.1s ls\r")
        try terminal.expect("\u{1B}[?1049h")
        try terminal.expect("every 100 ms: ls")
        try terminal.expect("1 of 1 request")
        try await log.add()
        try terminal.expect("\u{1B}[H")
        try terminal.expect("2 of 2 requests")
        terminal.resize(columns: 60, rows: 6)
        try terminal.expect("… ")
        terminal.type("q")
        try terminal.expect("\u{1B}[?1049l")
        try terminal.expect("2 of 2 requests")
        try terminal.expect("waybill▸ ")
        terminal.resize(columns: 100, rows: 40)
        terminal.type("watch 0.1s ls\r")
        try terminal.expect("\u{1B}[?1049h")
        try terminal.expect("2 of 2 requests")
        terminal.type("\u{3}")
        try terminal.expect("\u{1B}[?1049l")
        try terminal.expect("waybill▸ ")
        await log.close()
    }

    @Test
    func `Ctrl-C ends what watch is running, too`() throws {
        try withPrompt { prompt, terminal in
            terminal.type("watch 1s spin\r")
            try terminal.expect("spinning")
            terminal.type("\u{3}")
            try terminal.expect("\u{1B}[?1049l")
            try terminal.expect(HostedPrompt.sign)
            let single = try prompt.oneShot(["watch", "1s", "spin"])
            try single.expect("spinning")
            single.type("\u{3}")
            try single.expectExit(130)
            #expect(!single.isRaw)
        }
    }

    @Test(arguments: [
        ("tail", "following · space pauses"), ("watch 60s ls", "q ends"),
        // Shown by readline, before the verb waits for signals.
        ("tail", "tail"), ("watch 60s ls", "watch"), ("logs -f", "logs"),
    ])
    func `SIGTERM during a verb that goes on ends the prompt behind it`(
        line: String,
        shown: String
    ) async throws {
        let log = try GrowingLog()
        try await log.add()
        let prompt = prompt(log)
        let terminal = try prompt.start()
        terminal.type("\(line)\r")
        try terminal.expect(shown)
        kill(terminal.process, SIGTERM)
        try terminal.expectExit(130)
        #expect(!terminal.isRaw)
        if shown != line.split(separator: " ")[0] { #expect(try prompt.history() == [line]) }
        await log.close()
    }

    @Test
    func `a terminal that cannot erase gets plain lines`() async throws {
        let log = try GrowingLog()
        try await log.add()
        let terminal = try oneShot("tail", "-n", "1", "since", "-1h", on: log, ["TERM": "dumb"])
        try terminal.expect("POST /orders 201")
        try terminal.expectExit(0)
        #expect(!terminal.output.contains("\u{1B}"))
        await log.close()
    }
}
