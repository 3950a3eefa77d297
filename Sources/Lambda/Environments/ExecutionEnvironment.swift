import Flows
import HTTPServer
import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#endif

/// One process that polls the Runtime API, its listener, its output and its timers.
///
/// Owned by the service's event loop.
final class ExecutionEnvironment: @unchecked Sendable {
    let function: FunctionConfiguration
    /// `2026/11/22/[$LATEST]32hex`, also the name of its log stream.
    let name: String
    private unowned let pool: EnvironmentPool
    private let loop: any EventLoop
    private(set) var machine = EnvironmentState()
    private var listener: HTTPListener?
    private var process: LaunchedProcess?
    private var channels: [any Channel] = []
    private(set) var processID: Int32 = 0
    private let launchedAt = Timestamp.now()
    private(set) var readyAt: Timestamp?
    private var pendingNext: HTTPExchange?
    private(set) var current: RunningInvocation?
    private var timer: Scheduled<Void>?
    private var output = OutputLines()
    private var outputDescriptor: Int32 = -1
    private var outputChannel: (any Channel)?
    /// Before the first event, and between an answer and the next event.
    private var strayLog = LogText()
    private var lastFlow: LiveFlow?
    private var isFirst = true
    private var runtime: String?
    private var peakMemoryKB = 0
    private var memoryReadAt = Timestamp(microseconds: 0)
    private var initError: (type: String?, document: [UInt8])?
    /// Whether the pool has given it up; it ends after what it is doing.
    var isRetired = false
    private(set) var idleSince = Timestamp.now()

    /// The invocation that an environment has, from hand-over to answer.
    struct RunningInvocation {
        let invocation: PendingInvocation
        let startedAt: Timestamp
        let isCold: Bool
        let nextHead: HTTPResponse
    }

    init(
        function: FunctionConfiguration,
        pool: EnvironmentPool,
        loop: any EventLoop
    ) {
        self.function = function
        self.pool = pool
        self.loop = loop
        let date = Timestamp.now().utc.date.split(separator: "-").joined(separator: "/")
        var random = SystemRandomNumberGenerator()
        var digits: [UInt8] = []
        appendHex(of: random.next(), digits: 16, to: &digits)
        appendHex(of: random.next(), digits: 16, to: &digits)
        name = "\(date)/[$LATEST]\(String(decoding: digits, as: UTF8.self))"
    }

    var isIdle: Bool { machine.state == .idle && pendingNext != nil }
    var isStarting: Bool { machine.state == .starting }

    /// Whether it has answered and will ask for the next event any moment.
    var hasAnswered: Bool {
        if case .answered = machine.state { true } else { false }
    }

    // MARK: Start

    /// Binds the Runtime API and asks for the process. What happens then comes back to the pool.
    func start(_ runtime: PreparedRuntime, initLimit: TimeAmount) {
        let limits = HTTPLimits(bodyBytes: HostError.payloadLimit, idle: .hours(24 * 365))
        HTTPListener.bind(
            .tcp(host: "127.0.0.1", port: 0),
            on: loop,
            limits: limits,
            sendsDate: false,
            responder: RuntimeAPI(self)
        ).assumeIsolated().whenComplete { result in
            switch result {
            case .success(let listener):
                // Stopped meanwhile: nobody will ever call it.
                guard self.machine.state == .starting else {
                    _ = listener.close(grace: .zero)
                    return
                }
                self.listener = listener
                self.launch(runtime, port: listener.port)
            case .failure(let error):
                self.end(
                    .initFailure,
                    document: self.hostDocument(
                        .noEntrypoint(path: "the Runtime API", reason: "\(error)")
                    )
                )
            }
        }
        timer = loop.scheduleTask(in: initLimit) { self.initTimedOut() }
    }

    private func launch(_ runtime: PreparedRuntime, port: Int) {
        guard machine.state == .starting else { return }
        let specification = ProcessSpecification(
            arguments: runtime.arguments,
            environment: environmentVariables(
                for: function,
                runtime: runtime,
                account: pool.account,
                runtimeAPIAddress: "127.0.0.1:\(port)",
                logStream: name,
                callerEnvironment: pool.callerEnvironment
            ),
            workingDirectory: runtime.taskRoot
        )
        do {
            let process = try pool.launcher.launch(specification)
            self.process = process
            outputDescriptor = process.outputDescriptor
            watch(fcntl(process.controlDescriptor, F_DUPFD_CLOEXEC, 0), ControlHandler(self))
            watch(process.outputDescriptor, OutputHandler(self))
        } catch {
            end(
                .initFailure,
                document: hostDocument(
                    .noEntrypoint(path: runtime.arguments.first ?? "", reason: "\(error)")
                )
            )
        }
    }

    private func watch(_ descriptor: Int32, _ handler: any ChannelHandler & Sendable) {
        NIOPipeBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .takingOwnershipOfDescriptor(input: descriptor)
            .assumeIsolated()
            .whenSuccess { self.channels.append($0) }
    }

    // MARK: What the process does

    func received(_ message: ProcessMessage) {
        switch message {
        case .started(let processID): self.processID = processID
        case .execFailed(let errno):
            exited(
                .noEntrypoint(
                    path: "\(pool.entrypoint)",
                    reason: String(cString: strerror(errno)).lowercased()
                ),
                status: nil,
                signal: nil
            )
        case .exited(let report):
            peakMemoryKB = max(peakMemoryKB, report.peakMemoryKB)
            if let signal = report.signal {
                exited(.signalled(signal), status: nil, signal: Int(signal))
            } else {
                exited(
                    .exited(status: report.status ?? 0),
                    status: report.status.map { Int($0) },
                    signal: nil
                )
            }
        case .supervisorLost: exited(.signalled(9), status: nil, signal: 9)
        }
    }

    func received(output bytes: ByteBuffer) {
        output.append(bytes.readableBytesView)
        takeLines()
    }

    func outputBegan(_ channel: any Channel) { outputChannel = channel }

    /// The channel has closed the descriptor; its number may already be somebody else's.
    func outputEnded() {
        outputDescriptor = -1
        outputChannel = nil
    }

    /// Whole lines go to the invocation that has the environment, else to the stray ones.
    private func takeLines(atEnd: Bool = false) {
        while let line = output.nextLine(atEnd: atEnd) {
            if current != nil {
                current!.invocation.log.append(line, at: .now())
            } else {
                strayLog.append(line, at: .now())
            }
        }
    }

    /// Reads what is in the pipe now, without waiting for more.
    private func drainOutput() {
        guard outputDescriptor >= 0 else { return }
        var hasTaken = false
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
            while true {
                let count = read(outputDescriptor, buffer.baseAddress, buffer.count)
                guard count > 0 else { break }
                hasTaken = true
                output.append(buffer[..<count])
                if count < buffer.count { break }
            }
        }
        if hasTaken { forgetReportedOutput() }
        takeLines()
    }

    /// The loop may have been told of the bytes that were just read and not have come to it yet, and
    /// NIO takes a readable pipe without bytes for a fault of its own (an assertion in debug
    /// builds). A channel that does not read ignores what was reported before.
    private func forgetReportedOutput() {
        guard let channel = outputChannel else { return }
        try? channel.syncOptions?.setOption(.autoRead, value: false)
        loop.execute { try? channel.syncOptions?.setOption(.autoRead, value: true) }
    }

    // MARK: Runtime API

    /// The runtime asks for an event; `runtime` is how its client names itself (`User-Agent`).
    func nextAsked(_ exchange: HTTPExchange, runtime: String?) {
        drainOutput()
        if readyAt == nil { self.runtime = runtime }
        switch machine.nextAsked() {
        case .wait: becomeIdle(exchange)
        case .repeatCurrent:
            guard let current else { return }
            exchange.send(current.nextHead)
        case .refuse(let text):
            exchange.send(RuntimeAPI.error(403, "InvalidStateTransition", text))
        }
    }

    private func becomeIdle(_ exchange: HTTPExchange) {
        pendingNext = exchange
        exchange.onClientGone { [weak self] in self?.nextLost(exchange) }
        idleSince = .now()
        if readyAt == nil {
            readyAt = idleSince
            timer?.cancel()
            timer = nil
        } else {
            timer?.cancel()
            timer = nil
            recordStrayLog(isFromInit: false)
        }
        pool.becameIdle(self)
    }

    /// The connection that waited for an event is gone: the runtime may ask again, or is ending.
    private func nextLost(_ exchange: HTTPExchange) {
        guard pendingNext === exchange else { return }
        pendingNext = nil
        machine.nextLost()
        pool.lost(self)
        guard pool.hasTimeouts else { return }
        timer = loop.scheduleTask(in: .seconds(Int64(function.timeoutSeconds))) { self.timedOut() }
    }

    /// Hands an event over.
    func give(_ invocation: PendingInvocation) {
        guard let exchange = pendingNext else {
            preconditionFailure("only an idle environment is given an event")
        }
        pendingNext = nil
        machine.eventGiven(id: invocation.request.requestID)
        let startedAt = Timestamp.now()
        let deadline =
            pool.hasTimeouts
            ? startedAt.advanced(byMicroseconds: Int64(function.timeoutSeconds) * 1_000_000)
            : startedAt.advanced(byMicroseconds: 86_400_000_000)
        let response = RuntimeAPI.nextResponse(invocation.request, deadline: deadline)
        let isCold = isFirst
        isFirst = false
        current = RunningInvocation(
            invocation: invocation,
            startedAt: startedAt,
            isCold: isCold,
            nextHead: response
        )
        lastFlow = invocation.request.flow
        record(
            .started(
                Started(
                    environment: name,
                    isCold: isCold,
                    processID: Int(processID),
                    deadline: deadline,
                    waitMicroseconds: Int(startedAt.microseconds(since: invocation.queuedAt)),
                    runtime: isCold ? runtime : nil
                )
            ),
            of: invocation.request.flow,
            at: startedAt
        )
        if isCold { recordStrayLog(isFromInit: true) }
        exchange.send(response)
        if pool.hasTimeouts {
            timer = loop.scheduleTask(in: .seconds(Int64(function.timeoutSeconds))) {
                self.timedOut()
            }
        }
    }

    /// Takes a result or an error document for request `id`.
    func answered(
        id: String,
        document: [UInt8],
        isError: Bool,
        isComplete: Bool,
        on exchange: HTTPExchange
    ) {
        drainOutput()
        switch machine.answered(id: id) {
        case .unknownRequest:
            exchange.send(RuntimeAPI.error(400, "InvalidRequestID", "Invalid request ID"))
        case .refuse(let text):
            exchange.send(RuntimeAPI.error(403, "InvalidStateTransition", text))
        case .accept where !isComplete:
            exchange.send(
                RuntimeAPI.error(
                    413,
                    "RequestEntityTooLarge",
                    "Exceeded maximum allowed payload size (\(HostError.payloadLimit) bytes)."
                )
            )
            finish(.aborted(.tooLarge), document: hostDocument(.tooLarge))
        case .accept:
            finish(isError ? .error : .result, document: document)
            exchange.send(RuntimeAPI.accepted)
        }
    }

    func initFailed(_ document: [UInt8], type: String?, on exchange: HTTPExchange) {
        guard machine.initFailed() else {
            exchange.send(
                RuntimeAPI.error(
                    403,
                    "InvalidStateTransition",
                    "State transition from Ready to InitError failed for runtime. "
                        + "Error: State transition is not allowed"
                )
            )
            return
        }
        initError = (type, document)
        exchange.send(RuntimeAPI.accepted)
        // The runtime exits by itself; where it does not, it is helped.
        loop.scheduleTask(in: .milliseconds(500)) { self.process?.kill() }
    }

    // MARK: Ends

    private enum Ending {
        case result
        case error
        case aborted(AbortCause, exitStatus: Int? = nil, signal: Int? = nil)
    }

    /// Ends the current invocation and tells who waits for it.
    private func finish(_ ending: Ending, document: [UInt8]?, errorType hostType: String? = nil) {
        guard let running = current else { return }
        current = nil
        if case .aborted = ending {
            timer?.cancel()
            timer = nil
        }
        let duration = Int(Timestamp.now().microseconds(since: running.startedAt))
        let initTime =
            running.isCold ? readyAt.map { Int($0.microseconds(since: launchedAt)) } : nil
        let billed = (duration + 999) / 1000 + (initTime.map { ($0 + 999) / 1000 } ?? 0)
        let memory = memoryUsedMB(after: duration)
        let event: FlowEvent
        switch ending {
        case .result, .error:
            let isError = if case .error = ending { true } else { false }
            event = .executed(
                Executed(
                    errorType: isError ? errorType(inDocument: document ?? []) : nil,
                    isError: isError,
                    durationMicroseconds: duration,
                    initMicroseconds: initTime,
                    billedMilliseconds: billed,
                    memoryUsedMB: memory,
                    memorySizeMB: function.memoryMB,
                    resultBytes: document?.count ?? 0,
                    logBytes: running.invocation.log.bytes.count
                )
            )
        case .aborted(let cause, let status, let signal):
            event = .aborted(
                Aborted(
                    cause,
                    errorType: document.flatMap(errorType(inDocument:)),
                    exitStatus: status,
                    signal: signal,
                    durationMicroseconds: duration,
                    initMicroseconds: initTime,
                    billedMilliseconds: billed,
                    memoryUsedMB: memory,
                    memorySizeMB: function.memoryMB
                )
            )
        }
        running.invocation.finish(
            InvocationOutcome(event: event, document: document, log: running.invocation.log)
        )
        pool.finishedInvocation(of: self)
    }

    private func timedOut() {
        guard current != nil else {
            // It answered and never asked for more: the environment is reset, nobody waits.
            machine.toldToEnd()
            process?.kill()
            return
        }
        drainOutput()
        machine.toldToEnd()
        finish(
            .aborted(.timeout),
            document: hostDocument(.timedOut(seconds: function.timeoutSeconds))
        )
        process?.kill()
    }

    private func initTimedOut() {
        guard machine.state == .starting else { return }
        machine.toldToEnd()
        pool.initTimedOut(self)
        process?.kill()
        if process == nil { ended() }
    }

    private func exited(_ error: HostError, status: Int?, signal: Int?) {
        drainOutput()
        takeLines(atEnd: true)
        let wasStarting = machine.state == .starting || initError != nil
        machine.exited()
        if wasStarting {
            let document = initError?.document ?? hostDocument(error)
            end(.initFailure, document: document, status: status, signal: signal)
        } else {
            let cause: AbortCause = signal == nil ? .exit : .signal
            finish(
                .aborted(cause, exitStatus: status, signal: signal),
                document: hostDocument(error)
            )
            ended()
        }
    }

    /// The environment never became ready: whoever waits for it is told why.
    private func end(
        _ cause: AbortCause,
        document: [UInt8],
        status: Int? = nil,
        signal: Int? = nil
    ) {
        machine.exited()
        timer?.cancel()
        let aborted = Aborted(
            cause,
            errorType: errorType(inDocument: document),
            exitStatus: status,
            signal: signal,
            initMicroseconds: Int(Timestamp.now().microseconds(since: launchedAt)),
            memoryUsedMB: peakMemoryKB / 1024,
            memorySizeMB: function.memoryMB
        )
        pool.initFailed(
            self,
            InvocationOutcome(event: .aborted(aborted), document: document, log: strayLog)
        )
        strayLog = LogText()
        ended()
    }

    private func ended() {
        machine.exited()
        timer?.cancel()
        timer = nil
        recordStrayLog(isFromInit: false)
        outputDescriptor = -1
        for channel in channels { channel.close(promise: nil) }
        channels = []
        process?.release()
        process = nil
        _ = listener?.close(grace: .zero)
        listener = nil
        pool.ended(self)
    }

    /// Ends the process now. A flow that it has is told `cause`.
    func stop(_ cause: AbortCause) {
        machine.toldToEnd()
        finish(.aborted(cause), document: nil)
        if process == nil { ended() } else { process?.kill() }
    }

    // MARK: Small things

    private func record(
        _ event: FlowEvent,
        _ contents: [Content] = [],
        of flow: LiveFlow,
        at time: Timestamp? = nil
    ) {
        do {
            try flow.record(event, contents, at: time)
        } catch {
            pool.logger.error("\(error); flow \(flow.id)")
        }
    }

    private func recordStrayLog(isFromInit: Bool) {
        guard !strayLog.isEmpty, let flow = lastFlow else { return }
        let logged = Logged(bytes: strayLog.bytes.count, isFromInit: isFromInit)
        record(.logged(logged), [Content(.log, strayLog.bytes)], of: flow)
        strayLog = LogText()
    }

    /// Reading the kernel's figure costs some microseconds: done at most ten times a second.
    private func memoryUsedMB(after durationMicroseconds: Int) -> Int {
        let now = Timestamp.now()
        if processID > 0, now.microseconds(since: memoryReadAt) > 100_000 {
            memoryReadAt = now
            if let actual = Lambda.peakMemoryKB(of: processID) {
                peakMemoryKB = max(peakMemoryKB, actual)
            }
        }
        return peakMemoryKB / 1024
    }

    private func hostDocument(_ error: HostError) -> [UInt8] {
        error.document(
            requestID: current?.invocation.request.requestID
                ?? pool.nextRequestID ?? ""
        )
    }
}

/// `errorType` of an error document, cut to 200 characters; nil when it has none.
func errorType(inDocument document: [UInt8]) -> String? {
    topLevelString("errorType", in: document).map { String($0.prefix(200)) }
}

/// Watches the control socket of a process.
private final class ControlHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    private let environment: ExecutionEnvironment

    init(_ environment: ExecutionEnvironment) { self.environment = environment }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unwrapInboundIn(data).withUnsafeReadableBytes { packet in
            if let message = ProcessMessage(packet: packet) { environment.received(message) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if environment.machine.state != .ended { environment.received(.supervisorLost) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// Watches what a process writes.
private final class OutputHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    private let environment: ExecutionEnvironment

    init(_ environment: ExecutionEnvironment) { self.environment = environment }

    func handlerAdded(context: ChannelHandlerContext) { environment.outputBegan(context.channel) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        environment.received(output: unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) { environment.outputEnded() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
