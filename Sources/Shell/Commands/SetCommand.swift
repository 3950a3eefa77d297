import Flows

/// `set`: the settings of the session.
enum SetCommand: Command {
    static let name = "set"
    static let summary = "settings of this session, shown or changed"
    static let grammar = ["set", "set NAME", "set NAME VALUE"]
    static let examples = [
        (line: "set", effect: "every setting with its value and default"),
        (line: "set time utc", effect: "times in UTC from now on"),
        (line: "set limit 200", effect: "longer listings"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "shown or changed"),
        (code: 2, meaning: "no such setting or value"),
    ]
    static let readsLog = false

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        switch request.words.count {
        case 0: SettingDefinition.all.map { Completion($0.name, $0.summary) }
        case 1:
            (SettingDefinition.all.first { $0.name == request.words[0] }?.values ?? [])
                .map { Completion($0) }
        default: []
        }
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try refuseMore(arguments, after: 2)
        guard let first = arguments.words.first else {
            return listing(SettingDefinition.all, in: session)
        }
        let setting = try SettingDefinition.named(first)
        guard arguments.words.count > 1 else { return listing([setting], in: session) }
        try setting.set(arguments.words[1], in: &session.defaults)
        return CommandResult(blocks: [], records: Records(fields: [], rows: []), isText: true)
    }

    private static func listing(
        _ settings: [SettingDefinition],
        in session: Session
    ) -> CommandResult {
        let rows = settings.map { setting in
            [
                setting.name, setting.read(session.defaults), setting.read(ShellSettings()),
                setting.summary,
            ]
        }
        return CommandResult(
            blocks: [
                .table(
                    Table(
                        columns: [
                            Column("SETTING"), Column("VALUE"), Column("DEFAULT"),
                            Column("WHAT", minimum: 10),
                        ],
                        rows: rows.map { .cells($0.map { StyledText($0) }) },
                        style: .open
                    )
                )
            ],
            records: Records(
                fields: ["setting", "value", "default", "what"],
                rows: rows.map { $0.map { .string($0) } }
            )
        )
    }
}
