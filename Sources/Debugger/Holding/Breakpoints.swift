import EventStore
import Flows
import HTTPServer
import Lambda
import NIOCore

/// What is to be stopped and what is to go wrong in a running service: breakpoints, the flows that
/// they hold, injections. Nothing of it outlives the service, and each has its time.
///
/// A held flow waits in its own task; no other flow waits with it.
///
/// Owned by the service's event loop.
public final class Breakpoints: HandOffs, @unchecked Sendable {
    let log: EventLog
    let loop: any EventLoop
    public private(set) var watchedPoints: HandOffPoints = []
    private(set) var breakpoints: [Breakpoint] = []
    var injections: [Injection] = []
    /// Flows that are held, in the order in which they were stopped.
    var holds: [Hold] = []
    /// Flows that stop at every hand-off.
    var stepped: [FlowID: Stepping] = [:]
    var delays: [FlowID: Delay] = [:]
    var watchers: [ObjectIdentifier: HTTPStream] = [:]
    private var lastBreakpoint = 0
    var lastInjection = 0
    var isStopping = false
    /// Told of everything, for the lines of `up`.
    public var whenNoticed: ((HoldNotice) -> Void)?

    /// Flows that are held at a time; further ones pass their breakpoints.
    public static let holdLimit = 20
    /// Breakpoints at a time, and injections.
    public static let limit = 100
    /// Programs that may follow what happens.
    static let watcherLimit = 100
    /// Ten minutes, in microseconds.
    public static let defaultLifetime: Int64 = 600_000_000
    /// 25 seconds: less than the 29 and 30 of API Gateway, and than most clients wait.
    public static let defaultHold: Int64 = 25_000_000
    /// How long a flow that is walked step by step is held, in microseconds: somebody is looking.
    public static let stepHold: Int64 = 600_000_000
    /// The longest that anything may stand or be held: a day.
    public static let longest: Int64 = 86_400_000_000

    public init(log: EventLog, loop: any EventLoop) {
        self.log = log
        self.loop = loop
    }

    // MARK: HandOffs

    public func concerns(_ handOff: HandOff) -> Bool {
        stepped[handOff.exchange.flow.id] != nil
            || breakpoints.contains { $0.isMet(by: handOff) }
            || injections.contains { $0.isMet(by: handOff) }
    }

    public func pass(_ handOff: HandOff) async -> HandOffDecision {
        guard !isStopping else { return .proceed }
        var decision = HandOffDecision.proceed
        if let stop = stop(handOff) { decision = await hold(handOff, stop) }
        switch decision {
        case .respond, .drop: break
        case .proceed, .replace, .finish:
            if let injected = await inject(at: handOff) { decision = injected }
        }
        if handOff.isLast, stepped.removeValue(forKey: handOff.exchange.flow.id) != nil {
            updateWatching()
        }
        return decision
    }

    /// Why the flow stops here; nil when it does not.
    private func stop(_ handOff: HandOff) -> Stop? {
        if let stepping = stepped[handOff.exchange.flow.id] {
            return Stop(
                breakpoint: "step",
                words: "before \(handOff.point.nextStep.name)",
                limitMicroseconds: stepping.limitMicroseconds,
                session: stepping.session,
                creator: stepping.creator
            )
        }
        for breakpoint in breakpoints where breakpoint.isMet(by: handOff) {
            guard holds.count < Self.holdLimit else {
                breakpoint.passed += 1
                continue
            }
            breakpoint.hits += 1
            if breakpoint.isUsedUp { end(breakpoint.id, reason: "count", by: nil) }
            return Stop(
                breakpoint: breakpoint.id,
                words: breakpoint.request.point.words,
                condition: breakpoint.request.condition,
                limitMicroseconds: breakpoint.request.holdMicroseconds,
                session: breakpoint.request.session,
                creator: breakpoint.creator
            )
        }
        return nil
    }

    // MARK: Breakpoints

    public var breakpointRecords: [BreakpointRecord] { breakpoints.map(\.record) }
    public var holdRecords: [HoldRecord] { holds.map(\.record) }

    /// Sets a breakpoint.
    func set(
        _ request: BreakpointRequest,
        by operator: Operator
    ) throws(HoldingError) -> BreakpointRecord {
        guard !isStopping else { throw HoldingError(.refused, "the service is stopping") }
        guard breakpoints.count < Self.limit else {
            throw HoldingError(
                .tooMany,
                "there are \(Self.limit) breakpoints already",
                hint: "break delete ID"
            )
        }
        let id = "b\(lastBreakpoint + 1)"
        let breakpoint = try Breakpoint(id: id, request, by: `operator`)
        lastBreakpoint += 1
        breakpoints.append(breakpoint)
        updateWatching()
        recordSet("breakpointSet", id, `operator`, condition: request.condition) {
            $0.put("point", request.point.words)
            $0.put("count", request.count)
            $0.put("forMs", Int(request.lifetimeMicroseconds / 1000))
            $0.put("holdMs", Int(request.holdMicroseconds / 1000))
        }
        loop.scheduleTask(in: .microseconds(request.lifetimeMicroseconds)) { [weak self] in
            self?.end(id, reason: "expired", by: nil)
        }
        return breakpoint.record
    }

    /// Lets a breakpoint rest, or stop flows again.
    func setEnabled(
        _ id: String,
        _ isEnabled: Bool,
        by operator: Operator
    ) throws(HoldingError) -> BreakpointRecord {
        guard let breakpoint = breakpoints.first(where: { $0.id == id }) else {
            throw missing(id, of: breakpoints.map(\.id), "breakpoint")
        }
        if breakpoint.isEnabled != isEnabled {
            breakpoint.isEnabled = isEnabled
            recordSet(isEnabled ? "breakpointOn" : "breakpointOff", id, `operator`)
        }
        updateWatching()
        return breakpoint.record
    }

    /// Takes a breakpoint away; flows that it holds stay held.
    func remove(_ id: String, by operator: Operator) throws(HoldingError) {
        guard breakpoints.contains(where: { $0.id == id }) else {
            throw missing(id, of: breakpoints.map(\.id), "breakpoint")
        }
        end(id, reason: "operator", by: `operator`)
    }

    func end(_ id: String, reason: String, by operator: Operator?) {
        guard let index = breakpoints.firstIndex(where: { $0.id == id }) else { return }
        let hits = breakpoints.remove(at: index).hits
        updateWatching()
        recordSet("breakpointEnded", id, `operator`) {
            $0.put("reason", reason)
            $0.put("hits", hits)
        }
        notify(.ended(id: id, reason: reason))
    }

    func missing(_ id: String, of ids: [String], _ what: String) -> HoldingError {
        HoldingError(
            .notFound,
            "there is no \(what) \(id)",
            hint: ids.isEmpty ? "none is set" : "there is \(ids.joined(separator: ", "))"
        )
    }

    /// Records that a breakpoint or an injection came or went. The condition may quote anything and so
    /// is content.
    func recordSet(
        _ type: String,
        _ id: String,
        _ operator: Operator?,
        condition: String? = nil,
        fields: (inout EventFieldWriter) -> Void = { _ in }
    ) {
        let contents = condition.map { [Content(.text, Array($0.utf8))] } ?? []
        log.recordService(type, contents: contents) {
            $0.put("id", id)
            $0.put("operator", `operator`?.name)
            $0.put("operatorFrom", `operator`?.source)
            fields(&$0)
        }
    }

    func updateWatching() {
        guard !isStopping, stepped.isEmpty else {
            watchedPoints = isStopping ? [] : .all
            return
        }
        let enabled = breakpoints.filter(\.isEnabled).map(\.request.point.handOff)
        watchedPoints = HandOffPoints((enabled + injections.map(\.point)).map { HandOffPoints($0) })
    }
}

extension HandOff {
    /// Whether the flow passes no other hand-off after this one.
    fileprivate var isLast: Bool {
        let cursor = exchange.flow.cursor
        guard cursor.kind == .asynchronous else { return point == .returned }
        // One that was refused has no function to come to.
        return point == .executed || cursor.phase == .refused
    }
}
