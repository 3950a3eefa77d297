import Flows

/// The life of one execution environment, as a pure state machine: what arrived goes in, what to do
/// comes out. It performs nothing itself.
///
/// - SeeAlso: [Lambda runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html)
struct EnvironmentState {
    enum State: Equatable {
        /// The process was asked for and has not asked for an event yet. Exits: `nextAsked` → idle,
        /// `initFailed` → ending, `exited` → ended.
        case starting
        /// It waits for an event. Exits: `eventGiven` → running, `nextLost` → away, `exited` → ended.
        case idle
        /// The connection on which it waited is gone. Exits: `nextAsked` → idle, `exited` → ended.
        case away
        /// It has the event of request `id`. Exits: `answered` → answered, `exited` → ended.
        case running(id: String)
        /// It has answered `id` and has not asked for more yet. Exits: `nextAsked` → idle,
        /// `exited` → ended.
        case answered(id: String)
        /// It was told to end, or reported that it cannot go on. Exit: `exited` → ended.
        case ending
        case ended
    }

    private(set) var state = State.starting

    /// What to do with a request for the next event.
    enum NextAction: Equatable {
        /// Hold it until there is an event.
        case wait
        /// It has not answered the event it has: give it again.
        case repeatCurrent
        /// 403 `InvalidStateTransition`.
        case refuse(String)
    }

    mutating func nextAsked() -> NextAction {
        switch state {
        case .starting, .answered, .away:
            state = .idle
            return .wait
        case .idle: return .refuse(transitionText("Ready", "Ready"))
        case .running: return .repeatCurrent
        case .ending, .ended: return .refuse(transitionText("Exited", "Ready"))
        }
    }

    mutating func nextLost() {
        if case .idle = state { state = .away }
    }

    mutating func eventGiven(id: String) {
        guard case .idle = state else {
            preconditionFailure("an event is given to an idle environment, not one \(state)")
        }
        state = .running(id: id)
    }

    /// What to do with a result or an error for request `id`.
    enum AnswerAction: Equatable {
        case accept
        /// 400 `InvalidRequestID`.
        case unknownRequest
        /// 403 `InvalidStateTransition`.
        case refuse(String)
    }

    mutating func answered(id: String) -> AnswerAction {
        switch state {
        case .running(let current):
            guard id == current else { return .unknownRequest }
            state = .answered(id: id)
            return .accept
        case .answered(let current):
            guard id == current else { return .unknownRequest }
            return .refuse(transitionText("ResponseSent", "InvocationResponse"))
        case .starting, .idle, .away, .ending, .ended: return .unknownRequest
        }
    }

    /// Whether a report of a failed initialisation may come now.
    mutating func initFailed() -> Bool {
        guard case .starting = state else { return false }
        state = .ending
        return true
    }

    mutating func toldToEnd() {
        if state != .ended { state = .ending }
    }

    mutating func exited() { state = .ended }

    private func transitionText(_ from: String, _ to: String) -> String {
        "State transition from \(from) to \(to) failed for runtime. "
            + "Error: State transition is not allowed"
    }
}
