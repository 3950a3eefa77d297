import Flows

/// Writes the flows of a `tail` for a program or a file: every one, each line at once.
final class TailPipe: TailDisplay {
    private let output: LiveOutput
    private let printing: Printing
    private let zone: DisplayZone
    private let say: (String) -> Void
    private var rows: RowStream

    /// - `say`: writes one line to standard error.
    init(
        _ output: LiveOutput,
        printing: Printing,
        zone: DisplayZone,
        say: @escaping (String) -> Void
    ) {
        self.output = output
        self.printing = printing
        self.zone = zone
        self.say = say
        rows = RowStream(fields: flowFields, printing: printing)
    }

    let isPaused = false
    let deadline: Int64? = nil

    /// Writes what stands before the first row.
    func begin() { if !rows.head.isEmpty { _ = output.write(rows.head) } }

    /// Writes what stands behind the last row.
    func end() { if !rows.end.isEmpty { _ = output.write(rows.end) } }

    func show(_ flows: [FlowSummary]) -> Bool {
        for flow in flows {
            let bytes =
                printing.format == .table
                ? screen([.verbatim(flowLine(flow, zone: zone))], printing)
                : rows.row(flowRow(flow))
            guard output.write(bytes) else { return false }
        }
        return true
    }

    func notice(_ text: String) { say(text) }
    func showWaiting(_ count: Int) {}
    func take(key: UInt8) -> Bool { true }
    func redraw() {}
    func tick() {}
}
