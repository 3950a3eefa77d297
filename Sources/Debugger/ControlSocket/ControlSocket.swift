import EventStore
import Flows
import HTTPServer
import NIOCore

/// What a running service tells and does for the verbs of the same machine: HTTP over a Unix socket
/// that only its owner can open.
///
/// | call | answer |
/// | --- | --- |
/// | `GET /status` | 200, one JSON object: ``ServiceStatus`` |
/// | `GET /changes` | 200, one JSON object a line: how far the log file reaches, see ``ChangeFeed`` |
/// | `POST /sync` | 204 when the log file has everything recorded before the call |
/// | `POST /calls?client=ADDRESS:PORT` | 200, one JSON object a line: the events of the flow that comes from that address; with `&step=SESSION` it stops at every hand-off |
/// | `POST /calls/FLOW/displayed` | 204; the client of a call has shown its response |
/// | `POST /exports`, `POST /imports…` | see ``TransferCalls`` |
/// | `/breakpoints`, `/holds`, `/injections` | see ``HoldingCalls`` |
/// | `/replays` | see ``ReplayCalls`` |
///
/// Owned by the service's event loop.
public final class ControlSocket: HTTPResponder, @unchecked Sendable {
    private let log: EventLog
    private let calls: CallRegistry
    private let executor: EventLoopExecutor
    private let transfers: TransferCalls
    private let changes: ChangeFeed
    private let status: @Sendable () -> [UInt8]
    /// Takes the calls about breakpoints, held flows and injections: ``HoldingCalls``.
    public var holding: HoldingCalls?
    /// Takes the calls about replays: ``ReplayCalls``.
    public var replaying: ReplayCalls?

    public init(
        log: EventLog,
        calls: CallRegistry,
        executor: EventLoopExecutor,
        status: @escaping @Sendable () -> [UInt8]
    ) {
        self.log = log
        self.calls = calls
        self.executor = executor
        self.transfers = TransferCalls(log: log, executor: executor)
        self.changes = ChangeFeed(log: log, loop: executor.loop)
        self.status = status
    }

    public func respond(to request: HTTPRequest, on exchange: HTTPExchange) {
        guard !exchange.isClientGone else { return }
        let parts = request.path.split(separator: "/")
        if let holding, holding.respond(to: request, parts, on: exchange) { return }
        if let replaying, replaying.respond(to: request, parts, on: exchange) { return }
        switch (request.method, parts.count) {
        case ("GET", 1) where parts[0] == "status":
            exchange.send(HTTPResponse(status: 200, json: status()))
        case ("GET", 1) where parts[0] == "changes":
            guard !changes.follow(on: exchange) else { return }
            exchange.send(
                HTTPResponse(
                    status: 503,
                    message: "\(ChangeFeed.followerLimit) programs follow the log already"
                )
            )
        case ("POST", 1) where parts[0] == "sync":
            executor.start { [log] in
                await log.sync()
                exchange.send(HTTPResponse(status: 204))
            }
        case ("POST", 1) where parts[0] == "calls":
            let words = request.queryWords
            guard let client = words["client"], client.contains(":") else {
                exchange.send(
                    HTTPResponse(
                        status: 400,
                        message: "say which client: /calls?client=ADDRESS:PORT"
                    )
                )
                return
            }
            // `&step=SESSION`: the flow is walked step by step.
            calls.follow(client: client, steppedBy: words["step"], on: exchange)
        case ("POST", 3) where parts[0] == "calls" && parts[2] == "displayed":
            guard let flow = FlowID(uuidText: parts[1]), let report = Self.report(request.body)
            else {
                exchange.send(HTTPResponse(status: 400, message: "not a report of a display"))
                return
            }
            let isKnown = calls.displayed(flow, report)
            exchange.send(
                isKnown
                    ? HTTPResponse(status: 204)
                    : HTTPResponse(
                        status: 404,
                        message: "no call of that flow waits for its display"
                    )
            )
        default:
            guard !transfers.respond(to: request, on: exchange) else { return }
            exchange.send(
                HTTPResponse(
                    status: 404,
                    message: "no such call: \(request.method) \(request.path)"
                )
            )
        }
    }

    public func responseToMalformedRequest(_ reason: String, from client: String) -> HTTPResponse {
        HTTPResponse(status: 400, message: reason)
    }

    private static func report(_ body: [UInt8]) -> Displayed? {
        guard let fields = try? EventFields(json: body), let bytes = fields.integer("bytes"),
            let first = fields.integer("firstByteMicros"),
            let last = fields.integer("lastByteMicros")
        else { return nil }
        return Displayed(
            bytes: Int(bytes),
            firstByteMicroseconds: Int(first),
            lastByteMicroseconds: Int(last),
            isReportedByClient: true
        )
    }
}
