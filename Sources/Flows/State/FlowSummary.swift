/// One flow in one row: what listings show and conditions ask for. Computed from the ``Flow``, kept
/// by the log as the projection `flow_state`.
public struct FlowSummary: Equatable, Sendable {
    public var firstPosition: Int64
    public var lastPosition: Int64
    public var id: FlowID
    public var kind: FlowKind
    public var api: String?
    public var apiKind: String?
    public var stage: String?
    public var method: String?
    /// Raw, as sent, without the query.
    public var path: String?
    /// The template of the route: `POST /orders/{id}`.
    public var route: String?
    public var function: String?
    public var status: Int?
    public var step: FlowStep?
    public var state: String
    public var outcome: FlowOutcome?
    public var cause: String?
    public var errorType: String?
    public var errorMessage: String?
    public var sentAt: Timestamp
    /// Microseconds after `sentAt`.
    public var triggeredMicroseconds: Int64?
    public var executedMicroseconds: Int64?
    public var returnedMicroseconds: Int64?
    public var displayedMicroseconds: Int64?
    public var durationMicroseconds: Int64?
    public var isCold: Bool?
    public var attempts: Int
    public var replayOf: FlowID?
    public var traceID: String?

    public init(
        firstPosition: Int64,
        lastPosition: Int64,
        id: FlowID,
        kind: FlowKind,
        api: String?,
        apiKind: String?,
        stage: String?,
        method: String?,
        path: String?,
        route: String?,
        function: String?,
        status: Int?,
        step: FlowStep?,
        state: String,
        outcome: FlowOutcome?,
        cause: String?,
        errorType: String?,
        errorMessage: String?,
        sentAt: Timestamp,
        triggeredMicroseconds: Int64?,
        executedMicroseconds: Int64?,
        returnedMicroseconds: Int64?,
        displayedMicroseconds: Int64?,
        durationMicroseconds: Int64?,
        isCold: Bool?,
        attempts: Int,
        replayOf: FlowID?,
        traceID: String?
    ) {
        self.firstPosition = firstPosition
        self.lastPosition = lastPosition
        self.id = id
        self.kind = kind
        self.api = api
        self.apiKind = apiKind
        self.stage = stage
        self.method = method
        self.path = path
        self.route = route
        self.function = function
        self.status = status
        self.step = step
        self.state = state
        self.outcome = outcome
        self.cause = cause
        self.errorType = errorType
        self.errorMessage = errorMessage
        self.sentAt = sentAt
        self.triggeredMicroseconds = triggeredMicroseconds
        self.executedMicroseconds = executedMicroseconds
        self.returnedMicroseconds = returnedMicroseconds
        self.displayedMicroseconds = displayedMicroseconds
        self.durationMicroseconds = durationMicroseconds
        self.isCold = isCold
        self.attempts = attempts
        self.replayOf = replayOf
        self.traceID = traceID
    }

    /// The row of a flow as it stands.
    public init(_ flow: Flow) {
        func after(_ step: FlowStep) -> Int64? {
            flow.stepTimes[step]?.microseconds(since: flow.sentAt)
        }
        let attempt = flow.lastAttempt
        self.init(
            firstPosition: flow.firstPosition,
            lastPosition: flow.lastPosition,
            id: flow.id,
            kind: flow.kind,
            api: flow.sent?.api,
            apiKind: flow.sent?.apiKind?.rawValue,
            stage: flow.sent?.stage,
            method: flow.sent?.method,
            path: flow.path,
            route: attempt?.triggered.route ?? flow.origin?.route,
            function: attempt?.triggered.function,
            status: flow.returned?.status,
            step: flow.step,
            state: flow.state,
            outcome: flow.outcome,
            cause: flow.cause,
            errorType: flow.errorType,
            errorMessage: flow.errorMessage,
            sentAt: flow.sentAt,
            triggeredMicroseconds: after(.triggered),
            executedMicroseconds: after(.executed),
            returnedMicroseconds: after(.returned),
            displayedMicroseconds: after(.displayed),
            durationMicroseconds: flow.durationMicroseconds,
            // An imported report tells a cold start by its initialisation, and a warm one not at all.
            isCold: attempt?.started?.isCold
                ?? (flow.kind == .imported && attempt?.initMicroseconds != nil ? true : nil),
            attempts: flow.attempts.count,
            replayOf: flow.sent?.replayOf,
            traceID: flow.sent?.traceID
        )
    }

    /// The step at which a failed flow failed, as `failed@executed` shows it.
    public var failedStepName: String? {
        switch cause {
        case "noRoute", "unauthorized", "forbidden", "apiKey", "invalid", "incomplete",
            "unsupported", "noFunction":
            "triggered"
        // Causes of a refusal and of a failed invocation.
        case "throttled", "tooLarge":
            (kind == .imported ? attempts == 0 : triggeredMicroseconds == nil)
                ? "triggered" : "executed"
        case "killed" where kind != .asynchronous:
            triggeredMicroseconds == nil
                ? "triggered" : executedMicroseconds == nil ? "executed" : "returned"
        case "status" where attempts == 0: "returned"
        case "undecodable": "returned"
        case "abandoned": "displayed"
        case "interrupted": step?.name
        case nil: nil
        default: "executed"
        }
    }
}
