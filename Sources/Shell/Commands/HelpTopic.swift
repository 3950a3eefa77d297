import Queries

/// What `help` tells of the query language, made from the language itself.
enum HelpTopic: String, CaseIterable {
    case fields, expressions, commands

    var summary: String {
        switch self {
        case .fields: "the names that conditions and queries know"
        case .expressions: "the functions of conditions and queries"
        case .commands: "the commands of queries"
        }
    }

    var page: CommandResult {
        switch self {
        case .fields: fieldsPage
        case .expressions: expressionsPage
        case .commands: commandsPage
        }
    }

    // MARK: Pages

    private var fieldsPage: CommandResult {
        let schemas: [(title: String, schema: QuerySchema)] = [
            ("Requests (ls, top, tail, break, replay, queries without SOURCE)", .flows),
            ("Events (SOURCE events)", .events),
            ("Function logs (SOURCE '/aws/lambda/NAME')", .functionLogs),
            ("Access logs (SOURCE '/aws/apigateway/API')", .accessLogs),
        ]
        var lines: [StyledText] = []
        var rows: [[MachineValue]] = []
        for (title, schema) in schemas {
            if !lines.isEmpty { lines.append("") }
            lines.append(StyledText(title, .heading))
            let fields = schema.fields + schema.documents
            lines += HelpCommand.aligned(
                fields.map { ("\($0.name)  (\($0.type.rawValue))", $0.summary) }
            )
            if schema.hasDiscoveredFields {
                lines.append("  any other name is looked for in lines of JSON")
            }
            rows += fields.map { field in
                [
                    .string(schema.name), .string(field.name),
                    .string(field.aliases.joined(separator: " ")), .string(field.type.rawValue),
                    .string(field.summary),
                ]
            }
        }
        return result(lines, ["source", "name", "aliases", "type", "summary"], rows)
    }

    private var expressionsPage: CommandResult {
        let functions = FunctionCatalog.functions
        func lines(_ title: String, _ isAggregate: Bool) -> [StyledText] {
            let chosen = functions.filter { $0.isAggregate == isAggregate }
            return [StyledText(title, .heading)]
                + HelpCommand.aligned(chosen.map { ("\($0.name)(\($0.parameters))", $0.summary) })
        }
        return result(
            lines("Of each row", false) + [""] + lines("Of groups, in stats", true),
            ["name", "parameters", "aliases", "aggregate", "result", "summary"],
            functions.map { function in
                [
                    .string(function.name), .string(function.parameters),
                    .string(function.aliases.joined(separator: " ")),
                    .boolean(function.isAggregate), .string(function.result.rawValue),
                    .string(function.summary),
                ]
            }
        )
    }

    private var commandsPage: CommandResult {
        let commands = Queries.QueryCommand.all
        let lines = HelpCommand.aligned(
            commands.map { ("\($0.name) \($0.parameters)", $0.summary) }
        )
        return result(
            [StyledText("SOURCE … | command | command …", .heading)] + lines,
            ["name", "parameters", "summary"],
            commands.map { [.string($0.name), .string($0.parameters), .string($0.summary)] }
        )
    }

    private func result(
        _ lines: [StyledText],
        _ fields: [String],
        _ rows: [[MachineValue]]
    ) -> CommandResult {
        CommandResult(
            blocks: lines.map { .verbatim($0) },
            records: Records(fields: fields, rows: rows),
            isText: true
        )
    }
}
