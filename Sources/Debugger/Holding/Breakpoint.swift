import Flows
import Lambda

/// What somebody wants stopped.
public struct BreakpointRequest: Sendable {
    public var point: HoldPoint
    /// A condition of the query language on the flow; nil: every flow.
    public var condition: String?
    /// How many flows it stops before it goes; nil: as many as come.
    public var count: Int?
    /// How long it stands, in microseconds.
    public var lifetimeMicroseconds: Int64 = Breakpoints.defaultLifetime
    /// How long a flow is held before it goes on by itself, in microseconds.
    public var holdMicroseconds: Int64 = Breakpoints.defaultHold
    /// The shell that it goes with; nil: it stands until its time is up.
    public var session: String?

    public init(_ point: HoldPoint) { self.point = point }
}

/// A place where live flows stop.
///
/// Owned by the service's event loop.
final class Breakpoint {
    /// `b1`
    let id: String
    let request: BreakpointRequest
    let condition: HoldCondition?
    let creator: Operator
    let expiresAt: Timestamp
    var isEnabled = true
    var hits = 0
    /// Flows that met it when as many were held as may be.
    var passed = 0

    init(id: String, _ request: BreakpointRequest, by creator: Operator) throws(HoldingError) {
        self.id = id
        self.request = request
        self.creator = creator
        condition = try request.condition.map { text throws(HoldingError) in
            try HoldCondition(text, at: request.point)
        }
        expiresAt = Timestamp.now().advanced(byMicroseconds: request.lifetimeMicroseconds)
    }

    /// Whether a flow is to stop here.
    func isMet(by handOff: HandOff) -> Bool {
        guard isEnabled, !isUsedUp, request.point.handOff == handOff.point,
            request.point != .error || handOff.whatIsWrong != nil
        else { return false }
        return condition?.isMet(by: handOff) ?? true
    }

    var isUsedUp: Bool { request.count.map { hits >= $0 } ?? false }

    var record: BreakpointRecord {
        BreakpointRecord(
            id: id,
            point: request.point.words,
            condition: request.condition,
            count: request.count,
            hits: hits,
            passed: passed,
            isEnabled: isEnabled,
            expiresAt: expiresAt,
            holdMicroseconds: request.holdMicroseconds,
            operatorName: creator.name,
            session: request.session
        )
    }
}

/// A breakpoint as lists show it.
public struct BreakpointRecord: Equatable, Sendable {
    public var id: String
    /// `before executed`
    public var point: String
    public var condition: String?
    public var count: Int?
    public var hits: Int
    /// Flows that met it and went on, since as many were held as may be.
    public var passed: Int
    public var isEnabled: Bool
    public var expiresAt: Timestamp
    public var holdMicroseconds: Int64
    public var operatorName: String
    /// The shell that it ends with.
    public var session: String?
}
