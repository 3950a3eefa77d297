import Testing

@testable import Shell

@Suite struct `A long output` {
    private let result = CommandResult(
        blocks: [
            .deferred {
                Table(
                    columns: [Column("NAME")],
                    rows: (0..<40).map { index in .deferred { [StyledText("row \(index)")] } },
                    style: .open
                )
            }
        ],
        records: Records(
            fields: ["name"],
            rows: RecordRows(count: 40) { [.string("row \($0)")] }
        )
    )

    private func printing(_ format: OutputFormat) -> Printing {
        let terminal = Terminal(columns: nil, rows: nil, hasColour: false, isUTF8: true)
        return Printing(format: format, terminal: terminal, inColour: false)
    }

    @Test(arguments: [OutputFormat.table, .expanded, .jsonl, .csv, .tsv, .md])
    func `goes out in pieces, which together are the whole`(format: OutputFormat) {
        var pieces: [[UInt8]] = []
        result.print(printing(format), pieceSize: 100) {
            pieces.append($0)
            return true
        }
        #expect(Array(pieces.joined()) == result.print(printing(format)))
        #expect(pieces.count > 2)
        #expect(pieces.allSatisfy { $0.count < 200 })
    }

    @Test(arguments: [OutputFormat.table, .jsonl, .csv, .md])
    func `ends when nobody wants more, and makes no further rows`(format: OutputFormat) {
        var count = 0
        result.print(printing(format), pieceSize: 100) { _ in
            count += 1
            return false
        }
        #expect(count == 1)
    }
}
