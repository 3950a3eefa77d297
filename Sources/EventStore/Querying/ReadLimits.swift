/// How much a reading may take. A reading holds a snapshot of the log, and no checkpoint gets past
/// the oldest snapshot: so none goes on for ever.
public struct ReadLimits: Sendable {
    /// From the first step to the last row.
    public var time: Duration
    /// Rows that are kept; further ones are left out, and the result says so.
    public var rows: Int
    /// Bytes of the values that are kept.
    public var bytes: Int
    /// Asked many times a second by the thread that reads: whether to stop.
    public var isInterrupted: @Sendable () -> Bool

    public init(
        time: Duration = .seconds(30),
        rows: Int = 100_000,
        bytes: Int = 20 << 20,
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) {
        self.time = time
        self.rows = rows
        self.bytes = bytes
        self.isInterrupted = isInterrupted
    }
}
