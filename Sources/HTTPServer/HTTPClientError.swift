/// A request got no answer.
public struct HTTPClientError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    /// What to do about it; nil when there is nothing certain.
    public let hint: String?
    /// Whether the server may have got the request.
    public let wasSent: Bool

    init(_ description: String, hint: String? = nil, wasSent: Bool) {
        self.description = description
        self.hint = hint
        self.wasSent = wasSent
    }
}
