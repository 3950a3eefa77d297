import Glibc
import Synchronization

/// Where other threads put lines that shall appear above the line being typed, which stays intact.
public final class PromptAnnouncer: Sendable {
    private struct State {
        var lines: [String] = []
        var skipped = 0
        /// The write end of the prompt's wake pipe, while a prompt runs.
        var wake: Int32?
    }

    private let state = Mutex(State())
    /// Lines that may wait; what comes on top is counted and said.
    private static let lineLimit = 1000

    public init() {}

    /// Shows a line above the prompt, or as soon as the command that runs has ended. From any thread.
    public func post(_ line: String) {
        let wake = state.withLock { state in
            if state.lines.count < Self.lineLimit {
                state.lines.append(line)
            } else {
                state.skipped += 1
            }
            return state.wake
        }
        if let wake { writeAll([WakeUp.announcement.rawValue], to: wake) }
    }

    func attach(_ wake: Int32?) { state.withLock { $0.wake = wake } }

    /// Takes what waits.
    func take() -> [String] {
        state.withLock { state in
            defer { state = State(wake: state.wake) }
            return state.lines
                + (state.skipped > 0 ? ["… \(countText(state.skipped)) lines skipped"] : [])
        }
    }
}

/// Why the prompt's thread is woken: one byte in its pipe.
enum WakeUp: UInt8 {
    case interrupt = 1
    case resize, suspend, resume, terminate, announcement
}
