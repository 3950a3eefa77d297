import Flows

/// A flow as the log has it, with what exports take from its contents.
public struct RecordedFlow: Sendable {
    public let flow: Flow
    public let events: [RecordedEvent]

    public init(flow: Flow, events: [RecordedEvent]) {
        self.flow = flow
        self.events = events
    }

    /// The bytes of a content, from the last event that has it.
    func content(_ name: ContentName) -> [UInt8]? {
        for event in events.reversed() {
            if let bytes = event.content(name) { return bytes }
        }
        return nil
    }

    /// The client's request: as recorded or, when only the Lambda event is there, as that tells it.
    var request: (head: MessageHead, body: [UInt8])? {
        if let message = content(.request), let (head, body) = try? MessageHead.split(message) {
            return (head, Array(body))
        }
        return proxyRequest.map { ($0.head, $0.body) }
    }

    /// What the source of an imported request does not tell, and an export therefore does not have.
    var untoldParts: [String] {
        guard flow.kind == .imported, !flow.isErased, content(.request) != nil else { return [] }
        var parts: [String] = []
        if authority(of: request?.head) == nil { parts.append("host") }
        if flow.sent?.bodyBytes == nil { parts.append("body") }
        return parts
    }

    var response: (head: MessageHead, body: [UInt8])? {
        guard let message = content(.response), let (head, body) = try? MessageHead.split(message)
        else { return nil }
        return (head, Array(body))
    }

    private var proxyRequest: ProxyEventRequest? {
        content(.event).flatMap { try? JSONNode($0) }.flatMap { ProxyEventRequest($0) }
    }

    /// The absolute URL of the request. A host that nobody told is `unknown.invalid`, a name that
    /// RFC 2606 keeps from ever being anybody's.
    func url(
        of head: MessageHead,
        target: String
    ) -> (scheme: String, authority: String, url: String) {
        let authority = authority(of: head) ?? "unknown.invalid"
        let scheme = flow.origin?.scheme ?? "http"
        let path = target.hasPrefix("/") ? target : "/"
        return (scheme, authority, "\(scheme)://\(authority)\(path)")
    }

    private func authority(of head: MessageHead?) -> String? {
        head?.header("host") ?? proxyRequest?.domainName
    }

    /// `7f3a9c21 POST /orders → 500, 2026-11-22T15:01:50.102Z`
    func title(_ disclosure: Disclosure) -> String {
        let asked =
            request.map { "\($0.head.method ?? "") \(disclosure.target($0.head.target ?? ""))" }
            ?? flow.lastAttempt?.triggered.function.map { "Invoke \($0)" } ?? "a request"
        let end = flow.returned.map { " → \($0.status)" } ?? ""
        let time = flow.isStartKnown ? ", \(flow.sentAt.rfc3339())" : ""
        return "\(flow.id.shortID) \(oneLine(asked))\(end)\(time)"
    }

    /// The id that the function saw.
    var lambdaRequestID: String {
        flow.origin?.requestID ?? flow.id.lambdaRequestID(kind: flow.kind)
    }
}

/// Text without line breaks and other controls, for a comment.
func oneLine(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
        )
    )
}
