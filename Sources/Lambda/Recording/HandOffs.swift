import Flows
import HTTPServer

/// Asked at every hand-off of a flow before it is acted on: a place beside the recorder where a live
/// flow can be held, changed, answered or failed on purpose.
///
/// Called on the service's event loop, which must not be blocked: whoever holds a flow lets its own
/// task wait, and no other.
public protocol HandOffs: AnyObject, Sendable {
    /// Where any flow may be stopped at all. Other hand-offs cost a flow one test each.
    var watchedPoints: HandOffPoints { get }

    /// Whether this flow is to be stopped here. Nearly none is, and then nothing is awaited.
    func concerns(_ handOff: HandOff) -> Bool

    /// Returns when the flow may go on, and how. What it changes is on record by then.
    func pass(_ handOff: HandOff) async -> HandOffDecision
}

/// The four places between the five steps, named for the step that is complete.
public enum HandOffPoint: Int, CaseIterable, Sendable {
    /// The request is in; nobody has looked where it goes.
    case sent = 1
    /// The event is built; no environment has it.
    case triggered
    /// The function answered or failed; nothing is mapped.
    case executed
    /// The response is ready; no byte has left.
    case returned

    public var step: FlowStep { FlowStep(rawValue: rawValue)! }
}

/// Some of the hand-offs.
public struct HandOffPoints: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public init(_ point: HandOffPoint) { rawValue = 1 << point.rawValue }

    public static let all = HandOffPoints(HandOffPoint.allCases.map { HandOffPoints($0) })
}

/// What is in flight at a hand-off, and can be replaced there.
public enum HandOffDocument: Sendable {
    case request(HTTPRequest)
    /// The Lambda event, JSON text.
    case event([UInt8])
    /// The function's answer or error document; nil when the invocation came to none.
    case result([UInt8]?)
    case response(HTTPResponse)
}

/// A flow at a hand-off.
public final class HandOff: Sendable {
    public let point: HandOffPoint
    /// The flow and what is known of it by now.
    public let exchange: FlowUnderWay
    public let document: HandOffDocument
    /// Why nothing would use another document; nil when it can be replaced.
    public let editRefusal: String?
    /// Why the client can get no answer from here; nil when it can.
    public let respondRefusal: String?
    /// What is wrong with a result that is no error: it will not be mapped, or to a status of 500 and
    /// more.
    public let problem: String?

    init(
        _ document: HandOffDocument,
        of exchange: FlowUnderWay,
        editRefusal: String?,
        respondRefusal: String?,
        problem: String?
    ) {
        point = document.point
        self.exchange = exchange
        self.document = document
        self.editRefusal = editRefusal
        self.respondRefusal = respondRefusal
        self.problem = problem
    }
}

/// How a flow goes on.
public enum HandOffDecision: Sendable {
    case proceed
    /// With another document of the same kind.
    case replace(HandOffDocument)
    /// The client gets this answer; what was in flight is dropped.
    case respond(HTTPResponse)
    /// The flow is ended.
    case drop
    /// Only after `triggered`: this takes the place of the invocation, which does not happen.
    case finish(InvocationOutcome)
}
