import CLauncher
import Glibc

/// Starts function processes that end with the service, also after kill -9 of it. How that works is
/// drawn in `CLauncher.h`.
///
/// Safe to use from every thread: a request is one packet, and the kernel never mixes packets.
public final class ProcessLauncher: Sendable {
    private let requests: Int32
    private let launcherID: Int32

    private init(requests: Int32, launcherID: Int32) {
        self.requests = requests
        self.launcherID = launcherID
    }

    /// Ends the launcher and every function process.
    deinit { waybill_launcher_stop(requests, launcherID) }

    /// Forks the launcher. Call it first thing in `main`, before any other thread exists: the fork
    /// then has no locks of other threads and hardly any memory.
    public static func start() throws(LaunchError) -> ProcessLauncher {
        var launcherID: Int32 = 0
        let requests = waybill_launcher_start(&launcherID)
        guard requests >= 0 else { throw LaunchError(.launcherNotStarted, errno: errno) }
        return ProcessLauncher(requests: requests, launcherID: launcherID)
    }

    /// Asks for a process and returns at once; whether it started is its first message.
    ///
    /// The process has a session of its own, /dev/null as standard input, default signal handlers,
    /// at most 1,024 descriptors, and none of the service's.
    public func launch(
        _ specification: ProcessSpecification
    ) throws(LaunchError) -> LaunchedProcess {
        let request = try specification.request()
        // Looked at here, since a failed chdir and a failed execve give the same errno later.
        try requireFolder(specification.workingDirectory)
        var control: Int32 = -1
        var output: Int32 = -1
        guard waybill_launcher_request(requests, request, request.count, &control, &output) == 0
        else {
            let reason = errno
            let isGone = reason == EPIPE || reason == ECONNRESET || reason == ENOTCONN
            throw LaunchError(isGone ? .launcherGone : .outOfResources, errno: reason)
        }
        return LaunchedProcess(control: control, output: output)
    }

    private func requireFolder(_ path: String) throws(LaunchError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw LaunchError(.noWorkingDirectory, errno: errno, subject: path)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw LaunchError(.noWorkingDirectory, errno: ENOTDIR, subject: path)
        }
    }
}
