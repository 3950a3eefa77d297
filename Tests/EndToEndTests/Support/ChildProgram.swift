import Foundation

/// A process that a test started, its output in files.
final class ChildProgram: @unchecked Sendable {
    let processID: pid_t
    private let outputPath: String
    private let errorPath: String
    private let lock = NSLock()
    private var status: Int32?

    /// What a finished process left.
    struct Output: Sendable, CustomStringConvertible {
        /// The exit code; 128 and the signal's number when it was killed.
        let code: Int
        let out: String
        let err: String
        var description: String { "exit \(code)\n--- stdout\n\(out)\n--- stderr\n\(err)" }
    }

    init(
        _ path: String,
        _ arguments: [String],
        in folder: String,
        environment: [String: String] = [:]
    ) throws {
        let name = "\(NSTemporaryDirectory())/waybill-e2e-\(UUID().uuidString)"
        outputPath = "\(name).out"
        errorPath = "\(name).err"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, flags, 0o600)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )

        var variables = ProcessInfo.processInfo.environment
        for name in ["NO_COLOR", "PYTHONPATH", "AWS_PROFILE"] { variables[name] = nil }
        variables["LC_ALL"] = "C.UTF-8"
        variables["TZ"] = "UTC"
        variables.merge(environment) { _, new in new }
        // The shell changes the folder, then becomes the program.
        let line = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder, path] + arguments
        var arguments = line.map { strdup($0) } + [nil]
        var environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var child = pid_t()
        let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, &environment)
        guard code == 0 else { throw Surprise("\(path): \(String(cString: strerror(code)))") }
        processID = child
    }

    deinit {
        if poll() == nil {
            send(SIGKILL)
            _ = try? wait(seconds: 5)
        }
        removeOutput()
    }

    func removeOutput() {
        unlink(outputPath)
        unlink(errorPath)
    }

    var out: String { text(of: outputPath) }
    var err: String { text(of: errorPath) }
    var isRunning: Bool { poll() == nil }

    func send(_ signal: Int32) { kill(processID, signal) }

    /// Waits for the end.
    @discardableResult
    func wait(seconds: Double = 30) throws -> Output {
        let end = Date(timeIntervalSinceNow: seconds)
        while true {
            if let status = poll() {
                let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
                return Output(code: Int(code), out: out, err: err)
            }
            guard Date() < end else {
                throw Surprise("process \(processID) did not end in \(seconds) s\n\(out)\n\(err)")
            }
            usleep(3000)
        }
    }

    private func poll() -> Int32? {
        lock.withLock {
            if let status { return status }
            var value: Int32 = 0
            guard waitpid(processID, &value, WNOHANG) == processID else { return nil }
            status = value
            return value
        }
    }

    private func text(of path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
