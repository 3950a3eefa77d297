import EventStore
import Shell

extension MigrationWatch {
    /// Tells on standard error. Signals end the process as ever: the log is then as it was.
    static let printing = MigrationWatch(report: { printError("waybill: \(migrationText($0))") })
}
