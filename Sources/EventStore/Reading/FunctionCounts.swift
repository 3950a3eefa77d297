import Flows
import GRDB

/// What became of one function's invocations, as the log knows it.
public struct FunctionCount: Equatable, Sendable {
    public var function: String
    /// In the window; an asynchronous request may have several.
    public var invocations: Int
    /// Invocations that came to no result: errors that the function reported and failures.
    public var errors: Int
    /// Invocations that an environment was started for.
    public var coldStarts: Int
    /// Of the invocations in the window; nil when none has ended.
    public var averageMicroseconds: Int64?
    /// When the newest was triggered, in the window or not long before it.
    public var lastSeen: Timestamp
    /// First 12 digits of the digest of the code that the newest ran.
    public var code: String?

    public init(
        function: String,
        invocations: Int,
        errors: Int,
        coldStarts: Int,
        averageMicroseconds: Int64?,
        lastSeen: Timestamp,
        code: String?
    ) {
        self.function = function
        self.invocations = invocations
        self.errors = errors
        self.coldStarts = coldStarts
        self.averageMicroseconds = averageMicroseconds
        self.lastSeen = lastSeen
        self.code = code
    }
}

extension LogReader {
    /// Bound to the first position of the window, the one to look back to, and the last. `code` is that
    /// of the row with the greatest `triggered_at`: https://www.sqlite.org/lang_select.html#bareagg
    static let functions = """
        SELECT function, sum(position >= ?1),
            sum(position >= ?1 AND coalesce(outcome, 'result') <> 'result'),
            sum(position >= ?1 AND coalesce(cold, 0)),
            cast(avg(CASE WHEN position >= ?1 THEN duration_us END) AS INTEGER),
            max(triggered_at), code
        FROM attempt_state WHERE position BETWEEN min(?1, ?2) AND ?3
        GROUP BY function ORDER BY function
        """

    /// Invocations of each function in a window, and the functions seen not long before it. The cost
    /// is that of the attempts in the window.
    public func functionCounts(
        since: Timestamp?,
        until: Timestamp?
    ) throws(LogError) -> [FunctionCount] {
        try counts(Self.functions, since: since, until: until) { row in
            FunctionCount(
                function: row[0],
                invocations: row[1],
                errors: row[2],
                coldStarts: row[3],
                averageMicroseconds: row[4],
                lastSeen: Timestamp(microseconds: row[5]),
                code: row[6]
            )
        }
    }
}
