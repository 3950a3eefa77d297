import ArgumentParser
import Lambda
import Shell

#if canImport(Glibc)
import Glibc
#endif

/// Where the program begins. Verbs go straight to the shell, whose grammar is its own; only `up` and
/// its like are parsed by ArgumentParser.
@main
enum Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        signal(SIGPIPE, SIG_IGN)
        if let exitCode = runVerb(arguments) { exit(exitCode) }
        if arguments.first == "up" { startLauncher() }
        await run(arguments)
    }

    private static func run(_ arguments: [String]) async {
        do {
            var command = try WaybillCommand.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            // Wrong usage is 2 for every verb, not the 64 of sysexits.h.
            guard WaybillCommand.exitCode(for: error) == .validationFailure else {
                WaybillCommand.exit(withError: error)
            }
            printError(WaybillCommand.fullMessage(for: error))
            exit(ExitStatus.usage.rawValue)
        }
    }

    /// Forks the launcher of function processes first of all, before any thread exists.
    private static func startLauncher() {
        do throws(LaunchError) {
            theLauncher = try ProcessLauncher.start()
        } catch {
            printError("waybill: \(error)\n  \(error.hint)")
            exit(1)
        }
    }
}
