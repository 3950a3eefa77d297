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
    public private(set) var isWatching = false
    private var breakpoints: [Breakpoint] = []
    var injections: [Injection] = []
    /// Flows that are held, in the order in which they were stopped.
    private(set) var holds: [Hold] = []
    /// Flows that stop at every hand-off, and the shell that walks them.
    private var stepped: [FlowID: String?] = [:]
    var delays: [FlowID: Delay] = [:]
    private var watchers: [ObjectIdentifier: HTTPStream] = [:]
    private var lastBreakpoint = 0
    var lastInjection = 0
    private var isStopping = false
    /// Told of everything, for the lines of `up`.
    public var whenNoticed: ((HoldNotice) -> Void)?

    /// Flows that are held at a time; further ones pass their breakpoints.
    public static let holdLimit = 20
    /// Breakpoints at a time, and injections.
    public static let limit = 100
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

    public func pass(_ handOff: HandOff) async -> HandOffDecision {
        guard !isStopping else { return .proceed }
        var decision = HandOffDecision.proceed
        if let stop = stop(handOff) { decision = await hold(handOff, stop) }
        switch decision {
        case .respond, .drop: break
        case .proceed, .replace, .finish:
            if let injected = await inject(at: handOff) { decision = injected }
        }
        if handOff.isLast { stepped[handOff.exchange.flow.id] = nil }
        updateWatching()
        return decision
    }

    /// Why the flow stops here; nil when it does not.
    private func stop(_ handOff: HandOff) -> Stop? {
        if let session = stepped[handOff.exchange.flow.id] {
            return Stop(
                breakpoint: "step",
                words: "before \(handOff.point.nextStep.name)",
                limitMicroseconds: Self.stepHold,
                session: session,
                creator: nil
            )
        }
        for index in breakpoints.indices {
            let breakpoint = breakpoints[index]
            guard breakpoint.isEnabled, breakpoint.request.point.handOff == handOff.point,
                !breakpoint.isUsedUp, breakpoint.condition?.isMet(by: handOff) ?? true,
                breakpoint.request.point != .error || handOff.whatIsWrong != nil
            else { continue }
            guard holds.count < Self.holdLimit else {
                breakpoints[index].passed += 1
                continue
            }
            breakpoints[index].hits += 1
            defer {
                if breakpoints[index].isUsedUp { end(breakpoint.id, reason: "count", by: nil) }
            }
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

    private func hold(_ handOff: HandOff, _ stop: Stop) async -> HandOffDecision {
        let hold = Hold(handOff, stop)
        var note = Noted(.held, operatorName: stop.creator?.name, step: handOff.point.step)
        note.operatorSource = stop.creator?.source
        note.point = stop.words
        note.breakpoint = stop.breakpoint
        note.until = hold.until
        let text = stop.condition.map { [Content(.text, Array($0.utf8))] } ?? []
        guard (try? hold.flow.record(.noted(note), text)) != nil else { return .proceed }
        holds.append(hold)
        hold.timer = loop.scheduleTask(in: .microseconds(stop.limitMicroseconds)) { [self] in
            end(hold, .proceed, reason: .expired, by: nil)
        }
        notify(.held(hold.record))
        do {
            // What a crash finds of a held flow is where it was held.
            try await hold.flow.commit()
        } catch {
            // The flow meets the same failure when it is to go on.
            if hold.decision == nil { end(hold, .proceed, reason: .shutdown, by: nil) }
        }
        let decision = await hold.wait()
        hold.exchange.wasHeld(microseconds: hold.heldMicroseconds)
        return decision
    }

    // MARK: The ends of holds

    /// The hold of a flow.
    func held(_ flow: FlowID) throws(HoldingError) -> Hold {
        guard let hold = holds.first(where: { $0.flow.id == flow }) else {
            throw HoldingError(
                .notFound,
                "\(flow.shortID) is not held",
                hint: "break lists what is"
            )
        }
        return hold
    }

    /// Lets a flow go on, which `action` says how.
    /// - Parameter response: of `respond`: the operator's answer.
    func resume(
        _ flow: FlowID,
        _ action: HoldAction,
        response: HTTPResponse? = nil,
        by operator: Operator
    ) throws(HoldingError) {
        let hold = try held(flow)
        if action == .respond || action == .drop, let reason = hold.handOff.respondRefusal,
            action == .respond || hold.handOff.point != .triggered
        {
            throw HoldingError(
                .refused,
                "\(flow.shortID) cannot be answered here: \(reason)",
                hint: "resume lets it go on"
            )
        }
        end(hold, action, response: response, reason: .operator, by: `operator`)
    }

    private func end(
        _ hold: Hold,
        _ action: HoldAction,
        response: HTTPResponse? = nil,
        reason: HoldEnd,
        by operator: Operator?
    ) {
        guard hold.decision == nil, let index = holds.firstIndex(where: { $0 === hold }) else {
            return
        }
        holds.remove(at: index)
        var note = Noted(.resumed, operatorName: `operator`?.name, step: hold.handOff.point.step)
        note.operatorSource = `operator`?.source
        note.point = hold.words
        note.breakpoint = hold.breakpoint
        note.reason = reason
        note.action = action
        note.heldMicroseconds = Int(hold.heldMicroseconds)
        try? hold.flow.record(.noted(note))
        switch action {
        case .proceed, .step:
            if action == .step { stepped[hold.flow.id] = .some(hold.session) }
            // Whoever walks a flow and lets it go on has seen enough of it.
            if action == .proceed { stepped[hold.flow.id] = nil }
            updateWatching()
            hold.end(hold.isEdited ? .replace(hold.document) : .proceed)
        case .respond:
            hold.end(.respond(answer(response ?? HTTPResponse(status: 200), hold, by: `operator`)))
        case .drop: hold.end(dropping(hold, by: `operator`))
        }
        notify(.resumed(hold.record, reason: reason, action: action))
    }

    private func dropping(_ hold: Hold, by operator: Operator?) -> HandOffDecision {
        guard hold.handOff.point == .returned else { return .drop }
        return .respond(answer(FlowExchange.killedResponse, hold, by: `operator`))
    }

    /// Puts an operator's answer on record. Where a response was ready, it keeps its ids.
    private func answer(
        _ response: HTTPResponse,
        _ hold: Hold,
        by operator: Operator?
    ) -> HTTPResponse {
        var leaving = response
        var contents: [Content] = []
        if case .response(let ready) = hold.document {
            leaving = FlowExchange.replacing(ready, with: response)
            contents = [Content(.response, leaving.message)]
        }
        var note = Noted(.responded, operatorName: `operator`?.name, step: hold.handOff.point.step)
        note.operatorSource = `operator`?.source
        note.status = leaving.status
        note.headBytes = leaving.headBytes
        note.bytes = leaving.body.count
        note.content = ContentName.response.name
        try? hold.flow.record(.noted(note), contents)
        return leaving
    }

    /// Changes what is in flight. The edit is committed when this returns.
    /// - Returns: the event's place in the log.
    func edit(
        _ flow: FlowID,
        by operator: Operator,
        _ change: (HandOffDocument) throws(HoldingError) -> EditedDocument
    ) async throws(HoldingError) -> (changes: [AppliedChange], position: Int64) {
        let hold = try held(flow)
        if let reason = hold.handOff.editRefusal {
            throw HoldingError(
                .refused,
                "the \(hold.handOff.point.documentName) cannot be edited: \(reason)",
                hint: hold.handOff.respondRefusal == nil ? "resume with STATUS BODY" : "resume"
            )
        }
        let edited = try change(hold.document)
        guard !edited.isUnchanged else { return ([], log.head) }
        let point = hold.handOff.point
        var note = Noted(.edited, operatorName: `operator`.name, step: point.step)
        note.operatorSource = `operator`.source
        note.breakpoint = hold.breakpoint
        note.content = point.content.name
        note.bytesBefore = hold.document.bodyBytes
        note.bytes = edited.document.bodyBytes
        if case .response(let response) = edited.document {
            note.status = response.status
            note.headBytes = response.headBytes
        }
        var contents = [Content(point.content, edited.document.content)]
        if !edited.changes.isEmpty {
            contents.append(Content(.text, edited.changes.flatMap { $0.line }))
        }
        do {
            try hold.flow.record(.noted(note), contents)
        } catch {
            throw HoldingError(.refused, error.description)
        }
        let position = log.head
        hold.edit(edited.document)
        notify(.edited(hold.record))
        do {
            try await hold.flow.commit()
        } catch {
            throw HoldingError(
                .notRecorded,
                "the edit is not committed yet: \(error.description)",
                hint: "the flow goes on only when the log can take it"
            )
        }
        return (edited.changes, position)
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
        let condition = try request.condition.map { text throws(HoldingError) in
            try HoldCondition(text)
        }
        lastBreakpoint += 1
        let id = "b\(lastBreakpoint)"
        let breakpoint = Breakpoint(
            id: id,
            request: request,
            condition: condition,
            creator: `operator`,
            expiresAt: Timestamp.now().advanced(byMicroseconds: request.lifetimeMicroseconds)
        )
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
        guard let index = breakpoints.firstIndex(where: { $0.id == id }) else {
            throw missing(id, of: breakpoints.map(\.id), "breakpoint")
        }
        if breakpoints[index].isEnabled != isEnabled {
            breakpoints[index].isEnabled = isEnabled
            recordSet(isEnabled ? "breakpointOn" : "breakpointOff", id, `operator`)
        }
        updateWatching()
        return breakpoints[index].record
    }

    /// Takes a breakpoint away; flows that it holds stay held.
    func remove(_ id: String, by operator: Operator) throws(HoldingError) {
        guard breakpoints.contains(where: { $0.id == id }) else {
            throw missing(id, of: breakpoints.map(\.id), "breakpoint")
        }
        end(id, reason: "operator", by: `operator`)
    }

    private func end(_ id: String, reason: String, by operator: Operator?) {
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

    // MARK: Shells

    /// A flow of `session` is to stop at every hand-off.
    public func step(_ flow: FlowID, session: String) {
        stepped[flow] = .some(session)
        updateWatching()
    }

    /// A shell has ended: what it held goes on, what it set is gone.
    func ended(session: String) {
        for breakpoint in breakpoints where breakpoint.request.session == session {
            end(breakpoint.id, reason: "shell", by: nil)
        }
        for (flow, owner) in stepped where owner == session { stepped[flow] = nil }
        for hold in holds where hold.session == session {
            end(hold, .proceed, reason: .shell, by: nil)
        }
        updateWatching()
    }

    /// The service stops: everything goes on, and nothing is stopped any more.
    public func stop() {
        isStopping = true
        stepped = [:]
        for hold in holds { end(hold, .proceed, reason: .shutdown, by: nil) }
        for delay in delays.values { delay.end() }
        for breakpoint in breakpoints { end(breakpoint.id, reason: "shutdown", by: nil) }
        for injection in injections { endInjection(injection.id, reason: "shutdown", by: nil) }
        for stream in watchers.values { stream.end() }
        watchers = [:]
        updateWatching()
    }

    func updateWatching() {
        isWatching =
            !isStopping
            && (!stepped.isEmpty || !injections.isEmpty || breakpoints.contains { $0.isEnabled })
    }

    // MARK: Watching

    /// Tells an exchange, a line each, what is held now and all that happens from now on.
    func watch(on exchange: HTTPExchange, session: String?) {
        let head = HTTPResponse(
            status: 200,
            headers: [HTTPField("Content-Type", "application/jsonl")]
        )
        let stream = exchange.stream(head)
        watchers[ObjectIdentifier(stream)] = stream
        exchange.onClientGone { [weak self] in
            guard let self else { return }
            watchers[ObjectIdentifier(stream)] = nil
            if let session { ended(session: session) }
        }
        for hold in holds { stream.write(HoldNotice.held(hold.record).line) }
        // So that whoever asked knows that the list is complete.
        stream.write(Array("{\"type\":\"watching\"}\n".utf8))
    }

    func notify(_ notice: HoldNotice) {
        whenNoticed?(notice)
        guard !watchers.isEmpty else { return }
        let line = notice.line
        for stream in watchers.values { stream.write(line) }
    }
}

extension HandOff {
    /// Whether the flow passes no other hand-off after this one.
    fileprivate var isLast: Bool {
        exchange.flow.cursor.kind == .asynchronous ? point == .executed : point == .returned
    }
}
