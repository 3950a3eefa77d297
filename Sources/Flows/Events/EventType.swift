/// The names of everything that can happen to a flow, in the past tense. The raw value is what the
/// log stores and never changes its meaning.
public enum EventType: String, CaseIterable, Sendable {
    // The five transitions.
    case sent, triggered, executed, returned, displayed
    // Failures between transitions.
    case rejected, aborted, undecodable, abandoned, interrupted
    // Notes, which do not advance the step.
    case started, logged, held, edited, resumed, retried, lateResult, erased, annotated
    case injected, imported, responded

    /// The step this event completes, for the five transitions.
    public var step: FlowStep? {
        switch self {
        case .sent: .sent
        case .triggered: .triggered
        case .executed: .executed
        case .returned: .returned
        case .displayed: .displayed
        case .rejected, .aborted, .undecodable, .abandoned, .interrupted: nil
        case .started, .logged, .held, .edited, .resumed, .retried, .lateResult, .erased,
            .annotated, .injected, .imported, .responded:
            nil
        }
    }

    /// Whether this is a note: shown between steps, never moving them.
    public var isNote: Bool {
        switch self {
        case .started, .logged, .held, .edited, .resumed, .retried, .lateResult, .erased,
            .annotated, .injected, .imported, .responded:
            true
        case .sent, .triggered, .executed, .returned, .displayed, .rejected, .aborted,
            .undecodable, .abandoned, .interrupted:
            false
        }
    }
}

/// The five hand-offs on a flow's way, numbered 1 to 5.
public enum FlowStep: Int, CaseIterable, Comparable, Sendable {
    case sent = 1
    case triggered, executed, returned, displayed

    /// The word for the step, as in `executed`.
    public var name: String {
        switch self {
        case .sent: "sent"
        case .triggered: "triggered"
        case .executed: "executed"
        case .returned: "returned"
        case .displayed: "displayed"
        }
    }

    public init?(name: some StringProtocol) {
        guard let step = FlowStep.allCases.first(where: { $0.name == name }) else { return nil }
        self = step
    }

    public static func < (a: FlowStep, b: FlowStep) -> Bool { a.rawValue < b.rawValue }
}

/// How a flow came to be.
public enum FlowKind: String, CaseIterable, Sendable {
    /// Through a front door.
    case door
    /// The Invoke API, waiting for the result (`RequestResponse`).
    case direct
    /// The Invoke API, answered 202 first (`Event`).
    case asynchronous
    /// A recorded trigger run again.
    case replay
    /// Read from a file that another system wrote.
    case imported
}

/// What a stream of the log is about.
public enum StreamKind: UInt8, Sendable {
    case flow = 1
    case service = 2
    case batch = 3
}

/// The parts of an event's content. The raw value is the slot in the log's content key (0 to 7).
public enum ContentName: UInt8, CaseIterable, Sendable {
    /// The client's message: one line of JSON (``MessageHead``), a line feed, the body's bytes.
    case request = 0
    /// The Lambda event, byte for byte as the function got it.
    case event = 1
    /// The function's answer or error document, byte for byte as it gave it.
    case result = 2
    /// What the function wrote, as ``LogText``.
    case log = 3
    /// The message to the client, in the form of `request`.
    case response = 4
    /// Text for people: the words of an annotation, an error that quotes a user's value.
    case text = 5

    public var name: String {
        switch self {
        case .request: "request"
        case .event: "event"
        case .result: "result"
        case .log: "log"
        case .response: "response"
        case .text: "text"
        }
    }
}

/// One part of an event's content.
public struct Content: Equatable, Sendable {
    public let name: ContentName
    public let bytes: [UInt8]

    public init(_ name: ContentName, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
