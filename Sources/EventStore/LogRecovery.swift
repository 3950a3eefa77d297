import Flows

/// Brings a log back after its service ended without closing it.
public enum LogRecovery {
    /// Opens the writer, appends what the journal has and the database has not, and ends every
    /// flow that was under way with `interrupted`. The caller holds the log's lock.
    static func open(path: String, durability: Durability) throws(LogError) -> LogWriter {
        let writer = try LogWriter(path: path, durability: durability)
        let groups = Journal.readGroups(logPath: path)
        if !groups.isEmpty { try writer.append(groups) }
        let unfinished = try writer.unfinishedFlows()
        if !unfinished.isEmpty { try writer.append([interruptions(of: unfinished, after: writer)]) }
        Journal.remove(logPath: path)
        return writer
    }

    /// Whether the log was left by a service that is gone: then a reader must let ``bringUpToDate``
    /// run first, or it would miss what is still in the journal.
    public static func isNeeded(path: String) -> Bool {
        Journal.exists(logPath: path) && !LogLock.isHeld(logPath: path)
    }

    /// Does what a service does first when it opens the log; for verbs, while no service runs.
    public static func bringUpToDate(path: String) throws(LogError) {
        let lock = try LogLock(logPath: path)
        let writer = try open(path: path, durability: .process)
        writer.close()
        withExtendedLifetime(lock) {}
    }

    /// Throws the projections away and computes them again, while no service runs.
    /// - Returns: how many events were folded.
    public static func rebuild(
        path: String, progress: (Int64) -> Void
    ) throws(LogError) -> Int64 {
        let lock = try LogLock(logPath: path)
        let writer = try open(path: path, durability: .process)
        let count = try writer.rebuild(progress: progress)
        writer.close()
        withExtendedLifetime(lock) {}
        return count
    }

    private static func interruptions(of flows: [FlowCursor], after writer: LogWriter) -> [UInt8] {
        var group = [UInt8](repeating: 0, count: Journal.groupHeaderSize)
        let now = max(Timestamp.now(), writer.lastRecordedAt() ?? .now())
        let event = FlowEvent.interrupted
        for (index, flow) in flows.enumerated() {
            EventFrame.append(
                position: writer.head + Int64(index) + 1, streamID: flow.id.bytes,
                streamKind: .flow, revision: flow.revision + 1, type: event.type.rawValue,
                version: event.version, recordedAt: now, occurredAt: now, data: event.data,
                salt: nil, contents: [], to: &group)
        }
        return group
    }
}
