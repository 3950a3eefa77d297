import Flows
import Glibc

/// A short run of a program for what it prints, such as an interpreter asked for its version.
struct ProgramQuestion {
    /// A program that has not answered by then is killed and counts as broken.
    static let patienceMilliseconds = 10_000
    /// More output than this is no answer.
    static let outputLimitBytes = 64 * 1024

    private let process: LaunchedProcess

    /// Starts the program; the answer is asked for later, so that several can run at once.
    init?(_ specification: ProcessSpecification, by launcher: ProcessLauncher) {
        guard let process = try? launcher.launch(specification) else { return nil }
        self.process = process
    }

    /// What it printed, or nil when it could not be executed, failed, or took too long. Waits.
    func answer() -> String? {
        defer {
            close(process.outputDescriptor)
            process.release()
        }
        let deadline = Timestamp.now().advanced(
            byMicroseconds: Int64(Self.patienceMilliseconds) * 1000
        )
        var output: [UInt8] = []
        while output.count <= Self.outputLimitBytes {
            guard waitUntilReadable(process.outputDescriptor, deadline) else { return nil }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(process.outputDescriptor, &chunk, chunk.count)
            if count < 0 && (errno == EAGAIN || errno == EINTR) { continue }
            if count <= 0 { break }
            output += chunk[..<count]
        }
        while waitUntilReadable(process.controlDescriptor, deadline) {
            switch process.readMessage() {
            case .exited(let report)?:
                return report.status == 0 ? String(decoding: output, as: UTF8.self) : nil
            case .execFailed?, .supervisorLost?: return nil
            case .started?, nil: continue
            }
        }
        return nil
    }

    private func waitUntilReadable(_ descriptor: Int32, _ deadline: Timestamp) -> Bool {
        let left = deadline.microseconds(since: .now()) / 1000
        guard left > 0 else { return false }
        var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let count = poll(&source, 1, Int32(left))
        return count == 1 || (count < 0 && errno == EINTR)
    }
}
