import Flows

/// Every name of the schema ``QuerySchema/flows`` on one recorded flow: its fields, and its messages
/// and documents.
///
/// Times are milliseconds since 1970 with a fraction of microseconds; durations are milliseconds. A
/// content that was edited on its way counts as it went on.
public struct FlowFields {
    public let summary: FlowSummary
    private let content: (ContentName) -> [UInt8]?

    /// - Parameters:
    ///   - flow: The flow, as far as it came.
    ///   - content: Gives the bytes of a content; nil when there are none, or they were erased.
    public init(_ flow: Flow, content: @escaping (ContentName) -> [UInt8]?) {
        summary = FlowSummary(flow)
        self.content = content
    }

    /// The flow and the contents of its events, of which the last of each name counts.
    public init(_ flow: Flow, events: some BidirectionalCollection<RecordedEvent>) {
        self.init(flow) { name in
            events.last { $0.content(name) != nil }?.content(name)
        }
    }

    /// The value of a name; null when it is not set yet, or does not exist.
    public func value(of name: FieldName) -> QueryValue {
        if let field = QuerySchema.flows.field(named: name.name) {
            return value(ofField: field.name)
        }
        let path = Array(name.parts.dropFirst())
        switch name.parts[0] {
        case "request": return message(.request)?.value(of: path) ?? .null
        case "response": return message(.response)?.value(of: path) ?? .null
        case "event": return Self.value(path, inDocument: content(.event))
        case "result": return Self.value(path, inDocument: content(.result))
        default: return .null
        }
    }

    /// The names right inside a name, for completion and printing; of no name, all that are set.
    public func children(of name: FieldName?) -> [FieldName] {
        guard let name, let root = name.parts.first else {
            let schema = QuerySchema.flows
            return (schema.fields + schema.documents).map { FieldName($0.name) }
                .filter { value(of: $0) != .null }
        }
        let path = Array(name.parts.dropFirst())
        let names: [String]
        switch root {
        case "request": names = message(.request)?.children(of: path) ?? []
        case "response": names = message(.response)?.children(of: path) ?? []
        case "event": names = content(.event).map { DocumentPath(path).children(in: $0) } ?? []
        case "result": names = content(.result).map { DocumentPath(path).children(in: $0) } ?? []
        default: names = []
        }
        return names.map { FieldName(name.parts + [$0]) }
    }

    private func message(_ name: ContentName) -> MessageFields? {
        content(name).flatMap { MessageFields(message: $0) }
    }

    /// The value at a path of the content `event` or `result`.
    public static func value(_ path: [String], inDocument bytes: [UInt8]?) -> QueryValue {
        guard let bytes else { return .null }
        let value = DocumentPath(path).value(in: bytes)
        // A document that is no JSON is the text that it is.
        if value == .null, path.isEmpty, (try? checkJSON(bytes)) == nil {
            return .string(String(decoding: bytes, as: UTF8.self))
        }
        return value
    }

    private func value(ofField name: String) -> QueryValue {
        switch name {
        case "id": .string(summary.id.description)
        case "shortId": .string(summary.id.shortID.description)
        case "kind": .string(summary.kind.rawValue)
        case "method": QueryValue(summary.method)
        case "path": QueryValue(summary.path)
        case "route": QueryValue(summary.route)
        case "api": QueryValue(summary.api)
        case "apiKind": QueryValue(summary.apiKind)
        case "stage": QueryValue(summary.stage)
        case "function": QueryValue(summary.function)
        case "status": QueryValue(summary.status.map { Double($0) })
        case "step": .number(Double(summary.step?.rawValue ?? 0))
        case "state": .string(summary.state)
        case "outcome": QueryValue(summary.outcome?.rawValue)
        case "cause": QueryValue(summary.cause)
        case "failed": .boolean(summary.outcome?.isFailure ?? false)
        case "error.type": QueryValue(summary.errorType)
        case "error.message": QueryValue(summary.errorMessage)
        case "duration": milliseconds(summary.durationMicroseconds)
        case "cold": QueryValue(summary.isCold)
        case "attempts": .number(Double(summary.attempts))
        case "replayOf": QueryValue(summary.replayOf?.description)
        case "traceId": QueryValue(summary.traceID)
        case "sentAt": milliseconds(summary.sentAt.microseconds)
        case "triggered": milliseconds(summary.triggeredMicroseconds)
        case "executed": milliseconds(summary.executedMicroseconds)
        case "returned": milliseconds(summary.returnedMicroseconds)
        case "displayed": milliseconds(summary.displayedMicroseconds)
        case "firstPosition": .number(Double(summary.firstPosition))
        case "lastPosition": .number(Double(summary.lastPosition))
        default: preconditionFailure("the field '\(name)' is in the schema and not here")
        }
    }

    private func milliseconds(_ microseconds: Int64?) -> QueryValue {
        QueryValue(microseconds.map { Double($0) / 1000 })
    }
}

extension FlowFields {
    /// The flow as it was after `step`; nil when it never came so far.
    public init?(events: [RecordedEvent], after step: FlowStep) {
        guard let prefix = events.upTo(step), let flow = try? Flow(events: prefix) else {
            return nil
        }
        self.init(flow, events: prefix)
    }

    /// The step at which `name` got its first value, and that value, so that it can be said of a
    /// state before: «not set yet (set at step 4 to 500)». Nil when it never gets one.
    public static func setting(
        of name: FieldName,
        in events: [RecordedEvent]
    ) -> (step: FlowStep, value: QueryValue)? {
        for (index, event) in events.enumerated() {
            guard let step = event.event.type.concernedStep else { continue }
            let prefix = events[...index]
            guard let flow = try? Flow(events: prefix) else { return nil }
            let value = FlowFields(flow, events: prefix).value(of: name)
            if value != .null { return (step, value) }
        }
        return nil
    }
}
