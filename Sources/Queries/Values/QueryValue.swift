/// A value of the query language.
public enum QueryValue: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// Moments too: milliseconds since 1970.
    case number(Double)
    case string(String)
    /// A map or a list, as JSON text.
    case structure(String)
}

/// What is known of a value before a row is read.
public enum QueryType: String, Equatable, Sendable {
    /// Text that may be a number: what JSON and logs hold.
    case any
    case boolean, number, string
    /// Milliseconds since 1970.
    case timestamp
    /// Milliseconds; conditions may write `1s`.
    case duration
    /// A map or a list.
    case structure
}
