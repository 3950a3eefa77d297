import Flows
import HTTPServer

/// Whose replay a request is.
public struct ReplayMark: Sendable {
    /// The header that names the flow whose request is sent again.
    public static let header = "x-waybill-replay-of"

    public let origin: FlowID
    /// Who runs it; nil when the request came from elsewhere and only says whose replay it is.
    public let operatorName: String?
    public let batch: String?
    private let whenBegun: (@Sendable (LiveFlow) -> Void)?

    /// - `whenBegun`: given the new flow, whose `sent` is recorded.
    public init(
        origin: FlowID,
        operatorName: String?,
        batch: String?,
        whenBegun: (@Sendable (LiveFlow) -> Void)? = nil
    ) {
        self.origin = origin
        self.operatorName = operatorName
        self.batch = batch
        self.whenBegun = whenBegun
    }

    /// Its flow has begun.
    public func begun(_ flow: LiveFlow) { whenBegun?(flow) }
}

/// Requests that this service itself sends through its front doors again: known beforehand by the
/// address that they come from, so that nobody else can name an operator.
///
/// Owned by the service's event loop.
public final class ReplayRegistry: @unchecked Sendable {
    private var announced: [String: ReplayMark] = [:]

    public init() {}

    /// A request will come from `client` (`ADDRESS:PORT`).
    public func announce(_ mark: ReplayMark, client: String) { announced[client] = mark }

    /// It came, or will not come any more.
    public func withdraw(client: String) { announced[client] = nil }

    func mark(client: String) -> ReplayMark? { announced[client] }
}

extension FlowRecording {
    /// Whose replay a request is; nil for nearly every one.
    public func replay(of request: HTTPRequest) -> ReplayMark? {
        guard let text = request.header(ReplayMark.header), let origin = FlowID(uuidText: text)
        else { return nil }
        let client = "\(request.clientAddress):\(request.clientPort)"
        if let mark = replays?.mark(client: client), mark.origin == origin { return mark }
        return ReplayMark(origin: origin, operatorName: nil, batch: nil)
    }
}
