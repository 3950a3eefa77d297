import Flows
import HTTPServer
import Lambda
import NIOCore

/// One flow that is held.
///
/// Owned by the service's event loop.
final class Hold: @unchecked Sendable {
    let handOff: HandOff
    /// `b1`, or `step`.
    let breakpoint: String
    let words: String
    /// The shell that ends it when it ends.
    let session: String?
    let since = Timestamp.now()
    let until: Timestamp
    let limitMicroseconds: Int64
    /// What is in flight, edited or not.
    private(set) var document: HandOffDocument
    private(set) var isEdited = false
    /// Set once: how the flow goes on.
    private(set) var decision: HandOffDecision?
    var timer: Scheduled<Void>?
    private var waiter: UnsafeContinuation<Void, Never>?

    init(_ handOff: HandOff, _ stop: Stop) {
        self.handOff = handOff
        breakpoint = stop.breakpoint
        words = stop.words
        session = stop.session
        limitMicroseconds = stop.limitMicroseconds
        until = since.advanced(byMicroseconds: stop.limitMicroseconds)
        document = handOff.document
    }

    var exchange: FlowUnderWay { handOff.exchange }
    var flow: LiveFlow { handOff.exchange.flow }
    var heldMicroseconds: Int64 { Timestamp.now().microseconds(since: since) }

    func edit(_ document: HandOffDocument) {
        self.document = document
        isEdited = true
    }

    /// Lets the flow go on.
    func end(_ decision: HandOffDecision) {
        self.decision = decision
        timer?.cancel()
        timer = nil
        waiter?.resume()
        waiter = nil
    }

    /// Returns when it has ended.
    func wait() async -> HandOffDecision {
        if decision == nil { await withUnsafeContinuation { waiter = $0 } }
        return decision ?? .proceed
    }
}

/// Why a flow stops, and for how long at most.
struct Stop {
    let breakpoint: String
    let words: String
    var condition: String?
    let limitMicroseconds: Int64
    let session: String?
    let creator: Operator?
}

/// A flow that is walked step by step.
struct Stepping {
    /// The shell that walks it.
    let session: String?
    /// How long it is held at each hand-off.
    let limitMicroseconds: Int64
    let creator: Operator?
}

/// A held flow as lists and shells show it.
public struct HoldRecord: Equatable, Sendable {
    public var flow: FlowID
    public var kind: String
    /// The flow that it replays.
    public var replayOf: FlowID?
    public var method: String
    public var path: String
    public var function: String?
    /// The step that the flow has completed, 1 to 4.
    public var step: FlowStep
    /// `before executed`
    public var point: String
    /// `b1`, or `step`
    public var breakpoint: String
    /// `request`, `event`, `result` or `response`
    public var document: String
    public var since: Timestamp
    /// When it goes on by itself.
    public var until: Timestamp
    /// The gateway's limit, which stands still meanwhile; nil when there is none.
    public var limitMilliseconds: Int?
    /// The status of the response in flight.
    public var status: Int?
    /// What is wrong with the function's answer.
    public var problem: String?
    public var isEdited: Bool
    public var isClientGone: Bool
    public var editRefusal: String?
    public var respondRefusal: String?
    /// The shell that ends it when it ends.
    public var session: String?
}

extension Hold {
    var record: HoldRecord {
        var status: Int?
        if case .response(let response) = document { status = response.status }
        return HoldRecord(
            flow: flow.id,
            kind: flow.cursor.kind.rawValue,
            replayOf: exchange.sent.replayOf,
            method: exchange.request.method,
            path: String(exchange.request.path),
            function: exchange.function,
            step: handOff.point.step,
            point: words,
            breakpoint: breakpoint,
            document: handOff.point.documentName,
            since: since,
            until: until,
            limitMilliseconds: exchange.limitMilliseconds,
            status: status,
            problem: handOff.point == .executed ? handOff.whatIsWrong : nil,
            isEdited: isEdited,
            isClientGone: exchange.isClientGone,
            editRefusal: handOff.editRefusal,
            respondRefusal: handOff.respondRefusal,
            session: session
        )
    }
}

extension HandOff {
    /// What is wrong at the hand-off after `executed`, in a few words; nil when nothing is.
    var whatIsWrong: String? {
        switch exchange.outcome?.event {
        case .executed(let executed) where executed.isError:
            executed.errorType ?? "function error"
        case .aborted(let aborted): aborted.errorType ?? aborted.cause.rawValue
        default: problem
        }
    }
}
