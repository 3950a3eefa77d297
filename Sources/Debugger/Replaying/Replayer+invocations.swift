import Flows
import Gateway
import HTTPServer
import Lambda

/// Recorded events and results: run again here or at another Invoke API, or mapped again.
extension Replayer {
    func pool(named name: String) -> EnvironmentPool? {
        functions.first { $0.function.name == name || $0.function.logicalID == name }
    }

    /// How many calls of a function are served at a time; nil when nothing is reserved.
    func reservedConcurrency(of name: String) -> Int? {
        pool(named: name)?.function.reservedConcurrency
    }

    /// Runs a recorded event again: here, or at another endpoint as an SDK does.
    func invoke(
        _ event: [UInt8],
        of origin: ReplayOrigin,
        at place: InvocationPlace,
        _ context: Context
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        let mapping = Mapping(origin, doors: doors.map(\.door))
        let replay = try begin(origin, context)
        replay.triggers(
            place.function,
            place.configuration,
            route: origin.triggered?.route,
            event: event,
            limitMilliseconds: hasTimeouts && place.isHere
                ? mapping.route?.timeoutMilliseconds : nil
        )
        let triggeredAt = Timestamp.now()
        try record(
            Triggered(
                function: place.function,
                route: origin.triggered?.route,
                format: origin.triggered?.format ?? .payload,
                eventBytes: event.count,
                code: place.code
            ),
            event,
            of: replay,
            at: triggeredAt
        )
        let passed = try await passTriggered(event, of: replay, mapping)
        if case .response(let response) = passed {
            return try await finish(replay, response, integrationMicroseconds: nil)
        }
        if let failed = try await uncommitted(replay) { return failed }
        let trace = TraceHeader(root: FlowReference.traceID(of: replay.flow.id))
            .completed(random: &random)
        var end: InvocationEnd
        switch passed {
        case .outcome(let made): end = InvocationEnd(made)
        case .event, .response:
            let event = replay.event ?? event
            switch place {
            case .here(let pool): end = await run(event, of: replay, pool, trace)
            case .elsewhere(let remote, let function):
                end = await run(event, of: function, at: remote, trace)
            }
        }
        let integration = replay.microseconds(since: triggeredAt)
        try replay.record(end.outcome)
        replay.problem = end.problem ?? replay.problem
        return try await finish(
            replay,
            try await passExecuted(end, of: replay, mapping, trace),
            integrationMicroseconds: end.response == nil ? integration : nil
        )
    }

    private func run(
        _ event: [UInt8],
        of replay: ReplayedFlow,
        _ pool: EnvironmentPool,
        _ trace: TraceHeader
    ) async -> InvocationEnd {
        let outcome = await pool.invoke(
            Invocation(
                flow: replay.flow,
                requestID: replay.flow.id.lambdaRequestID(kind: .replay),
                event: event,
                invokedARN: pool.function.arn(in: account),
                traceHeader: trace.description,
                gatewayDeadline: replay.gatewayDeadline
            )
        )
        return InvocationEnd(outcome)
    }

    private func run(
        _ event: [UInt8],
        of function: String,
        at remote: RemoteService,
        _ trace: TraceHeader
    ) async -> InvocationEnd {
        let startedAt = Timestamp.now()
        let response: HTTPResponse
        do throws(HTTPClientError) {
            response = try await remote.send(
                RemoteInvocation.request(event, function: function, trace: trace),
                on: loop
            )
        } catch {
            return InvocationEnd(unreachable: error)
        }
        let outcome = RemoteInvocation.outcome(
            response,
            durationMicroseconds: Int(Timestamp.now().microseconds(since: startedAt)),
            without: remote.credentials
        )
        var end = InvocationEnd(outcome)
        if outcome.abortCause != nil {
            end.problem = InvokeRefusal(response).words(function: function, remote)
        }
        return end
    }

    func record(
        _ triggered: Triggered,
        _ event: [UInt8],
        of replay: ReplayedFlow,
        at time: Timestamp
    ) throws {
        guard let edit = replay.edit else {
            try replay.flow.record(.triggered(triggered), [Content(.event, event)], at: time)
            return
        }
        // As of a live flow: what was there before stays in the event before.
        var triggered = triggered
        triggered.eventBytes = edit.original.bodyBytes
        let original = Content(.event, edit.original.content)
        try replay.flow.record(.triggered(triggered), [original], at: time)
        try edit.record(in: replay.flow)
    }

    /// Nothing is handed over before it is committed: what to report when it cannot be.
    func uncommitted(
        _ replay: ReplayedFlow
    ) async throws -> (ReplayReport, ReplayedFlow?)? {
        do throws(RecordingError) {
            try await replay.flow.commit()
            return nil
        } catch {
            // The story is ended in the log for when it is back.
            try replay.record(.aborted(.recording))
            try await replay.returns(
                MappedResponse(
                    response: FlowExchange.recordingFailed(error),
                    isFromGateway: true
                ),
                integrationMicroseconds: nil
            )
            replay.delivered(false)
            return (unrecorded(replay.origin, error), nil)
        }
    }

    /// Maps a recorded result as its route does today. Nothing is invoked.
    func map(
        _ result: [UInt8]?,
        of origin: ReplayOrigin,
        _ context: Context
    ) async throws -> (ReplayReport, ReplayedFlow?) {
        let (mapping, outcome) = try mapping(of: origin, context.plan)
        let replay = try begin(origin, context, mapped: outcome)
        replay.function = origin.triggered?.function
        replay.maps(outcome)
        let mapped = mapping.response(
            to: result.map { outcome.replacing($0) } ?? outcome,
            flow: replay.flow.id,
            trace: TraceHeader(root: FlowReference.traceID(of: replay.flow.id))
                .completed(random: &random)
        )
        return try await finish(replay, mapped, integrationMicroseconds: nil)
    }
}
