import Flows
import Queries

/// A question in the query language, and what it is asked of.
public struct Query: Sendable {
    /// What ``parseQuery(_:)`` gave.
    public var pipeline: Pipeline
    /// The window: flows that were sent, events that were recorded, lines that were written in it.
    public var since: Timestamp?
    /// The first moment that no longer belongs to the window.
    public var until: Timestamp?
    /// The moment that `now()` is.
    public var now: Timestamp
    /// Rows at most, where the query does not say it with `limit`.
    public var rowLimit: Int
    public var limits: ReadLimits

    /// The rows that a query without `limit` gives.
    public static let defaultRowLimit = 10_000
    /// The most rows that a query may give.
    public static let highestRowLimit = 100_000

    public init(
        _ pipeline: Pipeline,
        since: Timestamp? = nil,
        until: Timestamp? = nil,
        now: Timestamp = .now(),
        rowLimit: Int = Query.defaultRowLimit,
        limits: ReadLimits = ReadLimits()
    ) {
        self.pipeline = pipeline
        self.since = since
        self.until = until
        self.now = now
        self.rowLimit = min(max(0, rowLimit), Self.highestRowLimit)
        self.limits = limits
    }
}
