import EventStore
import Flows
import Testing

@testable import Debugger

/// What the log tells of a batch that was cut off: which of its flows ran, which did not, and which
/// nobody knows.
@Suite struct `The state of a batch` {
    /// `events of the replay: what is known`, for a replay at home (`event`, `executed`) and elsewhere
    /// (`remote`); a crash ends with `interrupted`, a flow without an end is under way.
    private static let table: [(mode: String, story: String, expected: String)] = [
        ("event", "sent triggered started executed returned displayed", "done"),
        ("event", "sent triggered started aborted:timeout returned displayed", "done"),
        ("event", "sent triggered aborted:throttled returned displayed", "done"),
        ("event", "sent triggered started executed returned interrupted", "done"),
        ("event", "sent triggered started executed interrupted", "done"),
        ("event", "sent triggered started interrupted", "unknown"),
        // The function may have had the event, and the note of it was lost with the process.
        ("event", "sent triggered interrupted", "unknown"),
        ("event", "sent triggered", "unknown"),
        // Nothing is handed over before `triggered` is committed.
        ("event", "sent interrupted", "left"),
        ("event", "", "left"),
        ("event", "sent triggered aborted:recording returned abandoned", "left"),
        ("event", "sent triggered aborted:shutdown returned displayed", "left"),
        ("event", "sent triggered started aborted:shutdown returned displayed", "unknown"),
        ("executed", "sent interrupted", "left"),
        ("executed", "sent returned displayed", "done"),
        // The recorded cause that was mapped again says nothing of the replay.
        ("executed", "sent:shutdown returned displayed", "done"),
        ("executed", "sent:unanswered returned displayed", "done"),
        ("http", "sent interrupted", "left"),
        ("http", "sent triggered interrupted", "unknown"),
        ("http", "sent rejected returned displayed", "done"),
        ("remote", "sent returned displayed", "done"),
        ("remote", "sent interrupted", "unknown"),
        ("remote", "sent aborted:unreachable returned displayed", "left"),
        ("remote", "sent aborted:unanswered returned displayed", "unknown"),
        ("remote", "", "left"),
    ]

    @Test func `is told by the events`() throws {
        for (mode, story, expected) in Self.table {
            let origin = Self.flow()
            var plan = ReplayPlan(
                mode: ReplayMode(rawValue: mode) ?? .http,
                origins: [origin],
                isBatch: true
            )
            if mode == "remote" { plan.target = try ReplayTarget("http://127.0.0.1:1") }
            let replay = try Self.summary(of: story)
            let state = BatchState(plan, replays: replay.map { [origin: [$0]] } ?? [:])
            let found =
                switch state.items[0] {
                case .left: "left"
                case .done: "done"
                case .unknown: "unknown"
                }
            #expect(found == expected, "\(mode): \(story)")
            #expect(state.remaining(retriesUnknown: false).isEmpty == (expected != "left"))
            #expect(state.remaining(retriesUnknown: true).isEmpty == (expected == "done"))
        }
    }

    @Test func `goes by the last replay of a flow`() throws {
        let origin = Self.flow()
        let plan = ReplayPlan(mode: .event, origins: [origin], isBatch: true)
        let doubtful = try #require(try Self.summary(of: "sent triggered interrupted"))
        let done = try #require(
            try Self.summary(of: "sent triggered started executed returned displayed")
        )
        #expect(BatchState(plan, replays: [origin: [doubtful, done]]).items == [.done(done)])
    }

    private static func flow() -> FlowID {
        var random = SystemRandomNumberGenerator()
        return FlowID(at: .now(), random: &random)
    }

    private static func summary(of story: String) throws -> FlowSummary? {
        let id = flow()
        let events = story.split(separator: " ").enumerated().map { index, word in
            RecordedEvent(
                position: Int64(index + 1),
                flow: id,
                revision: index + 1,
                recordedAt: Timestamp(microseconds: Int64(index)),
                occurredAt: Timestamp(microseconds: Int64(index)),
                event: event(word),
                contents: []
            )
        }
        return try Flow(events: events).map { FlowSummary($0) }
    }

    private static func event(_ word: Substring) -> FlowEvent {
        let parts = word.split(separator: ":")
        switch parts[0] {
        case "sent":
            return .sent(
                Sent(
                    kind: .replay,
                    api: "api",
                    apiKind: .http,
                    stage: "$default",
                    method: "POST",
                    protocolName: "HTTP/1.1",
                    headBytes: 1,
                    bodyBytes: 0,
                    isComplete: true,
                    traceID: nil,
                    mapped: parts.count > 1
                        ? .aborted(AbortCause(rawValue: String(parts[1]))!, type: nil) : nil
                )
            )
        case "triggered":
            return .triggered(
                Triggered(function: "f", route: "POST /", format: .http2, eventBytes: 2)
            )
        case "started":
            return .started(
                Started(
                    environment: "e",
                    isCold: false,
                    processID: 1,
                    deadline: .now(),
                    waitMicroseconds: 0
                )
            )
        case "executed":
            return .executed(
                Executed(
                    errorType: nil,
                    isError: false,
                    durationMicroseconds: 1,
                    initMicroseconds: nil,
                    billedMilliseconds: 1,
                    memoryUsedMB: 1,
                    memorySizeMB: 128,
                    resultBytes: 2,
                    logBytes: 0
                )
            )
        case "aborted":
            return .aborted(Aborted(AbortCause(rawValue: String(parts[1]))!, errorType: nil))
        case "rejected": return .rejected(Rejected(.noRoute))
        case "returned":
            return .returned(
                Returned(
                    status: 200,
                    headBytes: 1,
                    bodyBytes: 0,
                    isFromGateway: false,
                    integrationMicroseconds: nil
                )
            )
        case "displayed":
            return .displayed(
                Displayed(
                    bytes: 1,
                    firstByteMicroseconds: 1,
                    lastByteMicroseconds: 1,
                    isReportedByClient: false
                )
            )
        case "abandoned": return .abandoned(Abandoned(bytes: 1, afterMicroseconds: 1))
        default: return .interrupted
        }
    }
}
