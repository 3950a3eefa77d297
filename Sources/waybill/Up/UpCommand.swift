import ArgumentParser
import EventStore
import Lambda
import Templates

/// `waybill up`: serve a project.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract:
            "Serve a project: its APIs, its functions and Lambda's Invoke API, all on record.",
        discussion: """
            PROJECT is a SAM or CloudFormation template (default: template.yaml, template.yml or \
            template.json here), or a handler such as app.handler, which gets an HTTP API of its own.
            """
    )

    @Argument(help: "A template, or a handler.")
    var project: String?

    @Option(help: "Port of the first front door; further ones follow from PORT+2.")
    var port = 3000

    @Option(help: "Port of the Invoke API.")
    var invokePort = 3001

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The log's file (default: .waybill/log.sqlite beside the template).")
    var log: String?

    @Option(help: "What a commit survives: process (kill -9) or power (also a power cut).")
    var durability = Durability.process

    @Option(
        name: .customLong("parameter-overrides"),
        parsing: .upToNextOption,
        help: "Template parameters, NAME=VALUE …"
    )
    var parameterOverrides: [String] = []

    @Option(help: "Environment variables, a JSON file in SAM's format.")
    var envVars: String?

    @Option(
        help: ArgumentHelp(
            "Interpreter of a runtime, such as python3.13=/usr/bin/python3.13.",
            valueName: "NAME=PATH"
        )
    )
    var runtime: [String] = []

    @Flag(
        help: "Refuse a runtime whose very version is not installed, instead of using the nearest."
    )
    var strictRuntimes = false

    @Flag(help: "Serve routes whose template asks for what is not honoured yet, instead of 501.")
    var allowUnsupported = false

    @Option(
        help:
            "Execution environments of one function at a time (default: twice the cores, at least 4)."
    )
    var maxEnvironments: Int?

    @Option(help: "Seconds after which an idle execution environment is ended.")
    var environmentIdle = 600

    @Flag(help: "No time limits: a language debugger may sit in a function.")
    var noTimeouts = false

    @Flag(help: "Do not watch the code for changes.")
    var noWatch = false

    @Option(help: "Region in ARNs and events.")
    var region = "us-east-1"

    @Option(help: "Account in ARNs and events.")
    var account = "123456789012"

    @Flag(name: [.short, .long], help: "No line for each flow.")
    var quiet = false

    @Flag(help: "Stop when standard input ends.")
    var untilEof = false

    func validate() throws {
        for (name, value) in [("--port", port), ("--invoke-port", invokePort)]
        where !(0...65535).contains(value) {
            throw ValidationError("\(name) \(value): a port is 0 to 65535")
        }
        if let maxEnvironments, maxEnvironments < 1 {
            throw ValidationError("--max-environments \(maxEnvironments): at least 1")
        }
        guard environmentIdle >= 1 else {
            throw ValidationError("--environment-idle \(environmentIdle): at least 1 second")
        }
        guard account.count == 12, account.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw ValidationError("--account \(account): an account has 12 digits")
        }
        _ = try pairs(parameterOverrides, option: "--parameter-overrides")
        _ = try pairs(runtime, option: "--runtime")
    }

    func run() async throws {
        try await serve(
            UpOptions(
                project: project,
                host: host,
                port: port,
                invokePort: invokePort,
                log: log,
                durability: durability,
                parameters: try pairs(parameterOverrides, option: "--parameter-overrides"),
                environmentFile: envVars,
                runtimes: try pairs(runtime, option: "--runtime"),
                isStrict: strictRuntimes,
                allowsUnsupported: allowUnsupported,
                environmentLimit: maxEnvironments,
                idleSeconds: environmentIdle,
                hasTimeouts: !noTimeouts,
                watchesCode: !noWatch,
                account: AccountIdentity(region: region, accountID: account),
                isQuiet: quiet,
                stopsAtEndOfInput: untilEof
            )
        )
    }

    private func pairs(_ texts: [String], option: String) throws -> [String: String] {
        var pairs: [String: String] = [:]
        for text in texts {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw ValidationError("\(option) \(text): expected NAME=VALUE")
            }
            pairs[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
        return pairs
    }
}

extension Durability: ExpressibleByArgument {}

/// What `up` was asked to do.
struct UpOptions: Sendable {
    var project: String?
    var host: String
    var port: Int
    var invokePort: Int
    var log: String?
    var durability: Durability
    var parameters: [String: String]
    var environmentFile: String?
    var runtimes: [String: String]
    var isStrict: Bool
    var allowsUnsupported: Bool
    var environmentLimit: Int?
    var idleSeconds: Int
    var hasTimeouts: Bool
    var watchesCode: Bool
    var account: AccountIdentity
    var isQuiet: Bool
    var stopsAtEndOfInput: Bool
}
