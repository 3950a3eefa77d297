import ArgumentParser
import Flows
import Lambda
import Shell

/// The launcher of function processes, forked before the first thread when `up` was asked for.
nonisolated(unsafe) var theLauncher: ProcessLauncher?

/// The commands that are no verbs of the shell.
struct WaybillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waybill",
        abstract: "The flight recorder for API Gateway + Lambda.",
        discussion: """
            Serve a project with `waybill up`, call it with `waybill call GET /hello` or any client, \
            then look: `waybill ls`, `waybill steps ID`, `waybill track ID`, `waybill logs ID`, or \
            `waybill shell`. Besides the subcommands below there are the shell's verbs:

            \(VerbGroup.list)

            `waybill help VERB` tells more of one, `waybill help` what each does.
            """,
        version: waybillVersion,
        subcommands: [UpCommand.self, CallCommand.self, RebuildCommand.self]
    )
}

/// Runs a verb of the shell; nil when the arguments name none. `--log PATH` may stand anywhere.
func runVerb(_ arguments: [String]) -> Int32? {
    var words: [String] = []
    var log: String?
    var index = 0
    while index < arguments.count {
        if arguments[index] == "--log", index + 1 < arguments.count {
            log = arguments[index + 1]
            index += 1
        } else if arguments[index].hasPrefix("--log=") {
            log = String(arguments[index].dropFirst(6))
        } else {
            words.append(arguments[index])
        }
        index += 1
    }
    guard let verb = words.first else { return nil }
    // `help up` is ArgumentParser's; `help ls` is the shell's.
    let own = WaybillCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    if verb == "help", words.count > 1, own.contains(words[1]) { return nil }
    let isShell = verb == "shell"
    guard isShell || verbs.contains(where: { $0.name == verb || $0.aliases.contains(verb) }) else {
        return nil
    }
    // Without a log the verb itself says what is missing; `help` needs none.
    let path = log ?? findLog(from: ".") ?? ".waybill/log.sqlite"
    return isShell
        ? runInteractive(Array(words.dropFirst()), logPath: path)
        : runOneShot(words, logPath: path)
}
