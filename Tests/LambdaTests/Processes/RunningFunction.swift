import Glibc
import Lambda

/// A function process under test: reads its messages and output, with a bound on every wait.
final class RunningFunction {
    static let patienceMilliseconds: Int32 = 10_000

    let process: LaunchedProcess

    init(_ process: LaunchedProcess) { self.process = process }

    deinit { close(process.outputDescriptor) }

    /// Starts `/bin/sh -c script`.
    convenience init(
        shell script: String,
        environment: [String] = ["PATH=/usr/bin:/bin"],
        in folder: String = "/",
        by launcher: ProcessLauncher
    ) throws {
        self.init(
            try launcher.launch(
                ProcessSpecification(
                    arguments: ["/bin/sh", "-c", script],
                    environment: environment,
                    workingDirectory: folder
                )
            )
        )
    }

    /// The next message; nil when none came in time.
    func nextMessage() -> ProcessMessage? {
        while true {
            if let message = process.readMessage() { return message }
            guard isReadable(process.controlDescriptor) else { return nil }
        }
    }

    /// Every message until the last.
    func messages() -> [ProcessMessage] {
        var messages: [ProcessMessage] = []
        while let message = nextMessage() {
            messages.append(message)
            if message.isLast { break }
        }
        return messages
    }

    /// The process id, when the next message tells one.
    func startedProcessID() -> Int32? {
        if case .started(let processID)? = nextMessage() { processID } else { nil }
    }

    /// How the process ended; nil when it was not told in time.
    func exitReport() -> ExitReport? {
        if case .exited(let report)? = messages().last { report } else { nil }
    }

    /// Output up to `end`, or up to the end of the output.
    func output(until end: String? = nil) -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end, text.contains(end) { return text }
            guard isReadable(process.outputDescriptor) else { return text }
            let count = read(process.outputDescriptor, &chunk, chunk.count)
            guard count > 0 else { return text }
            bytes += chunk[..<count]
        }
    }

    private func isReadable(_ descriptor: Int32) -> Bool {
        var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&source, 1, Self.patienceMilliseconds) == 1
    }
}

/// Whether `processID` is gone, or a zombie, within a second.
func isGoneWithinOneSecond(_ processID: Int32) -> Bool {
    for _ in 0..<100 {
        guard let state = processState(processID), state != "Z" else { return true }
        usleep(10_000)
    }
    return false
}

/// The letter in `/proc/PID/stat`; nil when there is no such process.
func processState(_ processID: Int32) -> Character? { processFields(processID).first?.first }

func parent(of processID: Int32) -> Int32? {
    processFields(processID).dropFirst().first.flatMap { Int32($0) }
}

/// The fields of `/proc/PID/stat` after the name; none when there is no such process.
private func processFields(_ processID: Int32) -> [Substring] {
    guard let file = fopen("/proc/\(processID)/stat", "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return [] }
    return text[end...].split(separator: " ").dropFirst().map { $0 }
}

/// The numbers in lines of output, one a line.
func processIDs(in output: String) -> [Int32] {
    output.split(separator: "\n").compactMap { Int32($0) }
}
