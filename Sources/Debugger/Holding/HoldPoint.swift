import Flows
import Lambda

/// Where a flow is to be stopped, in the words of whoever asked: `before executed`, `on error`.
public enum HoldPoint: Hashable, Sendable {
    /// At a hand-off, and whether it was named by the step before it or after it.
    case handOff(HandOffPoint, isNamedByStepBefore: Bool)
    /// After `executed`, when the function failed or its result cannot be mapped.
    case error

    /// Every point, in the order of the steps.
    public static let all: [HoldPoint] =
        HandOffPoint.allCases.flatMap { point in
            [true, false].map { HoldPoint.handOff(point, isNamedByStepBefore: $0) }
        } + [.error]

    /// Reads `before executed`, `after sent`, `on error`.
    /// - Throws: ``HoldingError`` for other words, and for places where nothing can be held.
    public init(words: String) throws(HoldingError) {
        let parts = words.split(separator: " ")
        if words == "on error" {
            self = .error
            return
        }
        guard parts.count == 2, parts[0] == "before" || parts[0] == "after",
            let step = FlowStep(name: parts[1])
        else {
            throw HoldingError(
                .invalid,
                "'\(words)' is no hand-off",
                hint:
                    "before or after \(FlowStep.allCases.map(\.name).joined(separator: ", ")); on error"
            )
        }
        let isBefore = parts[0] == "before"
        guard let point = HandOffPoint(rawValue: isBefore ? step.rawValue - 1 : step.rawValue)
        else {
            throw isBefore
                ? HoldingError(
                    .invalid,
                    "nothing can be held before sent: there is no request yet",
                    hint: "after sent is the first hand-off"
                )
                : HoldingError(
                    .invalid,
                    "nothing can be held after displayed: the client has everything",
                    hint: "before displayed is the last hand-off"
                )
        }
        self = .handOff(point, isNamedByStepBefore: !isBefore)
    }

    /// The hand-off at which it is looked at.
    public var handOff: HandOffPoint {
        switch self {
        case .handOff(let point, _): point
        case .error: .executed
        }
    }

    public var words: String {
        switch self {
        case .error: "on error"
        case .handOff(let point, isNamedByStepBefore: true): "after \(point.step.name)"
        case .handOff(let point, isNamedByStepBefore: false): "before \(point.nextStep.name)"
        }
    }
}

extension HoldPoint {
    /// As a sentence has it: `before executed`, `after executed` also for `on error`.
    var asPlace: String { self == .error ? "after executed" : words }
}

extension HandOffPoint {
    /// The step that comes next.
    public var nextStep: FlowStep { FlowStep(rawValue: rawValue + 1)! }

    /// What is in flight: the name under which it is shown and edited.
    public var documentName: String {
        switch self {
        case .sent: "request"
        case .triggered: "event"
        case .executed: "result"
        case .returned: "response"
        }
    }

    /// The content of the log that such a document is.
    var content: ContentName {
        switch self {
        case .sent: .request
        case .triggered: .event
        case .executed: .result
        case .returned: .response
        }
    }
}
