import EventStore
import Flows
import Glibc

extension MigrationWatch {
    /// Tells on standard error, whatever it is: it may take a while, an older program cannot read the log
    /// afterwards, and standard output belongs to the answer. Stopped as everything else that runs.
    static func telling(stoppedBy interruption: Interruption) -> MigrationWatch {
        MigrationWatch(
            report: { writeAll(Array(" \(visible(migrationText($0)))\n".utf8), to: STDERR_FILENO) },
            isInterrupted: { interruption.isRequested }
        )
    }
}

/// What there is to say about a log that is brought up to date:
/// `bringing the log /srv/shop/.waybill/log.sqlite from schema 3 to 4, once: 2 097 152 flows`.
public func migrationText(_ news: MigrationWatch.News) -> String {
    switch news {
    case .begins(let log):
        "bringing the log \(log.path) from schema \(log.from) to \(log.to), once: "
            + counted(log.flows, "flow")
    case .ended(_, let microseconds):
        "the log is up to date after \(durationText(microseconds: microseconds))"
    }
}
