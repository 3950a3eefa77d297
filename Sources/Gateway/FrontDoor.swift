import Flows
import HTTPServer
import Lambda

/// One API of the project on a listener of its own: API Gateway's contract in front of the
/// functions, every hand-off on record.
///
/// Owned by the service's event loop.
public final class FrontDoor: HTTPResponder, @unchecked Sendable {
    public let api: APIConfiguration
    private let router: Router
    private let settings: FrontDoorSettings
    private let functions: [String: EnvironmentPool]
    private let recording: FlowRecording
    private var random = SecureRandom()
    /// The listener's port, for `x-forwarded-port`; set once it is bound.
    public var port = 0

    /// `functions` are found by logical id.
    public init(
        api: APIConfiguration,
        settings: FrontDoorSettings,
        functions: [String: EnvironmentPool],
        recording: FlowRecording
    ) {
        self.api = api
        self.router = Router(api)
        self.settings = settings
        self.functions = functions
        self.recording = recording
    }

    public func respond(to request: HTTPRequest, on exchange: HTTPExchange) {
        recording.executor.start { [self] in
            do {
                try await handle(request, on: exchange)
            } catch {
                recording.logger.error("\(request.method) \(request.path): \(error)")
            }
        }
    }

    /// The whole journey of a request: client, gateway, function, gateway, client. Each hand-off is
    /// committed to the log before anyone relies on it.
    private func handle(_ request: HTTPRequest, on exchange: HTTPExchange) async throws {
        let time = Timestamp.now()
        do {
            try recording.recorder.checkAcceptance()
        } catch {
            exchange.send(FlowExchange.recordingFailed(error))
            return
        }

        // 1 sent: the request is in.
        let id = FlowID(at: time, random: &random)
        // A new trace ends with the flow's short id.
        let trace = traceHeader(of: request, newRoot: FlowReference.traceID(of: id))
        let replay = recording.replay(of: request)
        let client = try FlowExchange(
            request,
            on: exchange,
            as: sent(request, trace, replay),
            id: id,
            at: time,
            recording: recording
        )
        replay?.begun(client.flow)
        let ids = ResponseIDs(of: id, kind: api.kind)
        var request = request
        if client.isWatched(at: .sent) {
            guard let passed = try await passSent(request, client, ids) else { return }
            request = passed
        }
        // Whose replay this is concerns the log and not the function.
        if replay != nil { request.headers.removeAll(named: ReplayMark.header) }

        if let cors = api.cors, let preflight = preflightResponse(to: request, cors: cors) {
            let response = ids.finish(preflight, kind: api.kind, trace: nil, cors: nil, request)
            try await client.answer(response, isFromGateway: true)
            return
        }
        let destination: Destination
        do throws(GatewayError) {
            destination = try route(request)
        } catch {
            try await refuse(client, error, ids)
            return
        }
        guard case .function(let pool, let route, let parameters, let path) = destination else {
            try await answerFixed(client, destination, ids)
            return
        }

        // 2 triggered: the event is built and about to be handed over.
        let event = proxyEvent(
            for: request,
            in: ProxyEventContext(
                api: api,
                account: settings.account,
                route: route,
                pathParameters: parameters,
                pathInStage: path,
                requestID: ids.request,
                extendedRequestID: ids.extended,
                traceID: trace.root,
                time: time,
                sourceIP: request.clientAddress,
                port: port
            )
        )
        guard event.count <= RequestLimits.eventBytes else {
            try await refuse(client, .eventTooLarge, ids)
            return
        }
        client.triggers(
            pool.function.name,
            pool.function,
            route: route.key,
            event: event,
            limitMilliseconds: settings.hasTimeouts ? route.timeoutMilliseconds : nil
        )
        let triggeredAt = Timestamp.now()
        let heldBefore = client.heldMicroseconds
        try client.flow.record(
            .triggered(
                Triggered(
                    function: pool.function.name,
                    route: route.key,
                    format: route.payloadFormat,
                    eventBytes: event.count,
                    code: pool.code
                )
            ),
            [Content(.event, event)],
            at: triggeredAt
        )
        var passed = PassedEvent.event(event)
        if client.isWatched(at: .triggered) {
            guard let decided = try await passTriggered(event, client, ids) else { return }
            passed = decided
        }
        do {
            try await client.flow.commit()
        } catch {
            try await abort(client, .recording, .recordingFailed(reason: error.description), ids)
            return
        }

        // 3 executed: the function's answer is in, or why there is none.
        let processTrace = trace.completed(random: &random)
        let outcome: InvocationOutcome
        switch passed {
        case .outcome(let made): outcome = made
        case .event(let event):
            outcome = await pool.invoke(
                Invocation(
                    flow: client.flow,
                    requestID: id.lambdaRequestID(kind: client.flow.cursor.kind),
                    event: event,
                    invokedARN: pool.function.arn(in: settings.account),
                    traceHeader: processTrace.description,
                    gatewayDeadline: client.gatewayDeadline
                )
            )
        }
        let integration = client.microseconds(since: triggeredAt, heldBefore: heldBefore)
        try client.flow.record(outcome.event, outcome.contents)
        client.note(outcome)
        var mapped = mapped(outcome, route, request, ids, trace: processTrace)
        if client.isWatched(at: .executed) {
            switch try await passExecuted(outcome, mapped, client, ids) {
            case .result: break
            case .edited(let edited):
                mapped = self.mapped(edited, route, request, ids, trace: processTrace)
            case nil: return
            }
        }

        // 4 returned: the response is ready. 5 displayed: the client has its last byte.
        if let reason = mapped.undecodable {
            try client.flow.record(.undecodable(Undecodable(reason: reason)))
            client.problem = reason
        }
        try await client.answer(
            mapped.response,
            isFromGateway: mapped.isFromGateway,
            integrationMicroseconds: integration
        )
    }

    public func responseToMalformedRequest(_ reason: String, from client: String) -> HTTPResponse {
        settings.whenMalformed(api.logicalID, reason, client)
        let id = FlowID(at: .now(), random: &random)
        return ResponseIDs(of: id, kind: api.kind).response(
            to: .badRequest,
            kind: api.kind,
            cors: nil,
            nil
        )
    }

    // MARK: Parts of the journey

    private enum Destination {
        case function(
            EnvironmentPool,
            RouteConfiguration,
            [(name: String, value: String)],
            Substring
        )
        case fixed(status: Int, headers: [String: String])
    }

    private func sent(
        _ request: HTTPRequest,
        _ trace: TraceHeader,
        _ replay: ReplayMark?
    ) -> Sent {
        Sent(
            kind: replay == nil ? .door : .replay,
            api: api.logicalID,
            apiKind: api.kind == .http ? .http : .rest,
            stage: api.stage,
            method: request.method,
            protocolName: request.protocolName,
            headBytes: request.headBytes,
            bodyBytes: request.body.count,
            isComplete: request.isComplete,
            traceID: trace.root,
            replayOf: replay?.origin,
            operatorName: replay?.operatorName,
            mode: replay == nil ? nil : .http,
            batch: replay?.batch
        )
    }

    private func route(_ request: HTTPRequest) throws(GatewayError) -> Destination {
        if let refusal = RequestLimits.refusal(of: request, by: api.kind) { throw refusal }
        switch router.match(method: request.method, path: request.path) {
        case .noStage: throw .noStage
        case .noRoute: throw .noRoute
        case .route(let route, _, let parameters, let path):
            if !route.unsupported.isEmpty, !settings.allowsUnsupported {
                throw .unsupported(route.unsupported)
            }
            switch route.integration {
            case .fixed(let status, let headers): return .fixed(status: status, headers: headers)
            case .function(let name):
                guard let pool = functions[name] else { throw .missingFunction }
                return .function(pool, route, parameters, path)
            }
        }
    }

    private func refuse(
        _ client: FlowExchange,
        _ error: GatewayError,
        _ ids: ResponseIDs
    ) async throws {
        client.problem = error.summary
        if let cause = error.rejectCause {
            try client.flow.record(.rejected(Rejected(cause, detail: error.summary)))
        }
        try await client.answer(
            ids.response(to: error, kind: api.kind, cors: api.cors, client.request),
            isFromGateway: true
        )
    }

    func abort(
        _ client: FlowExchange,
        _ cause: AbortCause,
        _ error: GatewayError,
        _ ids: ResponseIDs
    ) async throws {
        client.problem = error.summary
        try client.flow.record(.aborted(Aborted(cause, errorType: nil)))
        try await client.answer(
            ids.response(to: error, kind: api.kind, cors: api.cors, client.request),
            isFromGateway: true
        )
    }

    private func answerFixed(
        _ client: FlowExchange,
        _ destination: Destination,
        _ ids: ResponseIDs
    ) async throws {
        guard case .fixed(let status, let headers) = destination else { return }
        let response = ids.finish(
            mockResponse(status: status, headers: headers),
            kind: api.kind,
            trace: nil,
            cors: api.cors,
            client.request
        )
        try await client.answer(response, isFromGateway: true)
    }
}

/// What all front doors of a service share.
public struct FrontDoorSettings: Sendable {
    public var account: AccountIdentity
    /// Serves routes whose template asks for what is not honoured.
    public var allowsUnsupported: Bool
    public var hasTimeouts: Bool
    /// Told of requests whose head cannot be parsed: API, reason, client address.
    public var whenMalformed: @Sendable (String, String, String) -> Void

    public init(
        account: AccountIdentity,
        allowsUnsupported: Bool = false,
        hasTimeouts: Bool = true,
        whenMalformed: @escaping @Sendable (String, String, String) -> Void
    ) {
        self.account = account
        self.allowsUnsupported = allowsUnsupported
        self.hasTimeouts = hasTimeouts
        self.whenMalformed = whenMalformed
    }
}

extension GatewayError {
    /// In a few words, for the log and the terminal's line.
    var summary: String {
        switch self {
        case .noRoute: "no route"
        case .noStage: "no stage"
        case .unauthorized: "unauthorized"
        case .forbidden: "forbidden"
        case .invalidAPIKey: "API key missing or unknown"
        case .tooManyRequests: "too many requests"
        case .badRequest: "request incomplete"
        case .requestTooLarge: "body larger than 10 MiB"
        case .headTooLarge: "headers larger than 10,240 bytes"
        case .targetTooLong: "target longer than 10,240 bytes"
        case .eventTooLarge: "event larger than 6 MiB"
        case .unsupported(let features):
            "not honoured: " + features.map(\.feature).joined(separator: ", ")
        case .functionError: "function error"
        case .functionTimeout: "function timed out"
        case .badResponse: "malformed proxy response"
        case .integrationTimeout: "gateway limit"
        case .functionThrottled: "throttled"
        case .missingFunction: "no such function"
        case .apiConfiguration: "API configuration error"
        case .recordingFailed: "recording failed"
        case .stopping: "service is stopping"
        case .killed: "killed by an operator"
        }
    }
}
