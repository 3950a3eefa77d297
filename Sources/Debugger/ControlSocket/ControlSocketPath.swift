import Flows

#if canImport(Glibc)
import Glibc
#endif

/// Where the control socket of a log is: `control.sock` in the log's folder. A path too long for a
/// socket address moves to a short folder under `$XDG_RUNTIME_DIR`, named by the log's.
public enum ControlSocketPath {
    /// The longest path that fits `sockaddr_un`, in bytes.
    static let longest = 107

    public static func of(logPath: String) -> String {
        let folder = logPath.lastIndex(of: "/").map { String(logPath[..<$0]) } ?? "."
        let near = "\(folder)/control.sock"
        guard near.utf8.count > longest else { return near }
        var resolved = near
        if let absolute = realpath(folder, nil) {
            resolved = String(cString: absolute)
            free(absolute)
        }
        let runtime = getenv("XDG_RUNTIME_DIR").map { String(cString: $0) } ?? "/tmp"
        return "\(runtime)/waybill-\(getuid())-\(String(stableHash(of: resolved), radix: 16)).sock"
    }
}
