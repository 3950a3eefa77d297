import Flows
import Queries

/// The rows of a query.
public struct QueryResult: Equatable, Sendable {
    public struct Column: Equatable, Sendable {
        public var name: String
        public var type: QueryType
        /// How much of the column's values may be shown; the rows hold the true ones.
        public var disclosure: Disclosure

        public init(name: String, type: QueryType, disclosure: Disclosure) {
            self.name = name
            self.type = type
            self.disclosure = disclosure
        }
    }

    public var columns: [Column]
    public var rows: [[QueryValue]]
    /// Of each row the flow that it is, or is something of; empty when rows are no such thing.
    public var flows: [FlowID?]
    /// Rows of the source in the window.
    public var scanned: Int
    /// Whether there are more rows than the limit of rows, or of bytes, let through.
    public var isCut: Bool
    /// What was done otherwise than it is written, with its place in the query.
    public var warnings: [QueryError]

    public init(
        columns: [Column],
        rows: [[QueryValue]],
        flows: [FlowID?],
        scanned: Int,
        isCut: Bool,
        warnings: [QueryError]
    ) {
        self.columns = columns
        self.rows = rows
        self.flows = flows
        self.scanned = scanned
        self.isCut = isCut
        self.warnings = warnings
    }
}
