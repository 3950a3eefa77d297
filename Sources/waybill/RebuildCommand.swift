import ArgumentParser
import EventStore
import Shell

/// `waybill rebuild`: compute the projections again from the events.
struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Throw the log's projections away and compute them again from its events."
    )

    @Option(help: "The log's file (default: found from the working directory upward).")
    var log: String?

    func run() throws {
        let path = try logPath(log)
        do {
            let count = try LogRecovery.rebuild(path: path, migration: .printing) { folded in
                printError("\(folded) events folded")
            }
            print("rebuilt from \(count) events")
        } catch {
            printError("waybill: \(error.description)")
            if !error.hint.isEmpty { printError("  \(error.hint)") }
            throw ExitStatus.unreachable
        }
    }
}

/// The log that was named, or the one of the project that the working directory is in.
func logPath(_ named: String?) throws -> String {
    if let named { return named }
    guard let found = findLog(from: ".") else {
        printError(
            """
            waybill: no .waybill/log.sqlite here or above
              start the service with `waybill up`, or name a log with --log PATH
            """
        )
        throw ExitStatus.unreachable
    }
    return found
}
