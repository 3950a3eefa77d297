import Flows

/// One side of a comparison: a flow as it was at one of its stops, with what its contents say.
public struct ComparedFlow: Equatable, Sendable {
    public let flow: Flow
    /// The bytes of each content, from the last event that has it.
    private let contents: [ContentName: [UInt8]]
    /// The lines that the function wrote, in order.
    let logLines: [String]
    /// What operators changed by name, in order: with `edit`, or with `--set` for a replay.
    public let edits: [AppliedChange]

    /// `events` are those of one flow from its first on, as many as have happened.
    /// - Throws: an event that may not follow in this flow.
    public init?(events: some Sequence<RecordedEvent>) throws(IllegalTransition) {
        let events = Array(events)
        guard let flow = try Flow(events: events) else { return nil }
        self.flow = flow
        var contents: [ContentName: [UInt8]] = [:]
        var logLines: [String] = []
        for content in events.flatMap(\.contents) {
            if content.name == .log {
                logLines += LogText(bytes: content.bytes).lines.map(\.text)
            } else {
                contents[content.name] = content.bytes
            }
        }
        self.contents = contents
        edits = events.filter { $0.event.type == .edited }.compactMap { $0.content(.text) }
            .flatMap { $0.split(separator: 0x0A) }.compactMap { AppliedChange(line: $0) }
        self.logLines = logLines
    }

    /// Whether what is not there may only not be told.
    var hasGaps: Bool { flow.kind == .imported }

    /// Whether the source tells the request, and not whether it had a body.
    var isBodyUntold: Bool { hasGaps && flow.sent?.bodyBytes == nil }

    func content(_ name: ContentName) -> [UInt8]? { contents[name] }

    func message(_ name: ContentName) -> (head: MessageHead, body: [UInt8])? {
        guard let bytes = contents[name], let message = try? MessageHead.split(bytes) else {
            return nil
        }
        return (message.head, Array(message.body))
    }

    /// `KeyError: 'sku'`, `Runtime.ExitError (signal)`, or the cause in one word; nil when nothing went
    /// wrong.
    var error: String? {
        guard let type = flow.errorType else { return flow.errorMessage ?? flow.cause }
        if let message = flow.errorMessage { return "\(type): \(message)" }
        return flow.cause.map { "\(type) (\($0))" } ?? type
    }
}
