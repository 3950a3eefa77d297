import Flows
import Synchronization

/// The flows that `%1`, `%2` … name. A `tail` in the background adds to them while lines are typed.
final class ListedRows: Sendable {
    private let flows = Mutex<[FlowID]>([])

    var all: [FlowID] { flows.withLock { $0 } }

    func replace(with listing: [FlowID]) {
        flows.withLock { $0 = Array(listing.prefix(TerminalMemory.rowLimit)) }
    }

    /// Adds a flow and gives its number. When there are too many the numbers begin again at 1.
    func append(_ flow: FlowID) -> Int {
        flows.withLock { flows in
            if flows.count >= TerminalMemory.rowLimit { flows.removeAll() }
            flows.append(flow)
            return flows.count
        }
    }
}
