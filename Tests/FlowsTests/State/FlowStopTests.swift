import Flows
import Testing

@Suite struct `The stops of a flow` {
    private func record(_ events: [FlowEvent], kind: FlowKind = .door) -> [RecordedEvent] {
        var random = SeededGenerator(1)
        return `The fold of a flow`.record(events.map { ($0, []) }, of: random.flowID())
    }

    private func triggered(_ attempt: Int = 1, isAuthorizer: Bool = false) -> FlowEvent {
        .triggered(
            Triggered(
                function: "orders",
                route: nil,
                format: .http2,
                eventBytes: 2,
                attempt: attempt,
                isAuthorizer: isAuthorizer
            )
        )
    }

    private func sent(_ kind: FlowKind = .door) -> FlowEvent {
        .sent(
            Sent(
                kind: kind,
                api: nil,
                apiKind: .http,
                stage: nil,
                method: "GET",
                protocolName: "HTTP/1.1",
                headBytes: 1,
                bodyBytes: 0,
                isComplete: true,
                traceID: nil
            )
        )
    }

    private func returned(_ status: Int, gateway: Bool = false) -> FlowEvent {
        .returned(
            Returned(
                status: status,
                headBytes: 1,
                bodyBytes: 0,
                isFromGateway: gateway,
                integrationMicroseconds: nil
            )
        )
    }

    private let displayed = FlowEvent.displayed(
        Displayed(
            bytes: 1,
            firstByteMicroseconds: 1,
            lastByteMicroseconds: 1,
            isReportedByClient: false
        )
    )

    private func executed(isError: Bool = false) -> FlowEvent {
        .executed(
            Executed(
                errorType: nil,
                isError: isError,
                durationMicroseconds: 1,
                initMicroseconds: nil,
                billedMilliseconds: 1,
                memoryUsedMB: 1,
                memorySizeMB: 1,
                resultBytes: 0,
                logBytes: 0
            )
        )
    }

    private let started = FlowEvent.started(
        Started(
            environment: "e",
            isCold: true,
            processID: 1,
            deadline: Timestamp(microseconds: 1),
            waitMicroseconds: 0
        )
    )

    private func lines(_ events: [FlowEvent]) -> [String] {
        FlowStop.stops(of: record(events)).map {
            "\($0.number) \($0.name) \($0.eventCount)\($0.hasFailed ? "!" : "")"
        }
    }

    @Test
    func `five steps, each with the notes before it`() {
        let story = [sent(), triggered(), started, executed(), returned(200), displayed]
        #expect(
            lines(story) == [
                "0 start 0", "1 sent 1", "2 triggered 2", "3 executed 4", "4 returned 5",
                "5 displayed 6",
            ]
        )
    }

    @Test
    func `an undecodable result belongs to the step that answers it`() {
        let story = [
            sent(), triggered(), executed(), .undecodable(Undecodable(reason: "x")),
            returned(500, gateway: true), displayed,
        ]
        #expect(
            lines(story).suffix(3) == ["3 executed 3", "4 returned 5!", "5 displayed 6"]
        )
    }

    @Test
    func `failures are marked where they happened`() {
        #expect(
            lines([sent(), .rejected(Rejected(.noRoute)), returned(404, gateway: true), displayed])
                == ["0 start 0", "1 sent 1", "2 triggered 2!", "4 returned 3", "5 displayed 4"]
        )
        #expect(
            lines([sent(), triggered(), executed(isError: true), returned(500, gateway: true)])
                .suffix(2) == ["3 executed 3!", "4 returned 4"]
        )
        #expect(
            lines([sent(), triggered(), executed(), returned(503)]).suffix(1) == ["4 returned 4!"]
        )
        #expect(
            lines([sent(), triggered(), started, .interrupted]).suffix(2)
                == ["2 triggered 2", "3 executed 4!"]
        )
        #expect(
            lines([
                sent(), triggered(), executed(), returned(200),
                .abandoned(Abandoned(bytes: 1, afterMicroseconds: 1)),
            ]).suffix(1) == ["5 displayed 5!"]
        )
    }

    @Test
    func `an asynchronous flow is answered first, and its attempts have numbers`() {
        let story = [
            sent(.asynchronous), returned(202, gateway: true), displayed, triggered(), started,
            executed(isError: true), .retried(Retried(attempt: 2, delayMilliseconds: 1)),
            triggered(2), executed(),
        ]
        #expect(
            lines(story) == [
                "0 start 0", "1 sent 1", "4 returned 2", "5 displayed 3", "2 triggered 4",
                "3 executed 6!", "2.2 triggered 8", "3.2 executed 9",
            ]
        )
        #expect(
            lines([sent(.asynchronous), returned(202, gateway: true), displayed, .interrupted])
                .suffix(1) == ["2 triggered 4!"]
        )
    }

    @Test
    func `the call of an authorizer is no step of its own`() {
        let story = [
            sent(), triggered(isAuthorizer: true), executed(), triggered(), executed(),
            returned(200),
        ]
        #expect(
            lines(story)
                == ["0 start 0", "1 sent 1", "2 triggered 4", "3 executed 5", "4 returned 6"]
        )
    }

    @Test
    func `what follows the last step is the end`() {
        #expect(lines([sent(), triggered(), started]).suffix(2) == ["2 triggered 2", "end end 3"])
        #expect(lines([]) == ["0 start 0"])
    }

    @Test(arguments: FlowKind.allCases)
    func `stops go on through the events, and the last one has them all`(kind: FlowKind) throws {
        for round in 0..<300 {
            var random = SeededGenerator(round)
            let count = Int.random(in: 1...24, using: &random)
            let events = `The fold of a flow`.walk(kind, count: count, &random)
            let stops = FlowStop.stops(of: events)
            #expect(stops.first?.place == .start)
            #expect(stops.last?.eventCount == events.count, "round \(round)")
            for (earlier, later) in zip(stops, stops.dropFirst()) {
                #expect(earlier.eventCount < later.eventCount, "round \(round)")
            }
            // The state at a stop is a fold like any other: it can be made from its events alone.
            for stop in stops.dropFirst() {
                let flow = try Flow(events: events.prefix(stop.eventCount))
                #expect(flow?.cursor.revision == stop.eventCount)
                if let step = stop.step, stop.event?.step == step, kind != .imported {
                    #expect(flow?.stepTimes[step] != nil, "round \(round)")
                }
            }
        }
    }
}
