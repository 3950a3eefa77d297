/// An execution environment took the event.
public struct Started: Equatable, Sendable {
    /// The environment's log stream name, `2026/11/22/[$LATEST]32hex`.
    public var environment: String
    public var isCold: Bool
    public var processID: Int
    /// When the function's time is up.
    public var deadline: Timestamp
    /// How long the event waited for an environment, initialisation included.
    public var waitMicroseconds: Int
    /// The runtime client as it names itself, on a cold start: `aws-lambda-python/3.11.7-4.2.2`.
    public var runtime: String?

    public init(
        environment: String,
        isCold: Bool,
        processID: Int,
        deadline: Timestamp,
        waitMicroseconds: Int,
        runtime: String? = nil
    ) {
        self.environment = environment
        self.isCold = isCold
        self.processID = processID
        self.deadline = deadline
        self.waitMicroseconds = waitMicroseconds
        self.runtime = runtime
    }

    init(_ fields: EventFields) throws(EventDecodingError) {
        environment = try fields.required("environment")
        isCold = fields.boolean("cold") ?? false
        processID = try fields.required("pid")
        deadline = Timestamp(microseconds: Int64(try fields.required("deadline") as Int))
        waitMicroseconds = try fields.required("waitMicros")
        runtime = fields.string("runtime")
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("environment", environment)
        if isCold { writer.put("cold", true) }
        writer.put("pid", processID)
        writer.put("deadline", Int(deadline.microseconds))
        writer.put("waitMicros", waitMicroseconds)
        writer.put("runtime", runtime)
    }
}

/// The function wrote something outside its answer: while it initialised, or after it had answered.
public struct Logged: Equatable, Sendable {
    public var bytes: Int
    /// True for what was written before the environment first asked for an event.
    public var isFromInit: Bool

    public init(bytes: Int, isFromInit: Bool) {
        self.bytes = bytes
        self.isFromInit = isFromInit
    }

    init(_ fields: EventFields) {
        bytes = Int(fields.integer("bytes") ?? 0)
        isFromInit = fields.boolean("init") ?? false
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("bytes", bytes)
        if isFromInit { writer.put("init", true) }
    }
}

/// The function answered after the flow had given up on it.
public struct LateResult: Equatable, Sendable {
    public var durationMicroseconds: Int?
    public var resultBytes: Int?
    public var isError: Bool
    /// What gave up first: `gatewayLimit`, `timeout`, `shutdown`.
    public var cause: String?

    public init(
        durationMicroseconds: Int?,
        resultBytes: Int?,
        isError: Bool,
        cause: String?
    ) {
        self.durationMicroseconds = durationMicroseconds
        self.resultBytes = resultBytes
        self.isError = isError
        self.cause = cause
    }

    init(_ fields: EventFields) {
        durationMicroseconds = fields.integer("durationMicros").map { Int($0) }
        resultBytes = fields.integer("resultBytes").map { Int($0) }
        isError = fields.boolean("error") ?? false
        cause = fields.string("cause")
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("durationMicros", durationMicroseconds)
        writer.put("resultBytes", resultBytes)
        if isError { writer.put("error", true) }
        writer.put("cause", cause)
    }
}

/// Another attempt of an asynchronous flow is due.
public struct Retried: Equatable, Sendable {
    /// The number of the attempt to come.
    public var attempt: Int
    public var delayMilliseconds: Int

    public init(attempt: Int, delayMilliseconds: Int) {
        self.attempt = attempt
        self.delayMilliseconds = delayMilliseconds
    }

    init(_ fields: EventFields) throws(EventDecodingError) {
        attempt = try fields.required("attempt")
        delayMilliseconds = try fields.required("delayMs")
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("attempt", attempt)
        writer.put("delayMs", delayMilliseconds)
    }
}
