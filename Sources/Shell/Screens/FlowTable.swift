import Flows

/// The rows of `ls`; `edited` are those that an operator changed in flight.
func flowTable(
    _ flows: [FlowSummary],
    edited: Set<FlowID>,
    now: Timestamp,
    zone: DisplayZone
) -> Table {
    let columns = [
        Column("#", isRightAligned: true), Column("REQUEST"), Column("AGE"),
        Column("METHOD"), Column("PATH", minimum: 8), Column("FUNCTION", minimum: 6),
        Column("STATE", minimum: 8), Column("STATUS", minimum: 3),
        Column("TIME", isRightAligned: true),
        Column("NOTE", minimum: 10),
    ]
    let rows = flows.enumerated().map { index, flow in
        Table.Row.cells([
            StyledText("\(index + 1)"),
            StyledText("\(flow.id.shortID)", .identity),
            StyledText(ageText(of: flow.sentAt, now: now, zone: zone)),
            StyledText(methodWord(flow)),
            StyledText(pathWord(flow)),
            StyledText(flow.function ?? "—"),
            StyledText(stateWord(flow), role(of: flow.outcome)),
            StyledText(flow.status.map { String($0) } ?? "—"),
            StyledText(flow.durationMicroseconds.map { durationText(microseconds: $0) } ?? "—"),
            StyledText(wholeNote(flow, isEdited: edited.contains(flow.id))),
        ])
    }
    return Table(columns: columns, rows: rows, style: .open)
}

func role(of outcome: FlowOutcome?) -> Role {
    switch outcome {
    case .ok: .good
    case .clientError, .abandoned: .caution
    case .functionError, .gatewayFailure, .interrupted: .failure
    case nil: .plain
    }
}

/// The Invoke API's own POST says less than what was asked of it.
func methodWord(_ flow: FlowSummary) -> String {
    switch flow.kind {
    case .direct: "Invoke"
    case .asynchronous: "Event"
    case .replay where flow.apiKind == "invoke": "Invoke"
    case .door, .replay, .imported: flow.method ?? "—"
    }
}

func pathWord(_ flow: FlowSummary) -> String {
    if flow.apiKind == "invoke", flow.kind != .imported, flow.function != nil { return "—" }
    if let path = flow.path { return path }
    // Beside its method, a route need not name it again.
    guard let route = flow.route else { return "—" }
    guard let method = flow.method, route.hasPrefix("\(method) ") else { return route }
    return String(route.dropFirst(method.count + 1))
}

/// `failed@executed`, `rejected`, `displayed`.
private func stateWord(_ flow: FlowSummary) -> String {
    guard flow.state == "failed", let step = flow.failedStepName else { return flow.state }
    return "\(flow.state)@\(step)"
}

/// The note, whether the flow was edited, and whose replay it is.
private func wholeNote(_ flow: FlowSummary, isEdited: Bool) -> String {
    let note = noteWords(flow)
    let words = [
        isEdited ? "edited" : nil, flow.replayOf.map { "replay of \($0.shortID)" },
    ].compactMap { $0 }.joined(separator: ", ")
    return note.isEmpty || words.isEmpty ? note + words : "\(note) (\(words))"
}

/// The error as `type: message`, or the cause in words.
func noteWords(_ flow: FlowSummary) -> String {
    let isTold = flow.errorType != nil || (flow.kind == .imported && flow.errorMessage != nil)
    if isTold, flow.cause == "error" || flow.cause == "initFailure" {
        return errorWords(type: flow.errorType, message: flow.errorMessage)
    }
    let time = flow.executedMicroseconds ?? flow.durationMicroseconds
    if let cause = flow.cause.flatMap({ AbortCause(rawValue: $0) }), flow.cause != "throttled" {
        if cause == .unreachable, let reason = flow.errorType {
            return "target refused it: \(reason)"
        }
        // The gateway's limit counts from the request on, the function's own from its event on.
        let start = cause == .gatewayLimit ? 0 : flow.triggeredMicroseconds ?? 0
        // A cause that a replay only maps again took no time of its own.
        let isKnown = !(flow.kind == .replay && flow.attempts == 0)
        return abortWords(cause, after: isKnown ? time.map { $0 - start } : nil)
    }
    switch flow.cause {
    case "undecodable": return "result is no valid response"
    case "abandoned": return "client went away"
    case "interrupted": return "service stopped in the middle"
    case "status" where flow.attempts == 0:
        return "answered \(flow.status ?? 500)"
    case "status": return "function answered \(flow.status ?? 500)"
    case "error": return "function failed"
    case "throttled": return "too many requests"
    case let cause?: return RejectCause(rawValue: cause).map(rejectWords) ?? cause
    case nil where flow.kind == .imported: return "imported"
    case nil: return flow.outcome == nil ? "in progress" : ""
    }
}

/// `KeyError: 'sku'`
func errorWords(type: String?, message: String?) -> String {
    switch (type, message) {
    case (let type?, let message?): "\(type): \(message)"
    case (let text?, nil), (nil, let text?): text
    case (nil, nil): "unnamed error"
    }
}

/// A refusal of the gateway in words.
func rejectWords(_ cause: RejectCause) -> String {
    switch cause {
    case .noRoute: "no route"
    case .unauthorized: "not authorized"
    case .forbidden: "forbidden"
    case .apiKey: "no valid API key"
    case .throttled: "too many requests"
    case .tooLarge: "request too large"
    case .invalid: "invalid request"
    case .incomplete: "request cut off"
    case .unsupported: "not supported"
    case .noFunction: "no such function"
    }
}

/// A failed invocation in words: `function timed out after 29 s`.
func abortWords(_ cause: AbortCause, after microseconds: Int64?) -> String {
    let after = microseconds.map { " after \(plainDurationText(microseconds: $0))" } ?? ""
    return switch cause {
    case .timeout: "function timed out\(after)"
    case .initFailure: "init failed"
    case .exit: "process exited"
    case .signal: "process was killed"
    case .gatewayLimit: "gateway gave up\(after)"
    case .shutdown: "service was stopped"
    case .throttled: "too many requests"
    case .killed: "killed by an operator"
    case .responded: "answered by an operator"
    case .unreachable: "target out of reach"
    case .unanswered: "target gave no answer"
    case .tooLarge: "result too large"
    case .recording: "log could not take the event"
    case .unspecified: "failed, the source does not tell how"
    }
}

/// The fields of a flow in machine formats, in their order. Names never change their meaning.
///
/// | field | value |
/// | --- | --- |
/// | `id` | the flow's UUID |
/// | `shortId` | its last eight hexadecimal digits |
/// | `kind` | `door`, `direct`, `asynchronous`, `replay`, `imported` |
/// | `method` `path` | of the request, raw, without the query; null when erased |
/// | `route` | the template that matched, `POST /orders/{id}` |
/// | `api` | the API's name in the template; null for the Invoke API |
/// | `function` | the function that was triggered |
/// | `status` | of the HTTP response |
/// | `state` | last step reached, or `failed` `rejected` `abandoned` `interrupted` |
/// | `outcome` | `ok`, `client error`, `function error`, `gateway failure`, `abandoned`, `interrupted`; null while the flow goes on |
/// | `cause` | what went wrong, in one word |
/// | `errorType` | the error's type as the function or Lambda names it |
/// | `sentAt` | RFC 3339, UTC, microseconds |
/// | `durationMs` | from `sent` to the end, a number with up to three decimals |
/// | `cold` | whether the last attempt started an environment |
/// | `replayOf` | the id of the flow whose trigger this one ran again |
/// | `traceId` | of X-Ray |
/// | `stage` `errorMessage` `attempts` `firstPosition` `lastPosition` | added after the first set |
let flowFields = [
    "id", "shortId", "kind", "method", "path", "route", "api", "function", "status", "state",
    "outcome", "cause", "errorType", "sentAt", "durationMs", "cold", "replayOf", "traceId",
    "stage", "errorMessage", "attempts", "firstPosition", "lastPosition",
]

func flowRecords(_ flows: [FlowSummary]) -> Records {
    Records(fields: flowFields, rows: flows.map(flowRow))
}

func flowRow(_ flow: FlowSummary) -> [MachineValue] {
    [
        .string(flow.id.description), .string(flow.id.shortID.description),
        .string(flow.kind.rawValue), MachineValue(flow.method), MachineValue(flow.path),
        MachineValue(flow.route), MachineValue(flow.api), MachineValue(flow.function),
        MachineValue(flow.status), .string(flow.state), MachineValue(flow.outcome?.rawValue),
        MachineValue(flow.cause), MachineValue(flow.errorType),
        .string(flow.sentAt.rfc3339(decimals: 6)),
        MachineValue(milliseconds: flow.durationMicroseconds), MachineValue(flow.isCold),
        MachineValue(flow.replayOf?.description), MachineValue(flow.traceID),
        MachineValue(flow.stage), MachineValue(flow.errorMessage), .integer(Int64(flow.attempts)),
        .integer(flow.firstPosition), .integer(flow.lastPosition),
    ]
}
