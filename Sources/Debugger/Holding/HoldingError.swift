/// What was asked of breakpoints, held flows or injections cannot be done.
public struct HoldingError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: Int, Sendable {
        /// The words or the document are wrong.
        case invalid = 400
        /// There is no such breakpoint, injection or held flow.
        case notFound = 404
        /// It cannot be done at this hand-off.
        case refused = 409
        /// A bound is reached.
        case tooMany = 429
        /// The log cannot take it.
        case notRecorded = 503
    }

    public let code: Code
    /// What is wrong, without a full stop.
    public let description: String
    /// What to do next.
    public let hint: String?
    /// Bytes of the condition or of the document's text that are wrong, where it is known.
    public var range: Range<Int>?

    public init(
        _ code: Code,
        _ description: String,
        hint: String? = nil,
        range: Range<Int>? = nil
    ) {
        self.code = code
        self.description = description
        self.hint = hint
        self.range = range
    }
}
