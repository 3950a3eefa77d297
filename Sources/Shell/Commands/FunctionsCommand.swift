import Flows

/// `functions`: the functions, their environments and what became of their invocations.
enum FunctionsCommand: Command {
    static let name = "functions"
    static let summary = "the functions, their environments and what became of their invocations"
    static let grammar = [
        "functions [since WHEN] [until WHEN] [in WHEN..WHEN]", "functions NAME [since WHEN] …",
    ]
    static let examples = [
        (line: "functions", effect: "all, with the invocations of the last hour"),
        (line: "functions orders", effect: "one, with its settings and changes of its code"),
        (line: "watch 1s functions", effect: "environments as they come and go"),
    ]

    /// Changes of code that are looked through, and those that are shown.
    private static let changesSearched = 1000
    private static let changesShown = 20

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        activityCompletions(request, in: session) { log, range in
            try log.functionCounts(since: range.since, until: range.until)
        } names: { service, counts in
            FunctionActivity.all(service, counts).map {
                Completion(quoted($0.name), $0.served?.runtime ?? "")
            }
        }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        var words = arguments.words
        let window = try ActivityWindow(from: &words, in: session)
        let functions = FunctionActivity.all(
            window.service,
            try session.functionCounts(since: window.since, until: window.until)
        )
        guard let function = try chosen(words, from: functions, "function", name: \.name) else {
            return try listing(functions, window, in: session)
        }
        return try detail(of: function, window, in: session)
    }

    // MARK: All

    private static func listing(
        _ functions: [FunctionActivity],
        _ window: ActivityWindow,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let columns = [
            Column("FUNCTION", minimum: 8), Column("RUNTIME", minimum: 8), Column("CODE"),
            Column("ENVIRONMENTS", minimum: 6), Column("INVOCATIONS", isRightAligned: true),
            Column("ERRORS", isRightAligned: true), Column("COLD", isRightAligned: true),
            Column("LAST SEEN", isRightAligned: true),
        ]
        let rows = functions.map { function in
            Table.Row.cells([
                StyledText(function.name, .identity),
                StyledText(function.served?.runtime ?? "—"),
                StyledText(function.code ?? "—"), StyledText(function.environmentWords ?? "—"),
                StyledText(countText(function.count?.invocations ?? 0)),
                failureCell(function.count?.errors ?? 0),
                StyledText(countText(function.count?.coldStarts ?? 0)),
                window.lastSeen(function.count?.lastSeen, in: session),
            ])
        }
        let names = fields.filter { !detailFields.contains($0) }
        let places = names.map { fields.firstIndex(of: $0)! }
        return CommandResult(
            blocks: functions.isEmpty
                ? [] : [.table(Table(columns: columns, rows: rows, style: .open))],
            records: Records(
                fields: names,
                rows: functions.map { function in
                    let row = row(of: function, [])
                    return places.map { row[$0] }
                }
            ),
            footer: try window.footer(
                counted(functions.count, "function"),
                missing: "runtimes and environments",
                in: session
            ),
            hint: functions.first.map { "functions \(quoted($0.name))" } ?? "ls"
        )
    }

    // MARK: One

    private static func detail(
        of function: FunctionActivity,
        _ window: ActivityWindow,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let changes = Array(
            try session.serviceEvents("codeChanged", limit: changesSearched)
                .compactMap { CodeChange($0, of: function.name) }.prefix(changesShown)
        )
        let zone = session.settings.zone
        func line(_ name: String, _ text: String) -> Block {
            let label = StyledText(" \(name)", .faint).padded(to: 15, isRightAligned: false)
            return .line(label + StyledText(text))
        }
        let heading = [function.name, function.served?.runtime, function.served?.handler]
        var blocks: [Block] = [
            .heading(StyledText(heading.compactMap { $0 }.joined(separator: "   "), .heading)),
            line("code", codeWords(function, window, zone)),
            line("settings", settingWords(function)),
            line("environments", function.environmentWords ?? "—"),
            line("invocations", countWords(function, window, zone)),
        ]
        if !changes.isEmpty { blocks.append(.table(table(of: changes, window, zone))) }
        return CommandResult(
            blocks: blocks,
            records: Records(fields: fields, rows: [row(of: function, changes)], isSingle: true),
            footer: try window.footer(
                counted(changes.count, "change") + " of code while the service ran",
                missing: "settings and environments",
                in: session
            ),
            hint: "logs function \(quoted(function.name))"
        )
    }

    private static func codeWords(
        _ function: FunctionActivity,
        _ window: ActivityWindow,
        _ zone: DisplayZone
    ) -> String {
        guard let code = function.code else { return "—" }
        guard let time = function.served?.codeChangedAt else { return code }
        let fields = zone.fields(of: time)
        return "\(code), newest file of \(fields.date) \(fields.timeOfDay()) "
            + "(\(ageText(of: time, now: window.now, zone: zone)))"
    }

    private static func settingWords(_ function: FunctionActivity) -> String {
        guard let served = function.served else { return "—" }
        let reserved = served.reservedConcurrency.map { "concurrency \($0) reserved" }
        return "timeout \(served.timeoutSeconds) s · memory \(served.memoryMB) MB · "
            + (reserved ?? "no concurrency reserved")
    }

    private static func countWords(
        _ function: FunctionActivity,
        _ window: ActivityWindow,
        _ zone: DisplayZone
    ) -> String {
        guard let count = function.count else { return "none seen" }
        let average = count.averageMicroseconds.map {
            " · \(durationText(microseconds: $0)) on average"
        }
        return "\(countText(count.invocations)) · \(counted(count.errors, "error")) · "
            + "\(counted(count.coldStarts, "cold start"))\(average ?? "") · last seen "
            + ageText(of: count.lastSeen, now: window.now, zone: zone)
    }

    private static func table(
        of changes: [CodeChange],
        _ window: ActivityWindow,
        _ zone: DisplayZone
    ) -> Table {
        Table(
            columns: [
                Column("CODE CHANGED"), Column("AGE"), Column("BEFORE"), Column("CODE"),
            ],
            rows: changes.map { change in
                let fields = zone.fields(of: change.time)
                return .cells([
                    StyledText("\(fields.date) \(fields.timeOfDay())"),
                    StyledText(ageText(of: change.time, now: window.now, zone: zone)),
                    StyledText(change.before ?? "—"), StyledText(change.code ?? "—"),
                ])
            },
            style: .open
        )
    }

    // MARK: Machines

    /// | field | value |
    /// | --- | --- |
    /// | `function` | its name |
    /// | `code` | first 12 digits of the digest of its code, now or at the newest invocation |
    /// | `runtime` `environments` `starting` `idle` `busy` | as `GET /status` has them; null while no service runs |
    /// | `invocations` `errors` `coldStarts` `averageMs` | of the window |
    /// | `lastSeen` | RFC 3339, UTC: the newest invocation of the window or not long before it |
    /// | `handler` `timeoutSeconds` `memoryMB` `reservedConcurrency` `codeChangedAt` | of `functions NAME`: as `GET /status` has them |
    /// | `codeChanges` | of `functions NAME`: `[{at, before, code}…]`, newest first |
    private static let fields = [
        "function", "runtime", "code", "environments", "starting", "idle", "busy", "invocations",
        "errors", "coldStarts", "averageMs", "lastSeen", "handler", "timeoutSeconds", "memoryMB",
        "reservedConcurrency", "codeChangedAt", "codeChanges",
    ]
    /// What only `functions NAME` tells.
    private static let detailFields: Set<String> = [
        "handler", "timeoutSeconds", "memoryMB", "reservedConcurrency", "codeChangedAt",
        "codeChanges",
    ]

    private static func row(
        of function: FunctionActivity,
        _ changes: [CodeChange]
    ) -> [MachineValue] {
        let (served, count) = (function.served, function.count)
        return [
            .string(function.name), MachineValue(served?.runtime), MachineValue(function.code),
            MachineValue(served?.environments), MachineValue(served?.starting),
            MachineValue(served?.idle), MachineValue(served?.busy),
            .integer(Int64(count?.invocations ?? 0)), .integer(Int64(count?.errors ?? 0)),
            .integer(Int64(count?.coldStarts ?? 0)),
            MachineValue(milliseconds: count?.averageMicroseconds),
            MachineValue(count?.lastSeen.rfc3339(decimals: 6)), MachineValue(served?.handler),
            MachineValue(served?.timeoutSeconds), MachineValue(served?.memoryMB),
            MachineValue(served?.reservedConcurrency),
            MachineValue(served?.codeChangedAt?.rfc3339(decimals: 6)), .json(json(of: changes)),
        ]
    }

    private static func json(of changes: [CodeChange]) -> [UInt8] {
        var json = JSONWriter()
        json.beginArray()
        for change in changes {
            json.beginObject()
            json.key("at")
            json.string(change.time.rfc3339(decimals: 6))
            json.key("before")
            if let before = change.before { json.string(before) } else { json.null() }
            json.key("code")
            if let code = change.code { json.string(code) } else { json.null() }
            json.endObject()
        }
        json.endArray()
        return json.bytes
    }
}
