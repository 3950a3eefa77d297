/// All that gateway and functions know of the log: record these events of this flow; tell me when
/// they are committed.
///
/// Both methods are called on the service's event loop, which owns every live flow.
public protocol FlowRecorder: AnyObject, Sendable {
    /// Whether new flows can be taken at all; if not, why, in words for the client's 503.
    func checkAcceptance() throws(RecordingError)

    /// Puts events at the end of a flow, all or none, and moves the cursor.
    ///
    /// The events are in order behind everything recorded before, but nobody may rely on them
    /// until ``commit()`` has returned.
    /// - Throws: ``IllegalTransition`` when one may not follow; then nothing was recorded.
    func record(
        _ events: [NewEvent],
        of flow: inout FlowCursor
    ) throws(IllegalTransition)

    /// Returns once everything recorded so far is committed with the promised durability.
    /// - Throws: ``RecordingError`` when it is not; the events are kept and tried again.
    func commit() async throws(RecordingError)
}

extension FlowRecorder {
    /// Records one event that happens now.
    public func record(
        _ event: FlowEvent,
        _ contents: Content...,
        of flow: inout FlowCursor
    ) throws(IllegalTransition) {
        try record([NewEvent(event, contents: contents, at: .now())], of: &flow)
    }
}

/// The log cannot take events: the reason, for people.
public struct RecordingError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        case diskFull, readOnly, logFull, input, closed
    }

    public let code: Code
    public let description: String

    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
