import Flows
import Testing

@Suite struct `The fold of a flow` {
    /// Events of one flow with positions that have gaps, as in a shared log.
    static func record(_ events: [(FlowEvent, [Content])], of id: FlowID) -> [RecordedEvent] {
        events.enumerated().map { index, entry in
            let time = Timestamp(microseconds: 1_000_000 + Int64(index) * 1500)
            return RecordedEvent(
                position: Int64(index * 3 + 7),
                flow: id,
                revision: index + 1,
                recordedAt: time,
                occurredAt: time,
                event: entry.0,
                contents: entry.1
            )
        }
    }

    /// A walk along the table: any legal event next, for `count` events.
    static func walk(
        _ kind: FlowKind,
        count: Int,
        _ random: inout SeededGenerator
    ) -> [RecordedEvent] {
        var cursor = FlowCursor(id: random.flowID(), kind: kind)
        var events: [(FlowEvent, [Content])] = []
        while events.count < count {
            let event = random.event(random.element(of: EventType.allCases), kind: kind)
            if (try? cursor.advance(event)) != nil { events.append((event, [])) }
        }
        return record(events, of: cursor.id)
    }

    @Test(arguments: FlowKind.allCases)
    func `the same events always give the same flow`(kind: FlowKind) throws {
        for round in 0..<200 {
            var random = SeededGenerator(round)
            let events = Self.walk(kind, count: Int.random(in: 1...24, using: &random), &random)
            let flow = try #require(try Flow(events: events), "round \(round)")
            #expect(try Flow(events: events) == flow)
            // One after the other, as the log takes them.
            var grown = Flow(beginningWith: events[0])
            for event in events { try grown.apply(event) }
            #expect(grown == flow)
            // Read back from what the log stores of them.
            let stored = try events.map { event in
                RecordedEvent(
                    position: event.position,
                    flow: event.flow,
                    revision: event.revision,
                    recordedAt: event.recordedAt,
                    occurredAt: event.occurredAt,
                    event: try FlowEvent(
                        type: event.event.type,
                        version: event.event.version,
                        data: event.event.data
                    ),
                    contents: event.contents
                )
            }
            #expect(try Flow(events: stored) == flow)
            #expect(flow.kind == kind)
            #expect(flow.firstPosition == events[0].position)
            #expect(flow.lastPosition == events.last?.position)
            #expect(flow.cursor.revision == events.count)
        }
    }

    @Test(arguments: FlowKind.allCases)
    func `an illegal event leaves the flow as it was`(kind: FlowKind) throws {
        for round in 0..<100 {
            var random = SeededGenerator(round)
            let events = Self.walk(kind, count: Int.random(in: 1...12, using: &random), &random)
            var flow = try #require(try Flow(events: events))
            let before = flow
            for type in EventType.allCases {
                let event = random.event(type, kind: kind)
                guard (try? flow.cursor.phase.after(event, kind: kind)) == nil else { continue }
                let next = Self.record([(event, [])], of: flow.id)[0]
                #expect(throws: IllegalTransition.self) { try flow.apply(next) }
                #expect(flow == before)
            }
        }
    }

    @Test(arguments: [
        (MappedEnd.error(type: "KeyError"), FlowOutcome.functionError, "error"),
        (.aborted(.timeout, type: "Sandbox.Timedout"), .functionError, "timeout"),
        (.aborted(.gatewayLimit, type: nil), .gatewayFailure, "gatewayLimit"),
        (.result, .gatewayFailure, "status"),
    ])
    func `a failure that is mapped again is the recorded one`(
        end: MappedEnd,
        outcome: FlowOutcome,
        cause: String
    ) throws {
        var random = SeededGenerator(1)
        var sent = random.sent(.replay)
        sent.mode = .executed
        sent.mapped = end
        let document = Content(.result, Array(#"{"errorMessage":"'sku'"}"#.utf8))
        let returned = Returned(
            status: 500,
            headBytes: 1,
            bodyBytes: 1,
            isFromGateway: true,
            integrationMicroseconds: nil
        )
        let displayed = Displayed(
            bytes: 1,
            firstByteMicroseconds: 1,
            lastByteMicroseconds: 1,
            isReportedByClient: false
        )
        let events = Self.record(
            [(.sent(sent), [document]), (.returned(returned), []), (.displayed(displayed), [])],
            of: random.flowID()
        )
        let flow = try #require(try Flow(events: events))
        #expect(flow.outcome == outcome)
        #expect(flow.cause == cause)
        #expect(flow.errorType == end.errorType)
        #expect(flow.errorMessage == (end == .result ? nil : "'sku'"))
        #expect(flow.attempts.isEmpty)
        // Where nothing ran, the answer itself is all that can have failed.
        #expect(FlowSummary(flow).failedStepName == (end == .result ? "returned" : "executed"))
    }

    /// The log finds what a crash left open by its missing outcome.
    @Test(arguments: FlowKind.allCases.filter { $0 != .imported })
    func `a flow has an outcome exactly when nothing is owed any more`(kind: FlowKind) throws {
        for round in 0..<200 {
            var random = SeededGenerator(round)
            let events = Self.walk(kind, count: 16, &random)
            for count in 1...events.count {
                let flow = try #require(try Flow(events: events.prefix(count)))
                #expect(
                    (flow.outcome == nil) == flow.cursor.isUnfinished,
                    "round \(round), \(events.prefix(count).map(\.event.type))"
                )
            }
        }
    }

    @Test func `a flow without its beginning is no flow`() throws {
        var random = SeededGenerator(3)
        let events = Self.walk(.door, count: 4, &random)
        #expect(try Flow(events: events.dropFirst()) == nil)
        #expect(try Flow(events: []) == nil)
    }

    @Test func `an answered request is ok at its fifth step`() throws {
        let flow = try #require(try Flow(events: Self.story()))
        #expect(flow.outcome == .ok)
        #expect(flow.step == .displayed)
        #expect(flow.state == "displayed")
        #expect(flow.path == "/orders")
        #expect(flow.cause == nil)
        #expect(flow.failedStep == nil)
        #expect(flow.durationMicroseconds == 5000)
    }

    @Test func `step k is the fold up to the last event of step k`() throws {
        let events = Self.story()
        let names = try (1...events.count).map { try Flow(events: events.prefix($0))?.state }
        #expect(names == ["sent", "triggered", "triggered", "executed", "returned", "displayed"])
    }

    @Test(arguments: [
        (AbortCause.timeout, FlowOutcome.functionError), (.exit, .functionError),
        (.signal, .functionError), (.initFailure, .functionError), (.tooLarge, .functionError),
        (.gatewayLimit, .gatewayFailure), (.shutdown, .gatewayFailure),
        (.throttled, .gatewayFailure), (.killed, .gatewayFailure), (.recording, .gatewayFailure),
    ])
    func `a failed invocation fails the flow`(cause: AbortCause, outcome: FlowOutcome) throws {
        let error = Array(#"{"trace":["\"x"],"errorMessage":"no \"room\""}"#.utf8)
        var events = Self.story().prefix(3).map { ($0.event, $0.contents) }
        events.append((.aborted(Aborted(cause, errorType: "X")), [Content(.result, error)]))
        events.append((Self.returned(502, gateway: true), []))
        events.append((Self.displayed, []))
        let flow = try #require(try Flow(events: Self.record(events, of: Self.id)))
        #expect(flow.outcome == outcome)
        #expect(flow.cause == cause.rawValue)
        #expect(flow.state == "failed")
        #expect(flow.failedStep == .executed)
        #expect(flow.errorMessage == #"no "room""#)
    }

    /// Events of a hold at a hand-off: what happened before, the hold, its end.
    private static func held(
        _ events: [(FlowEvent, [Content])],
        at step: FlowStep,
        _ end: (inout Noted) -> Void
    ) -> [(FlowEvent, [Content])] {
        var held = Noted(.held, operatorName: "ada", step: step)
        held.point = "before \(FlowStep(rawValue: step.rawValue + 1)!.name)"
        held.breakpoint = "b1"
        var resumed = Noted(.resumed, operatorName: "ada", step: step)
        resumed.reason = .operator
        end(&resumed)
        return events + [(.noted(held), []), (.noted(resumed), [])]
    }

    @Test func `a held flow knows where, until it goes on`() throws {
        let begun = Self.story().prefix(2).map { ($0.event, $0.contents) }
        let events = Self.held(begun, at: .triggered) { $0.action = .proceed }
        let before = try #require(try Flow(events: Self.record(events.dropLast(), of: Self.id)))
        #expect(before.hold?.point == "before executed")
        #expect(before.hold?.breakpoint == "b1")
        #expect(before.state == "triggered")
        let after = try #require(try Flow(events: Self.record(events, of: Self.id)))
        #expect(after.hold == nil)
    }

    @Test func `a response that was edited before it left is what the client got`() throws {
        var events = Self.story().dropLast().map { ($0.event, $0.contents) }
        var edited = Noted(.edited, operatorName: "ada", step: .returned, content: "response")
        edited.status = 418
        edited.headBytes = 90
        edited.bytes = 7
        events.append((.noted(edited), []))
        events.append((Self.displayed, []))
        let flow = try #require(try Flow(events: Self.record(events, of: Self.id)))
        #expect(flow.returned?.status == 418)
        #expect(flow.returned?.bodyBytes == 7)
        #expect(flow.returned?.isFromGateway == false)
        #expect(flow.outcome == .clientError)
        #expect(FlowSummary(flow).status == 418)
    }

    @Test func `an operator's answer decides by its status, and no step failed`() throws {
        let begun = Self.story().prefix(2).map { ($0.event, $0.contents) }
        for (status, outcome) in [(200, FlowOutcome.ok), (418, .clientError)] {
            var events = Self.held(begun, at: .triggered) { $0.action = .respond }
            var responded = Noted(.responded, operatorName: "ada", step: .triggered)
            responded.status = status
            events.append((.noted(responded), []))
            events.append((.aborted(Aborted(.responded, errorType: nil)), []))
            events.append(
                (
                    .returned(
                        Returned(
                            status: status,
                            headBytes: 1,
                            bodyBytes: 1,
                            isFromGateway: true,
                            integrationMicroseconds: nil
                        )
                    ), []
                )
            )
            events.append((Self.displayed, []))
            let flow = try #require(try Flow(events: Self.record(events, of: Self.id)))
            #expect(flow.outcome == outcome)
            #expect(flow.failedStep == nil)
            #expect(flow.cause == nil)
        }
    }

    @Test func `a flow that an operator ended failed by that`() throws {
        let begun = Self.story().prefix(1).map { ($0.event, $0.contents) }
        var events = Self.held(begun, at: .sent) { $0.action = .drop }
        events.append((.aborted(Aborted(.killed, errorType: nil)), []))
        events.append(
            (
                .returned(
                    Returned(
                        status: 503,
                        headBytes: 1,
                        bodyBytes: 1,
                        isFromGateway: true,
                        integrationMicroseconds: nil
                    )
                ), []
            )
        )
        events.append((Self.displayed, []))
        let flow = try #require(try Flow(events: Self.record(events, of: Self.id)))
        #expect(flow.outcome == .gatewayFailure)
        #expect(flow.cause == "killed")
        #expect(flow.failedStep == .triggered)
        #expect(FlowSummary(flow).failedStepName == "triggered")
    }

    @Test
    func `a flow that was ended when its response was ready failed there, not in its function`()
        throws
    {
        let begun = Self.story().dropLast().map { ($0.event, $0.contents) }
        var events = Self.held(begun, at: .returned) { $0.action = .drop }
        var responded = Noted(.responded, operatorName: "ada", step: .returned)
        responded.status = 503
        events.append((.noted(responded), []))
        events.append((Self.displayed, []))
        let flow = try #require(try Flow(events: Self.record(events, of: Self.id)))
        #expect(flow.cause == "killed")
        #expect(flow.failedStep == .returned)
        #expect(FlowSummary(flow).failedStepName == "returned")
        // What the function's result had been mapped to is not forgotten.
        #expect(flow.replacedResponse?.status == 200)
        #expect(flow.returned?.status == 503)
    }

    @Test func `erasing forgets the path and the words of the error`() throws {
        var events = Self.story().map { ($0.event, $0.contents) }
        events.append((.noted(Noted(.erased, operatorName: "ada")), []))
        let flow = try #require(try Flow(events: Self.record(events, of: Self.id)))
        #expect(flow.isErased)
        #expect(flow.path == nil)
        #expect(flow.outcome == .ok)
    }

    @Test func `an interrupted flow is a failure at the step it did not reach`() throws {
        var events = Self.story().prefix(2).map { ($0.event, $0.contents) }
        events.append((.interrupted, []))
        let flow = try #require(try Flow(events: Self.record(events, of: Self.id)))
        #expect(flow.outcome == .interrupted)
        #expect(flow.state == "interrupted")
        #expect(flow.failedStep == .executed)
        #expect(flow.outcome?.isFailure == true)
    }

    static let id = FlowID(high: 0x0199_0000_0000_7000, low: 0x8000_0000_0000_0001)
    static let displayed = FlowEvent.displayed(
        Displayed(
            bytes: 10,
            firstByteMicroseconds: 4000,
            lastByteMicroseconds: 5000,
            isReportedByClient: false
        )
    )

    static func returned(_ status: Int, gateway: Bool = false) -> FlowEvent {
        .returned(
            Returned(
                status: status,
                headBytes: 90,
                bodyBytes: 2,
                isFromGateway: gateway,
                integrationMicroseconds: 2000
            )
        )
    }

    /// `POST /orders` that goes well: five steps and a note.
    static func story() -> [RecordedEvent] {
        let head = MessageHead(
            method: "POST",
            target: "/orders?dry=1",
            protocolName: "HTTP/1.1",
            client: "::1",
            headers: [("Host", "x")]
        )
        let request = Content(.request, head.message(body: Array("{}".utf8)))
        return record(
            [
                (
                    .sent(
                        Sent(
                            kind: .door,
                            api: "Api",
                            apiKind: .http,
                            stage: "$default",
                            method: "POST",
                            protocolName: "HTTP/1.1",
                            headBytes: 40,
                            bodyBytes: 2,
                            isComplete: true,
                            traceID: nil
                        )
                    ), [request]
                ),
                (
                    .triggered(
                        Triggered(
                            function: "Orders",
                            route: "POST /orders",
                            format: .http2,
                            eventBytes: 300
                        )
                    ), []
                ),
                (
                    .started(
                        Started(
                            environment: "e",
                            isCold: true,
                            processID: 1,
                            deadline: Timestamp(microseconds: 9),
                            waitMicroseconds: 5
                        )
                    ), []
                ),
                (
                    .executed(
                        Executed(
                            errorType: nil,
                            isError: false,
                            durationMicroseconds: 1000,
                            initMicroseconds: nil,
                            billedMilliseconds: 1,
                            memoryUsedMB: 30,
                            memorySizeMB: 128,
                            resultBytes: 2,
                            logBytes: 0
                        )
                    ), []
                ),
                (returned(200), []), (displayed, []),
            ],
            of: id
        )
    }
}
