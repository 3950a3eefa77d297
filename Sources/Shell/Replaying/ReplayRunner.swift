import Debugger
import EventStore
import Flows
import Glibc

/// What came of a run.
struct ReplayRunResult {
    var reports: [ReplayReport] = []
    /// Nil when the service was gone before the end.
    var end: ReplayEnd?
    var batch: String?
    var left = 0
    /// Whether Ctrl-C asked for an end.
    var isInterrupted = false
    var microseconds: Int64 = 0
}

/// Has plans run by the service of a log, or by a temporary one where none runs.
final class ReplayRunner {
    private let session: Session
    private let service: ServiceClient
    private let temporary: TemporaryService?

    init(_ session: Session) throws(ShellError) {
        self.session = session
        if let running = ServiceClient.find(logPath: session.logPath) {
            service = running
            temporary = nil
            return
        }
        let started = try TemporaryService(logPath: session.logPath)
        Self.say("no service runs on this log: a temporary one is started (\(started.description))")
        temporary = started
        service = started.client
    }

    /// Runs a plan to its end, or to Ctrl-C: the first lets what is under way end, a second one does
    /// not wait. Who sits at a terminal is asked about replays that are held meanwhile.
    ///
    /// - `isStepped`: every replay is held at every hand-off.
    func run(
        _ plan: ReplayPlan,
        access: RemoteAccess,
        continuing batch: BatchRecord? = nil,
        isStepped: Bool = false
    ) throws(ShellError) -> ReplayRunResult {
        let startedAt = steadyNow()
        let stream: ReplayStream
        let holds: ReplayHolds
        do {
            holds = try ReplayHolds(of: plan, at: service, isStepped: isStepped)
            stream = try service.replay(
                plan,
                access: access,
                continuing: batch,
                steppedBy: isStepped ? holds.session : nil
            )
        } catch let error as ReplayRefusal {
            throw ShellError(
                error.isUnreachable ? .unreachable : .usage,
                error.description,
                hint: error.hint
            )
        } catch let error as ServiceError {
            throw ShellError(error)
        } catch {
            throw ShellError(.unreachable, "\(error)")
        }
        holds.stops(stream.batch)
        var result = StopSignals.counted { stops in follow(stream, plan, holds, stops) }
        result.microseconds = steadyNow() - startedAt
        // The log file has all of it before anybody reads it.
        try? service.sync()
        return result
    }

    private func follow(
        _ stream: ReplayStream,
        _ plan: ReplayPlan,
        _ holds: ReplayHolds,
        _ stops: () -> Int
    ) -> ReplayRunResult {
        var result = ReplayRunResult()
        result.batch = stream.batch
        result.left = plan.origins.count
        var hasStopped = false
        var progress = ReplayProgress(
            stream.batch ?? "replay",
            count: plan.origins.count,
            terminal: session.terminal
        )
        defer { progress.erase() }
        while true {
            if stops() > 1 {
                result.end = .stopped
                return result
            }
            if stops() > 0, !hasStopped {
                hasStopped = true
                result.isInterrupted = true
                progress.erase()
                Self.say("stopping: what is under way ends first (Ctrl-C again: leave at once)")
                if let batch = stream.batch { try? service.stopReplays(of: batch) }
            }
            if plan.isBatch { progress.draw() }
            switch stream.next(withinMilliseconds: holds.periodMilliseconds) {
            case .report(let report):
                result.reports.append(report)
                result.left -= 1
                progress.take(isFailure: report.isFailure)
            case .end(let end, let left):
                (result.end, result.left) = (end, left)
                return result
            case .gone: return result
            case .nothing: holds.look(erasing: progress)
            }
        }
    }

    /// Which flows of a plan the service that runs would refuse; none while none runs, or of the past,
    /// of which it knows nothing.
    static func refusals(
        of plan: ReplayPlan,
        in session: Session
    ) throws(ShellError) -> [FlowID: ReplayRefusal] {
        guard session.past == nil, let service = ServiceClient.find(logPath: session.logPath) else {
            return [:]
        }
        var plan = plan
        // Whether it may be done is asked afterwards.
        plan.allowsUnsafe = true
        do {
            return try service.rehearse(plan)
        } catch let error as ReplayRefusal {
            throw ShellError(error.description, hint: error.hint)
        } catch let error as ServiceError {
            throw ShellError(error)
        } catch {
            throw ShellError(.unreachable, "\(error)")
        }
    }

    /// What the service says of a function, for `--dry`; nil when there is none of that name.
    static func status(of session: Session) -> ServiceStatus? {
        guard let service = ServiceClient.find(logPath: session.logPath),
            let bytes = try? service.status()
        else { return nil }
        return try? ServiceStatus(json: bytes)
    }

    static func say(_ text: String) {
        writeAll(Array(" \(visible(text))\n".utf8), to: STDERR_FILENO)
    }
}

extension ShellError {
    init(_ error: ServiceError) {
        self.init(
            .unreachable,
            error.description,
            hint: error.hint.isEmpty ? nil : error.hint
        )
    }
}
