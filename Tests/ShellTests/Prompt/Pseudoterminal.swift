import Foundation
import Glibc
import Testing

/// A program in a pseudoterminal of its own: what a person at a keyboard would do with it.
final class Pseudoterminal {
    private let master: Int32
    let process: pid_t
    /// Everything the program has written so far.
    private(set) var output = ""
    private var bytes: [UInt8] = []

    /// Starts this test program again, as the host of a prompt, in a new session whose controlling
    /// terminal is the new pseudoterminal.
    init(environment: [String: String], columns: UInt16 = 100, rows: UInt16 = 40) throws {
        var controlling: Int32 = -1
        var terminal: Int32 = -1
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        var name = [CChar](repeating: 0, count: 256)
        try #require(openpty(&controlling, &terminal, &name, nil, &size) == 0)
        defer { close(terminal) }
        master = controlling
        _ = fcntl(controlling, F_SETFD, FD_CLOEXEC)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a session's leader opens becomes its controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let newSession: Int16 = 0x80
        posix_spawnattr_setflags(&attributes, newSession)
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let words = [program, "--testing-library", "swift-testing", "--filter", "PromptHost"]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { $0.withCString { strdup($0) } }
        arguments.append(nil)
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { name, value in
            "\(name)=\(value)".withCString { strdup($0) }
        }
        variables.append(nil)
        defer { for text in arguments + variables { free(text) } }
        var child: pid_t = 0
        try #require(
            posix_spawn(&child, program, &actions, &attributes, &arguments, &variables) == 0
        )
        process = child
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(master)
    }

    /// Whether keys come one by one and are not shown.
    var isRaw: Bool {
        var mode = termios()
        tcgetattr(master, &mode)
        return mode.c_lflag & tcflag_t(ICANON | ECHO) == 0
    }

    /// Changes the size; the program is told by SIGWINCH.
    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Waits until `text` was written after the place that the last call found.
    func expect(_ text: String, location: SourceLocation = #_sourceLocation) throws {
        let deadline = Date().addingTimeInterval(20)
        while Date() < deadline {
            if let found = output.range(of: text) {
                output = String(output[found.upperBound...])
                return
            }
            var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&source, 1, 200) > 0 else { continue }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(master, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk[..<count]
            // A character may arrive in two parts.
            let whole = String(validating: bytes, as: UTF8.self)
            guard let whole else { continue }
            bytes = []
            output += whole
        }
        Issue.record(
            "never saw \(text.debugDescription) in \(output.debugDescription)",
            sourceLocation: location
        )
        throw Missing()
    }

    struct Missing: Error {}

    /// The exit code, once the program has ended; 128 + signal when one ended it.
    func exitCode() throws -> Int32 {
        let deadline = Date().addingTimeInterval(20)
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            try #require(Date() < deadline, "the program goes on")
            usleep(5000)
        }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }
}
