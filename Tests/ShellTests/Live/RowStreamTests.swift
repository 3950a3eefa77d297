import Testing

@testable import Shell

struct RowStreamTests {
    private let fields = ["id", "text", "count"]
    private let rows: [[MachineValue]] = [
        [.string("a"), .string("tab\there, \"quoted\"\nand | more"), .integer(1)],
        [.string("b"), .null, .decimal("1.5")],
        [.string("c"), .json(Array(#"[{"x":[]}]"#.utf8)), .boolean(true)],
    ]

    @Test(arguments: [OutputFormat.json, .jsonl, .csv, .tsv, .md], [0, 1, 3])
    func `rows one by one are what they are together`(format: OutputFormat, count: Int) {
        let printing = Printing(format: format, terminal: .pipe, inColour: false)
        var stream = RowStream(fields: fields, printing: printing)
        var bytes = stream.head
        for row in rows.prefix(count) { bytes += stream.row(row) }
        bytes += stream.end
        let whole = CommandResult(
            blocks: [],
            records: Records(fields: fields, rows: Array(rows.prefix(count)))
        ).print(printing)
        let text = String(decoding: bytes, as: UTF8.self)
        // Elements of an array stand on lines of their own.
        #expect(text.replacing(",\n{", with: ",{") == String(decoding: whole, as: UTF8.self))
    }
}
