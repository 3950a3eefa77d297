/// How the recorded invocation had ended whose end a replay maps again.
public enum MappedEnd: Equatable, Sendable {
    case result
    /// The error that the function reported.
    case error(type: String?)
    case aborted(AbortCause, type: String?)

    /// The end that an `executed` or `aborted` event told; nil of another event.
    public init?(_ event: FlowEvent) {
        switch event {
        case .executed(let executed):
            self = executed.isError ? .error(type: executed.errorType) : .result
        case .aborted(let aborted): self = .aborted(aborted.cause, type: aborted.errorType)
        default: return nil
        }
    }

    public var errorType: String? {
        switch self {
        case .result: nil
        case .error(let type), .aborted(_, let type): type
        }
    }

    /// What the replay comes to; nil when the status of the answer decides.
    var outcome: FlowOutcome? {
        switch self {
        case .result: nil
        case .error: .functionError
        case .aborted(let cause, _): cause.outcome
        }
    }

    /// As ``Flow/cause``; nil when nothing had gone wrong.
    public var cause: String? {
        switch self {
        case .result, .aborted(.responded, _): nil
        case .error: "error"
        case .aborted(let cause, _): cause.rawValue
        }
    }

    /// The word for it in the log: `result`, `error`, or the cause of an `aborted`.
    var word: String {
        switch self {
        case .result: "result"
        case .error: "error"
        case .aborted(let cause, _): cause.rawValue
        }
    }

    init?(word: String, errorType: String?) {
        switch word {
        case "result": self = .result
        case "error": self = .error(type: errorType)
        default:
            guard let cause = AbortCause(rawValue: word) else { return nil }
            self = .aborted(cause, type: errorType)
        }
    }
}
