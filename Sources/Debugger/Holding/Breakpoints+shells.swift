import Flows
import HTTPServer

/// Shells: they walk flows, own breakpoints, and are told what happens.
extension Breakpoints {
    /// A flow of `session` is to stop at every hand-off.
    public func step(_ flow: FlowID, session: String) {
        stepped[flow] = Stepping(session: session, limitMicroseconds: Self.stepHold, creator: nil)
        updateWatching()
    }

    /// A shell has ended: what it held goes on, what it set is gone.
    func ended(session: String) {
        for breakpoint in breakpoints where breakpoint.request.session == session {
            end(breakpoint.id, reason: "shell", by: nil)
        }
        stepped = stepped.filter { $0.value.session != session }
        for hold in holds where hold.session == session {
            endHold(hold, .proceed, reason: .shell, by: nil)
        }
        updateWatching()
    }

    /// The service stops: everything goes on, and nothing is stopped any more.
    public func stop() {
        isStopping = true
        stepped = [:]
        for hold in holds { endHold(hold, .proceed, reason: .shutdown, by: nil) }
        for delay in delays.values { delay.end() }
        for breakpoint in breakpoints { end(breakpoint.id, reason: "shutdown", by: nil) }
        for injection in injections { endInjection(injection.id, reason: "shutdown", by: nil) }
        for stream in watchers.values { stream.end() }
        watchers = [:]
        updateWatching()
    }

    // MARK: Watching

    /// Tells an exchange, a line each, what is held now and all that happens from now on.
    /// - Returns: false when as many are told as may be; then nothing was answered.
    func watch(on exchange: HTTPExchange, session: String?) -> Bool {
        guard watchers.count < Self.watcherLimit else { return false }
        let head = HTTPResponse(jsonLines: [])
        let stream = exchange.stream(head)
        watchers[ObjectIdentifier(stream)] = stream
        exchange.onClientGone { [weak self] in
            guard let self else { return }
            watchers[ObjectIdentifier(stream)] = nil
            if let session { ended(session: session) }
        }
        for hold in holds { stream.write(HoldNotice.held(hold.record).line) }
        // So that whoever asked knows that the list is complete.
        stream.write(Array("{\"type\":\"watching\"}\n".utf8))
        return true
    }

    func notify(_ notice: HoldNotice) {
        whenNoticed?(notice)
        guard !watchers.isEmpty else { return }
        let line = notice.line
        for stream in watchers.values { stream.write(line) }
    }
}
