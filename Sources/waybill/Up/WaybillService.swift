import Debugger
import EventStore
import Flows
import Foundation
import Gateway
import HTTPServer
import Lambda
import Logging
import NIOCore
import ServiceLifecycle
import Templates

/// A project being served: front doors, functions, the Invoke API, the control socket, all on one
/// event loop, which owns their state.
final class WaybillService: Service, @unchecked Sendable {
    let project: Project
    let options: UpOptions
    private let log: EventLog
    private let loop: any EventLoop
    let pools: [String: EnvironmentPool]
    let orderedPools: [EnvironmentPool]
    private let recording: FlowRecording
    private let lines: FlowLines
    private let calls = CallRegistry()
    private let breakpoints: Breakpoints
    private let replayer: Replayer
    private let replays: Replays
    private let files: ProjectFiles
    private let resolver: RuntimeResolver
    private(set) var doors: [(door: FrontDoor, listener: HTTPListener)] = []
    private(set) var invokeListener: HTTPListener?
    private var controlListener: HTTPListener?
    private var watcher: CodeWatcher?
    private var idleSweep: RepeatedTask?
    private var preparations = 0
    private var failedPreparations = 0
    private var whenDone: CheckedContinuation<Void, Never>?
    /// Whether the signal came, which may be before anybody waits for it.
    private var isStopping = false
    let startedAt = Timestamp.now()
    /// Whether the service ended because nothing of it can work.
    private(set) var hasFailed = false

    /// How long flows in progress may take to finish after a signal.
    private static let grace: TimeAmount = .seconds(10)

    init(
        project: Project,
        options: UpOptions,
        log: EventLog,
        launcher: ProcessLauncher,
        loop: any EventLoop
    ) {
        self.project = project
        self.options = options
        self.log = log
        self.loop = loop
        let logger = Logger(label: "waybill")
        let lines = FlowLines(loop: loop, isQuiet: options.isQuiet, calls: calls)
        self.lines = lines
        let breakpoints = Breakpoints(log: log, loop: loop)
        self.breakpoints = breakpoints
        breakpoints.whenNoticed = { lines.noticed($0) }
        calls.whenStepped = { breakpoints.step($0, session: $1) }
        recording = FlowRecording(
            recorder: log,
            executor: EventLoopExecutor(loop),
            witness: lines,
            logger: logger,
            handOffs: breakpoints,
            replays: ReplayRegistry()
        )
        let cores = ProcessInfo.processInfo.activeProcessorCount
        var settings = PoolSettings(
            environmentLimit: options.environmentLimit ?? max(4, 2 * cores)
        )
        settings.hasTimeouts = options.hasTimeouts
        let environment = ProcessInfo.processInfo.environment
        orderedPools = project.functions.map { function in
            let pool = EnvironmentPool(
                function: function,
                account: options.account,
                launcher: launcher,
                callerEnvironment: environment,
                settings: settings,
                loop: loop,
                logger: logger
            )
            pool.whenInitialising = { lines.initialising(function.name, $0) }
            return pool
        }
        pools = Dictionary(
            orderedPools.map { ($0.function.logicalID, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        replayer = Replayer(
            log: log,
            recording: recording,
            functions: orderedPools,
            breakpoints: breakpoints,
            account: options.account,
            hasTimeouts: options.hasTimeouts
        )
        replays = Replays(replayer)
        files = ProjectFiles(projectFolder: project.folder)
        resolver = RuntimeResolver(
            options: RuntimeOptions(
                strict: options.isStrict,
                overrides: options.runtimes,
                searchPath: environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
                projectFolder: project.folder,
                callerEnvironment: environment
            ),
            launcher: launcher
        )
        log.whenPending = { [loop, log] in
            // What nobody waits for, such as `displayed`, is committed with the next commit or then.
            loop.scheduleTask(in: .milliseconds(15)) { log.flush() }
        }
    }

    // MARK: Start

    /// Binds every listener.
    func bind() async throws {
        let settings = FrontDoorSettings(
            account: options.account,
            allowsUnsupported: options.allowsUnsupported,
            hasTimeouts: options.hasTimeouts,
            whenMalformed: { [log] api, reason, client in
                log.recordService(
                    "requestMalformed",
                    contents: [Content(.text, Array("\(client): \(reason)".utf8))]
                ) {
                    $0.put("api", api)
                    $0.put("reason", reason)
                }
            }
        )
        var port = options.port
        for api in project.apis {
            let door = FrontDoor(
                api: api,
                settings: settings,
                functions: pools,
                recording: recording
            )
            let listener = try await bind(
                port,
                bodyLimit: RequestLimits.bodyBytes,
                responder: door,
                flag: "--port"
            )
            door.port = listener.port
            doors.append((door, listener))
            port = port == 0 ? 0 : (port == options.port ? port + 2 : port + 1)
        }
        let invoke = InvokeAPI(
            functions: orderedPools,
            account: options.account,
            recording: recording,
            whenMalformed: { [log] reason, client in
                log.recordService(
                    "requestMalformed",
                    contents: [Content(.text, Array("\(client): \(reason)".utf8))]
                ) {
                    $0.put("api", "invoke")
                    $0.put("reason", reason)
                }
            }
        )
        invokeListener = try await bind(
            options.invokePort,
            bodyLimit: InvokeAPI.requestLimit,
            responder: invoke,
            flag: "--invoke-port"
        )
        try await bindControlSocket()
        recordStart()
    }

    private func bind(
        _ port: Int,
        bodyLimit: Int,
        responder: any HTTPResponder,
        flag: String
    ) async throws -> HTTPListener {
        do {
            return try await HTTPListener.bind(
                .tcp(host: options.host, port: port),
                on: loop,
                limits: HTTPLimits(bodyBytes: bodyLimit),
                responder: responder
            ).get()
        } catch let error as IOError {
            let reason = String(cString: strerror(error.errnoCode)).lowercased()
            throw ServiceFailure(
                "cannot listen on \(options.host):\(port): \(reason)\n"
                    + "  name another port with \(flag) PORT (0 takes any free one)"
            )
        } catch {
            throw ServiceFailure(
                "cannot listen on \(options.host):\(port): \(error)\n"
                    + "  name an address of this machine with --host, such as 127.0.0.1"
            )
        }
    }

    private func bindControlSocket() async throws {
        let control = ControlSocket(
            log: log,
            calls: calls,
            executor: recording.executor,
            status: { [weak self] in self?.status.json ?? [] }
        )
        control.holding = HoldingCalls(breakpoints, executor: recording.executor)
        replayer.doors = doors.map { ($0.door, $0.listener.host, $0.listener.port) }
        control.replaying = ReplayCalls(replays, executor: recording.executor)
        let path = ControlSocketPath.of(logPath: log.path)
        controlListener = try await HTTPListener.bind(
            .unix(path: path),
            on: loop,
            // An edited request or an imported record may be as large as a front door takes,
            // and escaped.
            limits: HTTPLimits(bodyBytes: Transfers.messageLimit, idle: .hours(24)),
            responder: control
        ).get()
        chmod(path, 0o600)
    }

    private func recordStart() {
        let template = project.templatePath
        loop.execute { [self] in
            log.recordService("serviceStarted") {
                $0.put("version", waybillVersion)
                $0.put("pid", Int(getpid()))
                $0.put("operator", NSUserName())
                $0.put("durability", options.durability)
                $0.put("template", template.map { ($0 as NSString).lastPathComponent })
                $0.put("templateDigest", project.templateDigest)
                $0.put("functions", project.functions.count)
                $0.put("apis", project.apis.count)
            }
        }
    }

    private func printBanner() {
        var text = ""
        for (door, listener) in doors {
            let kind = door.api.kind == .http ? "HTTP API" : "REST API"
            text += "\(kind) \(door.api.logicalID) on http://\(options.host):\(listener.port)"
            text += door.api.stage == "$default" ? "\n" : "/\(door.api.stage)\n"
            for route in door.api.routes {
                let target =
                    switch route.integration {
                    case .function(let name): pools[name]?.function.name ?? name
                    case .fixed: "(answered by the gateway)"
                    }
                text += "  \(route.key.padded(to: 32)) \(target)"
                if !route.unsupported.isEmpty, !options.allowsUnsupported { text += "  (501)" }
                text += "\n"
            }
        }
        if let invokeListener {
            text += "Invoke API on http://\(options.host):\(invokeListener.port)\n"
            for pool in orderedPools {
                text += "  \(pool.function.name.padded(to: 32)) \(pool.function.runtime)\n"
            }
        }
        text += "Log \(log.path)\n"
        lines.print(text)
    }

    // MARK: Functions

    /// Looks for interpreters and reads the code in the background: the service listens meanwhile,
    /// and calls wait.
    private func prepareFunctions() {
        preparations = orderedPools.count
        for pool in orderedPools { prepare(pool, isFirst: true) }
        guard options.watchesCode else { return }
        let folders = orderedPools.compactMap { pool -> (String, String)? in
            guard case .folder(let folder) = pool.function.code else { return nil }
            return (pool.function.logicalID, folder)
        }
        watcher = CodeWatcher(
            folders: Dictionary(folders, uniquingKeysWith: { first, _ in first }),
            onWarning: { printError("waybill: \($0)") },
            onChange: { [weak self] names in
                guard let self else { return }
                for name in names.sorted() {
                    if let pool = self.pools[name] { self.prepare(pool, isFirst: false) }
                }
            }
        )
    }

    private func prepare(_ pool: EnvironmentPool, isFirst: Bool) {
        let (resolver, files, loop, function) = (resolver, files, loop, pool.function)
        Thread.detachNewThread { [self] in
            let result: Result<PreparedRuntime, RuntimeError>
            do throws(RuntimeError) {
                result = .success(try resolver.prepare(function, layout: files))
            } catch {
                result = .failure(error)
            }
            loop.execute { self.prepared(pool, result, isFirst: isFirst) }
        }
    }

    private func prepared(
        _ pool: EnvironmentPool,
        _ result: Result<PreparedRuntime, RuntimeError>,
        isFirst: Bool
    ) {
        let name = pool.function.name
        switch result {
        case .success(let runtime):
            if isFirst {
                for warning in [runtime.warning].compactMap({ $0 })
                    + environmentWarnings(for: pool.function)
                {
                    printError("waybill: \(name): \(warning)")
                }
                pool.prepared(result)
            } else if pool.code != runtime.codeDigest {
                let before = pool.code
                log.recordService("codeChanged") {
                    $0.put("function", name)
                    $0.put("before", before)
                    $0.put("code", runtime.codeDigest)
                }
                lines.print("\(name): new code \(runtime.codeDigest)\n")
                pool.codeChanged(runtime)
            }
        case .failure(let error):
            printError("waybill: \(error)\n  \(error.hint)")
            if isFirst {
                failedPreparations += 1
                pool.prepared(result)
            }
        }
        guard isFirst else { return }
        preparations -= 1
        if preparations == 0, failedPreparations == orderedPools.count, failedPreparations > 0 {
            // Nothing that is served could ever answer.
            hasFailed = true
            whenDone?.resume()
            whenDone = nil
        }
    }

    // MARK: Run and stop

    /// Serves until a signal. Only now are signals caught: who reads the banner may send one.
    func run() async throws {
        await onLoop { [self] in
            printBanner()
            prepareFunctions()
        }
        idleSweep = loop.scheduleRepeatedTask(initialDelay: .seconds(5), delay: .seconds(5)) {
            [self] _ in
            let moment = Timestamp.now()
                .advanced(byMicroseconds: -Int64(options.idleSeconds) * 1_000_000)
            for pool in orderedPools { pool.stopIdle(before: moment) }
        }
        await withGracefulShutdownHandler {
            await withCheckedContinuation { continuation in
                loop.execute { [self] in
                    if hasFailed || isStopping {
                        continuation.resume()
                    } else {
                        whenDone = continuation
                    }
                }
            }
        } onGracefulShutdown: { [self] in
            loop.execute { [self] in
                isStopping = true
                whenDone?.resume()
                whenDone = nil
            }
        }
        await stop()
    }

    /// Lets flows in progress finish, within bounds, ends every process and closes the log.
    func stop() async {
        lines.stopping()
        watcher?.stop()
        await onLoop {
            self.breakpoints.stop()
            self.replays.stop()
        }
        let listeners = doors.map(\.listener) + [invokeListener].compactMap { $0 }
        let closed = listeners.map { $0.close(grace: Self.grace + .seconds(2)) }
        let cutOff = loop.scheduleTask(in: Self.grace) { [self] in
            recording.executor.start { for pool in self.orderedPools { await pool.shutdown() } }
        }
        for future in closed { try? await future.get() }
        // Asynchronous calls, replays, and what outlives the gateway's limit have no connection.
        let end = NIODeadline.now() + Self.grace
        while await onLoop({
            self.orderedPools.contains { $0.isBusy }
                || self.replays.isRunning && NIODeadline.now() < end
        }) {
            try? await Task.sleep(for: .milliseconds(10))
        }
        cutOff.cancel()
        await onLoop { for pool in self.orderedPools { await pool.shutdown() } }
        try? await controlListener?.close(grace: .zero).get()
        unlink(ControlSocketPath.of(logPath: log.path))
        await onLoop { [self] in
            idleSweep?.cancel()
            log.recordService("serviceStopped") { $0.put("pid", Int(getpid())) }
            await log.close()
        }
        lines.finish()
    }

    private func onLoop<Value: Sendable>(
        _ body: @escaping @Sendable () async -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            loop.execute { [self] in
                recording.executor.start { continuation.resume(returning: await body()) }
            }
        }
    }
}

/// The service cannot be started.
struct ServiceFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension String {
    /// At least `width` characters, filled with spaces.
    func padded(to width: Int) -> String {
        count >= width ? self : self + String(repeating: " ", count: width - count)
    }
}
