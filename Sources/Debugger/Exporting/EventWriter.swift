import Flows

/// The Lambda event: of one flow byte for byte; of several, one a line, an event with line breaks in it
/// without its white space.
struct EventWriter: FlowWriter {
    let isSingle: Bool

    mutating func write(
        _ flow: RecordedFlow,
        _ disclosure: Disclosure
    ) throws(ExportError) -> [UInt8] {
        guard let event = flow.content(.event) else { throw .noEvent(flow) }
        let shown = disclosure.json(event)
        if isSingle { return shown }
        return (shown.contains(0x0A) ? compactJSON(shown) ?? shown : shown) + [0x0A]
    }
}
