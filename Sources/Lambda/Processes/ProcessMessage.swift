import CLauncher

/// What a supervisor tells about its function process, in this order: `started`, then `exited`;
/// or `execFailed` alone.
public enum ProcessMessage: Equatable, Sendable {
    /// The program runs.
    case started(processID: Int32)
    /// fork, chdir or execve failed: `ENOENT` when the program is missing (a script's interpreter
    /// also), `EACCES` when it may not be executed, `E2BIG` when one variable has 128 KiB or more.
    case execFailed(errno: Int32)
    /// The function process has ended, and nothing that it started is left.
    case exited(ExitReport)
    /// The supervisor was killed; the launcher ends what it leaves behind.
    case supervisorLost

    /// Whether no further message follows.
    public var isLast: Bool {
        if case .started = self { false } else { true }
    }

    /// Reads one packet of a control socket; nil when it is none. An end of file is
    /// ``supervisorLost`` unless an ``isLast`` message came before.
    public init?(packet: UnsafeRawBufferPointer) {
        guard packet.count == MemoryLayout<waybill_process_message>.size else { return nil }
        let message = packet.loadUnaligned(as: waybill_process_message.self)
        switch UInt32(bitPattern: message.event) {
        case WAYBILL_PROCESS_STARTED.rawValue: self = .started(processID: message.value)
        case WAYBILL_PROCESS_NOT_STARTED.rawValue: self = .execFailed(errno: message.value)
        case WAYBILL_PROCESS_EXITED.rawValue:
            self = .exited(ExitReport(status: message.value, signal: nil, message))
        case WAYBILL_PROCESS_SIGNALLED.rawValue:
            self = .exited(ExitReport(status: nil, signal: message.value, message))
        default: return nil
        }
    }
}

/// How a function process ended and what it used.
public struct ExitReport: Equatable, Sendable {
    /// 0 to 255; nil when a signal ended it.
    public var status: Int32?
    /// The signal's number; nil when it exited.
    public var signal: Int32?
    /// The most memory it held at once, as the kernel counts it (`ru_maxrss`).
    public var peakMemoryKB: Int
    public var userMicroseconds: Int64
    public var systemMicroseconds: Int64

    public init(
        status: Int32?,
        signal: Int32?,
        peakMemoryKB: Int,
        userMicroseconds: Int64 = 0,
        systemMicroseconds: Int64 = 0
    ) {
        self.status = status
        self.signal = signal
        self.peakMemoryKB = peakMemoryKB
        self.userMicroseconds = userMicroseconds
        self.systemMicroseconds = systemMicroseconds
    }

    init(status: Int32?, signal: Int32?, _ message: waybill_process_message) {
        self.init(
            status: status,
            signal: signal,
            peakMemoryKB: Int(message.peak_memory_kilobytes),
            userMicroseconds: message.user_microseconds,
            systemMicroseconds: message.system_microseconds
        )
    }
}
