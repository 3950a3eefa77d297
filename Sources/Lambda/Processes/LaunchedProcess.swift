import CLauncher
import Glibc
import Synchronization

/// A function process that was asked for, held by the end of its control socket: when that is let
/// go the process and everything it started are killed.
///
/// Safe to use from every thread.
public final class LaunchedProcess: Sendable {
    /// Becomes readable when there is a message for ``readMessage()``. Non-blocking, close-on-exec,
    /// and owned by this object: to watch it with something that closes what it watches, give that
    /// a `dup` (a second holder keeps the process alive, so close both).
    public let controlDescriptor: Int32
    /// The read end of the pipe that takes standard output and standard error. Non-blocking,
    /// close-on-exec, and the caller's to close.
    public let outputDescriptor: Int32

    private enum Connection {
        /// Further messages may come.
        case open
        /// The last message was read.
        case ended
        /// The control socket is closed.
        case released
    }
    private let connection = Mutex(Connection.open)

    init(control: Int32, output: Int32) {
        self.controlDescriptor = control
        self.outputDescriptor = output
    }

    deinit { release() }

    /// Sends SIGKILL to the process and to everything it started. `exited` follows.
    public func kill() { send(WAYBILL_COMMAND_KILL) }

    /// Sends SIGTERM to the process and its process group.
    public func terminate() { send(WAYBILL_COMMAND_TERMINATE) }

    /// Lets the process go, which kills it unless it has ended. No message can be read afterwards.
    public func release() {
        connection.withLock { connection in
            if case .released = connection { return }
            connection = .released
            close(controlDescriptor)
        }
    }

    /// The next message, or nil when there is none yet, or none any more. Never waits.
    public func readMessage() -> ProcessMessage? {
        connection.withLock { connection in
            guard case .open = connection, let message = receive() else { return nil }
            if message.isLast { connection = .ended }
            return message
        }
    }

    private func receive() -> ProcessMessage? {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { buffer in
            while true {
                let count = recv(
                    controlDescriptor,
                    buffer.baseAddress,
                    buffer.count,
                    Int32(MSG_DONTWAIT)
                )
                if count > 0 { return ProcessMessage(packet: .init(rebasing: buffer[..<count])) }
                if count == 0 { return .supervisorLost }
                if errno == EAGAIN { return nil }
                // ECONNRESET is said once when a killed supervisor had commands unread; packets
                // that it sent before, and then the end of file, still come.
                if errno != EINTR && errno != ECONNRESET { return .supervisorLost }
            }
        }
    }

    private func send(_ command: waybill_process_command) {
        connection.withLock { connection in
            guard case .open = connection else { return }
            // It fails only when the supervisor has ended, and then so has the process.
            _ = waybill_process_send(controlDescriptor, command)
        }
    }
}
