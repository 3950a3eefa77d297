import Flows

/// `apis`: the APIs and their routes, with what came to them.
enum APIsCommand: Command {
    static let name = "apis"
    static let summary = "the APIs, where they listen and what came to them; the routes of one"
    static let grammar = [
        "apis [since WHEN] [until WHEN] [in WHEN..WHEN]", "apis ID [since WHEN] …",
    ]
    static let examples = [
        (line: "apis", effect: "addresses, and requests and failures of the last hour"),
        (line: "apis ServerlessHttpApi", effect: "its routes, those that nobody has called too"),
        (line: "apis invoke since today -o jsonl", effect: "direct calls of each function"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        activityCompletions(request, in: session) { log, range in
            try log.routeCounts(since: range.since, until: range.until)
        } names: { service, counts in
            APIActivity.all(service, counts).map { Completion($0.id, $0.kind ?? "") }
        }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        var words = arguments.words
        let window = try ActivityWindow(from: &words, in: session)
        let apis = APIActivity.all(
            window.service,
            try session.routeCounts(since: window.since, until: window.until)
        )
        guard let api = try chosen(words, from: apis, "API", name: \.id) else {
            return try listing(apis, window, in: session)
        }
        return try routes(of: api, window, in: session)
    }

    // MARK: All

    /// | field | value |
    /// | --- | --- |
    /// | `api` | the logical id; `invoke` for the Invoke API |
    /// | `kind` | `http`, `rest`, `invoke` |
    /// | `stage` | null for the Invoke API |
    /// | `url` `routes` | where it listens and how many routes it has; null while no service runs |
    /// | `requests` `failures` | in the window |
    /// | `lastSeen` | RFC 3339, UTC: the newest request of the window or not long before it |
    private static func listing(
        _ apis: [APIActivity],
        _ window: ActivityWindow,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let columns = [
            Column("API", minimum: 8), Column("KIND"), Column("STAGE"),
            Column("ADDRESS", minimum: 12), Column("ROUTES", isRightAligned: true),
            Column("REQUESTS", isRightAligned: true), Column("FAILED", isRightAligned: true),
            Column("LAST SEEN", isRightAligned: true),
        ]
        let rows = apis.map { api in
            Table.Row.cells([
                StyledText(api.id, .identity), StyledText(api.kind ?? "—"),
                StyledText(api.stage ?? "—"), StyledText(api.url ?? "—"),
                StyledText(api.isServed ? countText(api.routes.count { $0.format != nil }) : "—"),
                StyledText(countText(api.requests)), failureCell(api.failures),
                window.lastSeen(api.lastSeen, in: session),
            ])
        }
        let records = Records(
            fields: [
                "api", "kind", "stage", "url", "routes", "requests", "failures", "lastSeen",
            ],
            rows: apis.map { api in
                [
                    .string(api.id), MachineValue(api.kind), MachineValue(api.stage),
                    MachineValue(api.url),
                    MachineValue(api.isServed ? api.routes.count { $0.format != nil } : nil),
                    .integer(Int64(api.requests)), .integer(Int64(api.failures)),
                    MachineValue(api.lastSeen?.rfc3339(decimals: 6)),
                ]
            }
        )
        return CommandResult(
            blocks: apis.isEmpty ? [] : [.table(Table(columns: columns, rows: rows, style: .open))],
            records: records,
            footer: try window.footer(
                counted(apis.count, "API"),
                missing: "addresses and routes that nobody called",
                in: session
            ),
            hint: apis.first.map { "apis \(quoted($0.id))" } ?? "ls"
        )
    }

    // MARK: One

    private static func routes(
        of api: APIActivity,
        _ window: ActivityWindow,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        let columns = [
            Column(api.id == APIActivity.invokeID ? "FUNCTION" : "ROUTE", minimum: 12),
            Column("FUNCTION", minimum: 6), Column("FORMAT"),
            Column("REQUESTS", isRightAligned: true), Column("FAILED", isRightAligned: true),
            Column("LAST SEEN", isRightAligned: true), Column("NOTE", minimum: 8),
        ]
        let rows = api.routes.map { route in
            Table.Row.cells([
                StyledText(
                    route.key ?? "answered by the gateway",
                    route.key == nil ? .faint : .plain
                ),
                StyledText(route.function ?? "—"), StyledText(route.format ?? "—"),
                StyledText(countText(route.requests)), failureCell(route.failures),
                window.lastSeen(route.lastSeen, in: session),
                StyledText(note(of: route, in: api)),
            ])
        }
        let heading = [api.id, api.kind, api.stage, api.url].compactMap { $0 }
            .joined(separator: "   ")
        return CommandResult(
            blocks: [
                .heading(StyledText(heading, .heading)),
                .table(Table(columns: columns, rows: rows, style: .open)),
            ],
            records: records(of: api),
            footer: try window.footer(
                counted(api.routes.count, "route"),
                missing: "formats and routes that nobody called",
                in: session
            ),
            hint: "ls"
        )
    }

    /// | field | value |
    /// | --- | --- |
    /// | `api` | the logical id |
    /// | `method` `path` | of the route; `path` alone for `$default` and, of the Invoke API, the function's name; null for what the gateway answered before any function was called |
    /// | `function` | that answers the route |
    /// | `format` | `1.0`, `2.0`, `rest`, `payload`; null while no service runs |
    /// | `requests` `failures` `lastSeen` | as of an API |
    /// | `note` | in words: what is not honoured, or that it is not served any more |
    private static func records(of api: APIActivity) -> Records {
        Records(
            fields: [
                "api", "method", "path", "function", "format", "requests", "failures", "lastSeen",
                "note",
            ],
            rows: api.routes.map { route in
                let parts =
                    api.id == APIActivity.invokeID
                    ? [] : (route.key ?? "").split(separator: " ", maxSplits: 1)
                return [
                    .string(api.id), MachineValue(parts.count == 2 ? String(parts[0]) : nil),
                    MachineValue(parts.last.map { String($0) }), MachineValue(route.function),
                    MachineValue(route.format), .integer(Int64(route.requests)),
                    .integer(Int64(route.failures)),
                    MachineValue(route.lastSeen?.rfc3339(decimals: 6)),
                    .string(note(of: route, in: api)),
                ]
            }
        )
    }

    private static func note(of route: RouteActivity, in api: APIActivity) -> String {
        guard route.note.isEmpty, api.isServed, route.format == nil else { return route.note }
        return route.key == nil ? "no route, refused, or a preflight" : "not in the template now"
    }
}

/// How many failed, which is nothing to be coloured when none did.
func failureCell(_ count: Int) -> StyledText {
    StyledText(countText(count), count > 0 ? .failure : .plain)
}
