/// A place in a flow's story where its state can be looked at: before it began, after each of its
/// steps, and at the end of what is recorded.
///
/// The state at a stop is the fold of the first ``eventCount`` events and of nothing else. «Step k»
/// ends with the last event of step k; notes between two steps belong to the later one.
public struct FlowStop: Equatable, Sendable {
    public enum Place: Equatable, Sendable {
        /// Nothing has happened yet.
        case start
        /// After a step; `attempt` is 1 but for the later runs of an asynchronous flow.
        case step(FlowStep, attempt: Int)
        /// After the notes that follow the last step: `lateResult`, or `started` while it runs.
        case end
    }

    public let place: Place
    /// How many of the flow's events have happened.
    public let eventCount: Int
    /// The event that ended the step, such as `executed` or `aborted`; nil at start and end.
    public let event: EventType?
    /// Whether the flow went wrong here: refused, failed, could not be mapped, lost its client.
    public let hasFailed: Bool

    init(_ place: Place, eventCount: Int, event: EventType? = nil, hasFailed: Bool = false) {
        self.place = place
        self.eventCount = eventCount
        self.event = event
        self.hasFailed = hasFailed
    }

    /// The step, unless this is the start or the end.
    public var step: FlowStep? {
        if case .step(let step, _) = place { step } else { nil }
    }

    public var attempt: Int {
        if case .step(_, let attempt) = place { attempt } else { 1 }
    }

    /// How people write it: `start`, `3`, `3.2`, `end`.
    public var number: String {
        switch place {
        case .start: "0"
        case .step(let step, 1): "\(step.rawValue)"
        case .step(let step, let attempt): "\(step.rawValue).\(attempt)"
        case .end: "end"
        }
    }

    /// The word for it: `start`, `executed`, `end`.
    public var name: String {
        switch place {
        case .start: "start"
        case .step(let step, _): step.name
        case .end: "end"
        }
    }
}

extension FlowStop {
    /// The stops of a flow in the order in which it passes them: always `start` first; `end` only
    /// when something is recorded after the last step.
    public static func stops(of events: [RecordedEvent]) -> [FlowStop] {
        var stops = [FlowStop(.start, eventCount: 0)]
        guard let first = events.first else { return stops }
        var cursor = Flow(beginningWith: first).cursor
        var attempt = 1
        var isAuthorizing = false
        for (index, event) in events.enumerated() {
            let awaited = cursor.phase.awaitedStep
            // What was recorded is legal; of a damaged record the rest is still shown.
            try? cursor.advance(event.event)
            if case .triggered(let trigger) = event.event {
                isAuthorizing = trigger.isAuthorizer
                if !isAuthorizing { attempt = trigger.attempt }
            }
            // An interruption belongs to the step that it kept from happening.
            let type = event.event.type
            guard let step = type == .interrupted ? awaited : type.concernedStep else { continue }
            // The call of an authorizer is a part of the step that it decides on.
            if isAuthorizing, step == .triggered || step == .executed { continue }
            let place = Place.step(step, attempt: isOfAttempt(step) ? attempt : 1)
            let previous = stops[stops.count - 1]
            let isSame = previous.place == place
            if isSame { stops.removeLast() }
            stops.append(
                FlowStop(
                    place,
                    eventCount: index + 1,
                    event: type,
                    hasFailed: isFailure(event.event) || (isSame && previous.hasFailed)
                )
            )
        }
        if stops[stops.count - 1].eventCount < events.count {
            stops.append(FlowStop(.end, eventCount: events.count))
        }
        return stops
    }

    private static func isOfAttempt(_ step: FlowStep) -> Bool {
        step == .triggered || step == .executed
    }

    private static func isFailure(_ event: FlowEvent) -> Bool {
        switch event {
        case .rejected, .aborted, .undecodable, .abandoned, .interrupted: true
        case .executed(let executed): executed.isError
        // A failure of the gateway was one before it answered; this is the function's own.
        case .returned(let returned): returned.status >= 500 && !returned.isFromGateway
        case .sent, .triggered, .displayed, .started, .logged, .lateResult, .retried, .noted: false
        }
    }
}

extension FlowPhase {
    /// The step that comes next, which an interruption keeps from happening; nil after the last one.
    var awaitedStep: FlowStep? {
        switch self {
        case .new: .sent
        case .sent, .authorizing, .authorized, .accepted: .triggered
        case .triggered: .executed
        case .rejected, .executed, .aborted, .undecodable: .returned
        case .returned, .refused: .displayed
        case .ended: nil
        }
    }
}
