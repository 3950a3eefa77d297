import Flows
import HTTPServer
import Lambda

/// The calls of the control socket about breakpoints, held flows and injections. Lists are one JSON
/// object a line; a problem is `{message, hint, start, end}`, the last two the bytes of the condition
/// or document that are wrong.
///
/// | call | answer |
/// | --- | --- |
/// | `GET /breakpoints` | 200, one a line |
/// | `POST /breakpoints` | 201, the breakpoint; the body has `point`, and as wanted `condition count lifetimeMicros holdMicros session` |
/// | `POST /breakpoints/ID/on` `…/off` | 200, the breakpoint |
/// | `DELETE /breakpoints/ID` | 204 |
/// | `GET /holds` | 200, held flows, one a line |
/// | `GET /holds/changes?session=NAME` | 200, what is held and then what happens, a line each; when the client goes, so do the breakpoints and holds of its session |
/// | `GET /holds/FLOW/document` | 200, what is in flight, as JSON text |
/// | `PUT /holds/FLOW/document` | 200, `{position}`: it is replaced |
/// | `POST /holds/FLOW/edit` | 200, what each change did, then `{position}`; the body is `{path, value}` a line, without `value` to take away |
/// | `POST /holds/FLOW/resume` | 204; the body has `action`, and of `respond` `status` and `body` |
/// | `GET /injections` | 200, one a line |
/// | `POST /injections` | 201, the injection; `kind`, and as wanted `point condition delayMs rate lifetimeMicros` |
/// | `DELETE /injections/ID` | 204 |
///
/// Whoever changes anything is on record: the user that the kernel names, else the one in the header
/// `x-waybill-operator`.
///
/// Owned by the service's event loop.
public final class HoldingCalls: @unchecked Sendable {
    private let breakpoints: Breakpoints
    private let executor: EventLoopExecutor

    public init(_ breakpoints: Breakpoints, executor: EventLoopExecutor) {
        self.breakpoints = breakpoints
        self.executor = executor
    }

    /// Answers the call if it is one of these.
    func respond(
        to request: HTTPRequest,
        _ parts: [Substring],
        on exchange: HTTPExchange
    ) -> Bool {
        guard let first = parts.first, ["breakpoints", "holds", "injections"].contains(first)
        else { return false }
        if request.method == "GET", parts == ["holds", "changes"] {
            let session = request.queryWords["session"]
            guard !breakpoints.watch(on: exchange, session: session) else { return true }
            let limit = Breakpoints.watcherLimit
            exchange.send(
                Self.problem(
                    HoldingError(.tooMany, "\(limit) programs follow what is held already")
                )
            )
            return true
        }
        let caller = Operator(of: request, on: exchange)
        executor.start { [self] in
            do throws(HoldingError) {
                exchange.send(try await answer(request, parts, by: caller))
            } catch {
                exchange.send(Self.problem(error))
            }
        }
        return true
    }

    private func answer(
        _ request: HTTPRequest,
        _ parts: [Substring],
        by caller: Operator
    ) async throws(HoldingError) -> HTTPResponse {
        switch (request.method, parts[0], parts.count) {
        case ("GET", "breakpoints", 1): return Self.lines(breakpoints.breakpointRecords.map(\.line))
        case ("POST", "breakpoints", 1):
            let wanted = try BreakpointRequest(Self.fields(request.body))
            return Self.lines([try breakpoints.set(wanted, by: caller).line], status: 201)
        case ("POST", "breakpoints", 3) where parts[2] == "on" || parts[2] == "off":
            let record = try breakpoints.setEnabled(String(parts[1]), parts[2] == "on", by: caller)
            return Self.lines([record.line])
        case ("DELETE", "breakpoints", 2):
            try breakpoints.remove(String(parts[1]), by: caller)
            return HTTPResponse(status: 204)
        case ("GET", "injections", 1): return Self.lines(breakpoints.injectionRecords.map(\.line))
        case ("POST", "injections", 1):
            let wanted = try InjectionRequest(Self.fields(request.body))
            return Self.lines([try breakpoints.inject(wanted, by: caller).line], status: 201)
        case ("DELETE", "injections", 2):
            try breakpoints.removeInjection(String(parts[1]), by: caller)
            return HTTPResponse(status: 204)
        case ("GET", "holds", 1): return Self.lines(breakpoints.holdRecords.map(\.line))
        case (_, "holds", 3):
            guard let flow = FlowID(uuidText: parts[1]) else {
                throw HoldingError(.invalid, "'\(parts[1])' is no flow's id")
            }
            return try await answer(request, of: flow, parts[2], by: caller)
        default:
            throw HoldingError(.notFound, "no such call: \(request.method) \(request.path)")
        }
    }

    private func answer(
        _ request: HTTPRequest,
        of flow: FlowID,
        _ part: Substring,
        by caller: Operator
    ) async throws(HoldingError) -> HTTPResponse {
        switch (request.method, part) {
        case ("GET", "document"):
            let text = try breakpoints.held(flow).document.text
            return HTTPResponse(status: 200, headers: [Self.json], body: text)
        case ("PUT", "document"):
            let done = try await breakpoints.edit(flow, by: caller) {
                document throws(HoldingError) in
                try document.replaced(by: request.body)
            }
            return Self.answer(done)
        case ("POST", "edit"):
            let changes = try Self.changes(request.body)
            let done = try await breakpoints.edit(flow, by: caller) {
                document throws(HoldingError) in
                try document.applying(changes)
            }
            return Self.answer(done)
        case ("POST", "resume"):
            let fields = try Self.fields(request.body)
            guard let action = fields.string("action").flatMap({ HoldAction(rawValue: $0) }) else {
                let actions = HoldAction.allCases.map(\.rawValue).joined(separator: ", ")
                throw HoldingError(.invalid, "no action is named", hint: "one of \(actions)")
            }
            try breakpoints.resume(
                flow,
                action,
                response: action == .respond ? try Self.response(fields) : nil,
                by: caller
            )
            return HTTPResponse(status: 204)
        default:
            throw HoldingError(.notFound, "no such call: \(request.method) \(request.path)")
        }
    }

    // MARK: Reading and writing

    private static let json = HTTPField("Content-Type", "application/json")

    private static func lines(_ lines: [[UInt8]], status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, jsonLines: lines.flatMap { $0 })
    }

    /// The changes, a line each, and the event's place in the log; nothing when nothing was different.
    private static func answer(
        _ done: (changes: [AppliedChange], position: Int64)?
    ) -> HTTPResponse {
        guard let done else { return lines([]) }
        return lines(
            done.changes.map(\.line) + [Array("{\"position\":\(done.position)}\n".utf8)]
        )
    }

    private static func fields(_ body: [UInt8]) throws(HoldingError) -> EventFields {
        do {
            return try EventFields(json: body.isEmpty ? Array("{}".utf8) : body)
        } catch {
            throw HoldingError(.invalid, error.description)
        }
    }

    private static func changes(_ body: [UInt8]) throws(HoldingError) -> [DocumentChange] {
        var changes: [DocumentChange] = []
        for line in body.split(separator: 0x0A) {
            let fields = try fields(Array(line))
            guard let path = fields.string("path") else {
                throw HoldingError(.invalid, "a change names no path")
            }
            changes.append(DocumentChange(path: path, value: fields.string("value")))
        }
        guard !changes.isEmpty else { throw HoldingError(.invalid, "nothing is to be changed") }
        return changes
    }

    /// An operator's answer; its type is JSON when its body is.
    private static func response(_ fields: EventFields) throws(HoldingError) -> HTTPResponse {
        guard let status = fields.integer("status"), 200...599 ~= status else {
            throw HoldingError(.invalid, "a status is a number from 200 to 599")
        }
        let body = Array((fields.string("body") ?? "").utf8)
        let isJSON = (try? checkJSON(body)) != nil
        let type = isJSON ? "application/json" : "text/plain; charset=utf-8"
        return HTTPResponse(
            status: Int(status),
            headers: body.isEmpty ? [] : [HTTPField("content-type", type)],
            body: body
        )
    }

    private static func problem(_ error: HoldingError) -> HTTPResponse {
        var writer = EventFieldWriter()
        writer.put("message", error.description)
        writer.put("hint", error.hint)
        writer.put("start", error.range?.lowerBound)
        writer.put("end", error.range?.upperBound)
        return HTTPResponse(status: error.code.rawValue, headers: [json], body: writer.finish())
    }
}
