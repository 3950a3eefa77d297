import Debugger
import EventStore

/// The word of the running service that the log has more, kept up over the service's stops and
/// starts.
///
/// Owned by the thread that follows.
final class ServiceLink {
    private let logPath: String
    private var changes: ChangeStream?
    /// When the next attempt to reach the service is due, by the steady clock.
    private var nextAttempt: Int64 = 0

    /// How long to wait between two attempts to reach a service that is not there, in microseconds.
    private static let pause: Int64 = 250_000

    init(logPath: String) { self.logPath = logPath }

    var isUp: Bool { changes != nil }

    /// For `poll`; nil while there is no service.
    var descriptor: Int32? { changes?.descriptor }

    /// When to ask ``attempt(now:)`` again; nil while the service is there.
    var deadline: Int64? { changes == nil ? nextAttempt : nil }

    /// Tries to reach the service, if it is time to.
    /// - Returns: whether it is there now and was not before; the file then has all that it had
    ///   recorded.
    func attempt(now: Int64) -> Bool {
        guard changes == nil, now >= nextAttempt else { return false }
        nextAttempt = now + Self.pause
        guard let service = ServiceClient.find(logPath: logPath),
            let stream = try? service.followChanges(), (try? service.sync()) != nil
        else { return false }
        changes = stream
        return true
    }

    /// Takes what the service has said.
    /// - Returns: false when it has gone.
    func read() -> Bool {
        guard let changes else { return false }
        changes.read()
        if changes.hasEnded { self.changes = nil }
        return self.changes != nil
    }
}
