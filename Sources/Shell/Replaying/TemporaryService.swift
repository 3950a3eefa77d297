import Debugger
import Glibc

/// A service that lives as long as a replay needs one: `waybill up` with the options that the log's
/// service had last, on free ports. It ends with this process, however that ends.
final class TemporaryService {
    private let process: pid_t
    private var input: Int32
    let client: ServiceClient
    /// What it serves, for people.
    let description: String

    /// How long its functions may take to be found, in microseconds.
    private static let startLimit: Int64 = 30_000_000

    /// Starts one for a log and waits until it answers.
    /// - Throws: no template is found, or it cannot be started; with its own words.
    init(logPath: String) throws(ShellError) {
        let call = try ServiceCall(logPath: logPath)
        description = call.description
        guard let child = Self.spawn(call) else {
            throw ShellError(.unreachable, "cannot start a service", hint: "waybill up")
        }
        process = child.process
        input = child.input
        defer { close(child.errors) }
        let deadline = steadyNow() + Self.startLimit
        while true {
            if let client = ServiceClient.find(logPath: logPath) {
                self.client = client
                return
            }
            var status: Int32 = 0
            let hasEnded = waitpid(process, &status, WNOHANG) == process
            guard !hasEnded, steadyNow() < deadline else {
                if !hasEnded { kill(process, SIGKILL) }
                close(input)
                lseek(child.errors, 0, SEEK_SET)
                let words = readAll(from: child.errors, limit: 4000) ?? []
                throw ShellError(
                    .unreachable,
                    "a temporary service cannot be started: "
                        + String(decoding: words, as: UTF8.self)
                        .split(separator: "\n").joined(separator: " "),
                    hint: "start one with the options it needs: waybill up"
                )
            }
            usleep(5000)
        }
    }

    /// Ends it and waits until the log is closed.
    func stop() {
        guard input >= 0 else { return }
        close(input)
        input = -1
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    deinit { stop() }

    private struct Child {
        let process: pid_t
        /// Its standard input: at its end the service stops.
        let input: Int32
        /// What it says on standard error: a file, so that it never waits for a reader.
        let errors: Int32
    }

    private static func spawn(_ call: ServiceCall) -> Child? {
        guard let input = closingPipe() else { return nil }
        guard let errors = unnamedFile() else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.reader, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A group of its own: Ctrl-C is for the shell, which lets what is under way end.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP)
        )
        // The shell changes the folder, then becomes the program.
        let words = ["sh", "-c", "cd \"$0\" && exec \"$@\"", call.folder, executablePath()]
        var arguments = (words + call.arguments).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let status = posix_spawn(
            &process,
            "/bin/sh",
            &actions,
            &attributes,
            &arguments,
            environ
        )
        close(input.reader)
        guard status == 0 else {
            close(input.writer)
            close(errors)
            return nil
        }
        return Child(process: process, input: input.writer, errors: errors)
    }
}

/// A file that nobody else can open and that goes when it is closed.
private func unnamedFile() -> Int32? {
    var name = Array("/tmp/waybill-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return nil }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
}

/// The path of this program.
private func executablePath() -> String {
    var room = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &room, room.count)
    return String(decoding: room[..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The file beside a log that keeps how its service was started.
public let upArgumentsFileName = "up.arguments"

/// How a service for a log is started: as the last one was, else from the template beside the log.
struct ServiceCall: Equatable {
    let folder: String
    let arguments: [String]
    let description: String

    /// The file beside the log that keeps how its service was started: the working folder, then the
    /// arguments, each ended by a zero byte.
    static let fileName = upArgumentsFileName

    init(logPath: String) throws(ShellError) {
        let log = absolutePath(logPath)
        let logFolder = log.lastIndex(of: "/").map { String(log[..<$0]) } ?? "/"
        let temporary = [
            "--port", "0", "--invoke-port", "0", "--log", log, "--quiet", "--until-eof",
        ]
        if let bytes = readFile("\(logFolder)/\(Self.fileName)", limit: 1 << 20) {
            let words = bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
                .map { String(decoding: $0, as: UTF8.self) }
            if words.count > 1, access(words[0], X_OK) == 0 {
                folder = words[0]
                arguments = Array(words.dropFirst()) + temporary
                description = maskedForHistory(
                    "waybill " + words.dropFirst().map { quoted($0) }.joined(separator: " ")
                )
                return
            }
        }
        let isOwnFolder = logFolder.hasSuffix("/.waybill")
        let project =
            isOwnFolder ? String(logFolder.dropLast("/.waybill".count)) : absolutePath(".")
        let names = ["template.yaml", "template.yml", "template.json"]
        guard let name = names.first(where: { access("\(project)/\($0)", R_OK) == 0 }) else {
            throw ShellError(
                .unreachable,
                "no service runs on \(logPath), and there is no template in \(project) to start one",
                hint: "waybill up"
            )
        }
        folder = project
        arguments = ["up", name] + temporary
        description = name
    }
}
