import EventStore
import Flows

#if canImport(Glibc)
import Glibc
#endif

/// What a verb may ask about replays: ``ReplayCalls``.
extension ServiceClient {
    /// Has a plan run.
    ///
    /// - `access`: what the caller brings along for a target that is another service.
    /// - `batch`: the batch that goes on with the flows of the plan, as it was looked at.
    /// - `session`: the name of a shell that watches holds, for which each flow is held at every
    ///   hand-off; nil: none is.
    /// - Throws: ``ReplayRefusal`` when the service refuses, ``ServiceError`` when it cannot be asked.
    public func replay(
        _ plan: ReplayPlan,
        access: RemoteAccess,
        continuing batch: BatchRecord? = nil,
        steppedBy session: String? = nil
    ) throws -> ReplayStream {
        var words = batch.map { ["continue=\($0.number)", "revision=\($0.revision)"] } ?? []
        if let session { words.append("step=\(session)") }
        return try stream(plan, words, access)
    }

    /// Which flows of a plan would be refused, and why; nothing is done.
    /// - Throws: as ``replay(_:continuing:steppedBy:)``.
    public func rehearse(_ plan: ReplayPlan) throws -> [FlowID: ReplayRefusal] {
        let stream = try stream(plan, ["dry=1"])
        var refusals: [FlowID: ReplayRefusal] = [:]
        while true {
            switch stream.next(withinMilliseconds: 60_000) {
            case .report(let report):
                refusals[report.origin] = report.refusal.map {
                    ReplayRefusal($0, hint: report.hint)
                }
            case .end: return refusals
            case .gone, .nothing: throw ServiceError.gone
            }
        }
    }

    private func stream(
        _ plan: ReplayPlan,
        _ words: [String],
        _ access: RemoteAccess? = nil
    ) throws -> ReplayStream {
        guard let descriptor = connect() else { throw ServiceError.gone }
        let socket = BlockingSocket(descriptor)
        let query = words.isEmpty ? "" : "?" + words.joined(separator: "&")
        let body = plan.message
        let head =
            "POST /replays\(query) HTTP/1.1\r\nHost: waybill\r\nConnection: close\r\n"
            + "x-waybill-operator: \(userName(getuid()))\r\n"
            + (access?.headers ?? []).map { "\($0.name): \($0.value)\r\n" }.joined()
            + "Content-Length: \(body.count)\r\n\r\n"
        socket.send(Array(head.utf8) + body)
        guard let status = socket.nextLine() else { throw ServiceError.gone }
        while let line = socket.nextLine(), !line.isEmpty {}
        guard status.hasPrefix("HTTP/1.1 200") else {
            while socket.fill() {}
            let fields = try? EventFields(json: socket.buffer)
            throw ReplayRefusal(
                fields?.string("message") ?? "the service answered \(status)",
                hint: fields?.string("hint"),
                isUnreachable: fields?.boolean("unreachable") ?? false
            )
        }
        guard let stream = ReplayStream(socket) else { throw ServiceError.gone }
        return stream
    }

    /// Has no further flow of a batch begun.
    public func stopReplays(of batch: String) throws(ServiceError) {
        _ = try request("POST", "/replays/\(batch)/stop")
    }
}

/// A run of replays as its service tells it.
///
/// Used by one thread.
public final class ReplayStream {
    /// What comes next.
    public enum News: Equatable, Sendable {
        case report(ReplayReport)
        /// The run is over: why, and how many flows it has not taken.
        case end(ReplayEnd, left: Int)
        /// The service is gone.
        case gone
        /// Nothing in the time given, or a signal came.
        case nothing
    }

    private let socket: BlockingSocket
    /// `b-12`; nil for a single replay.
    public let batch: String?
    private var isAtEnd = false

    init?(_ socket: BlockingSocket) {
        guard let line = socket.nextLine(),
            let fields = try? EventFields(json: Array(line.utf8))
        else { return nil }
        self.socket = socket
        batch = fields.string("batch")
    }

    /// Waits for what comes next, but not longer than so many milliseconds.
    public func next(withinMilliseconds limit: Int32) -> News {
        while true {
            if let line = socket.takeLine() {
                guard let news = Self.news(line) else { continue }
                return news
            }
            if isAtEnd { return .gone }
            var source = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&source, 1, limit) > 0 else { return .nothing }
            if !socket.fill() { isAtEnd = true }
        }
    }

    private static func news(_ line: String) -> News? {
        guard let fields = try? EventFields(json: Array(line.utf8)) else { return nil }
        if let end = fields.string("end").flatMap({ ReplayEnd(rawValue: $0) }) {
            return .end(end, left: Int(fields.integer("left") ?? 0))
        }
        return ReplayReport(fields).map { .report($0) }
    }
}
