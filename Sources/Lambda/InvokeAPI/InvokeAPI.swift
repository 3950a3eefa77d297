import Flows
import HTTPServer

/// Lambda's Invoke API, so that boto3, awscli and every SDK work by `--endpoint-url`: synchronous and
/// asynchronous invocation, dry runs, the log tail and the modelled errors. Signatures are not
/// checked.
///
/// Owned by the service's event loop.
/// - SeeAlso: [Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html)
public final class InvokeAPI: HTTPResponder, @unchecked Sendable {
    private let functions: [EnvironmentPool]
    private let account: AccountIdentity
    private let recording: FlowRecording
    private let whenMalformed: @Sendable (String, String) -> Void
    private var random = SecureRandom()

    /// Synchronous requests, in bytes.
    public static let requestLimit = 6_291_456
    /// Asynchronous requests, in bytes.
    static let eventLimit = 1_048_576

    public init(
        functions: [EnvironmentPool],
        account: AccountIdentity,
        recording: FlowRecording,
        whenMalformed: @escaping @Sendable (_ reason: String, _ client: String) -> Void
    ) {
        self.functions = functions
        self.account = account
        self.recording = recording
        self.whenMalformed = whenMalformed
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

    public func responseToMalformedRequest(_ reason: String, from client: String) -> HTTPResponse {
        whenMalformed(reason, client)
        return InvokeError.malformed(reason).response(requestID: "")
    }

    /// The journey of an Invoke call, synchronous or asynchronous.
    private func handle(_ request: HTTPRequest, on exchange: HTTPExchange) async throws {
        guard request.method == "POST", let target = InvokeTarget(path: request.path) else {
            exchange.send(InvokeError.notServed(request).response(requestID: ""))
            return
        }
        do {
            try recording.recorder.checkAcceptance()
        } catch {
            exchange.send(FlowExchange.recordingFailed(error))
            return
        }
        let time = Timestamp.now()
        let id = FlowID(at: time, random: &random)
        let type = request.header("x-amz-invocation-type") ?? "RequestResponse"
        let isAsynchronous = type == "Event"
        let kind: FlowKind = isAsynchronous ? .asynchronous : .direct
        let requestID = id.lambdaRequestID(kind: kind)
        let trace =
            request.header("x-amzn-trace-id").flatMap { FlowReference.traceID($0) }
            ?? FlowReference.traceID(of: id)

        // 1 sent
        let client = try FlowExchange(
            request,
            on: exchange,
            as: Sent(
                kind: kind,
                api: nil,
                apiKind: .invoke,
                stage: nil,
                method: request.method,
                protocolName: request.protocolName,
                headBytes: request.headBytes,
                bodyBytes: request.body.count,
                isComplete: request.isComplete,
                traceID: trace
            ),
            id: id,
            at: time,
            recording: recording
        )
        var request = request
        if client.isWatched(at: .sent) {
            guard let passed = try await passSent(request, client, requestID) else { return }
            request = passed
        }
        let call: InvokeCall
        do throws(InvokeError) {
            call = try self.call(target, type: type, request)
        } catch {
            try client.flow.record(.rejected(Rejected(error.rejectCause, detail: error.code)))
            client.problem = error.code
            try await client.answer(error.response(requestID: requestID), isFromGateway: true)
            return
        }
        let function = call.pool.function
        client.triggers(function.name, function, route: nil, event: call.payload)
        switch call.type {
        case .dryRun:
            let response = HTTPResponse(status: 204, headers: Self.ids(requestID))
            try await client.answer(response, isFromGateway: true)
        case .event:
            // Answered first; the function runs when the caller has its 202.
            try await client.answer(Self.accepted(requestID: requestID), isFromGateway: true)
            _ = try await execute(call, for: client, requestID: requestID, trace: trace)
            try? await client.flow.commit()
            client.report(status: nil, durationMicroseconds: client.flow.elapsedMicroseconds())
        case .requestResponse:
            guard
                let outcome = try await execute(
                    call,
                    for: client,
                    requestID: requestID,
                    trace: trace
                )
            else { return }
            try await client.answer(
                response(to: outcome, call, requestID, trace: trace),
                isFromGateway: outcome.result == nil,
                integrationMicroseconds: client.flow.elapsedMicroseconds()
            )
        }
    }

    /// 2 triggered, 3 executed.
    /// - Returns: nil when an operator has answered.
    private func execute(
        _ call: InvokeCall,
        for client: FlowExchange,
        requestID: String,
        trace: String
    ) async throws -> InvocationOutcome? {
        try client.flow.record(
            .triggered(
                Triggered(
                    function: call.pool.function.name,
                    route: nil,
                    format: .payload,
                    eventBytes: call.payload.count,
                    code: call.pool.code
                )
            ),
            [Content(.event, call.payload)]
        )
        var passed = PassedPayload.payload(call.payload)
        if client.isWatched(at: .triggered) {
            guard let decided = try await passTriggered(call.payload, client) else { return nil }
            passed = decided
        }
        do {
            try await client.flow.commit()
        } catch {
            passed = .outcome(.aborted(.recording))
        }
        var outcome: InvocationOutcome
        switch passed {
        case .outcome(let made): outcome = made
        case .payload(let payload):
            outcome = await invoke(call, payload, for: client.flow, requestID, trace: trace)
        }
        try client.flow.record(outcome.event, outcome.contents)
        client.note(outcome)
        if client.isWatched(at: .executed) {
            guard let passed = try await passExecuted(outcome, client, requestID) else {
                return nil
            }
            outcome = passed
        }
        return outcome
    }

    private func invoke(
        _ call: InvokeCall,
        _ payload: [UInt8],
        for flow: LiveFlow,
        _ requestID: String,
        trace: String
    ) async -> InvocationOutcome {
        var parent: [UInt8] = []
        appendHex(of: random.next(), digits: 16, to: &parent)
        return await call.pool.invoke(
            Invocation(
                flow: flow,
                requestID: requestID,
                event: payload,
                invokedARN: call.invokedARN,
                traceHeader:
                    "Root=\(trace);Parent=\(String(decoding: parent, as: UTF8.self));Sampled=0",
                clientContext: call.clientContext
            )
        )
    }

    private func response(
        to outcome: InvocationOutcome,
        _ call: InvokeCall,
        _ requestID: String,
        trace: String
    ) -> HTTPResponse {
        var response = Self.response(to: outcome, requestID: requestID, trace: trace)
        if call.wantsLog, response.status == 200 {
            let log = outcome.logTail(requestID: requestID)
            response.headers.append(HTTPField("X-Amz-Log-Result", base64Text(log)))
        }
        return response
    }

    /// What the caller of a synchronous invocation gets.
    public static func response(
        to outcome: InvocationOutcome,
        requestID: String,
        trace: String
    ) -> HTTPResponse {
        switch outcome.abortCause {
        case .throttled:
            let reason =
                if case .aborted(let aborted) = outcome.event { aborted.errorType } else {
                    String?.none
                }
            return InvokeError.throttled(reason: reason ?? "").response(requestID: requestID)
        case .shutdown, .recording, .killed, .unreachable, .unanswered:
            return InvokeError.unavailable.response(requestID: requestID)
        default: break
        }
        var headers = ids(requestID)
        headers.append(HTTPField("Content-Type", "application/json"))
        headers.append(HTTPField("X-Amz-Executed-Version", "$LATEST"))
        headers.append(HTTPField("X-Amzn-Trace-Id", "Root=\(trace);Sampled=0"))
        if outcome.result == nil {
            headers.append(HTTPField("X-Amz-Function-Error", "Unhandled"))
        }
        return HTTPResponse(status: 200, headers: headers, body: outcome.document ?? [])
    }

    /// What the caller of an asynchronous invocation gets, whatever becomes of it.
    public static func accepted(requestID: String) -> HTTPResponse {
        HTTPResponse(status: 202, headers: ids(requestID))
    }

    static func ids(_ requestID: String) -> [HTTPField] {
        [
            HTTPField("X-Amzn-RequestId", requestID),
            HTTPField("X-Amzn-Remapped-Content-Length", "0"),
        ]
    }

    // MARK: Reading the call

    private struct InvokeCall {
        enum InvocationType: String {
            case requestResponse = "RequestResponse"
            case event = "Event"
            case dryRun = "DryRun"
        }
        let pool: EnvironmentPool
        let type: InvocationType
        let payload: [UInt8]
        let invokedARN: String
        let clientContext: String?
        let wantsLog: Bool
    }

    private func call(
        _ target: InvokeTarget,
        type: String,
        _ request: HTTPRequest
    ) throws(InvokeError) -> InvokeCall {
        let qualifier = try target.qualifier(query: request.query)
        guard
            let pool = functions.first(where: {
                $0.function.name == target.name || $0.function.logicalID == target.name
            }), qualifier == nil || qualifier == "$LATEST"
        else {
            throw .functionNotFound(arn: arn(target.name) + ":" + (qualifier ?? "$LATEST"))
        }
        guard let invocationType = InvokeCall.InvocationType(rawValue: type) else {
            throw .validation(
                "Value '\(type)' at 'invocationType' failed to satisfy constraint: Member must "
                    + "satisfy enum value set: [Event, DryRun, RequestResponse]"
            )
        }
        let logType = request.header("x-amz-log-type") ?? "None"
        guard logType == "None" || logType == "Tail" else {
            throw .validation(
                "Value '\(logType)' at 'logType' failed to satisfy constraint: Member must "
                    + "satisfy enum value set: [None, Tail]"
            )
        }
        guard request.isComplete else {
            let announced = request.header("content-length").flatMap { Int($0) } ?? 0
            throw max(announced, request.body.count) >= Self.requestLimit
                ? .tooLarge : .invalidContent("Could not read the request's body: it ended early")
        }
        if invocationType == .event, request.body.count > Self.eventLimit {
            throw .eventTooLarge(bytes: request.body.count)
        }
        let payload = request.body.isEmpty ? Array("{}".utf8) : request.body
        do {
            try checkJSON(payload)
        } catch {
            throw .invalidContent("Could not parse request body into json: \(error)")
        }
        return InvokeCall(
            pool: pool,
            type: invocationType,
            payload: payload,
            invokedARN: pool.function.arn(in: account) + (qualifier.map { ":\($0)" } ?? ""),
            clientContext: try clientContext(request),
            wantsLog: logType == "Tail"
        )
    }

    private func clientContext(_ request: HTTPRequest) throws(InvokeError) -> String? {
        guard let header = request.header("x-amz-client-context"), !header.isEmpty else {
            return nil
        }
        guard header.utf8.count <= 3583, let bytes = decodeBase64(header.utf8),
            (try? checkJSON(bytes)) != nil
        else {
            throw .invalidContent("Client context must be a valid Base64-encoded JSON object.")
        }
        // Header values hold no line breaks; JSON means the same without them.
        return String(decoding: bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
    }

    private func arn(_ name: String) -> String {
        "arn:\(account.partition):lambda:\(account.region):\(account.accountID):function:\(name)"
    }
}
