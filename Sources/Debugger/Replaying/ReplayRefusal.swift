/// A recorded flow cannot be replayed as it was asked: the reason.
public struct ReplayRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// In our own words, without a full stop.
    public let description: String
    /// What to do next.
    public let hint: String?
    /// Whether the target takes no connection.
    public let isUnreachable: Bool

    public init(_ description: String, hint: String? = nil, isUnreachable: Bool = false) {
        self.description = description
        self.hint = hint
        self.isUnreachable = isUnreachable
    }
}
