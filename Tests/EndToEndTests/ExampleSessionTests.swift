import Foundation
import Testing

/// Replays the recorded session of every example against the built program: each of its commands is
/// run by `sh`, and what it prints must be what the session says, apart from what varies.
///
/// `RECORD_SESSIONS=1 swift test --filter ExampleSession` writes the sessions anew; what still
/// agrees keeps its text.
@Suite(.serialized)
struct ExampleSessionTests {
    @Test(.enabled(if: Tools.has("curl"), "needs curl: apt-get install curl"))
    func `the orders example does what its session says`() async throws {
        try await replay("orders")
    }

    @Test(.enabled(if: Tools.has("curl"), "needs curl: apt-get install curl"))
    func `the pictures example does what its session says`() async throws {
        try await replay("pictures")
    }

    @Test(
        .enabled(if: Tools.has("curl"), "needs curl: apt-get install curl"),
        .enabled(if: Tools.has("node"), "needs Node.js: apt-get install nodejs")
    )
    func `the notes example does what its session says`() async throws {
        try await replay("notes")
    }

    @Test(.enabled(if: Tools.has("curl"), "needs curl: apt-get install curl"))
    func `the shell-hello example does what its session says`() async throws {
        try await replay("shell-hello")
    }

    @Test func `what varies from run to run is not compared, all else is`() {
        let recorded = "4e07adb0 POST /orders → 500   2026-11-22 15:01:50.102 UTC   1.21 s"
        #expect(
            agree(recorded, "dd68b2c0 POST /orders → 500   2027-01-02 03:04:05.006 UTC   98 ms")
        )
        #expect(
            !agree(recorded, "4e07adb0 POST /orders → 501   2026-11-22 15:01:50.102 UTC   1.21 s")
        )
        #expect(!agree(recorded, "POST /orders → 500   2026-11-22 15:01:50.102 UTC   1.21 s"))
        #expect(agree("a <…> b", "a whatever b"))
        #expect(!agree("a <…> b", "a whatever c"))
        #expect(agree("a\n<…>\nb", "a\n1\n2\nb"))
        #expect(agree("a\n<…>\nb", "a\nb"))
        #expect(!agree("a\n<…>\nb", "a\n1\n2"))
    }

    private func replay(_ name: String) async throws {
        let source = Tools.package.appending(path: "Examples/\(name)")
        let file = source.appending(path: "session.txt")
        var session = try ExampleSession(text: String(contentsOf: file, encoding: .utf8))
        let project = try ExampleProject(copyOf: source)
        defer { project.remove() }
        try await project.start()
        var changes = 0
        for index in session.exchanges.indices {
            let exchange = session.exchanges[index]
            let printed = try await project.run(exchange.command)
            guard !agree(exchange.output, printed) else { continue }
            if Tools.isRecording {
                session.exchanges[index].output = printed
                changes += 1
            } else {
                Issue.record(
                    """
                    Examples/\(name)/session.txt, line \(exchange.line): $ \(exchange.command)
                    --- recorded
                    \(exchange.output)
                    --- printed now
                    \(printed)
                    --- (RECORD_SESSIONS=1 records it anew)
                    """
                )
            }
        }
        let messages = try await project.stop()
        #expect(try await project.leftProcesses().isEmpty, "the service left processes behind")
        #expect(!messages.contains("error"), "\(messages)")
        if changes > 0 { try session.text.write(to: file, atomically: true, encoding: .utf8) }
    }
}

/// What the tests find around them.
private enum Tools {
    /// The checkout that this file is in.
    static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let isRecording = environment["RECORD_SESSIONS"] == "1"

    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    static var program: String {
        environment["WAYBILL_BINARY"] ?? package.appending(path: ".build/debug/waybill").path
    }

    /// An interpreter that has `awslambdaric`.
    static var python: String {
        environment["WAYBILL_TEST_PYTHON"]
            ?? package.appending(path: ".build/test-venv/bin/python").path
    }

    static func has(_ program: String) -> Bool {
        (environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }
}

/// An example in a folder of its own, served by `waybill up` on free ports.
private final class ExampleProject {
    private let folder: URL
    private let project: URL
    private let service = Process()
    private var port = ""
    private var invokePort = ""

    /// How long the service may take to listen, and to end.
    private static let patience = Duration.seconds(30)

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(copyOf source: URL) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "waybill-session-\(UUID().uuidString)")
        project = folder.appending(path: source.lastPathComponent)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: source, to: project)
        // A log that someone left in the checkout is not part of the example.
        try? FileManager.default.removeItem(at: project.appending(path: ".waybill"))
        let programs = folder.appending(path: "bin")
        try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
        guard FileManager.default.isExecutableFile(atPath: Tools.program) else {
            throw Failure(
                description: "no program at \(Tools.program): swift build, or set WAYBILL_BINARY"
            )
        }
        try FileManager.default.createSymbolicLink(
            atPath: programs.appending(path: "waybill").path,
            withDestinationPath: Tools.program
        )
    }

    func remove() {
        if service.isRunning { kill(service.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: Service

    func start() async throws {
        service.executableURL = folder.appending(path: "bin/waybill")
        // One environment, so that which requests meet a cold start does not depend on timing.
        service.arguments =
            ["up", "--port", "0", "--invoke-port", "0", "--max-environments", "1"]
            + (try runtimeArguments())
        service.currentDirectoryURL = project
        service.environment = environment
        service.standardInput = FileHandle.nullDevice
        service.standardOutput = try emptyFile("up.out")
        service.standardError = try emptyFile("up.err")
        try service.run()
        let began = ContinuousClock.now
        while true {
            let banner = text("up.out")
            if banner.contains("\nLog ") {
                port = try number(
                    in: banner,
                    after: /(?:HTTP|REST) API \S+ on http:\/\/[^:]+:([0-9]+)/
                )
                invokePort = try number(in: banner, after: /Invoke API on http:\/\/[^:]+:([0-9]+)/)
                return
            }
            guard service.isRunning, ContinuousClock.now - began < Self.patience else {
                throw Failure(description: "waybill up does not listen: \(text("up.err"))")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Ends the service as Ctrl-C does.
    /// - Returns: what it wrote to standard error.
    func stop() async throws -> String {
        service.interrupt()
        let began = ContinuousClock.now
        while service.isRunning {
            guard ContinuousClock.now - began < Self.patience else {
                throw Failure(description: "waybill up does not end after SIGINT")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(service.terminationStatus == 0)
        return text("up.err")
    }

    /// The processes of this project that are still there a moment after the service has ended. (The
    /// one that ends the others goes last, by itself.)
    func leftProcesses() async throws -> [String] {
        let began = ContinuousClock.now
        var left = processes()
        while !left.isEmpty, ContinuousClock.now - began < .seconds(5) {
            try await Task.sleep(for: .milliseconds(20))
            left = processes()
        }
        return left
    }

    /// Those whose working directory is the project's folder.
    private func processes() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { name in
            guard Int(name) != nil else { return false }
            let place = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(name)/cwd"
            )
            return place?.hasPrefix(project.path) ?? false
        }
    }

    /// The template's Python, whatever its version, is the one the tests have.
    private func runtimeArguments() throws -> [String] {
        let template = try String(
            contentsOf: project.appending(path: "template.yaml"),
            encoding: .utf8
        )
        guard let match = template.firstMatch(of: /Runtime: (python[0-9.]+)/) else { return [] }
        guard FileManager.default.isExecutableFile(atPath: Tools.python) else {
            throw Failure(
                description:
                    "no Python at \(Tools.python): run scripts/test, which makes it, or set "
                    + "WAYBILL_TEST_PYTHON to one with awslambdaric"
            )
        }
        return ["--runtime", "\(match.1)=\(Tools.python)"]
    }

    private func number(
        in banner: String,
        after pattern: Regex<(Substring, Substring)>
    ) throws -> String {
        guard let match = banner.firstMatch(of: pattern) else {
            throw Failure(description: "waybill up names no port: \(banner)")
        }
        return String(match.1)
    }

    // MARK: Commands

    /// Runs one command of the session in the project's folder.
    /// - Returns: what it printed to both outputs, without the last line break, and its exit code
    ///   as `[exit N]` when that is not 0.
    func run(_ command: String) async throws -> String {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", command]
        shell.currentDirectoryURL = project
        shell.environment = environment.merging(["PORT": port, "INVOKE_PORT": invokePort]) { $1 }
        let output = try emptyFile("command.out")
        shell.standardInput = FileHandle.nullDevice
        shell.standardOutput = output
        shell.standardError = output
        try shell.run()
        shell.waitUntilExit()
        var printed = withoutLastLineBreaks(text("command.out"))
        if shell.terminationStatus != 0 {
            printed += (printed.isEmpty ? "" : "\n") + "[exit \(shell.terminationStatus)]"
        }
        return printed
    }

    /// The same for everyone who runs the tests: no settings of theirs, UTC, UTF-8, no colours.
    private var environment: [String: String] {
        let path = Tools.environment["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH": "\(folder.appending(path: "bin").path):\(path)", "HOME": folder.path,
            "XDG_STATE_HOME": folder.appending(path: "state").path, "TZ": "UTC",
            "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "100",
        ]
    }

    private func emptyFile(_ name: String) throws -> FileHandle {
        let file = folder.appending(path: name)
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    private func text(_ name: String) -> String {
        let bytes = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}
