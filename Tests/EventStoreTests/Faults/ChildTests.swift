import Flows
import Foundation
import Testing

@testable import EventStore

/// What child processes do; ``FaultTests`` starts them, one test each.
@Suite(.enabled(if: ChildProcess.folder != nil, "run by Faults in a process of their own"))
struct `In a child process` {
    let folder = ChildProcess.folder ?? ""
    var path: String { folder + "/log.sqlite" }
    var faultSwitch: String { folder + ".fault" }

    func setFault(_ fault: String?) throws {
        if let fault {
            try fault.write(toFile: faultSwitch, atomically: true, encoding: .utf8)
        } else {
            try FileManager.default.removeItem(atPath: faultSwitch)
        }
    }

    /// A whole flow that the log has acknowledged: the position of its last event.
    func acknowledgedFlow(
        in log: EventLog,
        _ random: inout SeededGenerator
    ) async throws -> Int64 {
        var flow = random.testFlow(.door)
        while flow.cursor.phase != .ended {
            try log.record([flow.next(&random)], of: &flow.cursor)
        }
        try await log.commit()
        return log.head
    }

    /// Records until it is killed, and writes each acknowledged position to a file.
    @Test(.timeLimit(.minutes(1)))
    func `records until killed`() async throws {
        let log = try EventLog(path: path, durability: .process)
        let acknowledged = open(folder + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var random = SeededGenerator(Int(getpid()))
        while true {
            let position = try await acknowledgedFlow(in: log, &random)
            let line = "\(position)\n"
            write(acknowledged, line, line.utf8.count)
        }
    }

    /// Records some flows; the parent cuts the power afterwards, in the trace of what was written.
    @Test func `records until the power goes`() async throws {
        let name = try #require(ProcessInfo.processInfo.environment["WAYBILL_DURABILITY"])
        let log = try EventLog(path: path, durability: try #require(Durability(rawValue: name)))
        let acknowledged = open(folder + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var random = SeededGenerator(7)
        for round in 0..<60 {
            let position = try await acknowledgedFlow(in: log, &random)
            let line = "\(position)\n"
            write(acknowledged, line, line.utf8.count)
            // Now and then the database gets ahead of the next commit.
            if round % 7 == 0 { await log.sync() }
        }
    }

    @Test func `a failing disk is told, refused and recovered from`() async throws {
        let fault = try #require(ProcessInfo.processInfo.environment["WAYBILL_FAULT"])
        let isFull = fault == "enospc" || fault == "short"
        let durability: Durability = fault == "syncfail" ? .power : .process
        let log = try EventLog(path: path, durability: durability)
        var random = SeededGenerator(3)
        var acknowledged: Int64 = 0
        for _ in 0..<5 { acknowledged = try await acknowledgedFlow(in: log, &random) }
        try setFault(fault)
        // A flow in progress cannot be committed, and says why.
        var flow = random.testFlow(.door)
        try log.record([flow.next(&random)], of: &flow.cursor)
        let refusal = await #expect(throws: RecordingError.self) { try await log.commit() }
        #expect(refusal?.code == (isFull ? .diskFull : .input))
        let reason = isFull ? "No space left on device" : "Input/output error"
        let action =
            durability == .power
            ? "cannot sync the journal" : "cannot write \(path).journal-0"
        #expect(refusal?.description == "\(action): \(reason)")
        // While it lasts no new flow is taken; what was recorded can still be read.
        await #expect(throws: RecordingError.self) {
            try await log.commit()
            try log.checkAcceptance()
        }
        #expect(try LogReader(path: path).head() <= log.head)
        try setFault(nil)
        // By itself, as soon as the disk is well: the next request finds it so.
        let start = Date()
        while true {
            do {
                try log.checkAcceptance()
                try await log.commit()
                break
            } catch {
                try #require(Date().timeIntervalSince(start) < 10, "still \(error)")
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        // The flow that was refused goes on, and nothing of it was lost or doubled.
        while flow.cursor.phase != .ended {
            try log.record([flow.next(&random)], of: &flow.cursor)
        }
        for _ in 0..<3 { acknowledged = try await acknowledgedFlow(in: log, &random) }
        await log.close()
        let reader = try LogReader(path: path)
        let events = try reader.allEvents()
        #expect(events.map(\.position) == Array(1...acknowledged))
        #expect(try reader.events(of: flow.cursor.id).map(\.event) == flow.recorded.map(\.event))
        #expect(try leafMismatches(in: LogDatabase.openForReading(path: path)) == [])
    }

    /// Needs no injector: the kernel refuses writes behind a limit, the same for every process.
    @Test func `files that cannot grow hold new flows back`() async throws {
        signal(SIGXFSZ, SIG_IGN)
        let log = try EventLog(path: path)
        var random = SeededGenerator(4)
        var acknowledged = try await acknowledgedFlow(in: log, &random)
        await log.sync()
        // 2 MiB a file: journal and WAL reach that after about a hundred flows.
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        limit.rlim_cur = 2 << 20
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        var refusal: RecordingError?
        for _ in 0..<400 where refusal == nil {
            do throws(RecordingError) {
                try log.checkAcceptance()
                do {
                    var flow = random.testFlow(.door)
                    let body = Content(.request, [UInt8](repeating: 1, count: 20_000))
                    let event = NewEvent(flow.next(&random).event, contents: [body], at: .now())
                    try log.record([event], of: &flow.cursor)
                } catch {
                    Issue.record(error)
                }
                try await log.commit()
                acknowledged = log.head
            } catch {
                refusal = error
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(refusal != nil)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        let start = Date()
        while (try? log.checkAcceptance()) == nil {
            try #require(Date().timeIntervalSince(start) < 10)
            try await Task.sleep(for: .milliseconds(20))
        }
        acknowledged = try await acknowledgedFlow(in: log, &random)
        await log.close()
        let events = try LogReader(path: path).allEvents()
        #expect(events.map(\.position) == Array(1...acknowledged))
    }
}
