import EventStore
import Flows
import Foundation
import Testing

@testable import Shell

private let hostVariable = "WAYBILL_PROMPT_HOST"

private func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

/// Not a test: the program that the tests of the prompt run in a pseudoterminal.
struct PromptHost {
    @Test(.enabled(if: variable(hostVariable) != nil))
    func `hosts a prompt`() {
        // A log file with the real clock, or stories at a time that stands still.
        let session =
            variable("HOST_LOG").map {
                Session(logPath: $0, settings: ShellSettings(), terminal: .standardOutput())
            } ?? Self.session()
        let arguments = (variable("HOST_ARGUMENTS") ?? "").split(separator: "\u{1F}").map(
            String.init
        )
        switch variable(hostVariable) {
        case "one-shot": exit(runOneShot(arguments, in: session, .standardOutput()))
        default:
            exit(runInteractive(arguments, in: session, announcer: Self.announcer()))
        }
    }

    private static func session() -> Session {
        let now = Story.noon.advanced(byMicroseconds: 60_000_000)
        let opening = variable("HOST_OPENING")
        let session = Session(
            logPath: "/log",
            settings: ShellSettings(),
            terminal: .standardOutput(),
            clock: ShellClock(now: { now }, steadyMicroseconds: { 0 }),
            memory: TerminalMemory(logPath: "/log", file: nil),
            verbs: verbsWithToys,
            openLog: { _ throws(LogError) -> any FlowLog in
                if let opening {
                    // The file tells that it was opened, which then takes for ever.
                    try? Data().write(to: URL(filePath: opening))
                    if variable("HOST_STALLS") != nil { while true { pause() } }
                }
                return MemoryLog(outcomes.map(\.story.events))
            }
        )
        let held = variable("HOST_HELD").flatMap { Int($0) } ?? 0
        session.heldCount = { held }
        return session
    }

    /// Posts each line that comes through a named pipe.
    private static func announcer() -> PromptAnnouncer {
        let announcer = PromptAnnouncer()
        guard let pipe = variable("HOST_ANNOUNCEMENTS") else { return announcer }
        Thread.detachNewThread {
            let descriptor = open(pipe, O_RDWR)
            var pending: [UInt8] = []
            var byte: UInt8 = 0
            while read(descriptor, &byte, 1) == 1 {
                if byte == 0x0A {
                    announcer.post(String(decoding: pending, as: UTF8.self))
                    pending = []
                } else {
                    pending.append(byte)
                }
            }
        }
        return announcer
    }
}

/// A prompt in a pseudoterminal, with a home of its own.
struct HostedPrompt {
    let folder: String
    var variables: [String: String]
    static let sign = "waybill▸ "

    init(_ folder: String, _ more: [String: String] = [:]) {
        self.folder = folder
        variables = [
            hostVariable: "prompt", "HOST_ARGUMENTS": "--utc", "XDG_STATE_HOME": folder,
            "HOME": folder, "TERM": "xterm", "LANG": "C.UTF-8", "INPUTRC": "/dev/null",
            "NO_COLOR": "1", "PATH": "/usr/bin:/bin",
        ].merging(more) { $1 }
    }

    /// The command line of the host.
    static func command() throws -> [String] {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return [program, "--testing-library", "swift-testing", "--filter", "PromptHost"]
    }

    func start(columns: UInt16 = 100, rows: UInt16 = 40) throws -> Pseudoterminal {
        let terminal = try Pseudoterminal(
            Self.command(),
            environment: variables,
            columns: columns,
            rows: rows
        )
        if variables[hostVariable] == "prompt" {
            try terminal.expect(variables["LANG"] == "C" ? "> " : "▸ ")
        }
        return terminal
    }

    /// One verb as a process of its own.
    func oneShot(_ arguments: [String]) throws -> Pseudoterminal {
        var copy = self
        copy.variables[hostVariable] = "one-shot"
        copy.variables["HOST_ARGUMENTS"] = arguments.joined(separator: "\u{1F}")
        return try copy.start()
    }

    /// The entries of the history file without their times.
    func history() throws -> [String] {
        let bytes = try Data(contentsOf: URL(filePath: folder + "/waybill/history"))
        return HistoryFile.entries(in: Array(bytes)).map(\.text)
    }
}

/// Runs `body` with a prompt and its terminal.
func withPrompt(
    _ more: [String: String] = [:],
    columns: UInt16 = 100,
    rows: UInt16 = 40,
    _ body: (HostedPrompt, Pseudoterminal) throws -> Void
) throws {
    try withTemporaryFolder { folder in
        let prompt = HostedPrompt(folder, more)
        try body(prompt, prompt.start(columns: columns, rows: rows))
    }
}
