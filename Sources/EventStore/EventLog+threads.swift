import Flows
import Foundation

extension EventLog {
    /// What the event loop, the writing thread and the syncing thread pass to each other, guarded by
    /// one condition.
    final class Shared: @unchecked Sendable {
        private let condition = NSCondition()
        /// Framed events that the writing thread has not taken yet, in pieces of one transaction.
        private var queue: [[UInt8]] = []
        private var queuedBytes = 0
        /// Those it has taken and not committed yet, in bytes.
        private var takenBytes = 0
        private var applied: Int64
        private var written: Int64
        private var synced: Int64
        /// Files with groups that the disk was not asked to keep yet.
        private var unsynced: Set<Int32> = []
        /// A sync failed, and the journal still goes on in the file it failed for.
        private var syncFailure: RecordingError?
        private var isHurried = false
        private var isStopping = false
        private var hasStopped = false
        private var writerFailure: RecordingError?
        /// Called on the writing thread after each transaction; nil while nobody follows.
        private var whenApplied: (@Sendable (Int64) -> Void)?
        private var applyWaiters:
            [(position: Int64, continuation: CheckedContinuation<Void, Never>)] =
                []
        private var roomWaiters: [(limit: Int, continuation: CheckedContinuation<Void, Never>)] = []
        private var syncWaiters:
            [(position: Int64, continuation: CheckedContinuation<RecordingError?, Never>)] = []

        /// How long a group may wait for company before it is applied, in seconds.
        private static let gathering = 0.025
        /// What one transaction takes at the most, unless a single commit is larger, in bytes: some
        /// milliseconds of work, so that whoever waits for the database does not wait for long. So
        /// much is applied at once, without waiting for company.
        private static let transactionSize = 512 << 10
        /// The priority of the writing thread: of the thread alone, on Linux.
        private static let niceness: Int32 = 5
        /// The pause before a failed transaction is tried again, in seconds.
        private static let retryPause = 0.2

        init(applied: Int64) {
            self.applied = applied
            self.written = applied
            self.synced = applied
        }

        var failure: RecordingError? { condition.withLock { writerFailure } }
        /// Whether commits should wait for the database. While it fails they do not: the journal has
        /// what they wrote, and new flows are refused.
        func isBehind(by limit: Int) -> Bool {
            condition.withLock { backlogBytes > limit && writerFailure == nil }
        }
        var appliedPosition: Int64 { condition.withLock { applied } }
        var hasFailedSync: Bool { condition.withLock { syncFailure != nil } }

        /// The journal goes on in a fresh file, and the database has all that was before.
        func leftFailedFile() {
            condition.withLock {
                syncFailure = nil
                unsynced.removeAll()
            }
        }

        /// Gives the position that `action` will not be told any more, since it was applied before.
        func setWhenApplied(_ action: (@Sendable (Int64) -> Void)?) -> Int64 {
            condition.withLock {
                whenApplied = action
                return applied
            }
        }

        private var backlogBytes: Int { queuedBytes + takenBytes }

        /// Takes a copy of framed events.
        func enqueue(_ events: ArraySlice<UInt8>, lastPosition: Int64, descriptor: Int32) {
            condition.lock()
            defer { condition.unlock() }
            let wasEmpty = queue.isEmpty
            if let size = queue.last?.count, size + events.count <= Self.transactionSize {
                queue[queue.count - 1].append(contentsOf: events)
            } else {
                queue.append(Array(events))
            }
            queuedBytes += events.count
            written = lastPosition
            unsynced.insert(descriptor)
            if wasEmpty || queuedBytes > Self.transactionSize { condition.broadcast() }
        }

        // MARK: Waiting

        func applied(through position: Int64) async {
            await withCheckedContinuation { continuation in
                condition.lock()
                defer { condition.unlock() }
                if applied >= position || hasStopped {
                    continuation.resume()
                } else {
                    isHurried = true
                    applyWaiters.append((position, continuation))
                    condition.broadcast()
                }
            }
        }

        func applied(below limit: Int) async {
            await withCheckedContinuation { continuation in
                condition.lock()
                defer { condition.unlock() }
                if backlogBytes <= limit || hasStopped {
                    continuation.resume()
                } else {
                    roomWaiters.append((limit, continuation))
                }
            }
        }

        func synced(through position: Int64) async throws(RecordingError) {
            let failure = await withCheckedContinuation {
                (continuation: CheckedContinuation<RecordingError?, Never>) in
                condition.lock()
                defer { condition.unlock() }
                if synced >= position || applied >= position {
                    // With this durability the database's own commits wait for the disk, too.
                    continuation.resume(returning: nil)
                } else if let syncFailure {
                    continuation.resume(returning: syncFailure)
                } else if hasStopped {
                    continuation.resume(returning: writerFailure)
                } else {
                    syncWaiters.append((position, continuation))
                    condition.broadcast()
                }
            }
            if let failure { throw failure }
        }

        /// Lets the threads finish what is queued, and returns when they have ended.
        func stop() async {
            condition.withLock {
                isStopping = true
                isHurried = true
                condition.broadcast()
            }
            await applied(through: .max)
        }

        // MARK: Writing thread

        func runWriter(_ writer: LogWriter) {
            yieldToEventLoop()
            var taken: [UInt8] = []
            var isLastTry = false
            while takeQueued(&taken) {
                do throws(LogError) {
                    try writer.append([taken])
                    succeed(head: writer.head)
                    taken = []
                } catch {
                    fail(
                        RecordingError(
                            error.code == .diskFull ? .diskFull : .input,
                            error.description
                        )
                    )
                    if isLastTry { break }
                    isLastTry = !waitBeforeRetry()
                }
            }
            writer.close()
            condition.withLock {
                hasStopped = true
                for waiter in applyWaiters { waiter.continuation.resume() }
                for waiter in roomWaiters { waiter.continuation.resume() }
                applyWaiters = []
                roomWaiters = []
                condition.broadcast()
            }
        }

        /// A transaction is a burst of milliseconds; on few cores it must not stand in the way of
        /// requests, which take microseconds. Nobody waits for the database but readers.
        private func yieldToEventLoop() {
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
        }

        /// Takes the next piece, after waiting for company, unless one is still to be written.
        /// - Returns: false when the log is closed and all is written.
        private func takeQueued(_ taken: inout [UInt8]) -> Bool {
            condition.lock()
            defer { condition.unlock() }
            guard taken.isEmpty else { return true }
            while queue.isEmpty {
                if isStopping { return false }
                condition.wait()
            }
            let deadline = Date(timeIntervalSinceNow: Self.gathering)
            while !isHurried, queuedBytes < Self.transactionSize, condition.wait(until: deadline) {}
            taken = queue.removeFirst()
            queuedBytes -= taken.count
            takenBytes = taken.count
            if queue.isEmpty { isHurried = false }
            return true
        }

        private func succeed(head: Int64) {
            condition.lock()
            defer { condition.unlock() }
            takenBytes = 0
            let hasMore = head > applied
            applied = head
            if hasMore { whenApplied?(head) }
            writerFailure = nil
            let ready = applyWaiters.filter { $0.position <= head }
            applyWaiters.removeAll { $0.position <= head }
            for waiter in ready { waiter.continuation.resume() }
            let roomy = roomWaiters.filter { backlogBytes <= $0.limit }
            roomWaiters.removeAll { backlogBytes <= $0.limit }
            for waiter in roomy { waiter.continuation.resume() }
            if !applyWaiters.isEmpty { isHurried = true }
        }

        private func fail(_ error: RecordingError) {
            condition.withLock {
                writerFailure = error
                for waiter in roomWaiters { waiter.continuation.resume() }
                roomWaiters = []
            }
        }

        /// False when the log is being closed: then it is tried once more, since the disk may have room
        /// again, and else the journal keeps what could not be applied.
        private func waitBeforeRetry() -> Bool {
            condition.lock()
            defer { condition.unlock() }
            let deadline = Date(timeIntervalSinceNow: Self.retryPause)
            while !isStopping, condition.wait(until: deadline) {}
            return !isStopping
        }

        // MARK: Syncing thread

        /// One `fdatasync` for everything that was written when it began.
        func runSyncer() {
            while let (position, descriptors) = nextSync() {
                var failure: RecordingError?
                do throws(JournalError) {
                    try Journal.synchronize(descriptors)
                } catch {
                    failure = error.recordingError
                }
                finishSync(position, failure)
            }
        }

        private func nextSync() -> (Int64, Set<Int32>)? {
            condition.lock()
            defer { condition.unlock() }
            while syncWaiters.isEmpty {
                if hasStopped { return nil }
                condition.wait()
            }
            defer { unsynced.removeAll() }
            return (written, unsynced)
        }

        private func finishSync(
            _ position: Int64,
            _ failure: RecordingError?
        ) {
            condition.lock()
            defer { condition.unlock() }
            if let failure {
                syncFailure = failure
                isHurried = true
                condition.broadcast()
            } else {
                synced = max(synced, position)
            }
            let ready = syncWaiters.filter { failure != nil || $0.position <= position }
            syncWaiters.removeAll { failure != nil || $0.position <= position }
            for waiter in ready { waiter.continuation.resume(returning: failure) }
        }
    }
}
