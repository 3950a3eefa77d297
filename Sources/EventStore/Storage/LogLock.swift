#if canImport(Glibc)
import Glibc
#endif

/// The writer's lock: `log.lock` beside the database. It goes with the process, however that ends.
public final class LogLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock.
    /// - Throws: ``LogError/Code/busy`` with the holder's process id when another process has it.
    public init(logPath: String) throws(LogError) {
        let path = Self.path(logPath: logPath)
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LogError(
                .unreadable,
                "cannot open \(path): \(String(cString: strerror(errno)))",
                hint: "check the folder's permissions, or name another log with --log PATH"
            )
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw LogError(
                .busy,
                "\(logPath) is in use by another waybill\(holder)",
                hint: "stop that one, or name another log with --log PATH"
            )
        }
        let text = "\(getpid())\n"
        ftruncate(descriptor, 0)
        pwrite(descriptor, text, text.utf8.count, 0)
    }

    deinit { close(descriptor) }

    /// Lets the next one take it.
    func release() { flock(descriptor, LOCK_UN) }

    /// Whether some process holds the lock now.
    public static func isHeld(logPath: String) -> Bool {
        let probe = open(path(logPath: logPath), O_RDONLY | O_CLOEXEC)
        guard probe >= 0 else { return false }
        defer { close(probe) }
        return flock(probe, LOCK_SH | LOCK_NB) != 0
    }

    private static func path(logPath: String) -> String {
        let folder = logPath.lastIndex(of: "/").map { logPath[...$0] } ?? ""
        return folder.isEmpty ? "log.lock" : "\(folder)log.lock"
    }

    private static func holder(_ descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return "" }
        let digits = buffer.prefix(count).prefix { $0 >= 0x30 && $0 <= 0x39 }
        return digits.isEmpty ? "" : " (process \(String(decoding: digits, as: UTF8.self)))"
    }
}
