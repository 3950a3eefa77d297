import Flows

/// Brings a log back after its service ended without closing it.
public enum LogRecovery {
    /// Opens the writer, appends what the journal has and the database has not, and ends every
    /// flow that was under way with `interrupted`. The caller holds the log's lock.
    static func open(
        path: String,
        durability: Durability,
        migration: MigrationWatch?
    ) throws(LogError) -> LogWriter {
        let writer = try LogWriter(path: path, durability: durability, migration: migration)
        let groups = groups(Journal.readGroups(logPath: path), continuing: writer.head)
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
    ///
    /// The journal goes when the database has its events, and which durability they were promised
    /// is not known here: so the database's commits wait for the disk.
    ///
    /// - `migration`: told when the log is that of an older program.
    public static func bringUpToDate(
        path: String,
        migration: MigrationWatch? = nil
    ) throws(LogError) {
        let lock = try LogLock(logPath: path)
        let writer = try open(path: path, durability: .power, migration: migration)
        writer.close()
        withExtendedLifetime(lock) {}
    }

    /// Throws the projections away and computes them again, while no service runs.
    ///
    /// - `migration`: told when the log is that of an older program.
    /// - Returns: how many events were folded.
    public static func rebuild(
        path: String,
        migration: MigrationWatch? = nil,
        progress: (Int64) -> Void
    ) throws(LogError) -> Int64 {
        let lock = try LogLock(logPath: path)
        let writer = try open(path: path, durability: .power, migration: migration)
        let count = try writer.rebuild(progress: progress)
        writer.close()
        withExtendedLifetime(lock) {}
        return count
    }

    /// The groups up to the first gap in the positions. A gap is what a power cut leaves in
    /// `process` durability, when it took the end of the database and not that of the journal: what
    /// comes after it was never promised to survive, and cannot be appended in order.
    private static func groups(_ groups: [[UInt8]], continuing head: Int64) -> [[UInt8]] {
        var last = head
        let end = groups.firstIndex { group in
            var hasGap = false
            group.withUnsafeBytes { events in
                FramedEvent.forEach(in: events) { event in
                    if event.position > last + 1 { hasGap = true }
                    last = max(last, event.position)
                }
            }
            return hasGap
        }
        return Array(groups[..<(end ?? groups.endIndex)])
    }

    private static func interruptions(of flows: [FlowCursor], after writer: LogWriter) -> [UInt8] {
        var group: [UInt8] = []
        let now = max(Timestamp.now(), writer.lastRecordedAt() ?? .now())
        let event = FlowEvent.interrupted
        for (index, flow) in flows.enumerated() {
            EventFrame.append(
                position: writer.head + Int64(index) + 1,
                streamID: flow.id.bytes,
                streamKind: .flow,
                revision: flow.revision + 1,
                type: event.type.rawValue,
                version: event.version,
                recordedAt: now,
                occurredAt: now,
                data: event.data,
                salt: nil,
                contents: [],
                to: &group
            )
        }
        return group
    }
}
