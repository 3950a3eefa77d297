import Flows
import Queries

/// Why a question to the log has no answer.
public enum QueryFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The question is wrong: what, and where in its text.
    case query(QueryError)
    /// The log cannot be read.
    case log(LogError)
    /// The one who asked has stopped it.
    case interrupted
    /// The time that it may take was over.
    case timedOut(Duration)

    public var description: String {
        switch self {
        case .query(let error): error.description
        case .log(let error): error.description
        case .interrupted: "interrupted"
        case .timedOut(let time): "stopped after \(time.components.seconds) s"
        }
    }
}
