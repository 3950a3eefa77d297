/// One numbered step of the log's schema.
public struct Migration: Sendable {
    /// The number, from 1, without gaps: the schema version after it.
    public let version: Int
    /// The file's name without `.sql`.
    public let name: String
    public let sql: String
}

/// Every migration, in order. Each file beside this one is listed here; a test checks that. (A resource's name has its leading digit replaced by `_`.)
public let migrations: [Migration] = [
    Migration(version: 1, name: "0001_log", embedded: PackageResources._001_log_sql),
    Migration(version: 2, name: "0002_reading", embedded: PackageResources._002_reading_sql),
    Migration(version: 3, name: "0003_batches", embedded: PackageResources._003_batches_sql),
    Migration(version: 4, name: "0004_imports", embedded: PackageResources._004_imports_sql),
]

extension Migration {
    fileprivate init(version: Int, name: String, embedded: [UInt8]) {
        self.init(version: version, name: name, sql: String(decoding: embedded, as: UTF8.self))
    }
}
