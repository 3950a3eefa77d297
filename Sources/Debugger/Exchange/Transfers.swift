import Dispatch
import EventStore
import Flows

#if canImport(Glibc)
import Glibc
#endif

/// Imports and exports on record: through the service that has the log open or, while none runs, under
/// the writer's lock.
///
/// Blocking: for verbs, which have nothing else to do meanwhile.
public struct Transfers {
    private let logPath: String
    private let migration: MigrationWatch?

    /// - `migration`: told when the log is that of an older program.
    public init(logPath: String, migration: MigrationWatch? = nil) {
        self.logPath = logPath
        self.migration = migration
    }

    /// The largest story that is taken, in bytes: an event and a result of 6 MiB each, escaped, and the
    /// bodies of the HTTP messages.
    public static let storyLimit = 48 << 20
    /// What a message to the service may have, in bytes.
    public static let messageLimit = 64 << 20
    /// Stories are recorded in groups of about so many bytes.
    private static let groupSize = 1 << 20

    /// Puts an export on record.
    /// - Throws: when it cannot be: then nothing may leave the log unmasked.
    public func record(_ export: ExportRecord) throws(TransferError) {
        if let service = ServiceClient.find(logPath: logPath) {
            do { return try service.record(export) } catch { throw TransferError(error) }
        }
        let failure: TransferError? = try withLog { log in
            export.record(in: log)
            do throws(RecordingError) { try await log.commit() } catch {
                return TransferError(error)
            }
            return nil
        }
        if let failure { throw failure }
    }

    /// What became of an import.
    public struct ImportResult: Equatable, Sendable {
        public var batch: FlowID
        public var count: ImportCount

        public init(batch: FlowID, count: ImportCount) {
            self.batch = batch
            self.count = count
        }
    }

    /// Records stories, in order, each whole or not at all. `refused` are records of the files that are
    /// left out; `progress` is called after each group with the stories handled so far.
    public func record(
        _ stories: [ImportedStory],
        as description: ImportDescription,
        refused: Int,
        progress: @escaping @Sendable (Int) -> Void
    ) throws(TransferError) -> ImportResult {
        guard let service = ServiceClient.find(logPath: logPath) else {
            return try recordLocally(stories, description, refused, progress)
        }
        do throws(ServiceError) {
            let running = try service.beginImport(description)
            var count = ImportCount()
            var done = 0
            for group in Self.groups(of: stories) {
                var bytes: [UInt8] = []
                for story in group { StoryFrame.append(story, to: &bytes) }
                count = count + (try running.send(bytes))
                done += group.count
                progress(done)
            }
            try running.end(refused: refused)
            return ImportResult(batch: running.batch, count: count)
        } catch {
            throw TransferError(error)
        }
    }

    private func recordLocally(
        _ stories: [ImportedStory],
        _ description: ImportDescription,
        _ refused: Int,
        _ progress: @escaping @Sendable (Int) -> Void
    ) throws(TransferError) -> ImportResult {
        let path = logPath
        let result: Result<ImportResult, TransferError> = try withLog { log in
            do {
                let recorder = ImportRecorder(
                    description,
                    log: log,
                    presence: try FlowPresence(path: path)
                )
                try await recorder.begin()
                var done = 0
                for group in Self.groups(of: stories) {
                    let group = Array(group)
                    _ = try await recorder.record(group, known: try recorder.present(among: group))
                    done += group.count
                    progress(done)
                }
                try await recorder.end(refused: refused, isComplete: true)
                return .success(ImportResult(batch: recorder.batchID, count: recorder.count))
            } catch let error as LogError {
                return .failure(TransferError(error))
            } catch let error as RecordingError {
                return .failure(TransferError(error))
            } catch {
                return .failure(TransferError(description: "\(error)", hint: ""))
            }
        }
        return try result.get()
    }

    /// Stretches of about ``groupSize`` bytes, at least one story each.
    private static func groups(of stories: [ImportedStory]) -> [ArraySlice<ImportedStory>] {
        var groups: [ArraySlice<ImportedStory>] = []
        var start = 0
        var size = 0
        for (index, story) in stories.enumerated() {
            size += story.events.reduce(256) { sum, event in
                sum + event.contents.reduce(128) { $0 + $1.bytes.count }
            }
            if size >= groupSize {
                groups.append(stories[start...index])
                (start, size) = (index + 1, 0)
            }
        }
        if start < stories.count { groups.append(stories[start...]) }
        return groups
    }

    /// A log that is not there yet gets its folder, for its owner alone.
    private func makeFolder() {
        umask(0o077)
        guard let slash = logPath.lastIndex(of: "/") else { return }
        mkdir(String(logPath[..<slash]), 0o700)
    }

    /// Opens the log as its one writer, runs `body` and closes it.
    private func withLog<Value: Sendable>(
        _ body: @escaping @Sendable (EventLog) async -> Value
    ) throws(TransferError) -> Value {
        makeFolder()
        let log: EventLog
        do {
            log = try EventLog(path: logPath, durability: .power, migration: migration)
        } catch {
            throw TransferError(error)
        }
        return waitFor {
            let value = await body(log)
            await log.close()
            return value
        }
    }
}

/// An import or export cannot be put on record: why, and what to do next.
public struct TransferError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    public let hint: String

    public init(description: String, hint: String) {
        self.description = description
        self.hint = hint
    }

    init(_ error: LogError) { self.init(description: error.description, hint: error.hint) }
    init(_ error: ServiceError) { self.init(description: error.description, hint: error.hint) }
    init(_ error: RecordingError) {
        self.init(description: error.description, hint: "run the line again when that is mended")
    }
}

/// Runs asynchronous work from a thread that has nothing else to do meanwhile.
private func waitFor<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
    let outcome = Outcome<Value>()
    let finished = DispatchSemaphore(value: 0)
    Task {
        outcome.value = await body()
        finished.signal()
    }
    finished.wait()
    return outcome.value!
}

/// Written before the semaphore's signal and read after its wait.
private final class Outcome<Value>: @unchecked Sendable {
    var value: Value?
}
