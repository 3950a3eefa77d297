/// The rows of ``Records``: there already, or each made when it is asked for.
struct RecordRows: RandomAccessCollection, Sendable {
    private let row: @Sendable (Int) -> [MachineValue]
    let endIndex: Int
    var startIndex: Int { 0 }

    init(_ rows: [[MachineValue]]) { self.init(count: rows.count) { rows[$0] } }

    init(count: Int, _ row: @escaping @Sendable (Int) -> [MachineValue]) {
        endIndex = count
        self.row = row
    }

    subscript(position: Int) -> [MachineValue] { row(position) }
}
