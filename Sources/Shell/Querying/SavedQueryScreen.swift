/// The saved queries as screens.
enum SavedQueryScreen {
    static func list(_ queries: [SavedQuery]) -> CommandResult {
        let rows = queries.map { query in
            Table.Row.cells([
                StyledText(query.name, .identity),
                StyledText(query.parameters.map(\.description).joined(separator: " ")),
                StyledText(query.isShipped ? "shipped" : "own"),
                StyledText(query.summary.isEmpty ? query.text : query.summary),
            ])
        }
        let columns = [
            Column("NAME"), Column("PARAMETERS"), Column("FROM"), Column("WHAT", minimum: 20),
        ]
        return CommandResult(
            blocks: [.table(Table(columns: columns, rows: rows, style: .open))],
            records: Records(
                fields: ["name", "parameters", "shipped", "summary", "query"],
                rows: queries.map { query in
                    [
                        .string(query.name),
                        .string(query.parameters.map(\.description).joined(separator: " ")),
                        .boolean(query.isShipped), .string(query.summary), .string(query.text),
                    ]
                }
            ),
            footer: counted(queries.count, "query", plural: "queries"),
            hint: queries.first?.usage
        )
    }

    static func text(of query: SavedQuery) -> CommandResult {
        .text((query.summary.isEmpty ? "" : "# \(query.summary)\n") + query.text + "\n")
    }
}

extension CommandResult {
    /// A text to read, line by line.
    static func text(_ text: String) -> CommandResult {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return CommandResult(
            blocks: lines.map { .verbatim(StyledText(String($0))) },
            records: Records(fields: ["text"], rows: [[.string(text)]], isSingle: true),
            isText: true
        )
    }
}
