/// The client's whole request is in.
///
/// In an imported flow, what the source does not tell is nil.
public struct Sent: Equatable, Sendable {
    public var kind: FlowKind
    /// The API's logical id; absent for the Invoke API.
    public var api: String?
    public var apiKind: APIKind?
    public var stage: String?
    public var method: String
    /// `HTTP/1.1`
    public var protocolName: String?
    /// Bytes of the request line and headers.
    public var headBytes: Int?
    /// Bytes of the body as far as it was accepted.
    public var bodyBytes: Int?
    /// False when the body was cut off or refused.
    public var isComplete: Bool
    /// `Root=…` of the trace, without the word `Root=`.
    public var traceID: String?
    /// The flow whose trigger this one runs again.
    public var replayOf: FlowID?
    /// Who ran a replay: the operating-system user.
    public var operatorName: String?
    /// Which recorded trigger a replay runs again.
    public var mode: ReplayMode?
    /// The batch that a replay belongs to, `b-12`.
    public var batch: String?
    /// How the recorded invocation had ended whose end a replay maps again.
    public var mapped: MappedEnd?

    public init(
        kind: FlowKind,
        api: String?,
        apiKind: APIKind?,
        stage: String?,
        method: String,
        protocolName: String?,
        headBytes: Int?,
        bodyBytes: Int?,
        isComplete: Bool,
        traceID: String?,
        replayOf: FlowID? = nil,
        operatorName: String? = nil,
        mode: ReplayMode? = nil,
        batch: String? = nil,
        mapped: MappedEnd? = nil
    ) {
        self.kind = kind
        self.api = api
        self.apiKind = apiKind
        self.stage = stage
        self.method = method
        self.protocolName = protocolName
        self.headBytes = headBytes
        self.bodyBytes = bodyBytes
        self.isComplete = isComplete
        self.traceID = traceID
        self.replayOf = replayOf
        self.operatorName = operatorName
        self.mode = mode
        self.batch = batch
        self.mapped = mapped
    }

    init(_ fields: EventFields) throws(EventDecodingError) {
        kind = try fields.required("kind", as: FlowKind.self)
        api = fields.string("api")
        apiKind = try fields.optional("apiKind", as: APIKind.self)
        stage = fields.string("stage")
        method = try fields.required("method")
        protocolName = fields.string("protocol")
        headBytes = fields.integer("headBytes").map { Int($0) }
        bodyBytes = fields.integer("bodyBytes").map { Int($0) }
        isComplete = fields.boolean("complete") ?? true
        traceID = fields.string("traceId")
        replayOf = fields.string("replayOf").flatMap { FlowID(uuidText: $0) }
        operatorName = fields.string("operator")
        mode = fields.string("mode").flatMap { ReplayMode(rawValue: $0) }
        batch = fields.string("batch")
        mapped = fields.string("mapped")
            .flatMap { MappedEnd(word: $0, errorType: fields.string("errorType")) }
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("kind", kind)
        writer.put("api", api)
        writer.put("apiKind", apiKind)
        writer.put("stage", stage)
        writer.put("method", method)
        writer.put("protocol", protocolName)
        writer.put("headBytes", headBytes)
        writer.put("bodyBytes", bodyBytes)
        if !isComplete { writer.put("complete", false) }
        writer.put("traceId", traceID)
        writer.put("replayOf", replayOf?.description)
        writer.put("operator", operatorName)
        writer.put("mode", mode)
        writer.put("batch", batch)
        writer.put("mapped", mapped?.word)
        writer.put("errorType", mapped?.errorType)
    }
}

/// Which recorded trigger a replay runs again.
public enum ReplayMode: String, CaseIterable, Sendable {
    /// The Lambda event, byte for byte.
    case event
    /// The client's request, through a front door.
    case http
    /// The function's result, mapped again; nothing is invoked.
    case executed
}

/// Which face of AWS a request came through.
public enum APIKind: String, Sendable {
    /// API Gateway HTTP API (v2).
    case http
    /// API Gateway REST API (v1).
    case rest
    /// Lambda's Invoke API.
    case invoke
}

/// The format of a Lambda event.
public enum ProxyFormat: String, Sendable {
    /// HTTP API payload 1.0.
    case http1 = "1.0"
    /// HTTP API payload 2.0.
    case http2 = "2.0"
    /// REST API proxy event.
    case rest
    /// The caller's own payload, through the Invoke API.
    case payload
}

/// The Lambda event is built and about to be handed over.
///
/// In an imported flow, what the source does not tell is nil.
public struct Triggered: Equatable, Sendable {
    public var function: String?
    /// `POST /orders/{id}`, `$default`; absent for the Invoke API.
    public var route: String?
    public var format: ProxyFormat?
    public var eventBytes: Int?
    /// 1 for the first attempt.
    public var attempt: Int
    /// True for the call of an authorizer.
    public var isAuthorizer: Bool
    /// First 12 hexadecimal digits of the digest of the function's code.
    public var code: String?

    public init(
        function: String?,
        route: String?,
        format: ProxyFormat?,
        eventBytes: Int?,
        attempt: Int = 1,
        isAuthorizer: Bool = false,
        code: String? = nil
    ) {
        self.function = function
        self.route = route
        self.format = format
        self.eventBytes = eventBytes
        self.attempt = attempt
        self.isAuthorizer = isAuthorizer
        self.code = code
    }

    init(_ fields: EventFields) throws(EventDecodingError) {
        function = fields.string("function")
        route = fields.string("route")
        format = try fields.optional("format", as: ProxyFormat.self)
        eventBytes = fields.integer("eventBytes").map { Int($0) }
        attempt = Int(fields.integer("attempt") ?? 1)
        isAuthorizer = fields.boolean("authorizer") ?? false
        code = fields.string("code")
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("function", function)
        writer.put("route", route)
        writer.put("format", format)
        writer.put("eventBytes", eventBytes)
        if attempt != 1 { writer.put("attempt", attempt) }
        if isAuthorizer { writer.put("authorizer", true) }
        writer.put("code", code)
    }
}

/// The function's answer is in: a result, or an error of the function.
///
/// In an imported flow, what the source does not tell is nil.
public struct Executed: Equatable, Sendable {
    /// Absent when the function gave a result.
    public var errorType: String?
    public var isError: Bool
    /// From the moment the event was handed over to the answer.
    public var durationMicroseconds: Int?
    /// Only on a cold start.
    public var initMicroseconds: Int?
    public var billedMilliseconds: Int?
    /// Peak resident memory of the environment's processes.
    public var memoryUsedMB: Int?
    public var memorySizeMB: Int?
    public var resultBytes: Int?
    public var logBytes: Int

    public init(
        errorType: String?,
        isError: Bool,
        durationMicroseconds: Int?,
        initMicroseconds: Int?,
        billedMilliseconds: Int?,
        memoryUsedMB: Int?,
        memorySizeMB: Int?,
        resultBytes: Int?,
        logBytes: Int
    ) {
        self.errorType = errorType
        self.isError = isError
        self.durationMicroseconds = durationMicroseconds
        self.initMicroseconds = initMicroseconds
        self.billedMilliseconds = billedMilliseconds
        self.memoryUsedMB = memoryUsedMB
        self.memorySizeMB = memorySizeMB
        self.resultBytes = resultBytes
        self.logBytes = logBytes
    }

    init(_ fields: EventFields) {
        errorType = fields.string("errorType")
        isError = fields.boolean("error") ?? false
        durationMicroseconds = fields.integer("durationMicros").map { Int($0) }
        initMicroseconds = fields.integer("initMicros").map { Int($0) }
        billedMilliseconds = fields.integer("billedMs").map { Int($0) }
        memoryUsedMB = fields.integer("memoryUsedMB").map { Int($0) }
        memorySizeMB = fields.integer("memorySizeMB").map { Int($0) }
        resultBytes = fields.integer("resultBytes").map { Int($0) }
        logBytes = Int(fields.integer("logBytes") ?? 0)
    }

    func write(to writer: inout EventFieldWriter) {
        if isError { writer.put("error", true) }
        writer.put("errorType", errorType)
        writer.put("durationMicros", durationMicroseconds)
        writer.put("initMicros", initMicroseconds)
        writer.put("billedMs", billedMilliseconds)
        writer.put("memoryUsedMB", memoryUsedMB)
        writer.put("memorySizeMB", memorySizeMB)
        writer.put("resultBytes", resultBytes)
        if logBytes > 0 { writer.put("logBytes", logBytes) }
    }
}

/// The HTTP response is ready.
///
/// In an imported flow, what the source does not tell is nil.
public struct Returned: Equatable, Sendable {
    public var status: Int
    /// Bytes of the status line and headers.
    public var headBytes: Int?
    public var bodyBytes: Int?
    /// True when the gateway made the response itself: a refusal, a failure, a preflight.
    public var isFromGateway: Bool
    /// From `triggered` to the function's answer or failure.
    public var integrationMicroseconds: Int?

    public init(
        status: Int,
        headBytes: Int?,
        bodyBytes: Int?,
        isFromGateway: Bool,
        integrationMicroseconds: Int?
    ) {
        self.status = status
        self.headBytes = headBytes
        self.bodyBytes = bodyBytes
        self.isFromGateway = isFromGateway
        self.integrationMicroseconds = integrationMicroseconds
    }

    init(_ fields: EventFields) throws(EventDecodingError) {
        status = try fields.required("status")
        headBytes = fields.integer("headBytes").map { Int($0) }
        bodyBytes = fields.integer("bodyBytes").map { Int($0) }
        isFromGateway = fields.boolean("gateway") ?? false
        integrationMicroseconds = fields.integer("integrationMicros").map { Int($0) }
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("status", status)
        writer.put("headBytes", headBytes)
        writer.put("bodyBytes", bodyBytes)
        if isFromGateway { writer.put("gateway", true) }
        writer.put("integrationMicros", integrationMicroseconds)
    }
}

/// The last byte was taken by the client's connection.
public struct Displayed: Equatable, Sendable {
    /// Bytes of the whole message; nil when an imported record does not tell.
    public var bytes: Int?
    /// From `sent` to the first byte written.
    public var firstByteMicroseconds: Int
    /// From `sent` to the last byte taken.
    public var lastByteMicroseconds: Int
    /// True when `waybill call` reported that it has shown the response.
    public var isReportedByClient: Bool

    public init(
        bytes: Int?,
        firstByteMicroseconds: Int,
        lastByteMicroseconds: Int,
        isReportedByClient: Bool
    ) {
        self.bytes = bytes
        self.firstByteMicroseconds = firstByteMicroseconds
        self.lastByteMicroseconds = lastByteMicroseconds
        self.isReportedByClient = isReportedByClient
    }

    init(_ fields: EventFields) throws(EventDecodingError) {
        bytes = fields.integer("bytes").map { Int($0) }
        firstByteMicroseconds = try fields.required("firstByteMicros")
        lastByteMicroseconds = try fields.required("lastByteMicros")
        isReportedByClient = fields.boolean("client") ?? false
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("bytes", bytes)
        writer.put("firstByteMicros", firstByteMicroseconds)
        writer.put("lastByteMicros", lastByteMicroseconds)
        if isReportedByClient { writer.put("client", true) }
    }
}
