import Flows

extension FlowKind {
    /// The kinds that a running service records.
    static let live: [FlowKind] = [.door, .direct, .asynchronous, .replay]
}

extension SeededGenerator {
    mutating func flowID() -> FlowID {
        FlowID(at: Timestamp(microseconds: 1_795_359_710_102_000), random: &self)
    }

    /// An event of the type, with random values in every field.
    mutating func event(_ type: EventType, kind: FlowKind = .door) -> FlowEvent {
        switch type {
        case .sent: .sent(sent(kind))
        case .triggered: .triggered(triggered())
        case .executed: .executed(executed())
        case .returned:
            .returned(
                Returned(
                    status: Int.random(in: 200...599, using: &self),
                    headBytes: number(),
                    bodyBytes: number(),
                    isFromGateway: isOneIn(2),
                    integrationMicroseconds: perhaps { $0.number() }
                )
            )
        case .displayed:
            .displayed(
                Displayed(
                    bytes: number(),
                    firstByteMicroseconds: number(),
                    lastByteMicroseconds: number(),
                    isReportedByClient: isOneIn(2)
                )
            )
        case .rejected:
            .rejected(
                Rejected(
                    element(of: [
                        .noRoute, .unauthorized, .forbidden, .apiKey, .throttled, .tooLarge,
                        .invalid, .incomplete, .unsupported, .noFunction,
                    ]),
                    detail: perhaps { $0.text() }
                )
            )
        case .aborted: .aborted(aborted())
        case .undecodable: .undecodable(Undecodable(reason: text()))
        case .abandoned:
            .abandoned(
                Abandoned(
                    bytes: perhaps { $0.number() },
                    afterMicroseconds: perhaps { $0.number() }
                )
            )
        case .interrupted: .interrupted
        case .started:
            .started(
                Started(
                    environment: text(),
                    isCold: isOneIn(2),
                    processID: number(),
                    deadline: Timestamp(microseconds: Int64(number())),
                    waitMicroseconds: number()
                )
            )
        case .logged: .logged(Logged(bytes: number(), isFromInit: isOneIn(2)))
        case .lateResult:
            .lateResult(
                LateResult(
                    durationMicroseconds: perhaps { $0.number() },
                    resultBytes: perhaps { $0.number() },
                    isError: isOneIn(2),
                    cause: perhaps { $0.text() }
                )
            )
        case .retried: .retried(Retried(attempt: number(), delayMilliseconds: number()))
        case .held, .edited, .resumed, .erased, .annotated, .injected, .imported, .responded:
            .noted(noted(type))
        }
    }

    private mutating func noted(_ type: EventType) -> Noted {
        var note = Noted(
            type,
            operatorName: perhaps { $0.text() },
            step: perhaps { $0.element(of: FlowStep.allCases) },
            detail: perhaps { $0.text() },
            content: perhaps { $0.text() }
        )
        note.operatorSource = perhaps { $0.element(of: OperatorSource.allCases) }
        note.point = perhaps { $0.text() }
        note.breakpoint = perhaps { $0.text() }
        note.until = perhaps { Timestamp(microseconds: Int64($0.number())) }
        note.reason = perhaps { $0.element(of: HoldEnd.allCases) }
        note.action = perhaps { $0.element(of: HoldAction.allCases) }
        note.heldMicroseconds = perhaps { $0.number() }
        note.injection = perhaps { $0.element(of: InjectionKind.allCases) }
        note.delayMilliseconds = perhaps { $0.number() }
        note.status = perhaps { $0.number() }
        note.headBytes = perhaps { $0.number() }
        note.bytes = perhaps { $0.number() }
        note.bytesBefore = perhaps { $0.number() }
        return note
    }

    mutating func sent(_ kind: FlowKind) -> Sent {
        Sent(
            kind: kind,
            api: perhaps { $0.text() },
            apiKind: element(of: [.http, .rest, .invoke]),
            stage: perhaps { $0.text() },
            method: text(),
            protocolName: "HTTP/1.1",
            headBytes: number(),
            bodyBytes: number(),
            isComplete: isOneIn(2),
            traceID: perhaps { $0.text() },
            replayOf: perhaps { $0.flowID() },
            operatorName: perhaps { $0.text() },
            mode: perhaps { $0.element(of: ReplayMode.allCases) },
            batch: perhaps { $0.text() },
            mapped: kind == .replay ? perhaps { $0.mappedEnd() } : nil
        )
    }

    private mutating func mappedEnd() -> MappedEnd {
        let type = perhaps { $0.text() }
        return element(of: [.result, .error(type: type), .aborted(.timeout, type: type)])
    }

    private mutating func triggered() -> Triggered {
        Triggered(
            function: text(),
            route: perhaps { $0.text() },
            format: element(of: [.http1, .http2, .rest, .payload]),
            eventBytes: number(),
            attempt: Int.random(in: 1...3, using: &self),
            isAuthorizer: isOneIn(6),
            code: perhaps { $0.text() }
        )
    }

    private mutating func executed() -> Executed {
        Executed(
            errorType: perhaps { $0.text() },
            isError: isOneIn(3),
            durationMicroseconds: number(),
            initMicroseconds: perhaps { $0.number() },
            billedMilliseconds: number(),
            memoryUsedMB: number(),
            memorySizeMB: number(),
            resultBytes: number(),
            logBytes: number()
        )
    }

    private mutating func aborted() -> Aborted {
        Aborted(
            element(of: [
                .timeout, .initFailure, .exit, .signal, .gatewayLimit, .shutdown, .throttled,
                .killed, .responded, .tooLarge, .recording, .unreachable, .unanswered,
            ]),
            errorType: perhaps { $0.text() },
            exitStatus: perhaps { $0.number() },
            signal: perhaps { $0.number() },
            durationMicroseconds: perhaps { $0.number() },
            initMicroseconds: perhaps { $0.number() },
            billedMilliseconds: perhaps { $0.number() },
            memoryUsedMB: perhaps { $0.number() },
            memorySizeMB: perhaps { $0.number() }
        )
    }
}
