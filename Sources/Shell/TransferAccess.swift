import Debugger
import EventStore
import Flows

/// How verbs reach what stands beyond the log for imports and exports: the running service, or the log
/// under the writer's lock. Tests give their own.
struct TransferAccess {
    /// Puts an export on record.
    var recordExport: (ExportRecord) throws(TransferError) -> Void
    /// Records stories as a batch.
    var recordStories:
        (
            [ImportedStory], ImportDescription, _ refused: Int,
            _ progress: @escaping @Sendable (Int) -> Void
        ) throws(TransferError) -> Transfers.ImportResult
    /// The handler of a function, when a service runs that knows it.
    var handler: (_ function: String) -> String?

    init(logPath: String, migration: MigrationWatch? = nil) {
        let transfers = Transfers(logPath: logPath, migration: migration)
        recordExport = { (export) throws(TransferError) in try transfers.record(export) }
        recordStories = { (stories, description, refused, progress) throws(TransferError) in
            try transfers.record(stories, as: description, refused: refused, progress: progress)
        }
        handler = { ServiceClient.find(logPath: logPath)?.handler(ofFunction: $0) }
    }
}
