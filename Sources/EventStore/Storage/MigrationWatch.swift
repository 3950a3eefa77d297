/// Whoever has the log of an older program brought up to date: is told of it, and can stop it.
///
/// It is done once, in one transaction, and takes some ten seconds for a million flows.
public struct MigrationWatch: Sendable {
    /// What is told, by the thread that opens the log.
    public enum News: Equatable, Sendable {
        /// Nothing was changed yet.
        case begins(LogMigration)
        case ended(LogMigration, microseconds: Int64)
    }

    public var report: @Sendable (News) -> Void
    /// Asked many times a second; a migration that is stopped leaves the log as it was.
    public var isInterrupted: @Sendable () -> Bool

    public init(
        report: @escaping @Sendable (News) -> Void,
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) {
        self.report = report
        self.isInterrupted = isInterrupted
    }
}

/// From which schema to which a log is brought.
public struct LogMigration: Equatable, Sendable {
    public var path: String
    public var from: Int
    public var to: Int
    /// How many flows the log has.
    public var flows: Int

    public init(path: String, from: Int, to: Int, flows: Int) {
        self.path = path
        self.from = from
        self.to = to
        self.flows = flows
    }
}
