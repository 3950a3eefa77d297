import Flows
import Lambda

/// What a replay would send or map, its edits made: for `--dry`, and for the question whether it shall.
public struct ReplayPreview: Equatable, Sendable {
    public let mode: ReplayMode
    /// What the edits do; empty without any.
    public let changes: [AppliedChange]
    /// The method of the request, or the one that the event tells; nil of an event that came from no
    /// request: then nobody knows what it does, and it is held for unsafe.
    public let method: String?
    /// The request's target; nil where an event or a result is replayed.
    public let target: String?
    /// Bytes of the event or result, of a request those of its body.
    public let bytes: Int

    init(
        _ document: HandOffDocument,
        _ mode: ReplayMode,
        kind: APIKind?,
        _ changes: [AppliedChange]
    ) {
        self.mode = mode
        self.changes = changes
        bytes = document.bodyBytes
        switch document {
        case .request(let request): (method, target) = (request.method, request.target)
        // A payload of the Invoke API is its caller's own, whatever it looks like.
        case .event(let event):
            (method, target) = (kind == .invoke ? nil : Self.method(of: event), nil)
        case .result, .response: (method, target) = (nil, nil)
        }
    }

    /// Whether it may change something. A recorded result that is mapped again runs nothing.
    public var isUnsafe: Bool { mode != .executed && Self.isUnsafe(method: method) }

    /// Whether a method, or an event without one, may change something: all but those that are safe by
    /// definition.
    ///
    /// - SeeAlso: [RFC 9110, 9.2.1](https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1)
    public static func isUnsafe(method: String?) -> Bool {
        guard let method else { return true }
        return !["GET", "HEAD", "OPTIONS", "TRACE"].contains(method)
    }

    /// The method that a proxy event tells: of payload 2.0, or of payload 1.0 and of REST APIs.
    private static func method(of event: [UInt8]) -> String? {
        for path in [["requestContext", "http", "method"], ["httpMethod"]] {
            if let text = jsonValue(at: path, in: event).flatMap({ JSONValue($0)?.text }) {
                return text
            }
        }
        return nil
    }
}
