import Flows
import HTTPServer
import Lambda

/// What a replay needs of a recorded flow.
public struct ReplayOrigin: Sendable {
    public let id: FlowID
    public let kind: FlowKind
    public let sent: Sent?
    /// Whether its caller was answered before the function ran; also of a replay of such a flow.
    let isAsynchronous: Bool
    /// The client's request as it was recorded.
    let request: HTTPRequest?
    /// The last run of the function; nil when there was none.
    public let triggered: Triggered?
    /// The event as the function got it.
    public let event: [UInt8]?
    /// How the invocation ended, with the function's answer.
    let outcome: InvocationOutcome?

    /// The contents that a mode needs.
    static func contents(for mode: ReplayMode) -> Set<ContentName> {
        switch mode {
        case .event: [.request, .event]
        case .http: [.request]
        case .executed: [.request, .result]
        }
    }

    /// - Throws: why these events cannot be replayed in `mode`.
    public init(_ events: [RecordedEvent], mode: ReplayMode) throws(ReplayRefusal) {
        guard let first = events.first else { throw ReplayRefusal("it is not in the log") }
        id = first.flow
        var kind = FlowKind.imported
        var sent: Sent?
        var request: [UInt8]?
        var triggered: Triggered?
        var event: [UInt8]?
        var end: FlowEvent?
        var result: [UInt8]?
        var isErased = false
        var isAccepted = false
        for recorded in events {
            switch recorded.event {
            case .sent(let begin):
                (kind, sent) = (begin.kind, begin)
            case .triggered(let trigger) where !trigger.isAuthorizer:
                (triggered, end, result) = (trigger, nil, nil)
            case .returned(let returned):
                isAccepted = returned.status == 202 && returned.isFromGateway
            case .executed, .aborted: end = recorded.event
            case .noted(let note) where note.type == .erased: isErased = true
            default: break
            }
            // What later steps used: an edit comes after what it replaces.
            request = recorded.content(.request) ?? request
            event = recorded.content(.event) ?? event
            result = recorded.content(.result) ?? result
        }
        self.kind = kind
        self.sent = sent
        isAsynchronous =
            kind == .asynchronous || kind == .replay && sent?.apiKind == .invoke && isAccepted
        self.triggered = triggered
        self.event = event
        self.request = request.flatMap { HTTPRequest(message: $0) }
        outcome = end.map { InvocationOutcome(event: $0, document: result) }
        try check(mode, isErased: isErased)
    }

    private func check(_ mode: ReplayMode, isErased: Bool) throws(ReplayRefusal) {
        let missing = isErased ? "was erased" : "is not in the log"
        switch mode {
        case .event:
            guard event != nil else {
                throw ReplayRefusal(
                    triggered == nil
                        ? "it never came to a Lambda event" : "its Lambda event \(missing)",
                    hint: request == nil ? nil : "send its request again: --http"
                )
            }
        case .http:
            if kind == .direct || kind == .asynchronous || sent?.apiKind == .invoke {
                throw ReplayRefusal(
                    "it came through the Invoke API and not through a front door",
                    hint: "replay its event: leave --http out"
                )
            }
            guard request != nil else { throw ReplayRefusal("its request \(missing)") }
            guard sent?.isComplete ?? true else {
                let size = sent?.bodyBytes.map { "; only \($0) bytes came" } ?? ""
                throw ReplayRefusal("its request was cut off\(size)")
            }
        case .executed:
            guard let outcome else { throw ReplayRefusal("no result of it was recorded") }
            guard triggered?.route != nil, let request, !request.method.isEmpty else {
                throw ReplayRefusal(
                    "its result is not mapped by a route",
                    hint: "replay its event: --event"
                )
            }
            if case .executed(let executed) = outcome.event, !executed.isError,
                outcome.document == nil
            {
                throw ReplayRefusal("its result \(missing)")
            }
        }
    }

    /// The request's method, and of an event that came from no request none: then nobody knows what it
    /// does, and it is held for unsafe.
    public var method: String? {
        switch sent?.apiKind {
        case .http, .rest: request?.method ?? sent?.method
        case .invoke, nil: nil
        }
    }

    /// Whether a replay may change something: POST, PUT, PATCH, DELETE, and events without a method.
    public static func isUnsafe(method: String?) -> Bool {
        guard let method else { return true }
        return ["POST", "PUT", "PATCH", "DELETE"].contains(method.uppercased())
    }
}

extension HTTPRequest {
    /// The request that ``message`` recorded; nil when the bytes are none.
    init?(message: [UInt8]) {
        guard let (head, body) = try? MessageHead.split(message), let method = head.method,
            let target = head.target
        else { return nil }
        self.init(
            method: method,
            target: target,
            protocolName: head.protocolName ?? "HTTP/1.1",
            headers: head.headers.map { HTTPField($0.name, $0.value) },
            body: Array(body)
        )
        headBytes = headers.reduce(method.utf8.count + target.utf8.count + 14) {
            $0 + $1.name.utf8.count + $1.value.utf8.count + 4
        }
    }
}
