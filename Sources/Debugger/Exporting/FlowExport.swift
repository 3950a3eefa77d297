import Flows

/// An export that is under way: bytes come piece by piece, one flow at a time.
public struct FlowExport {
    public let format: ExportFormat
    private var writer: any FlowWriter
    private let disclosure: Disclosure
    /// Flows written so far.
    public private(set) var count = 0
    /// Of these, written as requests of which the source does not tell everything.
    public private(set) var incompleteCount = 0

    /// With `isSingle` there is one flow only, whose Lambda event is written byte for byte. `handler`
    /// is for `pytest`: the module and function to call, as `app.handler`.
    public init(
        _ format: ExportFormat,
        isSingle: Bool,
        isUnmasked: Bool,
        handler: String = "app.handler"
    ) {
        self.format = format
        disclosure = Disclosure(isUnmasked: isUnmasked)
        writer =
            switch format {
            case .curl: CurlWriter()
            case .http: HTTPMessageWriter()
            case .har: HARWriter()
            case .event, .sam: EventWriter(isSingle: isSingle)
            case .pytest: PytestWriter(handler: handler)
            case .otlp: OTLPWriter()
            }
    }

    /// How many values were masked so far.
    public var maskedCount: Int { disclosure.maskedCount }

    public mutating func opening() -> [UInt8] { writer.opening() }

    /// The next flow. One that cannot be written leaves the export as it was.
    public mutating func write(_ flow: RecordedFlow) throws(ExportError) -> [UInt8] {
        let bytes = try writer.write(flow, disclosure)
        count += 1
        switch format {
        case .curl, .http, .har: if !flow.untoldParts.isEmpty { incompleteCount += 1 }
        case .event, .sam, .pytest, .otlp: break
        }
        return bytes
    }

    public mutating func closing() -> [UInt8] { writer.closing() }
}
