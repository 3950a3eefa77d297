import Flows

/// Writes flows in one format, one after the other, so that an export of many never holds more than
/// one of them.
protocol FlowWriter {
    /// What stands before the first flow.
    mutating func opening() -> [UInt8]
    /// One flow. Called in order.
    /// - Throws: when the flow does not have what the format is made of.
    mutating func write(
        _ flow: RecordedFlow,
        _ disclosure: Disclosure
    ) throws(ExportError) -> [UInt8]
    /// What stands behind the last one.
    mutating func closing() -> [UInt8]
}

extension FlowWriter {
    mutating func opening() -> [UInt8] { [] }
    mutating func closing() -> [UInt8] { [] }
}

/// A flow cannot be exported in this format: why, and what to do instead.
public struct ExportError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    public let hint: String

    public init(_ description: String, hint: String) {
        self.description = description
        self.hint = hint
    }

    /// No `triggered`, or its content was erased.
    static func noEvent(_ flow: RecordedFlow) -> ExportError {
        let reason =
            flow.flow.isErased
            ? "its contents were erased"
            : flow.flow.lastAttempt == nil && flow.flow.kind != .imported
                ? "it never reached a function" : "the source did not tell it"
        return ExportError(
            "\(flow.flow.id.shortID) has no Lambda event: \(reason)",
            hint: "steps \(flow.flow.id.shortID)"
        )
    }

    static func noRequest(_ flow: RecordedFlow) -> ExportError {
        let reason = flow.flow.isErased ? "its contents were erased" : "the source did not tell it"
        return ExportError(
            "\(flow.flow.id.shortID) has no HTTP request: \(reason)",
            hint: "show \(flow.flow.id.shortID)"
        )
    }
}
