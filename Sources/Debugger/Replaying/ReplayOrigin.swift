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
            case .noted(let note) where note.type == .imported:
                if let function = note.origin?.function, triggered?.function == nil {
                    triggered?.function = function
                }
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
        switch mode {
        case .event:
            guard event != nil else {
                let isUntold = triggered == nil && kind != .imported
                throw ReplayRefusal(
                    isUntold
                        ? "it never came to a Lambda event"
                        : "its Lambda event \(missing(isErased))",
                    hint: requestRefusal(isErased) == nil ? "send its request again: --http" : nil
                )
            }
        case .http:
            if let refusal = requestRefusal(isErased) { throw refusal }
        case .executed: try checkResult(isErased: isErased)
        }
    }

    /// Why a content is not there.
    private func missing(_ isErased: Bool) -> String {
        if isErased { return "was erased" }
        return kind == .imported ? "is not in its source" : "is not in the log"
    }

    /// Why the request cannot be sent again.
    private func requestRefusal(_ isErased: Bool) -> ReplayRefusal? {
        if kind == .direct || kind == .asynchronous || sent?.apiKind == .invoke {
            return ReplayRefusal(
                "it came through the Invoke API and not through a front door",
                hint: "replay its event: leave --http out"
            )
        }
        guard request != nil else {
            // A record may tell method and client, and not what was asked for.
            let isPathless = kind == .imported && sent != nil && !isErased
            return ReplayRefusal(
                isPathless ? "its path is not in its source" : "its request \(missing(isErased))"
            )
        }
        guard sent?.isComplete ?? true else {
            let size = sent?.bodyBytes.map { "; only \($0) bytes came" } ?? ""
            return ReplayRefusal("its request was cut off\(size)")
        }
        return nil
    }

    private func checkResult(isErased: Bool) throws(ReplayRefusal) {
        let isImported = kind == .imported
        guard let outcome else {
            throw ReplayRefusal(
                isImported ? "no result is in its source" : "no result of it was recorded"
            )
        }
        guard triggered?.route != nil, let request, !request.method.isEmpty else {
            throw ReplayRefusal(
                isImported
                    ? "the route that mapped its result is not in its source"
                    : "its result is not mapped by a route",
                hint: triggered?.eventBytes == nil ? nil : "replay its event: --event"
            )
        }
        if case .executed(let executed) = outcome.event, !executed.isError,
            outcome.document == nil
        {
            throw ReplayRefusal("its result \(missing(isErased))")
        }
    }

    /// Why a request whose body its source does not tell is not sent as it is: what has none by custom,
    /// such as GET, is, and what an edit gives a body to.
    func bodyRefusal(of method: String, isBodyGiven: Bool) -> ReplayRefusal? {
        guard let sent, sent.bodyBytes == nil, !isBodyGiven, ReplayPreview.isUnsafe(method: method)
        else { return nil }
        return ReplayRefusal(
            "its body is not in its source, and \(method) without one may be another request",
            hint: "give it one: --set request.body='{…}', or none: --set request.body="
        )
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
