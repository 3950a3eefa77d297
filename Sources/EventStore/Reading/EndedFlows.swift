import Flows
import GRDB

/// Flows that came to their end in a stretch of the log.
public struct EndedFlows: Equatable, Sendable {
    /// In the order in which they ended.
    public var flows: [FlowSummary]
    /// The last position of the stretch: the next one begins after it.
    public var through: Int64
    /// Whether the log went no further when it was read.
    public var isAtHead: Bool

    public init(flows: [FlowSummary], through: Int64, isAtHead: Bool) {
        self.flows = flows
        self.through = through
        self.isAtHead = isAtHead
    }
}

extension LogReader {
    /// Positions that one call of ``flowsEnded(after:)`` looks at, so that it takes milliseconds.
    private static let stretch: Int64 = 8192

    /// Bound to the position before the stretch and its last one. An imported flow has gaps: it may
    /// have its outcome from what is no end of others.
    static let endedFlows = """
        SELECT \(FlowSummary.columns) FROM (
            SELECT stream_id AS ended_stream, max(position) AS ended_at,
                max(type NOT IN ('returned', 'rejected', 'undecodable')) AS is_end
            FROM log_event
            WHERE position > ? AND position <= ? AND stream_kind = 1
                AND type IN ('displayed', 'abandoned', 'interrupted', 'executed', 'aborted',
                    'returned', 'rejected', 'undecodable')
            GROUP BY stream_id)
        JOIN log_event ON stream_id = ended_stream AND revision = 1
        JOIN flow_state ON first_position = position
        WHERE outcome IS NOT NULL AND (is_end OR kind = 'imported') ORDER BY ended_at
        """

    /// The flows that ended after a position, a stretch of the log at a time: `through` of one call is
    /// `position` of the next.
    ///
    /// A flow of which an earlier stretch has given the end may come again when more happened to it:
    /// a further attempt of an asynchronous one.
    public func flowsEnded(after position: Int64) throws(LogError) -> EndedFlows {
        try read { database in
            let head = try Self.headPosition(in: database)
            guard head > position else {
                return EndedFlows(flows: [], through: position, isAtHead: true)
            }
            let through = min(head, position + Self.stretch)
            let rows = try Row.fetchAll(
                database,
                sql: Self.endedFlows,
                arguments: [position, through]
            )
            return EndedFlows(
                flows: rows.compactMap(FlowSummary.init(row:)),
                through: through,
                isAtHead: through == head
            )
        }
    }
}
