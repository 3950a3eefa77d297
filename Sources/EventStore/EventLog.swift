import Flows
import Foundation

/// The append-only store of everything that happened: one file, one writer.
///
/// ```
/// record(events)  ->  the group that is being filled          (event loop, no system call)
/// commit()        ->  journal, one write; then the waiters go  (event loop)
///                 ->  [power: one fdatasync for all that wait] (syncing thread)
///                 ->  SQLite, in groups, within 50 ms          (writing thread)
/// ```
///
/// Mutable state has two owners: the fields marked «loop» belong to the event loop that records;
/// ``Shared`` is guarded by its condition and holds what the threads pass to each other.
public final class EventLog: FlowRecorder, @unchecked Sendable {
    public let path: String
    public let durability: Durability
    private let lock: LogLock
    private let journal: Journal
    private let shared: Shared
    private let writingThread: Thread
    private let syncingThread: Thread?

    // Loop.
    private var pending: [UInt8] = EventLog.emptyGroup
    private var lastPosition: Int64
    private var lastRecordedAt: Timestamp
    private var random = SecureRandom()
    private var failure: RecordingError?
    private var isClosed = false
    private let serviceStream: FlowID
    private var serviceRevision = 0
    private let clock: () -> Timestamp

    /// Told when the first event is pending that no commit has taken yet.
    public var whenPending: (() -> Void)?
    private var hasToldPending = false

    /// Journal bytes that the database has not yet; past it, commits wait for the database.
    public static let backlogLimit = 4 << 20
    /// Room kept for the next group, in bytes; a larger one is given back.
    private static let pendingCapacity = 256 << 10
    private static let closed = RecordingError(
        .closed,
        "the log is closed: the service is stopping"
    )
    private static let emptyGroup = [UInt8](repeating: 0, count: Journal.groupHeaderSize)

    /// Opens the log for the one service that writes it, creates it where there is none, brings in
    /// what a crash left in the journal and marks unfinished flows `interrupted`.
    ///
    /// - `clock`: What `recorded_at` is taken from; it never goes back in the log, whatever
    /// this says.
    /// - `migration`: Told when the log is that of an older program.
    /// - Throws: ``LogError`` with what to do next.
    public init(
        path: String,
        durability: Durability = .process,
        migration: MigrationWatch? = nil,
        clock: @escaping () -> Timestamp = Timestamp.now
    ) throws(LogError) {
        self.path = path
        self.durability = durability
        self.clock = clock
        lock = try LogLock(logPath: path)
        let writer = try LogRecovery.open(
            path: path,
            durability: durability,
            migration: migration
        )
        lastPosition = writer.head
        lastRecordedAt = writer.lastRecordedAt() ?? Timestamp(microseconds: 0)
        do {
            journal = try Journal(logPath: path)
        } catch {
            throw LogError(.unreadable, error.description, hint: "make room, or name another log")
        }
        serviceStream = FlowID(at: clock(), random: &random)
        let shared = Shared(applied: writer.head)
        self.shared = shared
        nonisolated(unsafe) let owned = writer
        writingThread = Thread { shared.runWriter(owned) }
        writingThread.name = "log writer"
        writingThread.start()
        if durability == .power {
            syncingThread = Thread { shared.runSyncer() }
            syncingThread?.name = "log sync"
            syncingThread?.start()
        } else {
            syncingThread = nil
        }
    }

    /// The last position given to an event, committed or not yet.
    public var head: Int64 { lastPosition }

    // MARK: FlowRecorder

    public func checkAcceptance() throws(RecordingError) {
        if isClosed { throw Self.closed }
        if let failure {
            // The disk may have room again: what waits is tried before anyone is refused.
            do { try write() } catch { throw failure }
        }
        if let failure = shared.failure { throw failure }
    }

    public func record(
        _ events: [NewEvent],
        of flow: inout FlowCursor
    ) throws(IllegalTransition) {
        var cursor = flow
        for event in events { try cursor.advance(event.event) }
        var revision = flow.revision
        for event in events {
            revision += 1
            append(
                streamID: flow.id,
                kind: .flow,
                revision: revision,
                type: event.event.type.rawValue,
                version: event.event.version,
                data: event.event.data,
                contents: event.contents,
                occurredAt: event.occurredAt
            )
        }
        flow = cursor
    }

    public func commit() async throws(RecordingError) {
        try write()
        if durability == .power { try await shared.synced(through: lastPosition) }
        if shared.isBehind(by: Self.backlogLimit) {
            await shared.applied(below: Self.backlogLimit / 8 * 7)
        }
    }

    // MARK: The service's own stream

    /// Records something that happened to the service, not to a flow: start, stop, code changes,
    /// requests that cannot be parsed.
    public func recordService(
        _ type: String,
        contents: [Content] = [],
        fields: (inout EventFieldWriter) -> Void
    ) {
        precondition(type.utf8.count <= 16, "the leaf record has room for 16 bytes of type")
        serviceRevision += 1
        var writer = EventFieldWriter()
        fields(&writer)
        append(
            streamID: serviceStream,
            kind: .service,
            revision: serviceRevision,
            type: type,
            version: 1,
            data: writer.finish(),
            contents: contents,
            occurredAt: clock()
        )
    }

    /// Writes what is pending without waiting for anyone; called by a timer, so that notes and
    /// `displayed` are not left behind for more than its period.
    public func flush() {
        hasToldPending = false
        guard pending.count > Journal.groupHeaderSize else { return }
        do { try write() } catch {}
    }

    /// Returns when the database has every event recorded before the call, so that a reader misses
    /// nothing.
    public func sync() async {
        flush()
        await shared.applied(through: lastPosition)
    }

    /// Tells whenever the database, which readers look into, has more events than before: so whoever
    /// follows the log needs no polling. One follower at a time; nil ends it.
    ///
    /// `action` is called on the writing thread, with its lock held: it does no more than note the
    /// position and wake somebody. While there is none, following costs nothing.
    /// - Returns: the last position that the database had when `action` took its place; everything
    ///   later is told.
    @discardableResult
    public func whenApplied(_ action: (@Sendable (Int64) -> Void)?) -> Int64 {
        shared.setWhenApplied(action)
    }

    /// Commits what is pending, lets the database catch up and closes everything. After it the log
    /// is one file again.
    public func close() async {
        flush()
        isClosed = true
        await shared.stop()
        if failure == nil, shared.failure == nil { Journal.remove(logPath: path) }
        lock.release()
    }

    // MARK: Loop

    func append(
        streamID: FlowID,
        kind: StreamKind,
        revision: Int,
        type: String,
        version: Int,
        data: [UInt8],
        contents: [Content],
        occurredAt: Timestamp
    ) {
        if !hasToldPending {
            hasToldPending = true
            whenPending?()
        }
        lastPosition += 1
        let now = max(clock(), lastRecordedAt)
        lastRecordedAt = now
        var salt: [UInt8]?
        if revision == 1 {
            let (high, low) = (random.next(), random.next())
            salt = FlowID(high: high, low: low).bytes
        }
        EventFrame.append(
            position: lastPosition,
            streamID: streamID.bytes,
            streamKind: kind,
            revision: revision,
            type: type,
            version: version,
            recordedAt: now,
            // A clock that stood still between two readings is the same moment.
            occurredAt: now.microseconds(since: occurredAt) <= 50 ? now : occurredAt,
            data: data,
            salt: salt,
            contents: contents,
            to: &pending
        )
    }

    /// One write of everything pending. On failure it stays pending, in its order.
    private func write() throws(RecordingError) {
        guard pending.count > Journal.groupHeaderSize else { return }
        if isClosed { throw Self.closed }
        do {
            if shared.hasFailedSync {
                try journal.leaveFailedFile(appliedThrough: shared.appliedPosition)
                shared.leftFailedFile()
            }
            try journal.append(
                &pending,
                lastPosition: lastPosition,
                appliedThrough: shared.appliedPosition
            )
        } catch {
            failure = error.recordingError
            throw error.recordingError
        }
        failure = nil
        shared.enqueue(
            pending[Journal.groupHeaderSize...],
            lastPosition: lastPosition,
            descriptor: journal.activeDescriptor
        )
        pending.removeSubrange(Journal.groupHeaderSize...)
        if pending.capacity > Self.pendingCapacity { pending = Self.emptyGroup }
    }
}
