/// A note that an operator, the debugger or an import left on a flow.
///
/// Which fields a type of note has is told in `docs/events.md`.
public struct Noted: Equatable, Sendable {
    /// One of held, edited, resumed, erased, annotated, injected, imported, responded.
    public var type: EventType
    /// The operating-system user.
    public var operatorName: String?
    /// How the operator is known.
    public var operatorSource: OperatorSource?
    /// The step the note is about, 1 to 5: of a hold, the one that the flow has completed.
    public var step: FlowStep?
    /// What exactly, in our own words; an operator's own words are content.
    public var detail: String?
    /// The name of the content that later steps use, for `edited` and `responded`.
    public var content: String?
    /// Where a flow is held, in the words of its breakpoint: `before executed`, `on error`.
    public var point: String?
    /// What held the flow or failed it on purpose: `b1`, `i1`; `step` when it is walked step by step.
    public var breakpoint: String?
    /// When a hold ends by itself.
    public var until: Timestamp?
    /// Why a hold ended.
    public var reason: HoldEnd?
    /// What became of the flow at the end of a hold.
    public var action: HoldAction?
    /// How long the flow was held.
    public var heldMicroseconds: Int?
    /// What was injected.
    public var injection: InjectionKind?
    /// How long an injection lets the flow wait.
    public var delayMilliseconds: Int?
    /// The status code of an edited response, or of an operator's.
    public var status: Int?
    /// Bytes of its head, as in `returned`.
    public var headBytes: Int?
    /// Bytes of the document, of a message those of its body, after an edit and before.
    public var bytes: Int?
    public var bytesBefore: Int?
    /// Where an imported flow comes from.
    public var origin: ImportOrigin?

    public init(
        _ type: EventType,
        operatorName: String?,
        step: FlowStep? = nil,
        detail: String? = nil,
        content: String? = nil,
        origin: ImportOrigin? = nil
    ) {
        self.type = type
        self.operatorName = operatorName
        self.step = step
        self.detail = detail
        self.content = content
        self.origin = origin
    }

    init(_ type: EventType, _ fields: EventFields) {
        self.type = type
        operatorName = fields.string("operator")
        operatorSource = fields.string("operatorFrom").flatMap { OperatorSource(rawValue: $0) }
        step = fields.integer("step").flatMap { FlowStep(rawValue: Int($0)) }
        detail = fields.string("detail")
        content = fields.string("content")
        point = fields.string("point")
        breakpoint = fields.string("breakpoint")
        until = fields.integer("until").map { Timestamp(microseconds: $0) }
        reason = fields.string("reason").flatMap { HoldEnd(rawValue: $0) }
        action = fields.string("action").flatMap { HoldAction(rawValue: $0) }
        heldMicroseconds = fields.integer("heldMicros").map { Int($0) }
        injection = fields.string("kind").flatMap { InjectionKind(rawValue: $0) }
        delayMilliseconds = fields.integer("delayMs").map { Int($0) }
        status = fields.integer("status").map { Int($0) }
        headBytes = fields.integer("headBytes").map { Int($0) }
        bytes = fields.integer("bytes").map { Int($0) }
        bytesBefore = fields.integer("beforeBytes").map { Int($0) }
        origin = type == .imported ? ImportOrigin(fields) : nil
    }

    func write(to writer: inout EventFieldWriter) {
        origin?.write(to: &writer)
        writer.put("operator", operatorName)
        writer.put("operatorFrom", operatorSource)
        writer.put("step", step?.rawValue)
        writer.put("detail", detail)
        writer.put("content", content)
        writer.put("point", point)
        writer.put("breakpoint", breakpoint)
        writer.put("until", until.map { Int($0.microseconds) })
        writer.put("reason", reason)
        writer.put("action", action)
        writer.put("heldMicros", heldMicroseconds)
        writer.put("kind", injection)
        writer.put("delayMs", delayMilliseconds)
        writer.put("status", status)
        writer.put("headBytes", headBytes)
        writer.put("bytes", bytes)
        writer.put("beforeBytes", bytesBefore)
    }
}

/// How the operator of a note is known.
public enum OperatorSource: String, CaseIterable, Sendable {
    /// The kernel named the user at the other end of the control socket.
    case socket
    /// The client said so itself.
    case client
}

/// Why a hold ended.
public enum HoldEnd: String, CaseIterable, Sendable {
    /// Somebody let the flow go on.
    case `operator`
    /// Its time was up.
    case expired
    /// The shell whose breakpoint held it has ended.
    case shell
    /// The service stops.
    case shutdown
    /// The log could not take the hold.
    case recording
}

/// What becomes of a flow at the end of a hold.
public enum HoldAction: String, CaseIterable, Sendable {
    /// It goes on with what was in flight, edited or not.
    case proceed
    /// It goes on to its next hand-off and is held there again.
    case step
    /// The client gets an operator's answer; what was in flight is dropped.
    case respond
    /// The flow is ended: the client gets 503.
    case drop
}

/// What can be made to go wrong on purpose.
public enum InjectionKind: String, CaseIterable, Sendable {
    /// The function is not run; it seems to have reported an error of type `Injected`.
    case error
    /// The function is not run; its time limit passes.
    case timeout
    /// The function is not run: concurrency over its limit.
    case throttle
    /// The flow waits before it goes on.
    case latency
    /// The client's connection is closed.
    case disconnect
}
