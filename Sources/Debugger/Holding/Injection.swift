import Flows
import Lambda

/// What somebody wants to go wrong.
public struct InjectionRequest: Sendable {
    public var kind: InjectionKind
    /// Where; nil: where the kind does most.
    public var point: HoldPoint?
    public var condition: String?
    /// Of `latency`.
    public var delayMilliseconds: Int?
    /// The share of the flows that meet the condition, in hundredths of a percent.
    public var rate = 10_000
    /// How long it stands, in microseconds.
    public var lifetimeMicroseconds: Int64 = Breakpoints.defaultLifetime
    /// The shell that sets it, which knows of it then. It stands until its time is up all the same.
    public var session: String?

    public init(_ kind: InjectionKind) { self.kind = kind }
}

/// A fault on purpose, for a share of the flows.
struct Injection {
    /// `i1`
    let id: String
    let request: InjectionRequest
    let point: HandOffPoint
    let condition: HoldCondition?
    let creator: Operator
    let expiresAt: Timestamp
    var hits = 0

    /// Whether it happens to a flow here.
    func isMet(by handOff: HandOff) -> Bool {
        point == handOff.point && canHappen(to: handOff.exchange)
            && takes(handOff.exchange.flow.id)
            && condition?.isMet(by: handOff) ?? true
    }

    /// A replay has no connection to lose, and a function elsewhere nothing to stand for it here.
    private func canHappen(to flow: FlowUnderWay) -> Bool {
        if request.kind == .disconnect { return flow.hasConnection }
        return !request.kind.replacesFunction || flow.configuration != nil
    }

    /// Whether a flow is in the share: the same answer however often it is asked, and for another
    /// injection another share.
    func takes(_ flow: FlowID) -> Bool {
        guard request.rate < 10_000 else { return true }
        return stableHash(of: "\(id) \(flow)") >> 16 % 10_000 < UInt64(request.rate)
    }

    var record: InjectionRecord {
        InjectionRecord(
            id: id,
            kind: request.kind,
            point: (request.point ?? .handOff(point, isNamedByStepBefore: false)).words,
            condition: request.condition,
            delayMilliseconds: request.delayMilliseconds,
            rate: request.rate,
            hits: hits,
            expiresAt: expiresAt,
            operatorName: creator.name,
            session: request.session
        )
    }
}

extension InjectionKind {
    /// Where it happens when nobody says otherwise.
    var usualPoint: HandOffPoint {
        switch self {
        case .error, .timeout, .throttle, .latency: .triggered
        case .disconnect: .returned
        }
    }

    /// Whether it takes the place of the function, which can be at one hand-off only.
    var replacesFunction: Bool {
        switch self {
        case .error, .timeout, .throttle: true
        case .latency, .disconnect: false
        }
    }
}

/// An injection as lists show it.
public struct InjectionRecord: Equatable, Sendable {
    public var id: String
    public var kind: InjectionKind
    /// `before executed`
    public var point: String
    public var condition: String?
    public var delayMilliseconds: Int?
    /// In hundredths of a percent.
    public var rate: Int
    public var hits: Int
    public var expiresAt: Timestamp
    public var operatorName: String
    /// The shell that set it.
    public var session: String?
}
