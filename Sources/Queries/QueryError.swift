/// A query that cannot be understood or answered: what is wrong, where, what was probably meant.
public struct QueryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, without a full stop; the nearest name that exists is part of it.
    public var description: String
    /// Bytes of the query's text, for the caret.
    public var range: Range<Int>
    /// What to type next.
    public var hint: String?

    public init(_ description: String, at range: Range<Int>, hint: String? = nil) {
        self.description = description
        self.range = range
        self.hint = hint
    }
}
