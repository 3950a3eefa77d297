/// The gateway refused the request before any function ran.
public struct Rejected: Equatable, Sendable {
    public var cause: RejectCause
    /// What exactly, in our own words; never a value of the client's.
    public var detail: String?

    public init(_ cause: RejectCause, detail: String? = nil) {
        self.cause = cause
        self.detail = detail
    }

    init(_ fields: EventFields) throws(EventDecodingError) {
        cause = try fields.required("cause", as: RejectCause.self)
        detail = fields.string("detail")
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("cause", cause)
        writer.put("detail", detail)
    }
}

public enum RejectCause: String, Sendable {
    case noRoute, unauthorized, forbidden, apiKey, throttled, tooLarge, invalid, incomplete
    /// The route needs something that Waybill does not honour yet: answered 501.
    case unsupported
    /// The Invoke API was asked for a function that does not exist.
    case noFunction
}

/// The invocation came to no answer of the function.
public struct Aborted: Equatable, Sendable {
    public var cause: AbortCause
    /// The error type as AWS names it, such as `Sandbox.Timedout`.
    public var errorType: String?
    /// The exit status, when the process exited.
    public var exitStatus: Int?
    /// The signal's number, when one ended the process.
    public var signal: Int?
    /// From hand-over to the failure; absent when nothing was handed over.
    public var durationMicroseconds: Int?
    public var initMicroseconds: Int?
    public var billedMilliseconds: Int?
    public var memoryUsedMB: Int?
    public var memorySizeMB: Int?

    public init(
        _ cause: AbortCause,
        errorType: String?,
        exitStatus: Int? = nil,
        signal: Int? = nil,
        durationMicroseconds: Int? = nil,
        initMicroseconds: Int? = nil,
        billedMilliseconds: Int? = nil,
        memoryUsedMB: Int? = nil,
        memorySizeMB: Int? = nil
    ) {
        self.cause = cause
        self.errorType = errorType
        self.exitStatus = exitStatus
        self.signal = signal
        self.durationMicroseconds = durationMicroseconds
        self.initMicroseconds = initMicroseconds
        self.billedMilliseconds = billedMilliseconds
        self.memoryUsedMB = memoryUsedMB
        self.memorySizeMB = memorySizeMB
    }

    init(_ fields: EventFields) throws(EventDecodingError) {
        cause = try fields.required("cause", as: AbortCause.self)
        errorType = fields.string("errorType")
        exitStatus = fields.integer("exitStatus").map { Int($0) }
        signal = fields.integer("signal").map { Int($0) }
        durationMicroseconds = fields.integer("durationMicros").map { Int($0) }
        initMicroseconds = fields.integer("initMicros").map { Int($0) }
        billedMilliseconds = fields.integer("billedMs").map { Int($0) }
        memoryUsedMB = fields.integer("memoryUsedMB").map { Int($0) }
        memorySizeMB = fields.integer("memorySizeMB").map { Int($0) }
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("cause", cause)
        writer.put("errorType", errorType)
        writer.put("exitStatus", exitStatus)
        writer.put("signal", signal)
        writer.put("durationMicros", durationMicroseconds)
        writer.put("initMicros", initMicroseconds)
        writer.put("billedMs", billedMilliseconds)
        writer.put("memoryUsedMB", memoryUsedMB)
        writer.put("memorySizeMB", memorySizeMB)
    }
}

public enum AbortCause: String, Sendable {
    /// The function's own time limit passed.
    case timeout
    /// The function could not be initialised.
    case initFailure
    /// The process exited while it had the event.
    case exit
    /// A signal ended the process while it had the event.
    case signal
    /// The gateway's time limit passed first; the function runs on.
    case gatewayLimit
    /// Waybill was stopped.
    case shutdown
    /// Concurrency over its limit, or the waiting line full.
    case throttled
    /// An operator killed the flow.
    case killed
    /// An operator answered in the function's place.
    case responded
    /// Another service that a replay was to be sent to took no connection, or refused: nothing ran.
    case unreachable
    /// Another service got the replay and gave no answer of the function: it may have run.
    case unanswered
    /// The answer was larger than 6 MiB.
    case tooLarge
    /// The log could not take the event.
    case recording
    /// An imported record says that the invocation failed, and not how.
    case unspecified
}

/// The function's result is no valid proxy response.
public struct Undecodable: Equatable, Sendable {
    /// What was wrong, in our own words; never a value of the function's.
    public var reason: String

    public init(reason: String) { self.reason = reason }

    init(_ fields: EventFields) throws(EventDecodingError) {
        reason = try fields.required("reason")
    }

    func write(to writer: inout EventFieldWriter) { writer.put("reason", reason) }
}

/// The client went away before it had the last byte.
public struct Abandoned: Equatable, Sendable {
    /// Bytes of the whole message that was ready.
    public var bytes: Int?
    /// From `sent` to the moment the loss was noticed.
    public var afterMicroseconds: Int?

    public init(bytes: Int?, afterMicroseconds: Int?) {
        self.bytes = bytes
        self.afterMicroseconds = afterMicroseconds
    }

    init(_ fields: EventFields) {
        bytes = fields.integer("bytes").map { Int($0) }
        afterMicroseconds = fields.integer("afterMicros").map { Int($0) }
    }

    func write(to writer: inout EventFieldWriter) {
        writer.put("bytes", bytes)
        writer.put("afterMicros", afterMicroseconds)
    }
}
