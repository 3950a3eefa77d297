import Flows

/// The SQL functions that spell the platform's lines, with ``PlatformLines`` as their body.
enum PlatformLineFunctions {
    static func register(on connection: OpaquePointer) throws(SQLiteFailure) {
        try add("lambda_request_id", 2, connection) { requestID($0) }
        try add("init_start_line", 1, connection) { arguments in
            let runtime = fields(arguments, 0)?.string("runtime")
            return PlatformLines.initStart(runtimeVersion: runtime, runtimeVersionARN: nil)
        }
        try add("init_report_line", 2, connection) { arguments in
            let errorType = text(arguments, 1)
            return PlatformLines.initReport(
                initMicroseconds: Int(arguments.integer(0)),
                phase: "init",
                status: errorType == "Sandbox.Timedout" ? "timeout" : "error",
                errorType: errorType
            )
        }
        try add("start_line", 2, connection) { PlatformLines.start(requestID: requestID($0)) }
        try add("end_line", 2, connection) { PlatformLines.end(requestID: requestID($0)) }
        try add("timeout_line", 4, connection) { arguments in
            PlatformLines.timedOut(
                requestID: requestID(arguments),
                at: Timestamp(microseconds: arguments.integer(2)),
                afterMicroseconds: Int(arguments.integer(3))
            )
        }
        try add("exit_line", 4, connection) { arguments in
            guard let fields = fields(arguments, 2), let cause = fields.string("cause"),
                let known = AbortCause(rawValue: cause)
            else { return nil }
            let aborted = Aborted(
                known,
                errorType: nil,
                exitStatus: fields.integer("exitStatus").map { Int($0) },
                signal: fields.integer("signal").map { Int($0) }
            )
            let lines = PlatformLines.exited(requestID: requestID(arguments), aborted)?
                .split(separator: "\n")
            let number = Int(arguments.integer(3))
            return lines.flatMap { number < $0.count ? String($0[number]) : nil }
        }
        try add("report_line", 9, connection, report)
    }

    private static func report(_ arguments: SQLArguments) -> String? {
        let outcome = arguments.text(2)
        let (duration, billed) = (integer(arguments, 4) ?? 0, integer(arguments, 5))
        let (size, used) = (integer(arguments, 6), integer(arguments, 7))
        let requestID = requestID(arguments)
        if let cause = AbortCause(rawValue: outcome) {
            let aborted = Aborted(
                cause,
                errorType: text(arguments, 3),
                durationMicroseconds: duration,
                initMicroseconds: integer(arguments, 8),
                billedMilliseconds: billed,
                memoryUsedMB: used,
                memorySizeMB: size
            )
            return PlatformLines.report(requestID: requestID, aborted)
        }
        let executed = Executed(
            errorType: nil,
            isError: outcome == "error",
            durationMicroseconds: duration,
            initMicroseconds: integer(arguments, 8),
            billedMilliseconds: billed ?? 0,
            memoryUsedMB: used ?? 0,
            memorySizeMB: size ?? 0,
            resultBytes: 0,
            logBytes: 0
        )
        return PlatformLines.report(requestID: requestID, executed)
    }

    private static func add(
        _ name: String,
        _ count: Int,
        _ connection: OpaquePointer,
        _ line: @escaping (SQLArguments) -> String?
    ) throws(SQLiteFailure) {
        try SQLFunction.register(name, arguments: count, on: connection) { arguments, output in
            guard let text = line(arguments) else { return }
            // Lines stand in rows without their line feeds; the blank one after a timeout is no row.
            let end = text.lastIndex { $0 != "\n" }
            output.set(end.map { String(text[...$0]) } ?? "")
        }
    }

    /// The id by which the function knew the request, of a flow's id and kind.
    private static func requestID(_ arguments: SQLArguments) -> String {
        guard let id = FlowID(bytes: UnsafeRawBufferPointer(arguments.bytes(0))),
            let kind = FlowKind(rawValue: arguments.text(1))
        else { return "" }
        return id.lambdaRequestID(kind: kind)
    }

    private static func integer(_ arguments: SQLArguments, _ index: Int) -> Int? {
        arguments.kind(index) == .null ? nil : Int(arguments.integer(index))
    }

    private static func text(_ arguments: SQLArguments, _ index: Int) -> String? {
        arguments.kind(index) == .null ? nil : arguments.text(index)
    }

    private static func fields(_ arguments: SQLArguments, _ index: Int) -> EventFields? {
        guard arguments.kind(index) == .text else { return nil }
        return try? EventFields(json: Array(arguments.bytes(index)))
    }
}
