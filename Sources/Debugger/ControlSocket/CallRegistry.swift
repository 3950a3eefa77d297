import Flows
import HTTPServer

/// The calls of `waybill call`: a client that says beforehand from which address it will come, sees
/// each event of its flow as it happens, and reports itself that it has shown the response.
///
/// Owned by the service's event loop.
public final class CallRegistry: @unchecked Sendable {
    /// Calls that were announced, by `ADDRESS:PORT`.
    private var announced: [String: Announced] = [:]
    /// Calls whose flow has begun.
    private var following: [FlowID: Following] = [:]

    /// Told of a call that is to be walked step by step, and by which shell.
    public var whenStepped: ((FlowID, String) -> Void)?

    private struct Announced {
        let stream: HTTPStream
        let session: String?
    }

    private struct Following {
        let stream: HTTPStream
        var report: Displayed?
        var waiter: UnsafeContinuation<Displayed?, Never>?
    }

    public init() {}

    /// Announces a call; its events go to the exchange as lines, until it ends.
    func follow(client: String, steppedBy session: String? = nil, on exchange: HTTPExchange) {
        let stream = exchange.stream(
            HTTPResponse(jsonLines: [])
        )
        announced[client] = Announced(stream: stream, session: session)
        exchange.onClientGone { [self] in
            announced[client] = nil
            for (flow, call) in following where call.stream === stream {
                following[flow] = nil
                call.waiter?.resume(returning: nil)
            }
        }
        stream.write(Array("{\"announced\":true}\n".utf8))
    }

    /// A flow has begun.
    /// - Returns: whether it was announced.
    public func claim(_ flow: LiveFlow, client: String) -> Bool {
        guard let call = announced.removeValue(forKey: client) else { return false }
        let stream = call.stream
        if let session = call.session { whenStepped?(flow.id, session) }
        following[flow.id] = Following(stream: stream)
        flow.observer = { [weak flow] event in
            guard let flow else { return }
            stream.write(Self.line(event, of: flow))
            switch event {
            case .displayed, .abandoned:
                stream.end()
                self.following[flow.id] = nil
            default: break
            }
        }
        return true
    }

    /// Waits for the client's report; nil when it went away.
    public func displayReport(of flow: FlowID) async -> Displayed? {
        guard let call = following[flow] else { return nil }
        if let report = call.report { return report }
        return await withUnsafeContinuation { following[flow]?.waiter = $0 }
    }

    /// The client has shown the response.
    /// - Returns: false when no such call is under way.
    func displayed(_ flow: FlowID, _ report: Displayed) -> Bool {
        guard let call = following[flow] else { return false }
        following[flow]?.report = report
        following[flow]?.waiter = nil
        call.waiter?.resume(returning: report)
        return true
    }

    private static func line(_ event: FlowEvent, of flow: LiveFlow) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("flow")
        writer.string(flow.id.description)
        writer.key("type")
        writer.string(event.type.rawValue)
        writer.key("version")
        writer.integer(event.version)
        writer.key("afterMicros")
        writer.integer(flow.elapsedMicroseconds())
        writer.key("data")
        writer.raw(event.data)
        writer.endObject()
        return writer.bytes + [0x0A]
    }
}
