import Flows
import Logging
import NIOCore

/// The execution environments of one function: starts them, hands events to the one used last, lets
/// calls wait in a bounded line, replaces environments when the code changes.
///
/// Owned by the service's event loop.
public final class EnvironmentPool: @unchecked Sendable {
    public let function: FunctionConfiguration
    let account: AccountIdentity
    let launcher: ProcessLauncher
    let callerEnvironment: [String: String]
    let logger: Logger
    private let loop: any EventLoop
    private let settings: PoolSettings
    private var preparation = Preparation.pending
    private var environments: [ExecutionEnvironment] = []
    /// Environments that wait for an event, the one used last at the end.
    private var idle: [ExecutionEnvironment] = []
    private var waiting: [PendingInvocation] = []
    private var running = 0
    /// Initialisations that ran out of time, one after the other.
    private var initTimeouts = 0
    private var whenEmpty: (() -> Void)?
    /// Told when an initialisation begins and ends, for the terminal's spinner.
    public var whenInitialising: ((Bool) -> Void)?

    private enum Preparation {
        case pending
        case ready(PreparedRuntime)
        case failed(RuntimeError)
        case stopping
    }

    public init(
        function: FunctionConfiguration,
        account: AccountIdentity,
        launcher: ProcessLauncher,
        callerEnvironment: [String: String],
        settings: PoolSettings,
        loop: any EventLoop,
        logger: Logger
    ) {
        self.function = function
        self.account = account
        self.launcher = launcher
        self.callerEnvironment = callerEnvironment
        self.settings = settings
        self.loop = loop
        self.logger = logger
    }

    var hasTimeouts: Bool { settings.hasTimeouts }

    /// First 12 digits of the code's digest, once it is known.
    public var code: String? {
        if case .ready(let runtime) = preparation { runtime.codeDigest } else { nil }
    }

    /// When the newest file of the code folder was written; nil while the code is not read yet.
    public var codeChangedAt: Timestamp? {
        if case .ready(let runtime) = preparation { runtime.codeChangedAt } else { nil }
    }

    var entrypoint: String {
        if case .ready(let runtime) = preparation { runtime.arguments[0] } else { "" }
    }

    /// The request that a starting environment is started for.
    var nextRequestID: String? { waiting.first?.request.requestID }

    // MARK: Preparation

    /// The interpreter was found and the code was read.
    public func prepared(_ result: Result<PreparedRuntime, RuntimeError>) {
        switch result {
        case .success(let runtime):
            preparation = .ready(runtime)
            startWhatIsNeeded()
        case .failure(let error):
            preparation = .failed(error)
            let refused = waiting
            waiting = []
            for invocation in refused { invocation.finish(Self.unprepared(error)) }
        }
    }

    /// The code changed: new environments run the new one, those at work finish on the old one.
    public func codeChanged(_ runtime: PreparedRuntime) {
        preparation = .ready(runtime)
        for environment in idle { environment.stop(.shutdown) }
        idle = []
        for environment in environments {
            environment.isRetired = true
            // One that starts would come up with half-old code; nobody has it yet.
            if environment.isStarting { environment.stop(.shutdown) }
        }
        startWhatIsNeeded()
    }

    private static func unprepared(_ error: RuntimeError) -> InvocationOutcome {
        var json = JSONWriter()
        json.beginObject()
        json.key("errorType")
        json.string("Runtime.InvalidRuntime")
        json.key("errorMessage")
        json.string("\(error)")
        json.endObject()
        return InvocationOutcome(
            event: .aborted(Aborted(.initFailure, errorType: "Runtime.InvalidRuntime")),
            document: json.bytes
        )
    }

    // MARK: Invoking

    /// Runs the function once. Returns when there is an answer, a failure, or the gateway's limit.
    public func invoke(_ request: Invocation) async -> InvocationOutcome {
        switch preparation {
        case .pending, .ready: break
        case .failed(let error): return Self.unprepared(error)
        case .stopping:
            return InvocationOutcome(
                event: .aborted(Aborted(.shutdown, errorType: nil)),
                document: nil
            )
        }
        if let reserved = function.reservedConcurrency, running + waiting.count >= reserved {
            return .throttled("ReservedFunctionConcurrentInvocationLimitExceeded")
        }
        if waiting.count >= settings.waitingLimit {
            return .throttled("ConcurrentInvocationLimitExceeded")
        }
        return await withUnsafeContinuation { continuation in
            let invocation = PendingInvocation(request, waiter: continuation)
            invocation.limit(on: loop) { [weak self, weak invocation] in
                self?.waiting.removeAll { $0 === invocation }
            }
            if let environment = takeIdle() {
                running += 1
                environment.give(invocation)
            } else {
                waiting.append(invocation)
                startWhatIsNeeded()
            }
        }
    }

    private func takeIdle() -> ExecutionEnvironment? {
        while let environment = idle.popLast() {
            if environment.isIdle { return environment }
        }
        return nil
    }

    /// Starts environments for the calls that wait.
    /// - Parameter patient: whether environments that have answered, and will ask for the next event
    ///   within microseconds, are counted on. One that does not is no longer waited for soon.
    private func startWhatIsNeeded(patient: Bool = true) {
        guard case .ready(let runtime) = preparation else { return }
        let current = environments.filter { !$0.isRetired }
        let starting = current.count { $0.isStarting }
        let almostIdle = patient ? current.count { $0.hasAnswered } : 0
        let room = settings.environmentLimit - current.count
        if almostIdle > 0, room > 0, waiting.count > starting {
            loop.scheduleTask(in: PoolSettings.patience) { [weak self] in
                self?.startWhatIsNeeded(patient: false)
            }
        }
        for _ in 0..<max(0, min(waiting.count - starting - almostIdle, room)) {
            let environment = ExecutionEnvironment(
                function: function,
                pool: self,
                loop: loop
            )
            environments.append(environment)
            environment.start(runtime, initLimit: initLimit)
        }
        showInitialising()
    }

    /// Ten seconds at first; an initialisation that ran out of them is tried again inside the
    /// invocation, with the function's own limit.
    private var initLimit: TimeAmount {
        guard hasTimeouts else { return .hours(24) }
        return initTimeouts == 0
            ? PoolSettings.initLimit : .seconds(Int64(function.timeoutSeconds))
    }

    private func showInitialising() {
        whenInitialising?(environments.contains { $0.isStarting })
    }

    // MARK: What environments tell

    func becameIdle(_ environment: ExecutionEnvironment) {
        initTimeouts = 0
        showInitialising()
        if environment.isRetired {
            environment.stop(.shutdown)
            return
        }
        if waiting.isEmpty {
            idle.append(environment)
        } else {
            running += 1
            environment.give(waiting.removeFirst())
        }
    }

    /// An environment waits no longer, and has not ended.
    func lost(_ environment: ExecutionEnvironment) {
        idle.removeAll { $0 === environment }
    }

    func finishedInvocation(of environment: ExecutionEnvironment) { running -= 1 }

    /// An environment never became ready. One waiting call gets the reason; the others are tried
    /// in environments of their own.
    func initFailed(_ environment: ExecutionEnvironment, _ outcome: InvocationOutcome) {
        guard !environment.isRetired, !waiting.isEmpty else { return }
        waiting.removeFirst().finish(outcome)
    }

    func initTimedOut(_ environment: ExecutionEnvironment) {
        initTimeouts += 1
        guard initTimeouts > 1, !waiting.isEmpty else { return }
        initTimeouts = 0
        let invocation = waiting.removeFirst()
        let error = HostError.timedOut(seconds: function.timeoutSeconds)
        invocation.finish(
            InvocationOutcome(
                event: .aborted(
                    Aborted(
                        .timeout,
                        errorType: error.errorType,
                        memorySizeMB: function.memoryMB
                    )
                ),
                document: error.document(requestID: invocation.request.requestID)
            )
        )
    }

    func ended(_ environment: ExecutionEnvironment) {
        environments.removeAll { $0 === environment }
        idle.removeAll { $0 === environment }
        startWhatIsNeeded()
        if environments.isEmpty {
            whenEmpty?()
            whenEmpty = nil
        }
    }

    // MARK: Time

    /// Ends environments that have waited for an event longer than the setting says.
    public func stopIdle(before moment: Timestamp) {
        for environment in idle where environment.idleSince < moment { environment.stop(.shutdown) }
    }

    /// Ends every environment; calls that wait are told `shutdown`. Returns when none is left.
    public func shutdown() async {
        let refused = waiting
        waiting = []
        for invocation in refused {
            invocation.finish(
                InvocationOutcome(
                    event: .aborted(Aborted(.shutdown, errorType: nil)),
                    document: nil
                )
            )
        }
        preparation = .stopping
        for environment in environments { environment.stop(.shutdown) }
        guard !environments.isEmpty else { return }
        await withUnsafeContinuation { continuation in
            whenEmpty = { continuation.resume() }
        }
    }

    /// Whether a call runs or waits.
    public var isBusy: Bool { running > 0 || !waiting.isEmpty }

    /// How many environments there are, for the status page; those that are ending too.
    public var environmentCount: Int { environments.count }

    /// How many environments start, wait for an event, and have one or have just answered it.
    public var environmentCounts: (starting: Int, idle: Int, busy: Int) {
        var counts = (starting: 0, idle: 0, busy: 0)
        for environment in environments {
            switch environment.machine.state {
            case .starting: counts.starting += 1
            case .idle, .away: counts.idle += 1
            case .running, .answered: counts.busy += 1
            case .ending, .ended: break
            }
        }
        return counts
    }
}

/// Bounds of a pool.
public struct PoolSettings: Sendable {
    /// Environments of one function at a time.
    public var environmentLimit: Int
    /// Calls that may wait for an environment; one more is throttled.
    public var waitingLimit = 1000
    /// False lets a language debugger sit in a function.
    public var hasTimeouts = true

    public init(environmentLimit: Int) { self.environmentLimit = environmentLimit }

    /// How long an environment that has answered is counted on to ask for the next event.
    static let patience: TimeAmount = .milliseconds(20)
    /// The limit of the first initialisation, as on AWS.
    static let initLimit: TimeAmount = .seconds(10)
}
