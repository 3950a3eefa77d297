import EventStore
import Flows
import Queries

/// `sql`: one statement over the documented views, in a connection that can only read.
enum SQLCommand: Command {
    static let name = "sql"
    static let summary = "ask the log in SQL, read-only, over documented views"
    static let grammar = [
        "sql STATEMENT", "sql --tables [VIEW]",
        "select … ;   with … ;   (at the prompt, until ';')",
    ]
    static let options = [
        CommandOption("-n", "--limit", value: "N", summary: "at most N rows"),
        CommandOption.timeout,
        CommandOption("--tables", summary: "the views and tables there are, with their columns"),
    ]
    static let examples = [
        (
            line: "select path, count(*) n from flows where sent_at > ago('1h') group by 1;",
            effect: "requests of the last hour by path"
        ),
        (
            line: "sql 'select human(avg(duration_ms)) from flows where status = 200'",
            effect: "one-shot, a duration for people"
        ),
        (line: "sql --tables flows", effect: "the columns of the view flows"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "shown"), (code: 2, meaning: "the statement is wrong, or writes"),
        (code: 3, meaning: "the log cannot be read, or the time was over"),
        (code: 130, meaning: "interrupted"),
    ]
    static let takesRawText = true

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] { [] }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        if arguments.has("--tables") { return try tables(arguments, in: session) }
        guard let text = arguments.text else {
            throw ShellError(
                "sql needs a statement",
                at: arguments.end,
                hint: "select * from flows limit 10;   or: sql --tables"
            )
        }
        let started = session.clock.steadyMicroseconds()
        var limits = try session.readLimits(arguments)
        limits.rows =
            try arguments.number("-n", in: 1...ShellSettings.highestLimit)
            ?? session.settings.limit ?? (session.terminal.isTTY ? 1000 : 100_000)
        let result = try session.sql(text, limits).shown
        let taken = session.clock.steadyMicroseconds() - started
        return CommandResult(
            blocks: result.columns.isEmpty ? [] : [.deferred { table(result) }],
            records: records(result),
            footer: footer(result, taken: taken, limits, in: session),
            warnings: warnings(result, limits, in: session)
        )
    }

    private static func footer(
        _ result: SQLResult,
        taken: Int64,
        _ limits: ReadLimits,
        in session: Session
    ) -> String {
        [
            counted(result.rows.count, "row") + (result.isCut ? ", cut" : ""), session.viewText,
            durationText(microseconds: taken),
            "at most \(countText(limits.rows)) rows and \(limits.time.components.seconds) s",
        ].compactMap { $0 }.joined(separator: " · ")
    }

    private static func warnings(
        _ result: SQLResult,
        _ limits: ReadLimits,
        in session: Session
    ) -> [String] {
        guard result.isCut, !session.terminal.isTTY else { return [] }
        return ["cut after \(countText(result.rows.count)) rows; more: -n N, or a smaller question"]
    }

    // MARK: Results

    private static func table(_ result: SQLResult) -> Table {
        let columns = result.columns.enumerated().map { index, column in
            let isNumber = result.rows.allSatisfy { $0[index].isNumberOrNull }
            return Column(
                column.name,
                isRightAligned: isNumber && !result.rows.isEmpty,
                minimum: isNumber ? nil : 8
            )
        }
        let rows = result.rows.map { row in
            Table.Row.deferred {
                row.map { $0 == .null ? StyledText("—", .faint) : StyledText($0.text) }
            }
        }
        return Table(columns: columns, rows: rows, style: .framed)
    }

    private static func records(_ result: SQLResult) -> Records {
        Records(
            fields: distinct(result.columns.map(\.name)),
            rows: RecordRows(count: result.rows.count) { result.rows[$0].map(\.machineValue) }
        )
    }

    /// JSON objects have no two members of one name: the second `id` becomes `id_2`.
    private static func distinct(_ names: [String]) -> [String] {
        var seen: [String: Int] = [:]
        return names.map { name in
            seen[name, default: 0] += 1
            let count = seen[name] ?? 1
            return count == 1 ? name : "\(name)_\(count)"
        }
    }

    // MARK: Tables

    private static func tables(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        var tables = try session.tables()
        if let wanted = arguments.text, !wanted.text.isEmpty {
            guard let table = tables.first(where: { $0.name == wanted.text }) else {
                throw ShellError(
                    "no view or table '\(wanted.text)'"
                        + didYouMean(nearest(to: wanted.text, among: tables.map(\.name))),
                    at: wanted.place(0..<wanted.text.utf8.count),
                    hint: "sql --tables"
                )
            }
            tables = [table]
        }
        let rows = tables.flatMap { table in
            table.columns.map { (table, $0) }
        }
        let cells = rows.map { table, column in
            Table.Row.cells([
                StyledText(table.name, .identity), StyledText(table.isView ? "view" : "table"),
                StyledText(column.name), StyledText(column.type.isEmpty ? "any" : column.type),
            ])
        }
        let heads = [Column("NAME"), Column("KIND"), Column("COLUMN"), Column("TYPE")]
        return CommandResult(
            blocks: [.table(Table(columns: heads, rows: cells, style: .open))],
            records: Records(
                fields: ["name", "kind", "column", "type"],
                rows: rows.map { table, column in
                    [
                        .string(table.name), .string(table.isView ? "view" : "table"),
                        .string(column.name), MachineValue(column.type.isEmpty ? nil : column.type),
                    ]
                }
            ),
            footer: counted(tables.count, "view") + " and tables",
            hint: "select * from \(tables.first?.name ?? "flows") limit 10;"
        )
    }
}

extension SQLValue {
    fileprivate var isNumberOrNull: Bool {
        switch self {
        case .null, .integer, .real: true
        case .text, .blob: false
        }
    }

    fileprivate var text: String {
        switch self {
        case .null: ""
        case .integer(let number): String(number)
        case .real(let number): numberText(number)
        case .text(let text): text
        case .blob(let bytes): "x'\(hexText(bytes))'"
        }
    }

    fileprivate var machineValue: MachineValue {
        switch self {
        case .null: .null
        case .integer(let number): .integer(number)
        case .real(let number): .decimal(numberText(number))
        case .text, .blob: .string(text)
        }
    }
}
