import Glibc

/// Why a function process could not be asked for. What happens after the asking is told by
/// ``ProcessMessage``.
public struct LaunchError: Error, Equatable, CustomStringConvertible {
    public enum Code: Equatable, Sendable {
        /// The launcher could not be forked.
        case launcherNotStarted
        /// The launcher has ended: nothing can be started any more.
        case launcherGone
        /// The working directory does not exist or is no folder.
        case noWorkingDirectory
        /// There is no argument, or an argument or a variable holds a NUL byte.
        case invalidSpecification
        /// The system has no descriptors or memory left.
        case outOfResources
    }

    public var code: Code
    /// What the system said; 0 when it was not asked.
    public var errno: Int32
    /// The folder or text that was wrong, when there is one.
    public var subject: String

    init(_ code: Code, errno: Int32 = 0, subject: String = "") {
        self.code = code
        self.errno = errno
        self.subject = subject
    }

    public var description: String {
        let reason = errno == 0 ? "" : ": \(systemText(errno))"
        return switch code {
        case .launcherNotStarted: "cannot fork the launcher of function processes\(reason)"
        case .launcherGone: "the launcher of function processes has ended"
        case .noWorkingDirectory: "no folder to start the function in: \(subject)\(reason)"
        case .invalidSpecification: "cannot start a function process: \(subject)"
        case .outOfResources: "cannot start a function process\(reason)"
        }
    }

    /// What to do next.
    public var hint: String {
        switch code {
        case .launcherNotStarted, .outOfResources:
            "raise the limits of this user (`ulimit -n` for descriptors, `ulimit -u` for processes)"
        case .launcherGone: "start the service again; somebody or something killed `wb-launcher`"
        case .noWorkingDirectory: "check the function's code folder (CodeUri in the template)"
        case .invalidSpecification: "check the function's handler and environment variables"
        }
    }
}

/// The system's own words for an errno: `No such file or directory`.
func systemText(_ errno: Int32) -> String { String(cString: strerror(errno)) }
