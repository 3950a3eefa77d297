import Glibc

/// What a verb that goes on by itself is woken by.
enum LiveEvent: Equatable {
    /// The log has more, or may have.
    case changes
    /// The service has stopped; what it wrote last is in the file or will soon be.
    case serviceStopped
    /// The service is there, at the beginning or again.
    case serviceStarted
    case key(UInt8)
    case resized
    /// It was stopped by Ctrl-Z and goes on.
    case resumed
    /// SIGINT, SIGTERM, SIGHUP or SIGQUIT came, or whoever started it wants it to end.
    case ended(signal: Int32)
    /// Nobody reads the output any more.
    case readerGone
    /// The time that was asked for has come.
    case timeout
}

/// Waits for everything that a verb which goes on by itself may be woken by: the service, keys, signals,
/// the reader of its output.
///
/// Owned by the thread that waits.
final class LiveWait {
    let link: ServiceLink?
    private let keyboard: RawTerminal?
    private let signals: SignalPipe?
    /// An end of a pipe; closed at its other end when the verb shall end.
    private let stopper: Int32?
    /// Where output goes, when it is a pipe whose reader may go away.
    private let output: Int32?
    /// Called before Ctrl-Z stops the process, to leave the terminal as others expect it.
    var willStop: () -> Void = {}

    init(
        link: ServiceLink?,
        keyboard: RawTerminal? = nil,
        signals: SignalPipe? = nil,
        stopper: Int32? = nil,
        output: Int32? = nil
    ) {
        self.link = link
        self.keyboard = keyboard
        self.signals = signals
        self.stopper = stopper
        self.output = output
    }

    /// Waits until something happens, or `deadline` (by the steady clock, in microseconds) passes.
    func next(until deadline: Int64?) -> [LiveEvent] {
        while true {
            if let link, link.attempt(now: steadyNow()) { return [.serviceStarted, .changes] }
            var events = poll(until: earliest(deadline, link?.deadline))
            // While no service runs the file may still grow: by what a service that has just ended
            // left for others to bring in.
            if link?.isUp == false, !events.contains(.serviceStopped) { events.append(.changes) }
            if let deadline, steadyNow() >= deadline { events.append(.timeout) }
            if !events.isEmpty { return events }
        }
    }

    private func earliest(_ a: Int64?, _ b: Int64?) -> Int64? {
        guard let a else { return b }
        return min(a, b ?? a)
    }

    private enum Source { case service, keyboard, signals, stopper, output }

    private func poll(until deadline: Int64?) -> [LiveEvent] {
        var sources: [Source] = []
        var descriptors: [pollfd] = []
        func add(_ source: Source, _ descriptor: Int32?, _ events: Int32 = POLLIN) {
            guard let descriptor else { return }
            sources.append(source)
            descriptors.append(pollfd(fd: descriptor, events: Int16(events), revents: 0))
        }
        add(.service, link?.descriptor)
        add(.keyboard, keyboard.map { _ in STDIN_FILENO })
        add(.signals, signals?.descriptor)
        add(.stopper, stopper)
        // Without events to wait for, `poll` still tells of a reader that has gone.
        add(.output, output, 0)
        // Rounded up, so that a deadline has passed when its time-out ends.
        let timeout = deadline.map { Int32(clamping: max(0, ($0 - steadyNow() + 999) / 1000)) }
        guard Glibc.poll(&descriptors, nfds_t(descriptors.count), timeout ?? -1) > 0 else {
            return []
        }
        return zip(sources, descriptors).flatMap { source, descriptor in
            descriptor.revents == 0 ? [] : events(of: source, descriptor.revents)
        }
    }

    private func events(of source: Source, _ ready: Int16) -> [LiveEvent] {
        switch source {
        case .service: return link?.read() == true ? [.changes] : [.serviceStopped, .changes]
        case .keyboard:
            guard let bytes = keyboard?.read() else { return [.ended(signal: SIGHUP)] }
            return bytes.map { .key($0) }
        case .signals: return signals?.take().compactMap(event(of:)) ?? []
        case .stopper: return [.ended(signal: 0)]
        case .output: return ready & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 ? [.readerGone] : []
        }
    }

    private func event(of signal: Int32) -> LiveEvent? {
        switch signal {
        case SIGWINCH: return .resized
        case SIGTSTP:
            willStop()
            keyboard?.restore()
            // To this thread: one sent to the process may be taken by another thread, and this one
            // would go on for a moment.
            pthread_kill(pthread_self(), SIGSTOP)
            // Here it goes on after `fg`; after `bg` the keyboard belongs to another job.
            if tcgetpgrp(STDIN_FILENO) == getpgrp() { keyboard?.begin() }
            return .resumed
        default: return .ended(signal: signal)
        }
    }
}
