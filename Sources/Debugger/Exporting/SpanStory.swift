import Flows

/// The spans of one flow.
struct SpanStory {
    /// The root and its hand-offs on the gateway's side.
    private(set) var gatewaySpans: [Span] = []
    /// Initialisation and runs of the function.
    private(set) var functionSpans: [Span] = []
    private let recorded: RecordedFlow
    private let traceID: String
    private let rootID: String

    init(_ recorded: RecordedFlow, _ disclosure: Disclosure) {
        self.recorded = recorded
        let flow = recorded.flow
        traceID = Self.traceID(of: flow)
        rootID = Self.spanID(of: flow, "root")
        gatewaySpans.append(root(disclosure))
        addSent()
        for index in flow.attempts.indices { add(flow.attempts[index], number: index + 1) }
        addReturned()
        addDisplayed()
    }

    var gatewayName: String { recorded.flow.sent?.api ?? "gateway" }

    var functionResource: [(String, SpanValue)] {
        let attempt = recorded.flow.lastAttempt
        var resource: [(String, SpanValue)] = []
        if let function = attempt?.triggered.function {
            resource = [("service.name", .text(function)), ("faas.name", .text(function))]
        } else {
            resource = [("service.name", .text("function"))]
        }
        resource.append(("cloud.provider", .text("aws")))
        resource.append(("cloud.platform", .text("aws_lambda")))
        if let environment = attempt?.started?.environment {
            resource.append(("faas.instance", .text(environment)))
        }
        let size = attempt?.executed?.memorySizeMB ?? attempt?.aborted?.memorySizeMB
        if let size { resource.append(("faas.max_memory", .integer(size << 20))) }
        if let code = attempt?.triggered.code { resource.append(("waybill.code", .text(code))) }
        return resource
    }

    /// X-Ray's `1-8hex-24hex` are the 32 digits of the trace; without one, the flow's own id.
    static func traceID(of flow: Flow) -> String {
        guard let trace = flow.sent?.traceID.flatMap({ FlowReference.traceID($0) }) else {
            return hexText(flow.id.bytes)
        }
        return String(trace.dropFirst(2).filter { $0 != "-" })
    }

    static func spanID(of flow: Flow, _ name: String) -> String {
        // Zeros are no span id.
        let hash = max(1, stableHash(of: "\(flow.id)/\(name)"))
        var text: [UInt8] = []
        appendHex(of: hash, digits: 16, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Root

    private func root(_ disclosure: Disclosure) -> Span {
        let flow = recorded.flow
        let times = recorded.events.filter {
            $0.hasKnownTime(in: flow.kind) && !$0.event.type.isNote
        }
        let end = flow.durationMicroseconds.map { flow.sentAt.advanced(byMicroseconds: $0) }
        var span = Span(
            name: rootName,
            kind: .server,
            traceID: traceID,
            id: rootID,
            parentID: parentID,
            start: flow.sentAt,
            end: end ?? times.map(\.occurredAt).max() ?? flow.sentAt
        )
        span.attributes = requestAttributes(disclosure)
        if let status = flow.returned?.status {
            span.attributes.append(("http.response.status_code", .integer(status)))
        }
        if let size = flow.returned?.bodyBytes {
            span.attributes.append(("http.response.body.size", .integer(size)))
        }
        span.attributes.append(("waybill.flow.id", .text(flow.id.description)))
        span.attributes.append(("waybill.flow.kind", .text(flow.kind.rawValue)))
        if let outcome = flow.outcome {
            span.attributes.append(("waybill.outcome", .text(outcome.rawValue)))
        }
        if let origin = flow.sent?.replayOf {
            span.attributes.append(("waybill.replay_of", .text(origin.description)))
        }
        if flow.outcome?.isFailure == true || flow.abandoned != nil {
            let type = flow.errorType ?? flow.cause ?? flow.returned.map { String($0.status) }
            span.attributes.append(("error.type", .text(type ?? "_OTHER")))
            span.failure = flow.errorMessage ?? flow.cause ?? "failed"
        }
        return span
    }

    private var routePath: String? {
        guard let route = recorded.flow.lastAttempt?.triggered.route ?? recorded.flow.origin?.route
        else { return nil }
        return route.split(separator: " ", maxSplits: 1).last.map { String($0) }
    }

    /// `{method} {route}`, as the conventions have it.
    private var rootName: String {
        let flow = recorded.flow
        if flow.kind == .direct || flow.kind == .asynchronous || flow.sent == nil {
            return "invoke \(flow.lastAttempt?.triggered.function ?? "function")"
        }
        return [flow.sent?.method, routePath].compactMap { $0 }.joined(separator: " ")
    }

    private func requestAttributes(_ disclosure: Disclosure) -> [(String, SpanValue)] {
        guard let sent = recorded.flow.sent else { return [] }
        var attributes: [(String, SpanValue)] = [("http.request.method", .text(sent.method))]
        if let routePath { attributes.append(("http.route", .text(routePath))) }
        if let size = sent.bodyBytes {
            attributes.append(("http.request.body.size", .integer(size)))
        }
        if let version = sent.protocolName?.split(separator: "/").last {
            attributes.append(("network.protocol.version", .text(String(version))))
        }
        guard let head = recorded.request?.head, let target = head.target else { return attributes }
        let url = recorded.url(of: head, target: target)
        attributes.append(("url.scheme", .text(url.scheme)))
        attributes.append(("url.path", .text(head.path ?? "/")))
        let shown = disclosure.target(target)
        if let mark = shown.firstIndex(of: "?") {
            attributes.append(("url.query", .text(String(shown[shown.index(after: mark)...]))))
        }
        if head.header("host") != nil {
            let parts = url.authority.split(separator: ":", maxSplits: 1)
            attributes.append(("server.address", .text(String(parts.first ?? ""))))
            if parts.count > 1, let port = Int(parts[1]) {
                attributes.append(("server.port", .integer(port)))
            }
        }
        if let client = head.client {
            let address = client.lastIndex(of: ":").map { client[..<$0] } ?? client[...]
            attributes.append(("client.address", .text(String(address))))
        }
        if let agent = head.header("user-agent") {
            attributes.append(("user_agent.original", .text(agent)))
        }
        return attributes
    }

    /// The caller's span, when it named one of this trace: `traceparent`, or `Parent=` of X-Ray.
    private var parentID: String? {
        guard let head = recorded.request?.head else { return nil }
        if let parts = head.header("traceparent")?.split(separator: "-"), parts.count >= 4,
            parts[1].lowercased() == traceID, isSpanID(parts[2])
        {
            return parts[2].lowercased()
        }
        guard let trace = head.header("x-amzn-trace-id"),
            let field = trace.split(separator: ";").first(where: {
                $0.lowercased().hasPrefix("parent=")
            }), isSpanID(field.dropFirst(7))
        else { return nil }
        return field.dropFirst(7).lowercased()
    }

    private func isSpanID(_ text: Substring) -> Bool {
        text.utf8.count == 16 && text.utf8.allSatisfy { hexDigitValue($0) != nil }
            && text.contains { $0 != "0" }
    }

    // MARK: Hand-offs

    private func span(_ name: String, _ start: Timestamp, _ end: Timestamp, number: Int = 1) -> Span
    {
        Span(
            name: name,
            kind: .internal,
            traceID: traceID,
            id: Self.spanID(of: recorded.flow, "\(name)/\(number)"),
            parentID: rootID,
            start: start,
            end: end
        )
    }

    private func time(of types: EventType...) -> Timestamp? {
        recorded.events.first {
            types.contains($0.event.type) && $0.hasKnownTime(in: recorded.flow.kind)
        }?.occurredAt
    }

    private mutating func addSent() {
        guard let start = time(of: .sent),
            let end = time(of: .triggered, .rejected, .aborted, .returned)
        else { return }
        var span = span("sent", start, end)
        if let rejected = recorded.flow.rejected {
            span.failure = rejected.cause.rawValue
            span.attributes.append(("error.type", .text(rejected.cause.rawValue)))
        }
        gatewaySpans.append(span)
    }

    private mutating func add(_ attempt: Attempt, number: Int) {
        let flow = recorded.flow
        let initTime = Int64(attempt.initMicroseconds ?? 0)
        let duration = attempt.durationMicroseconds.map { Int64($0) }
        let started =
            attempt.startedAt
            ?? (duration.flatMap { length in
                attempt.endedAt.map { $0.advanced(byMicroseconds: -length) }
            })
        guard let started else { return }
        let initStart = started.advanced(byMicroseconds: -initTime)
        let isTriggerKnown = flow.kind != .imported || flow.stepTimes[.triggered] != nil
        if isTriggerKnown, attempt.triggeredAt <= initStart {
            gatewaySpans.append(span("queue", attempt.triggeredAt, initStart, number: number))
        }
        if initTime > 0 { functionSpans.append(span("init", initStart, started, number: number)) }
        guard
            let ended = attempt.endedAt
                ?? duration.map({ started.advanced(byMicroseconds: $0) })
        else { return }
        functionSpans.append(executed(attempt, started, ended, number))
    }

    private func executed(
        _ attempt: Attempt,
        _ started: Timestamp,
        _ ended: Timestamp,
        _ number: Int
    ) -> Span {
        let flow = recorded.flow
        var span = span("executed", started, ended, number: number)
        span.kind = .server
        let isHTTP =
            flow.kind == .door || flow.sent?.apiKind == .http || flow.sent?.apiKind == .rest
        span.attributes = [
            ("faas.trigger", .text(isHTTP ? "http" : "other")),
            ("faas.invocation_id", .text(recorded.lambdaRequestID)),
        ]
        if let isCold = attempt.started?.isCold ?? (attempt.initMicroseconds == nil ? nil : true) {
            span.attributes.append(("faas.coldstart", .boolean(isCold)))
        }
        if attempt.triggered.attempt > 1 {
            span.attributes.append(("waybill.attempt", .integer(attempt.triggered.attempt)))
        }
        guard attempt.aborted != nil || attempt.executed?.isError == true else { return span }
        let type = attempt.errorType ?? attempt.aborted?.cause.rawValue
        span.attributes.append(("error.type", .text(type ?? "_OTHER")))
        let isLast = attempt == flow.lastAttempt
        span.failure = (isLast ? flow.errorMessage : nil) ?? type ?? "failed"
        if attempt.executed?.isError == true {
            span.exception = (type, isLast ? flow.errorMessage : nil)
        }
        return span
    }

    private mutating func addReturned() {
        guard let end = time(of: .returned) else { return }
        let answered = recorded.flow.lastAttempt?.endedAt.flatMap { $0 <= end ? $0 : nil }
        guard let start = answered ?? time(of: .rejected, .sent) else { return }
        gatewaySpans.append(span("returned", start, end))
    }

    private mutating func addDisplayed() {
        guard let start = time(of: .returned), let end = time(of: .displayed, .abandoned) else {
            return
        }
        var span = span("displayed", start, end)
        if recorded.flow.abandoned != nil {
            span.failure = "the client went away"
            span.attributes.append(("error.type", .text("abandoned")))
        }
        gatewaySpans.append(span)
    }
}
