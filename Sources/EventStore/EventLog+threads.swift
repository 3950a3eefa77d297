import Flows
import Foundation

extension EventLog {
    /// What the event loop, the writing thread and the syncing thread pass to each other, guarded by
    /// one condition.
    final class Shared: @unchecked Sendable {
        private let condition = NSCondition()
        private var queue: [(bytes: [UInt8], lastPosition: Int64)] = []
        private var queuedBytes = 0
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
        private var applyWaiters: [(position: Int64, continuation: CheckedContinuation<Void, Never>)] =
            []
        private var roomWaiters: [(limit: Int, continuation: CheckedContinuation<Void, Never>)] = []
        private var syncWaiters:
            [(position: Int64, continuation: CheckedContinuation<RecordingError?, Never>)] = []

        /// How long a group may wait for company before it is applied, in seconds.
        private static let gathering = 0.025
        /// A backlog from which it is applied at once, in bytes.
        private static let hurry = 2 << 20
        /// The pause before a failed transaction is tried again, in seconds.
        private static let retryPause = 0.2

        init(applied: Int64) {
            self.applied = applied
            self.written = applied
            self.synced = applied
        }

        var failure: RecordingError? { condition.withLock { writerFailure } }
        var backlog: Int { condition.withLock { queuedBytes } }
        var appliedPosition: Int64 { condition.withLock { applied } }
        var hasFailedSync: Bool { condition.withLock { syncFailure != nil } }

        /// The journal goes on in a fresh file, and the database has all that was before.
        func leftFailedFile() {
            condition.withLock {
                syncFailure = nil
                unsynced.removeAll()
            }
        }

        func enqueue(_ group: [UInt8], lastPosition: Int64, descriptor: Int32) {
            condition.lock()
            defer { condition.unlock() }
            let wasEmpty = queue.isEmpty
            queue.append((group, lastPosition))
            queuedBytes += group.count
            written = lastPosition
            unsynced.insert(descriptor)
            if wasEmpty || queuedBytes > Self.hurry { condition.broadcast() }
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
                if queuedBytes <= limit || hasStopped {
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
            while let groups = nextGroups() {
                var failed = false
                do throws(LogError) {
                    try writer.append(groups.map(\.bytes))
                } catch {
                    failed = true
                    fail(RecordingError(error.code == .diskFull ? .diskFull : .input, error.description))
                }
                if failed, !waitBeforeRetry() { break }
                if !failed { succeed(groups, head: writer.head) }
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

        /// What is queued, after waiting for company; nil when the log is closed and all is written.
        private func nextGroups() -> [(bytes: [UInt8], lastPosition: Int64)]? {
            condition.lock()
            defer { condition.unlock() }
            while queue.isEmpty {
                if isStopping { return nil }
                condition.wait()
            }
            let deadline = Date(timeIntervalSinceNow: Self.gathering)
            while !isHurried, queuedBytes < Self.hurry, condition.wait(until: deadline) {}
            isHurried = false
            return queue
        }

        private func succeed(_ groups: [(bytes: [UInt8], lastPosition: Int64)], head: Int64) {
            condition.lock()
            defer { condition.unlock() }
            queue.removeFirst(groups.count)
            queuedBytes -= groups.reduce(0) { $0 + $1.bytes.count }
            applied = head
            writerFailure = nil
            let ready = applyWaiters.filter { $0.position <= head }
            applyWaiters.removeAll { $0.position <= head }
            for waiter in ready { waiter.continuation.resume() }
            let roomy = roomWaiters.filter { queuedBytes <= $0.limit }
            roomWaiters.removeAll { queuedBytes <= $0.limit }
            for waiter in roomy { waiter.continuation.resume() }
            if !applyWaiters.isEmpty { isHurried = true }
        }

        private func fail(_ error: RecordingError) {
            condition.withLock { writerFailure = error }
        }

        /// False when the log is being closed: then the journal keeps what could not be applied.
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
            _ position: Int64, _ failure: RecordingError?
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
