/// One client request and everything that happened to it, as the fold of its events.
///
/// The state «at step k» is the fold of the events up to the last one of step k; nothing here is
/// known that the events do not say.
public struct Flow: Equatable, Sendable {
    public private(set) var cursor: FlowCursor
    public private(set) var firstPosition: Int64 = 0
    public private(set) var lastPosition: Int64 = 0
    public private(set) var sentAt = Timestamp(microseconds: 0)
    public private(set) var lastEventAt = Timestamp(microseconds: 0)
    public private(set) var sent: Sent?
    /// The raw path of the request, without the query; nil when its content was erased.
    public private(set) var path: String?
    public private(set) var attempts: [Attempt] = []
    /// What ended the flow before any function was triggered.
    public private(set) var abortedUntriggered: Aborted?
    public private(set) var rejected: Rejected?
    public private(set) var undecodable: Undecodable?
    /// The response that left, or is to leave.
    public private(set) var returned: Returned?
    /// The response as it was first ready, when an edit or an operator's answer took its place.
    public private(set) var replacedResponse: Returned?
    public private(set) var displayed: Displayed?
    public private(set) var abandoned: Abandoned?
    public private(set) var isInterrupted = false
    public private(set) var lateResult: LateResult?
    public private(set) var isErased = false
    /// Where the flow is held now; nil when it is not.
    public private(set) var hold: Noted?
    /// The last step that was complete when an operator ended it at a hand-off; nil when nobody did.
    public private(set) var killedAfter: FlowStep?
    /// The answer that an operator gave in place of the function or its gateway.
    public private(set) var operatorAnswer: Noted?
    /// The last fault on purpose.
    public private(set) var injection: Noted?
    /// When each step was reached first (the last attempt, for triggered and executed). An imported
    /// record may tell of a step and not of its time.
    public private(set) var stepTimes: [FlowStep: Timestamp] = [:]
    public private(set) var reachedSteps: Set<FlowStep> = []
    /// Where an imported flow comes from.
    public private(set) var origin: ImportOrigin?
    /// False for an imported flow whose source tells no time: `sentAt` then is when it was imported.
    public private(set) var isStartKnown = true
    /// What the last failure said, when a function's error document was there to read.
    public private(set) var errorMessage: String?

    public init(id: FlowID, kind: FlowKind) {
        self.cursor = FlowCursor(id: id, kind: kind)
    }

    /// Folds the events of one flow; nil when there are none or the first is not its beginning.
    /// Only an imported flow may begin with something else than `sent`.
    public init?(events: some Sequence<RecordedEvent>) throws(IllegalTransition) {
        var flow: Flow?
        for event in events {
            if flow == nil {
                guard event.revision == 1 else { return nil }
                flow = Flow(beginningWith: event)
            }
            try flow?.apply(event)
        }
        guard let flow else { return nil }
        self = flow
    }

    /// The flow whose first event this is, before it is applied.
    public init(beginningWith first: RecordedEvent) {
        if case .sent(let sent) = first.event {
            self.init(id: first.flow, kind: sent.kind)
        } else {
            self.init(id: first.flow, kind: .imported)
        }
    }

    public var id: FlowID { cursor.id }
    public var kind: FlowKind { cursor.kind }

    /// The attempt that answered, or is under way; nil before `triggered`.
    public var lastAttempt: Attempt? { attempts.last { !$0.triggered.isAuthorizer } }

    /// Takes the next event. Pure: the same events always give the same flow.
    /// - Throws: when the event may not follow; the flow is then unchanged.
    public mutating func apply(_ recorded: RecordedEvent) throws(IllegalTransition) {
        try cursor.advance(recorded.event)
        if firstPosition == 0 {
            firstPosition = recorded.position
            sentAt = recorded.occurredAt
            isStartKnown = recorded.hasKnownTime(in: kind)
        }
        lastPosition = recorded.position
        lastEventAt = recorded.occurredAt
        if let step = recorded.event.type.step, step != .executed || !isAuthorizing {
            reachedSteps.insert(step)
            if recorded.hasKnownTime(in: kind) { stepTimes[step] = recorded.occurredAt }
        }
        let endTime = recorded.hasKnownTime(in: kind) ? recorded.occurredAt : nil
        switch recorded.event {
        case .sent(let event):
            sent = event
            path = recorded.content(.request).flatMap { MessageHead.path(ofMessage: $0) }
            if event.mapped?.cause != nil { errorMessage = failureMessage(of: recorded) }
        case .triggered(let event):
            attempts.append(
                Attempt(event, at: recorded.occurredAt, position: recorded.position)
            )
        case .started(let event):
            withLastAttempt {
                $0.started = event
                $0.startedAt = recorded.occurredAt
                $0.startedPosition = recorded.position
            }
        case .executed(let event):
            withLastAttempt {
                $0.executed = event
                $0.endedAt = endTime
                $0.endedPosition = recorded.position
            }
            errorMessage = event.isError ? failureMessage(of: recorded) : nil
        case .aborted(let event):
            if attempts.isEmpty { abortedUntriggered = event }
            withLastAttempt {
                $0.aborted = event
                $0.endedAt = endTime
                $0.endedPosition = recorded.position
            }
            errorMessage = failureMessage(of: recorded)
        case .rejected(let event): rejected = event
        case .undecodable(let event): undecodable = event
        case .returned(let event): returned = event
        case .displayed(let event): displayed = event
        case .abandoned(let event): abandoned = event
        case .interrupted: isInterrupted = true
        case .lateResult(let event): lateResult = event
        case .noted(let note) where note.type == .erased:
            isErased = true
            path = nil
            errorMessage = nil
        case .noted(let note): apply(note)
        case .logged, .retried: break
        }
    }

    private mutating func apply(_ note: Noted) {
        switch note.type {
        case .held: hold = note
        case .resumed:
            hold = nil
            if note.action == .drop { killedAfter = note.step ?? step }
        case .edited, .responded:
            if note.type == .responded { operatorAnswer = note }
            // Before it was ready, the response is still told by `returned`.
            guard note.step == .returned, let status = note.status else { return }
            replacedResponse = replacedResponse ?? returned
            returned?.status = status
            returned?.headBytes = note.headBytes ?? 0
            returned?.bodyBytes = note.bytes ?? 0
            if note.type == .responded { returned?.isFromGateway = true }
        case .injected: injection = note
        case .imported where origin == nil: origin = note.origin
        case .imported:
            // Imported again, with the name of the function that the record does not tell.
            guard let function = note.origin?.function else { return }
            for index in attempts.indices where attempts[index].triggered.function == nil {
                attempts[index].triggered.function = function
            }
        default: break
        }
    }

    private var isAuthorizing: Bool { attempts.last?.triggered.isAuthorizer ?? false }

    private mutating func withLastAttempt(_ change: (inout Attempt) -> Void) {
        guard !attempts.isEmpty else { return }
        change(&attempts[attempts.count - 1])
    }
}

/// One run of a function for a flow.
public struct Attempt: Equatable, Sendable {
    public fileprivate(set) var triggered: Triggered
    public let triggeredAt: Timestamp
    public let position: Int64
    public fileprivate(set) var started: Started?
    public fileprivate(set) var startedAt: Timestamp?
    public fileprivate(set) var startedPosition: Int64?
    public fileprivate(set) var executed: Executed?
    public fileprivate(set) var aborted: Aborted?
    public fileprivate(set) var endedAt: Timestamp?
    public fileprivate(set) var endedPosition: Int64?

    init(_ triggered: Triggered, at time: Timestamp, position: Int64) {
        self.triggered = triggered
        self.triggeredAt = time
        self.position = position
    }

    /// `result`, `error`, or the cause of the failure; nil while it runs.
    public var outcome: String? {
        if let executed { return executed.isError ? "error" : "result" }
        return aborted?.cause.rawValue
    }

    public var errorType: String? { executed?.errorType ?? aborted?.errorType }

    /// Initialisation time of a cold start, in microseconds.
    public var initMicroseconds: Int? {
        // What went wrong after an authorizer's answer says nothing of its run.
        if let executed { return executed.initMicroseconds }
        return aborted?.initMicroseconds
    }

    /// Time the function had the event, in microseconds.
    public var durationMicroseconds: Int? {
        executed?.durationMicroseconds ?? aborted?.durationMicroseconds
    }
}

/// `errorMessage` of a function's error document, else what an imported record quotes of it; at most
/// 500 characters.
private func failureMessage(of event: RecordedEvent) -> String? {
    let message =
        event.content(.result).flatMap { topLevelString("errorMessage", in: $0) }
        ?? event.content(.text).map { String(decoding: $0, as: UTF8.self) }
    return message.map { String($0.prefix(500)) }
}
