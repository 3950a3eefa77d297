import Foundation
import Glibc
import Testing

/// A program in a pseudoterminal of its own: what a person at a keyboard would do with it.
final class Pseudoterminal {
    private var master: Int32
    let process: pid_t
    /// Everything the program has written since the place that the last call of `expect` found.
    private(set) var output = ""
    /// What a person would see.
    private(set) var screen: TerminalScreen
    private var bytes: [UInt8] = []

    /// Starts a program in a new session whose controlling terminal is the new pseudoterminal.
    init(
        _ command: [String],
        environment: [String: String],
        columns: UInt16 = 100,
        rows: UInt16 = 40
    ) throws {
        var controlling: Int32 = -1
        var terminal: Int32 = -1
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        var name = [CChar](repeating: 0, count: 256)
        try #require(openpty(&controlling, &terminal, &name, nil, &size) == 0)
        defer { close(terminal) }
        master = controlling
        screen = TerminalScreen(columns: Int(columns), rows: Int(rows))
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
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let newSession: Int16 = 0x80
        posix_spawnattr_setflags(
            &attributes,
            newSession | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        )
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map {
            $0.withCString { strdup($0) }
        }
        arguments.append(nil)
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { name, value in
            "\(name)=\(value)".withCString { strdup($0) }
        }
        variables.append(nil)
        defer { for text in arguments + variables { free(text) } }
        var child: pid_t = 0
        try #require(
            posix_spawn(&child, command[0], &actions, &attributes, &arguments, &variables) == 0
        )
        process = child
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        if master >= 0 { close(master) }
    }

    /// Whether keys come one by one and are not shown.
    var isRaw: Bool {
        var mode = termios()
        tcgetattr(master, &mode)
        return mode.c_lflag & tcflag_t(ICANON | ECHO) == 0
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Changes the size; the program is told by SIGWINCH.
    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        screen.resize(columns: Int(columns), rows: Int(rows))
    }

    /// Waits until another job than the shell, which is the session's leader, has the terminal.
    func expectJobInForeground() throws {
        let deadline = Date().addingTimeInterval(Self.patience)
        while tcgetpgrp(master) == process {
            try #require(Date() < deadline, "the shell keeps the terminal")
            usleep(1000)
        }
    }

    /// The window is closed.
    func hangUp() {
        close(master)
        master = -1
    }

    private static let patience: TimeInterval = 20

    /// Waits until `text` was written after the place that the last call found.
    func expect(_ text: String, location: SourceLocation = #_sourceLocation) throws {
        let deadline = Date().addingTimeInterval(Self.patience)
        repeat {
            if let found = output.range(of: text) {
                output = String(output[found.upperBound...])
                return
            }
        } while read(until: deadline)
        Issue.record(
            "never saw \(text.debugDescription) in \(output.debugDescription)",
            sourceLocation: location
        )
        throw Missing()
    }

    /// Waits until the screen is as wished.
    func expectScreen(
        _ wish: String,
        location: SourceLocation = #_sourceLocation,
        where isRight: (TerminalScreen) -> Bool
    ) throws {
        let deadline = Date().addingTimeInterval(Self.patience)
        repeat {
            if isRight(screen) { return }
        } while read(until: deadline)
        Issue.record(
            "never \(wish):\n\(screen.lines.joined(separator: "\n"))",
            sourceLocation: location
        )
        throw Missing()
    }

    /// Types something again and again until the screen is as wished: for programs that do not listen
    /// at every moment.
    func type(
        _ text: String,
        until wish: String,
        location: SourceLocation = #_sourceLocation,
        where isRight: (TerminalScreen) -> Bool
    ) throws {
        let deadline = Date().addingTimeInterval(Self.patience)
        repeat {
            type(text)
            let pause = Date().addingTimeInterval(0.3)
            while !isRight(screen), Date() < pause { _ = read(until: pause) }
            if isRight(screen) { return }
        } while Date() < deadline
        Issue.record("never \(wish)", sourceLocation: location)
        throw Missing()
    }

    /// Waits until the last lines of the screen that hold something are these.
    func expectScreenEnds(
        _ lines: [String],
        location: SourceLocation = #_sourceLocation
    ) throws {
        try expectScreen("ends with \(lines)", location: location) {
            Array($0.lines.suffix(lines.count)) == lines
        }
    }

    /// Takes in what comes next; false at the end and when the time is over.
    private func read(until deadline: Date) -> Bool {
        while Date() < deadline {
            var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&source, 1, 200) > 0 else { continue }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = Glibc.read(master, &chunk, chunk.count)
            guard count > 0 else { return false }
            bytes += chunk[..<count]
            // A character may arrive in two parts.
            guard let whole = String(validating: bytes, as: UTF8.self) else { continue }
            bytes = []
            output += whole
            screen.show(whole)
            return true
        }
        return false
    }

    struct Missing: Error {}

    /// Waits for the end of the program.
    func expectExit(_ code: Int32, location: SourceLocation = #_sourceLocation) throws {
        let found = try exitCode(location: location)
        #expect(found == code, sourceLocation: location)
    }

    /// The exit code, once the program has ended; 128 + signal when one ended it.
    func exitCode(location: SourceLocation = #_sourceLocation) throws -> Int32 {
        let deadline = Date().addingTimeInterval(Self.patience)
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            try #require(Date() < deadline, "the program goes on", sourceLocation: location)
            // A program that writes to a full terminal never ends.
            if master >= 0 { _ = read(until: Date().addingTimeInterval(0.005)) }
            usleep(1000)
        }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }
}
