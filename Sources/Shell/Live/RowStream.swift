/// Rows of a machine format, written one by one as they come: what ``CommandResult`` writes for all of
/// them together, in pieces.
struct RowStream {
    private let fields: [String]
    private let printing: Printing
    private var count = 0

    init(fields: [String], printing: Printing) {
        self.fields = fields
        self.printing = printing
    }

    /// What stands before the first row.
    var head: [UInt8] {
        printing.format == .json ? Array("[".utf8) : lines(of: [], from: 0, to: headLines)
    }

    /// The next row.
    mutating func row(_ values: [MachineValue]) -> [UInt8] {
        defer { count += 1 }
        guard printing.format != .json else {
            let array = bytes(of: [values])
            // Between the brackets of an array with this one element.
            return (count == 0 ? [] : Array(",\n".utf8)) + array.dropFirst().dropLast(2)
        }
        return lines(of: [values], from: headLines, to: nil)
    }

    /// What stands behind the last row.
    var end: [UInt8] { printing.format == .json ? Array("]\n".utf8) : [] }

    private var headLines: Int {
        switch printing.format {
        case .csv, .tsv: 1
        case .md: 2
        case .table, .expanded, .json, .jsonl: 0
        }
    }

    private func bytes(of rows: [[MachineValue]]) -> [UInt8] {
        CommandResult(blocks: [], records: Records(fields: fields, rows: rows)).print(printing)
    }

    /// Lines of what is written for `rows`.
    private func lines(of rows: [[MachineValue]], from first: Int, to last: Int?) -> [UInt8] {
        let parts = bytes(of: rows).split(separator: 0x0A, omittingEmptySubsequences: false)
        return Array(parts[first..<(last ?? parts.count - 1)].joined(separator: [0x0A]))
            + (last == 0 ? [] : [0x0A])
    }
}
