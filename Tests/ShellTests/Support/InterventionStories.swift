import Flows

@testable import Shell

/// Stories of flows that an operator held, answered, ended, or let fail on purpose.
let interventionStories: [(name: String, story: Story)] = [
    debuggingStory("killed-before-triggered", 0x5200_0001) {
        $0.sent()
        $0.held("before triggered", after: .sent, for: 417, .drop)
        $0.add(.aborted(Aborted(.killed, errorType: nil)), after: 418)
        $0.returned(503, after: 418.1, body: killed, gateway: true)
        $0.displayed(after: 418.4)
    },
    debuggingStory("killed-before-executed", 0x5200_0002) {
        $0.sent()
        $0.triggered()
        $0.held("before executed", after: .triggered, for: 417, .drop)
        $0.add(.aborted(Aborted(.killed, errorType: nil)), after: 418)
        $0.returned(503, after: 418.1, body: killed, gateway: true)
        $0.displayed(after: 418.4)
    },
    debuggingStory("killed-before-displayed", 0x5200_0003) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.executed(after: 10, initMicroseconds: nil)
        $0.returned(201, after: 10.1)
        $0.held("before displayed", after: .returned, for: 417, .drop)
        $0.responded(503, after: .returned, at: 428, body: killed)
        $0.displayed(after: 428.4)
    },
    debuggingStory("answered-before-returned", 0x5200_0004) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.executed(after: 10, initMicroseconds: nil)
        $0.held("before returned", after: .executed, for: 417, .respond)
        $0.responded(418, after: .executed, at: 428, body: "teapot")
        $0.returned(418, after: 428.1, body: "teapot", gateway: true)
        $0.displayed(after: 428.4)
    },
    debuggingStory("held", 0x5200_0005) {
        $0.sent()
        $0.triggered()
        $0.held("before executed", after: .triggered, for: nil, .proceed)
    },
    debuggingStory("held-interrupted", 0x5200_0006) {
        $0.sent()
        $0.triggered()
        $0.held("before executed", after: .triggered, for: nil, .proceed)
        $0.add(.interrupted, after: 900)
    },
    debuggingStory("injected-error", 0x5200_0007) {
        $0.sent()
        $0.triggered()
        $0.injected(.error, after: .triggered)
        $0.add(
            .executed(
                Executed(
                    errorType: "Injected",
                    isError: true,
                    durationMicroseconds: 0,
                    initMicroseconds: nil,
                    billedMilliseconds: nil,
                    memoryUsedMB: nil,
                    memorySizeMB: 128,
                    resultBytes: 56,
                    logBytes: 0
                )
            ),
            after: 1,
            Content(
                .result,
                Array(#"{"errorType":"Injected","errorMessage":"injected by i1"}"#.utf8)
            )
        )
        $0.returned(500, after: 1.1, gateway: true)
        $0.displayed(after: 1.5)
    },
    debuggingStory("injected-throttle", 0x5200_0008) {
        $0.sent()
        $0.triggered()
        $0.injected(.throttle, after: .triggered)
        $0.aborted(
            .throttled,
            after: 1,
            type: "ConcurrentInvocationLimitExceeded",
            handedOver: false
        )
        $0.returned(503, after: 1.2, gateway: true)
        $0.displayed(after: 1.5)
    },
    debuggingStory("injected-disconnect", 0x5200_0009) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.executed(after: 10, initMicroseconds: nil)
        $0.returned(201, after: 10.1)
        $0.injected(.disconnect, after: .returned)
        $0.add(.abandoned(Abandoned(bytes: 0, afterMicroseconds: 10_400)), after: 10.5)
    },
]

private let killed = #"{"message":"Service Unavailable: an operator ended the flow"}"#

extension Story {
    /// Held, and let go after `time` milliseconds; nil: held still.
    fileprivate mutating func held(
        _ point: String,
        after step: FlowStep,
        for time: Double?,
        _ action: HoldAction
    ) {
        var held = Noted(.held, operatorName: "ada", step: step)
        held.point = point
        held.breakpoint = "b1"
        let begin = last + 0.1
        add(.noted(held), after: begin)
        guard let time else { return }
        var resumed = Noted(.resumed, operatorName: "ada", step: step)
        resumed.point = point
        resumed.breakpoint = "b1"
        resumed.reason = .operator
        resumed.action = action
        resumed.heldMicroseconds = Int(time * 1000)
        add(.noted(resumed), after: begin + time)
    }

    fileprivate mutating func responded(
        _ status: Int,
        after step: FlowStep,
        at time: Double,
        body: String
    ) {
        var note = Noted(.responded, operatorName: "ada", step: step)
        note.status = status
        note.headBytes = 160
        note.bytes = body.utf8.count
        let head = MessageHead(status: status, headers: [("content-type", "application/json")])
        let message = head.message(body: Array(body.utf8))
        add(.noted(note), after: time, step == .returned ? [Content(.response, message)] : [])
    }

    fileprivate mutating func injected(_ kind: InjectionKind, after step: FlowStep) {
        var note = Noted(.injected, operatorName: "ada", step: step)
        note.breakpoint = "i1"
        note.injection = kind
        add(.noted(note), after: last + 0.1)
    }

    /// When the last event happened, in milliseconds after `sent`.
    private var last: Double {
        events.last.map { Double($0.occurredAt.microseconds(since: start)) / 1000 } ?? 0
    }
}
