import EventStore
import Flows

#if canImport(Glibc)
import Glibc
#endif

/// Drives the log without any service.
///
/// `logbench append LOG SECONDS`: appends batches of 500 events in `power` durability, each awaited
/// until it is in the journal, and prints events a second, the database's catching up included.
///
/// `logbench fill LOG FLOWS`: makes a log of so many flows, five events each, as if they had come in at
/// 200,000 a day until now.
@main
struct LogBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let number = Int(arguments[3]) else {
            print("usage: logbench append LOG SECONDS | fill LOG FLOWS")
            exit(2)
        }
        switch arguments[1] {
        case "append": try await append(arguments[2], seconds: number)
        case "fill": try await fill(arguments[2], flows: number)
        default:
            print("logbench: no command '\(arguments[1])'")
            exit(2)
        }
    }

    private static func append(_ path: String, seconds: Int) async throws {
        let log = try EventLog(path: path, durability: .power)
        let generator = FlowGenerator(log)
        let begin = Timestamp.now()
        var events = 0
        while Timestamp.now().microseconds(since: begin) < Int64(seconds) * 1_000_000 {
            for _ in 0..<100 { events += try generator.recordFlow() }
            try await log.commit()
        }
        await log.sync()
        let elapsed = Double(Timestamp.now().microseconds(since: begin)) / 1_000_000
        print("\(Int(Double(events) / elapsed)) events/s")
        await log.close()
    }

    private static func fill(_ path: String, flows: Int) async throws {
        try makeFolder(of: path)
        let spacing: Int64 = 86_400_000_000 / 200_000
        let moment = Moment(Timestamp.now().advanced(byMicroseconds: -Int64(flows) * spacing))
        let log = try EventLog(path: path, clock: { moment.now })
        let generator = FlowGenerator(log)
        for number in 1...flows {
            moment.now = moment.now.advanced(byMicroseconds: spacing)
            _ = try generator.recordFlow(at: moment.now)
            if number % 500 == 0 { try await log.commit() }
        }
        await log.sync()
        await log.close()
    }

    private static func makeFolder(of path: String) throws {
        guard let slash = path.lastIndex(of: "/") else { return }
        mkdir(String(path[..<slash]), 0o700)
    }
}

/// The clock of a log whose flows came in long ago.
private final class Moment {
    var now: Timestamp

    init(_ now: Timestamp) { self.now = now }
}
