import GRDB
import GRDBSQLite

/// Stops a reading whose time is over, or whose reader has lost interest.
///
/// - SeeAlso: [sqlite3_progress_handler](https://www.sqlite.org/c3ref/progress_handler.html)
final class ReadWatch {
    private let limits: ReadLimits
    private let deadline: ContinuousClock.Instant
    /// Why it stopped the reading; nil when it did not.
    private(set) var failure: QueryFailure?

    /// Steps of SQLite's machine between two looks: some twenty microseconds.
    private static let stepsBetweenLooks: Int32 = 2000

    private init(_ limits: ReadLimits) {
        self.limits = limits
        deadline = .now + limits.time
    }

    /// Runs `body` under watch on the connection.
    static func watching<Value>(
        _ connection: OpaquePointer,
        _ limits: ReadLimits,
        _ body: () throws -> Value
    ) throws -> Value {
        let watch = ReadWatch(limits)
        sqlite3_progress_handler(
            connection,
            stepsBetweenLooks,
            { context in
                Unmanaged<ReadWatch>.fromOpaque(context!).takeUnretainedValue().look() ? 1 : 0
            },
            Unmanaged.passUnretained(watch).toOpaque()
        )
        defer { sqlite3_progress_handler(connection, 0, nil, nil) }
        do {
            let value = try body()
            withExtendedLifetime(watch) {}
            return value
        } catch let failure as SQLiteFailure where failure.primaryCode == SQLITE_INTERRUPT {
            throw watch.failure ?? .interrupted
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            throw watch.failure ?? .interrupted
        }
    }

    /// Whether to stop.
    private func look() -> Bool {
        if limits.isInterrupted() { failure = .interrupted }
        if failure == nil, ContinuousClock.now >= deadline { failure = .timedOut(limits.time) }
        return failure != nil
    }
}
