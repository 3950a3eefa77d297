import Debugger
import EventStore
import Flows

/// What `apis` and `functions` look at: a window of the log, and the running service, if there is one.
struct ActivityWindow {
    let range: TimeRange
    let now: Timestamp
    /// Nil when no service runs, and in the past.
    let service: ServiceStatus?
    private let isPast: Bool
    private let started: Int64

    var since: Timestamp? { range.since }
    var until: Timestamp? { range.until }

    /// Takes the window out of the words and asks the service.
    init(from words: inout [Word], in session: Session) throws(ShellError) {
        started = session.clock.steadyMicroseconds()
        now = session.now
        range = try session.takeRange(from: &words) ?? session.defaultWindow
        // The service knows how it is, not how it was.
        isPast = session.past != nil
        service = isPast ? nil : session.serviceStatus()
    }

    /// What was looked at: `14:03:10 – 15:03:10 UTC · log #48211 · 3 ms`, and where the service was
    /// not, what is missing.
    func footer(_ counts: String, missing: String, in session: Session) throws(ShellError) -> String
    {
        let window = session.windowText(range)
        let head = try session.head()
        let taken = session.clock.steadyMicroseconds() - started
        let absence =
            isPast
            ? "as it was, without \(missing)"
            : "the service does not run, and only it knows \(missing)"
        let state = service == nil ? absence : "service up"
        return
            "\(counts) · \(window) · log #\(head) · \(durationText(microseconds: taken)) · \(state)"
    }

    func lastSeen(_ time: Timestamp?, in session: Session) -> StyledText {
        StyledText(time.map { ageText(of: $0, now: now, zone: session.settings.zone) } ?? "—")
    }
}

extension Session {
    /// The running service's account of itself; nil when none answers.
    func serviceStatus() -> ServiceStatus? {
        ServiceClient.find(logPath: logPath)?.readStatus()
    }

    func routeCounts(
        since: Timestamp?,
        until: Timestamp?
    ) throws(ShellError) -> [RouteCount] {
        let log = try log()
        do {
            return try log.routeCounts(since: since, until: until)
        } catch {
            throw ShellError(error)
        }
    }

    func functionCounts(
        since: Timestamp?,
        until: Timestamp?
    ) throws(ShellError) -> [FunctionCount] {
        let log = try log()
        do {
            return try log.functionCounts(since: since, until: until)
        } catch {
            throw ShellError(error)
        }
    }

    func serviceEvents(_ type: String, limit: Int) throws(ShellError) -> [LoggedEvent] {
        let log = try log()
        do {
            return try log.serviceEvents(type, limit: limit)
        } catch {
            throw ShellError(error)
        }
    }
}
