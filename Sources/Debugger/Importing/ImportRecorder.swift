import EventStore
import Flows

/// How many flows of an import are new, and how many were there already.
public struct ImportCount: Equatable, Sendable {
    public var imported = 0
    public var present = 0
    /// Of those that were there, whose function this import named.
    public var named = 0

    public init(imported: Int = 0, present: Int = 0, named: Int = 0) {
        self.imported = imported
        self.present = present
        self.named = named
    }

    static func + (a: ImportCount, b: ImportCount) -> ImportCount {
        ImportCount(
            imported: a.imported + b.imported,
            present: a.present + b.present,
            named: a.named + b.named
        )
    }
}

/// What an import is about: said once, when its batch begins.
public struct ImportDescription: Equatable, Sendable {
    /// The operating-system user.
    public var operatorName: String
    /// The formats, joined by commas.
    public var formats: String
    /// Names of the files, without their folders.
    public var files: [String]
    /// Stories that were read.
    public var count: Int

    public init(operatorName: String, formats: String, files: [String], count: Int) {
        self.operatorName = operatorName
        self.formats = formats
        self.files = files
        self.count = count
    }
}

/// Puts an import on record: its batch, and each story whole or not at all. What the log has already is
/// passed over, so that an import that was cut off is run again and goes on.
///
/// Owned by whoever records: the service's event loop, or the verb while no service runs.
final class ImportRecorder: @unchecked Sendable {
    private let log: EventLog
    private let presence: FlowPresence
    private let description: ImportDescription
    private var batch: BatchCursor
    /// Recorded by this import: the database may not have them yet.
    private var recorded: Set<FlowID> = []
    private(set) var count = ImportCount()
    private var hasEnded = false

    init(
        _ description: ImportDescription,
        log: EventLog,
        presence: FlowPresence
    ) {
        self.log = log
        self.presence = presence
        self.description = description
        var random = SecureRandom()
        batch = BatchCursor(id: FlowID(at: .now(), random: &random))
    }

    var batchID: FlowID { batch.id }

    /// Begins the batch; everything recorded before is in the database afterwards.
    func begin() async throws(RecordingError) {
        try log.checkAcceptance()
        let files = description.files.joined(separator: "\n")
        log.recordBatch(
            "importStarted",
            of: &batch,
            contents: [Content(.text, Array(files.utf8))]
        ) {
            $0.put("operator", description.operatorName)
            $0.put("format", description.formats)
            $0.put("files", description.files.count)
            $0.put("flows", description.count)
        }
        try await log.commit()
        await log.sync()
    }

    /// What the database has of a group of stories.
    struct Known: Sendable {
        let flows: Set<FlowID>
        /// Of these, whose function is not known, with the revision of the last event.
        let unnamed: [FlowID: Int]
    }

    /// Which of the stories the database has; to be asked away from the event loop.
    func present(among stories: [ImportedStory]) throws(LogError) -> Known {
        let flows = try presence.present(among: stories.map(\.id))
        return Known(flows: flows, unnamed: try presence.unnamed(among: flows))
    }

    /// Records the stories that are new, and returns when they are committed. `known` is what
    /// ``present(among:)`` said of them.
    func record(
        _ stories: [ImportedStory],
        known: Known
    ) async throws(RecordingError) -> ImportCount {
        try log.checkAcceptance()
        var added = ImportCount()
        for story in stories {
            guard !known.flows.contains(story.id), recorded.insert(story.id).inserted else {
                added.present += 1
                if try name(story, known) { added.named += 1 }
                continue
            }
            let events = story.newEvents(
                batch: batch.id,
                operatorName: description.operatorName
            )
            var cursor = FlowCursor(id: story.id, kind: .imported)
            do {
                try log.record(events, of: &cursor)
            } catch {
                throw RecordingError(.input, "\(story.place): \(error)")
            }
            added.imported += 1
        }
        count = count + added
        try await log.commit()
        return added
    }

    /// Names the function of a flow that is there already, when its record did not and this story does.
    /// - Returns: whether it did.
    private func name(
        _ story: ImportedStory,
        _ known: Known
    ) throws(RecordingError) -> Bool {
        guard let revision = known.unnamed[story.id],
            let event = story.naming(batch: batch.id, operatorName: description.operatorName),
            recorded.insert(story.id).inserted
        else { return false }
        var cursor = FlowCursor(
            id: story.id,
            kind: .imported,
            revision: revision,
            phase: .returned
        )
        do {
            try log.record([event], of: &cursor)
        } catch {
            throw RecordingError(.input, "\(story.place): \(error)")
        }
        return true
    }

    /// Ends the batch, once. `refused` are records that were left out with `--skip-bad`; `isComplete` is
    /// false when the import was given up before its last story.
    func end(refused: Int, isComplete: Bool) async throws(RecordingError) {
        guard !hasEnded else { return }
        hasEnded = true
        log.recordBatch("importEnded", of: &batch) {
            $0.put("imported", count.imported)
            $0.put("present", count.present)
            if count.named > 0 { $0.put("named", count.named) }
            if refused > 0 { $0.put("refused", refused) }
            if !isComplete { $0.put("complete", false) }
        }
        try await log.commit()
    }
}
