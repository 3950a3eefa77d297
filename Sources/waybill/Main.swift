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
        await WaybillCommand.main(arguments)
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
