import EventStore
import Flows

#if canImport(Glibc)
import Glibc
#endif

/// That somebody took flows out of the log: a service event, `exported`, or `unmasked` when credentials
/// went with them.
public struct ExportRecord: Equatable, Sendable {
    /// The operating-system user.
    public var operatorName: String
    public var format: String
    public var isUnmasked: Bool
    /// Flows that were chosen.
    public var count: Int
    /// When there was one only.
    public var flow: FlowID?
    /// How they were chosen, in the operator's words, which may quote values.
    public var words: String
    /// The collector's address, for spans that are sent.
    public var destination: String?

    public init(
        operatorName: String,
        format: String,
        isUnmasked: Bool,
        count: Int,
        flow: FlowID?,
        words: String,
        destination: String? = nil
    ) {
        self.operatorName = operatorName
        self.format = format
        self.isUnmasked = isUnmasked
        self.count = count
        self.flow = flow
        self.words = words
        self.destination = destination
    }

    /// On the loop, like all recording.
    func record(in log: EventLog) {
        var text = words
        if let destination { text += "\nto \(destination)" }
        log.recordService(
            isUnmasked ? "unmasked" : "exported",
            contents: [Content(.text, Array(text.utf8))]
        ) {
            $0.put("operator", operatorName)
            $0.put("format", format)
            $0.put("flows", count)
            $0.put("flow", flow?.description)
            if destination != nil { $0.put("sent", true) }
        }
    }
}

extension ExportRecord {
    /// For the way to the service.
    var json: [UInt8] {
        var fields = EventFieldWriter()
        fields.put("operator", operatorName)
        fields.put("format", format)
        fields.put("unmasked", isUnmasked)
        fields.put("flows", count)
        fields.put("flow", flow?.description)
        fields.put("words", words)
        fields.put("destination", destination)
        return fields.finish()
    }

    /// Nil when it is none.
    init?(json: [UInt8]) {
        guard let fields = try? EventFields(json: json), let name = fields.string("operator"),
            let format = fields.string("format"), let isUnmasked = fields.boolean("unmasked"),
            let count = fields.integer("flows"), let words = fields.string("words")
        else { return nil }
        self.init(
            operatorName: name,
            format: format,
            isUnmasked: isUnmasked,
            count: Int(count),
            flow: fields.string("flow").flatMap { FlowID(uuidText: $0) },
            words: words,
            destination: fields.string("destination")
        )
    }
}

/// The operating-system user this process runs as.
public func operatingSystemUser() -> String {
    guard let entry = getpwuid(getuid()) else { return "uid \(getuid())" }
    return String(cString: entry.pointee.pw_name)
}
