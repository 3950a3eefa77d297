import Flows
import HTTPServer
import Lambda
import NIOCore

/// The life of a hold: a flow stops, is looked at and changed, and goes on.
extension Breakpoints {
    /// Holds the flow in its own task until somebody or something lets it go.
    func hold(_ handOff: HandOff, _ stop: Stop) async -> HandOffDecision {
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
            endHold(hold, .proceed, reason: .expired, by: nil)
        }
        notify(.held(hold.record))
        do {
            // What a crash finds of a held flow is where it was held.
            try await hold.flow.commit()
        } catch {
            // The flow meets the same failure when it is to go on.
            if hold.decision == nil { endHold(hold, .proceed, reason: .recording, by: nil) }
        }
        let decision = await hold.wait()
        hold.exchange.wasHeld(microseconds: hold.heldMicroseconds)
        return decision
    }

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

    /// Lets a flow go on, which `action` says how; to `respond` belongs the operator's answer.
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
        endHold(hold, action, response: response, reason: .operator, by: `operator`)
    }

    func endHold(
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
        // Whoever walks a flow and does not step on has seen enough of it.
        stepped[hold.flow.id] =
            action == .step
            ? Stepping(
                session: hold.session,
                limitMicroseconds: hold.limitMicroseconds,
                creator: `operator`
            ) : nil
        updateWatching()
        switch action {
        case .proceed, .step:
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
    /// - Returns: what is different, and the event's place in the log; nil when nothing is, and then
    /// nothing is recorded.
    func edit(
        _ flow: FlowID,
        by operator: Operator,
        _ change: (HandOffDocument) throws(HoldingError) -> EditedDocument
    ) async throws(HoldingError) -> (changes: [AppliedChange], position: Int64)? {
        let hold = try held(flow)
        if let reason = hold.handOff.editRefusal {
            throw HoldingError(
                .refused,
                "the \(hold.handOff.point.documentName) cannot be edited: \(reason)",
                hint: hold.handOff.respondRefusal == nil ? "resume with STATUS BODY" : "resume"
            )
        }
        let edited = try change(hold.document)
        guard !edited.isUnchanged else { return nil }
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
}
